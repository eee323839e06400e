"""What happened in a case, line by line, as it was written down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from nennep.clock.limits import Unit, length
from nennep.lib.dates import format_date
from nennep.procedures.catalogue.shape import Procedure, Step
from nennep.procedures.models import Case, CaseEvent, CasePaper, CaseStep, EventKind
from nennep.procedures.rules import CaseState, result_of


@dataclass(frozen=True)
class Line:
    """`at`: when it was written down."""

    at: datetime
    said: str
    who: str
    note: str = ""


def lines(procedure: Procedure, case: Case, steps: Sequence[CaseStep]) -> Iterator[Line]:
    opened = {"opens": procedure.opens, "day": format_date(case.opened_on)}
    yield Line(case.opened_at, _("Mở hồ sơ. %(opens)s ngày %(day)s.") % opened, case.opened_by.full_name)
    seen = set[tuple[object, ...]]()
    for step in steps:
        told = procedure.step(step.key)
        for paper in step.papers.all():
            yield from of_paper(told, paper)
        for event in step.events.all():
            what = (event.kind, event.day, event.reason, event.paper)
            if is_said(event) and what not in seen:  # a limit that several steps share carries its events on
                seen.add(what)
                yield of_event(event)
        yield from of_vote(step)
        if step.done_at and step.done_on and step.done_by:
            result = result_of(procedure, step.key, step.result)
            values = {"step": told.name, "result": result.name if result else "", "day": format_date(step.done_on)}
            done = _("%(step)s: %(result)s, ngày %(day)s.") % values
            yield Line(step.done_at, done, step.done_by.full_name, step.note)
    if case.state == CaseState.ANNULLED and case.annulled_at and case.annulled_by:
        yield Line(case.annulled_at, _("Hủy hồ sơ."), case.annulled_by.full_name, case.annulled_why)


def of_paper(told: Step, paper: CasePaper) -> Iterator[Line]:
    """Papers stand in tables of their own; only what was taken back is told here."""
    if paper.annulled_at and paper.annulled_by:
        name = next(one.name for one in told.papers if one.key == paper.key)
        said = _("Bỏ giấy tờ ghi nhầm: %(paper)s %(number)s.") % {"paper": name, "number": paper.number}
        yield Line(paper.annulled_at, said, paper.annulled_by.full_name, paper.annulled_why)


def is_said(event: CaseEvent) -> bool:
    """A clock that started with its step is no news; one that started late, with its reason, is."""
    return event.kind in SAID or (event.kind == EventKind.STARTED and bool(event.reason))


SAID = (EventKind.STOPPED, EventKind.RESTARTED, EventKind.EXTENDED, EventKind.REFIGURED, EventKind.MOVED)


def of_event(event: CaseEvent) -> Line:
    day = format_date(event.day)
    if event.kind == EventKind.EXTENDED:
        assert event.n
        words = _("Gia hạn %(n)s, ngày %(day)s.") % {"n": length(event.n, Unit(event.unit)), "day": day}
    elif event.kind == EventKind.STARTED:
        assert event.n
        values = {"n": length(event.n, Unit(event.unit)), "day": day}
        words = _("Bắt đầu tính thời hạn %(n)s từ ngày %(day)s.") % values
    elif event.kind == EventKind.STOPPED:
        words = _("Tạm dừng thời hạn sau ngày %(day)s.") % {"day": day}
    elif event.kind == EventKind.REFIGURED:
        assert event.n
        words = _("Chuyển sang mức %(n)s, ngày %(day)s.") % {"n": length(event.n, Unit(event.unit)), "day": day}
    elif event.kind == EventKind.MOVED:
        assert event.was
        assert event.now
        words = _("Hạn chuyển từ %(was)s sang %(now)s theo lịch.") % {
            "was": format_date(event.was),
            "now": format_date(event.now),
        }
    else:
        words = _("Cho thời hạn chạy lại từ ngày %(day)s.") % {"day": day}
    who = event.by.full_name if event.by else _("Hệ thống")
    return Line(event.at, words, who, "; ".join(part for part in (event.reason, event.paper) if part))


def of_vote(step: CaseStep) -> Iterator[Line]:
    held = _("Biểu quyết ngày %(day)s: %(agreed)s tán thành, %(present)s có mặt, %(eligible)s được biểu quyết.")
    for vote in step.votes.all():
        values = {"agreed": vote.agreed, "present": vote.present, "eligible": vote.eligible}
        carried = _("Được thông qua.") if vote.carried else _("Không đủ tỷ lệ.")
        yield Line(vote.at, held % (values | {"day": format_date(vote.day)}), vote.by.full_name, carried)
        if vote.annulled_at and vote.annulled_by:
            said = _("Bỏ kết quả biểu quyết ghi nhầm, ngày %(day)s.") % {"day": format_date(vote.day)}
            yield Line(vote.annulled_at, said, vote.annulled_by.full_name, vote.annulled_why)
