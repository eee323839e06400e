"""A preview as its page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Case, Count, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from nennep.imports.models import VERDICTS, Preview, PreviewRow
from nennep.imports.rules import WRITTEN, Verdict

SHAPES = {
    Verdict.NEW: "more",
    Verdict.SAME: "done",
    Verdict.CHANGED: "doing",
    Verdict.DOUBTFUL: "heed",
    Verdict.WRONG: "no",
    Verdict.SKIPPED: "open",
}
FIRST = (Verdict.WRONG, Verdict.DOUBTFUL, Verdict.CHANGED, Verdict.NEW, Verdict.SAME)
HEADINGS = (_("Trang tính"), _("Dòng"), _("Kết luận"), _("Nội dung"), _("Lý do"), _("Thay đổi"))
LIST_HEADINGS = (_("Tệp"), _("Lúc"), _("Tình trạng"), _("Dòng đã ghi"))


@dataclass(frozen=True)
class Tally:
    verdict: str
    word: str
    shape: str
    rows: int


@dataclass(frozen=True)
class Shown:
    row: PreviewRow
    what: str
    shape: str


def list_rows(previews: "QuerySet[Preview]") -> Iterator[list[object]]:
    """The files handed in, newest first, as they leave."""
    for one in previews.iterator():
        yield [one.file_name, one.made_at, one.get_state_display(), one.written]


def counts_of(preview: Preview) -> list[Tally]:
    """Every verdict, also those that no row has; they sum up to the rows of the file."""
    found = dict(preview.rows.order_by().values_list("verdict").annotate(Count("pk")))
    return [Tally(verdict, str(word), SHAPES[verdict], found.get(verdict, 0)) for verdict, word in VERDICTS]


def to_write(counts: list[Tally]) -> int:
    return sum(count.rows for count in counts if count.verdict in WRITTEN)


def rows_of(preview: Preview, verdict: str) -> "QuerySet[PreviewRow]":
    """Rows of one verdict in the file's order; of all verdicts, what needs eyes first."""
    if verdict:
        return preview.rows.filter(verdict=verdict)
    rank = Case(
        *(When(verdict=value, then=Value(place)) for place, value in enumerate(FIRST)), default=Value(len(FIRST))
    )
    return preview.rows.annotate(rank=rank).order_by("rank", "pk")


def shown(rows: "QuerySet[PreviewRow] | list[PreviewRow]") -> list[Shown]:
    return [Shown(row, what_of(row), SHAPES[Verdict(row.verdict)]) for row in rows]


def what_of(row: PreviewRow) -> str:
    """What the row speaks of, in its own words."""
    parts = [row.values.get(name, "") for name in ("title", "name", "holder", "username", "unit")]
    return ", ".join(part for part in parts if part)


def sheet_rows(rows: "QuerySet[PreviewRow]") -> Iterator[list[object]]:
    for row in rows:
        changes = "; ".join(f"{name}: {before} → {after}" for name, (before, after) in row.changes.items())
        yield [row.sheet, row.row, row.get_verdict_display(), what_of(row), " ".join(row.reasons), changes]
