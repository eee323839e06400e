"""Builders of directives under review, and of issued ones."""

from typing import Any

from nennep.accounts.models import User
from nennep.directives.actions.answering import Target
from nennep.directives.actions.importing import import_reading
from nennep.directives.actions.issuing import issue_directive
from nennep.directives.actions.reviewing import Seen, TaskEdit, accept, edit
from nennep.directives.models import Assignment, Directive, Task
from nennep.directives.rules import Kind
from nennep.organisation.models import Post, Unit

HEADER = {
    "type": "Kết luận",
    "number": "12",
    "symbol": "KL/ĐU",
    "place": "Bình Hải",
    "date": "2026-11-02",
    "issuer": "Đảng ủy các cơ quan Đảng thành phố",
    "superior": "Thành ủy Bình Hải",
    "abstract": "Hội nghị lần thứ sáu",
    "term": "2025-2030",
    "meeting_date": None,
}
SENTENCES = (
    "xây dựng kế hoạch rà soát hồ sơ đảng viên trước ngày 15/12/2026",
    "tổ chức lớp bồi dưỡng nghiệp vụ cho bí thư chi bộ",
    "nâng cao chất lượng sinh hoạt chi bộ",
)


def make_reading(*sentences: str, assignee: str = "Ban Tổ chức Đảng ủy", **header: Any) -> dict[str, Any]:
    """What the engine would say of “1. Ban Tổ chức Đảng ủy: a; b; c.”"""
    sentences = sentences or SENTENCES
    lead = f"1. {assignee} "
    text = lead + "; ".join(sentences) + "."
    tasks = [task_row(text, sentence, assignee) for sentence in sentences]
    clause = {"path": "1", "label": "1.", "title": None, "text": text, "role": "tasks", "start": 0, "end": len(text)}
    return {
        "header": HEADER | header,
        "signature": {"authority": "T/M BAN THƯỜNG VỤ", "position": "PHÓ BÍ THƯ", "name": "Trần Minh Khoát"},
        "recipients": [],
        "references": [],
        "shortcomings": [],
        "warnings": [{"code": "no-recipients", "message": "Không thấy phần nơi nhận.", "clause": None}],
        "clauses": [clause],
        "tasks": tasks,
        "text": text,
    }


def task_row(text: str, sentence: str, assignee: str) -> dict[str, Any]:
    start = text.index(sentence)
    return {
        "clause": "1",
        "text": sentence,
        "start": start,
        "end": start + len(sentence),
        "kind": "deliverable",
        "assignees": [assignee],
        "collaborators": [],
        "supervisor": None,
        "product": None,
        "due": "2026-12-15" if "15/12/2026" in sentence else None,
        "due_words": "trước ngày 15/12/2026" if "15/12/2026" in sentence else None,
        "due_rule": None,
        "recurrence": None,
        "target": None,
        "references": [],
        "confidence": 0.9,
        "why": "Mở đầu bằng động từ “xây dựng”, có sản phẩm hoặc sự kiện hoàn thành được; "
        "đơn vị lấy từ chính câu này; không nêu hạn.",
    }


def make_directive(unit: Unit, by: User, *sentences: str, **header: Any) -> Directive:
    return import_reading(make_reading(*sentences, **header), unit=unit, source=None, by=by)


def make_issued(unit: Unit, by: User, *receivers: Unit, **header: Any) -> Directive:
    """A directive whose every task is given to these units."""
    directive = make_directive(unit, by, **header)
    for task in directive.tasks.all():
        lead = tuple(f"unit:{receiver.public_id}" for receiver in receivers)
        changed = edit(seen(task), TaskEdit(task.text, Kind(task.kind), task.due, lead=lead), by=by)
        accept(seen(changed), by=by)
    issue_directive(directive, Post.objects.filter(may_sign=True)[0], leave_open=False, by=by)
    directive.refresh_from_db()
    return directive


def seen(task: Task) -> Seen:
    task.refresh_from_db()
    return Seen(task.public_id, task.version)


def at(assignment: Assignment) -> Target:
    assignment.refresh_from_db()
    return Target(assignment.public_id, assignment.version)
