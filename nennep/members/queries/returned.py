"""Lists that came back, as their pages show them; names are looked up for the reader and stand in no kept row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from nennep.imports.models import PreviewRow, PreviewState
from nennep.imports.queries import SHAPES
from nennep.imports.rules import Verdict
from nennep.members.fields import kept_fields
from nennep.members.models import ListBack, Member

if TYPE_CHECKING:
    from nennep.accounts.models import User

STATE_SHAPES = {
    PreviewState.OPEN: "doing",
    PreviewState.COMMITTED: "done",
    PreviewState.DROPPED: "no",
    PreviewState.UNDONE: "no",
    PreviewState.NOTHING: "open",
}


@dataclass(frozen=True)
class Listed:
    kept: ListBack
    word: str
    shape: str


@dataclass(frozen=True)
class Previewed:
    row: PreviewRow
    member: Member | None
    field: str
    shape: str


def shown(lists: Iterable[ListBack]) -> list[Listed]:
    return [Listed(one, *state_of(one)) for one in lists]


def state_of(kept: ListBack) -> tuple[str, str]:
    """Word and shape."""
    if kept.dismissed_at:
        return _("Đã bỏ"), "no"
    if kept.preview:
        return str(kept.preview.get_state_display()), STATE_SHAPES[PreviewState(kept.preview.state)]
    return (_("Chờ xem"), "open") if kept.trusted else (_("Người gửi lạ"), "heed")


def preview_rows(user: "User", rows: Iterable[PreviewRow]) -> list[Previewed]:
    page = list(rows)
    found = Member.objects.visible_to(user).filter(public_id__in={row.thing for row in page if row.thing})
    members = {one.public_id: one for one in found}
    return [Previewed(row, members.get(row.thing), field_of(row), SHAPES[Verdict(row.verdict)]) for row in page]


def field_of(row: PreviewRow) -> str:
    key = str(row.values.get("row", "")).partition(".")[2]
    return kept_fields()[key].label if key in kept_fields() else ""


def preview_sheet_rows(user: "User", rows: Iterable[PreviewRow]) -> Iterator[list[object]]:
    for one in preview_rows(user, rows):
        changes = "; ".join(f"{before} → {after}" if before else after for before, after in one.row.changes.values())
        what = ", ".join(part for part in (one.member.name if one.member else "", one.field) if part)
        reasons = " ".join(one.row.reasons)
        yield [one.row.sheet, one.row.row, one.row.get_verdict_display(), what, reasons, changes]
