"""Merges as the list and the page of one show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from nennep.accounts.models import User
from nennep.members.fields import kept_fields
from nennep.members.labels import EVENTS, MERGE_STATES, MERGING_STATES
from nennep.members.models import Merge, Merging, Twins
from nennep.members.models.merge import MergingQuerySet
from nennep.members.rules import MergeState, MergingState
from nennep.organisation.models import Grant
from nennep.organisation.rules import Act, roles_that

if TYPE_CHECKING:
    from django.db.models import QuerySet

ALL, FEW = "all", 5
HEADINGS = (
    *(_("Lúc"), _("Số cặp"), _("Người gộp"), _("Tình trạng"), _("Người thứ hai"), _("Lúc xác nhận")),
    *(_("Người hoàn tác"), _("Lúc hoàn tác"), _("Lý do")),
)
ONE_HEADINGS = (_("Hồ sơ giữ lại"), _("Nơi sinh hoạt"), _("Hồ sơ gộp vào"), _("Lấy từ hồ sơ gộp vào"), _("Tình trạng"))


@dataclass(frozen=True)
class Row:
    one: Merge
    taken: str  # fields, in words


def mergings_found(user: User, state: str) -> MergingQuerySet:
    found = Merging.objects.visible_to(user).select_related("made_by", "confirmed_by", "undone_by")
    return found.filter(state=state) if state in tuple(MergingState) else found


def waiting_count(user: User) -> int:
    return Merging.objects.visible_to(user).filter(state=MergingState.WAITING).count()


def merges_of(merging: Merging) -> "QuerySet[Merge]":
    return merging.merges.select_related("winner__cell", "loser__cell").defer("rows")


def shown(merges: "list[Merge]") -> list[Row]:
    return [Row(one, taken_said(one)) for one in merges]


def taken_said(one: Merge) -> str:
    if one.taken is None:
        return str(_("theo quy tắc khi gộp"))
    fields = kept_fields()
    return ", ".join(fields[key].label if key in fields else str(EVENTS[key]) for key in one.taken)


def done_count(merging: Merging) -> dict[str, int]:
    return merging.merges.aggregate(
        done=Count("pk", filter=Q(state=MergeState.DONE)), left=Count("pk", filter=Q(state=MergeState.LEFT))
    )


def who_else(user: User) -> list[User]:
    """Some who may be the second person."""
    roles = roles_that(Act.KEEP_MEMBERS)
    held = Grant.objects.living().filter(role__in=roles, user__is_active=True).exclude(user=user)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("full_name")[:FEW])


def merging_of(pair: Twins) -> Merging | None:
    """The last one that speaks of the pair."""
    both = (pair.one_id, pair.other_id)
    last = Merge.objects.filter(winner__in=both, loser__in=both).select_related("merging").defer("rows").last()
    return last.merging if last else None


def pair_of(merging: Merging) -> Twins | None:
    """Of a merge of one pair."""
    both = Merge.objects.filter(merging=merging).values_list("winner", "loser").first()
    return Twins.objects.filter(one=min(both), other=max(both)).first() if both else None


def sheet_rows(mergings: "QuerySet[Merging]") -> Iterator[list[object]]:
    states = dict(MERGING_STATES)
    for one in mergings.iterator(chunk_size=500):
        second, undoer = (each.full_name if each else "" for each in (one.confirmed_by, one.undone_by))
        yield [
            *(one.made_at, one.size, one.made_by.full_name, str(states[MergingState(one.state)]), second),
            *(one.confirmed_at, undoer, one.undone_at, one.why),
        ]


def one_sheet_rows(merging: Merging) -> Iterator[list[object]]:
    states = dict(MERGE_STATES)
    for one in merges_of(merging).iterator(chunk_size=500):
        said = f"{states[MergeState(one.state)]}{f': {one.said}' if one.said else ''}"
        yield [one.winner.name, one.winner.cell.name, one.loser.name, taken_said(one), said]
