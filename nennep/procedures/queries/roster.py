"""The list of a case: its lines with how each stands, and how many are done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nennep.procedures.models import Case, RosterLine
from nennep.procedures.rules import CaseState


@dataclass(frozen=True)
class Row:
    line: RosterLine
    shape: str
    word: str
    day: date | None


def rows_of(case: Case, today: date) -> list[Row]:
    roster = case.version.told.roster
    assert roster
    lines = case.roster.filter(dropped_at=None).select_related("child")
    return [row_of(line, roster.done, today) for line in lines.order_by("pk")]


def row_of(line: RosterLine, done: str, today: date) -> Row:
    if line.child and line.child.state == CaseState.OPEN:
        return Row(line, "doing", _("Đang làm hồ sơ"), line.child.due)
    if line.is_done:
        day = line.done_on or (line.child.ended_on if line.child else None)
        late = (day - line.until).days if day and line.until else 0
        return Row(line, "done", late_words(done, late) if late > 0 else done, day)
    if line.until and line.until < today:
        return Row(line, "late", _("Quá hạn"), line.until)
    return Row(line, "open", _("Chưa xong"), line.until)


def late_words(done: str, n: int) -> str:
    return ngettext("%(done)s, muộn %(n)s ngày", "%(done)s, muộn %(n)s ngày", n) % {"done": done, "n": n}


HEADINGS = (
    gettext_lazy("Danh sách"),
    gettext_lazy("Ghi chú"),
    gettext_lazy("Hạn"),
    gettext_lazy("Tình trạng"),
    gettext_lazy("Ngày"),
)


def sheet_rows(rows: Sequence[Row]) -> Iterator[list[object]]:
    for row in rows:
        yield [row.line.words, row.line.note, row.line.until, row.word, row.day]
