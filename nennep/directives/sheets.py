"""The lists as they leave: rows for .xlsx, and a unit's list as a .docx to print and sign for."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from nennep.directives.models import Directive
from nennep.directives.queries.answers import AnswerRow
from nennep.directives.queries.lists import TaskRow
from nennep.directives.queries.owed import Owing
from nennep.directives.queries.pages import directive_page
from nennep.directives.rules import Kind
from nennep.lib.text import capitalised
from nennep.organisation.models import Office, Unit
from nennep.writing.papers import Column, Letterhead, Paper, Register, write_register

if TYPE_CHECKING:
    from nennep.accounts.models import User

Table = tuple[list[str], list[list[object]]]


def directives_rows(directives: Iterable[Directive]) -> Table:
    headings = [
        gettext("Số, ký hiệu"),
        gettext("Tên loại"),
        gettext("Trích yếu"),
        gettext("Ngày"),
        gettext("Nơi ban hành"),
        gettext("Trạng thái"),
        gettext("Số việc"),
    ]
    return headings, [
        [d.reference, d.type, d.abstract, d.date, d.issuer, d.get_state_display(), getattr(d, "task_count", "")]
        for d in directives
    ]


TASK_HEADINGS = (
    "TT",
    _("Văn bản"),
    _("Mục"),
    _("Nội dung việc"),
    _("Loại"),
    _("Chủ trì"),
    _("Số nơi nhận"),
    _("Hạn"),
    _("Sản phẩm"),
    _("Minh chứng"),
)


def tasks_rows(rows: Iterable[TaskRow]) -> Table:
    return [str(word) for word in TASK_HEADINGS], [
        [
            number,
            row.task.directive.reference if row.task.directive else "",
            row.task.clause.path if row.task.clause else "",
            capitalised(row.task.text),
            row.task.get_kind_display(),
            row.leads,
            row.count,
            row.task.due,
            row.task.product,
            row.task.proof,
        ]
        for number, row in enumerate(rows, 1)
    ]


def directive_rows(directive: Directive, user: "User") -> Table:
    return tasks_rows(row for section in directive_page(directive, user).sections for row in section.rows)


UNIT_HEADINGS = (
    "TT",
    _("Việc phải làm"),
    _("Văn bản"),
    _("Mục"),
    _("Vai trò"),
    _("Hạn"),
    _("Sản phẩm, minh chứng"),
)


def unit_rows(owed: list[Owing]) -> Table:
    return [str(word) for word in UNIT_HEADINGS], [[n, *cells(owing)] for n, owing in enumerate(owed, 1)]


def cells(owing: Owing) -> list[object]:
    task = owing.assignment.task
    return [
        capitalised(task.text),
        task.directive.reference if task.directive else "",
        task.clause.path if task.clause else "",
        owing.assignment.get_part_display(),
        owing.assignment.due,
        "; ".join(part for part in (task.product, task.proof) if part),
    ]


ANSWER_HEADINGS = (
    *("TT", _("Nơi nhận"), _("Nội dung việc"), _("Văn bản"), _("Mục"), _("Vai trò"), _("Kỳ"), _("Hạn")),
    *(_("Trạng thái"), _("Xong (%)"), _("Số đã làm được"), _("Minh chứng"), _("Lời báo gần nhất"), _("Cập nhật")),
)


def answers_sheet(rows: Iterable[AnswerRow]) -> Table:
    return [str(word) for word in ANSWER_HEADINGS], [[n, *answer_cells(row)] for n, row in enumerate(rows, 1)]


def answer_cells(row: AnswerRow) -> list[object]:
    answer, task = row.answer, row.answer.task
    return [
        answer.label,
        capitalised(task.text),
        task.directive.reference if task.directive else "",
        task.clause.path if task.clause else "",
        answer.get_part_display(),
        answer.period,
        answer.due,
        row.look.word,
        answer.percent,
        answer.figure,
        row.proofs,
        "; ".join([*(ask.words for ask in row.asks), *filter(None, [row.last])]),
        answer.heard_on,
    ]


def unit_document(unit: Unit, owed: list[Owing]) -> bytes:
    """The unit's list in the form of an official register: in Vietnamese, whoever asks for it."""
    with override("vi"):
        return _register(unit, owed)


def _register(unit: Unit, owed: list[Owing]) -> bytes:
    office = Office.objects.get()
    today = timezone.localdate()
    columns = (
        Column("TT", 10),
        Column("Việc phải làm", 69),
        Column("Từ văn bản", 28),
        Column("Hạn", 28),
        Column("Ghi chú", 30),
    )
    rows = [[str(n), *(str(cell) for cell in paper_cells(owing))] for n, owing in enumerate(owed, 1)]
    register = Register("DANH MỤC NHIỆM VỤ ĐƯỢC GIAO", f"{unit.name} (tính đến ngày {today:%d/%m/%Y})", columns, rows)
    head = Letterhead(superior=office.superior, issuer=office.name, place=office.place, day=today)
    return write_register(Paper(head, register))


def paper_cells(owing: Owing) -> list[str]:
    task = owing.assignment.task
    source = " ".join(
        part
        for part in (task.directive.reference if task.directive else "", task.clause.path if task.clause else "")
        if part
    )
    part = "" if owing.assignment.part == "lead" else owing.assignment.get_part_display()
    day = f"{owing.assignment.due:%d/%m/%Y}" if owing.assignment.due else ""
    due = ("Thường xuyên" + (f", kỳ đến {day}" if day else "")) if task.kind == Kind.STANDING else day or "Chưa ghi hạn"
    return [capitalised(task.text), source, due, "; ".join(x for x in (part, task.product or task.proof) if x)]
