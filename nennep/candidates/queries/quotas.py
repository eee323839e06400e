"""The page that allots: a unit's figure, those of the units below it, and how they came to be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.accounts.models import User
from nennep.candidates.models import Candidate, Quota, first_and_last
from nennep.organisation.models import Unit
from nennep.organisation.permissions import may
from nennep.organisation.rules import SEGMENT, Act


@dataclass(frozen=True)
class Row:
    unit: Unit
    number: int | None
    allotted: int | None  # further below
    last_year: int  # admitted in the year before
    has_below: bool


@dataclass(frozen=True)
class Sheet:
    """What one form allots."""

    unit: Unit
    year: int
    own: int | None
    rows: list[Row]
    may_allot: bool
    may_set_own: bool  # nobody above allots it

    @property
    def allotted(self) -> int:
        return sum(row.number or 0 for row in self.rows)

    @property
    def left(self) -> int:
        return (self.own or 0) - self.allotted


def sheet_of(user: User, unit: Unit, year: int) -> Sheet:
    within = list(Unit.objects.within([unit.path]).living())
    children = [each for each in within if each.parent_id == unit.pk]
    every = Quota.objects.in_force(year).filter(unit__in=Unit.objects.within([unit.path]))
    numbers = dict(every.values_list("unit__path", "number"))
    allots = may(user, Act.ALLOT_GROWTH, unit)
    admitted = admitted_before(unit, year)
    below = {each.path[: -SEGMENT - 1] for each in within}
    rows = [
        Row(child, numbers.get(child.path), sum_below(child, numbers), admitted.get(child.path, 0), child.path in below)
        for child in children
    ]
    return Sheet(unit, year, numbers.get(unit.path), rows, allots, allots and unit.parent_id is None)


def sum_below(unit: Unit, numbers: dict[str, int]) -> int | None:
    found = [number for path, number in numbers.items() if path[: -SEGMENT - 1] == unit.path]
    return sum(found) if found else None


def admitted_before(unit: Unit, year: int) -> dict[str, int]:
    """Admitted in the year before, by the unit directly below in which they count: a figure to allot by."""
    counted: dict[str, int] = {}
    found = Candidate.objects.below(unit.path).filter(admitted_on__range=first_and_last(year - 1))
    for path in found.values_list("unit__path", flat=True):
        cut = path[: len(unit.path) + SEGMENT + 1]
        counted[cut] = counted.get(cut, 0) + 1
    return counted


def history_of(unit: Unit, year: int) -> "QuerySet[Quota]":
    """Every figure that this form ever gave, the newest first."""
    found = Quota.objects.filter(Q(unit=unit) | Q(unit__parent=unit), year=year)
    return found.select_related("unit", "set_by")


HEADINGS = (
    _("Đơn vị"), _("Chỉ tiêu"), _("Đã giao tiếp"), _("Kết nạp năm trước"), _("Ngày giao"), _("Người giao"),
    _("Căn cứ, lý do"), _("Ngày thay"),
)  # fmt: skip


def sheet_rows(sheet: Sheet, history: Iterable[Quota]) -> Iterator[list[object]]:
    """The figures in force, and below them those that were replaced."""
    every = list(history)
    now = {quota.unit_id: quota for quota in every if quota.replaced_at is None}
    yield told(sheet.unit, now.get(sheet.unit.pk), [sheet.allotted, None])
    for row in sheet.rows:
        yield told(row.unit, now.get(row.unit.pk), [row.allotted, row.last_year])
    for quota in every:
        if quota.replaced_at:
            yield told(quota.unit, quota, [None, None])


def told(unit: Unit, quota: Quota | None, beside: list[int | None]) -> list[object]:
    if quota is None:
        return [unit.name, None, *beside, None, "", "", None]
    by = quota.set_by.full_name if quota.set_by else ""
    replaced = timezone.localdate(quota.replaced_at) if quota.replaced_at else None
    return [unit.name, quota.number, *beside, timezone.localdate(quota.set_at), by, quota.reason, replaced]
