"""The register of units as its page shows it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.lib.text import fold
from nennep.organisation.conditions import reach_of
from nennep.organisation.models import Grant, Unit, UnitQuerySet
from nennep.organisation.rules import SEGMENT, Act, roles_that

if TYPE_CHECKING:
    from nennep.accounts.models import User

SEEING = (Act.SEE_OWN, Act.KEEP_TREE, Act.KEEP_USERS)
DEEPEST = 6  # levels that are told apart by indent
LIVING, CLOSED, ALL = "living", "closed", "all"


@dataclass(frozen=True)
class UnitFilter:
    words: str = ""
    kind: str = ""
    state: str = LIVING

    @property
    def narrows(self) -> bool:
        return bool(self.words or self.kind or self.state != LIVING)


@dataclass(frozen=True)
class Row:
    unit: Unit
    indent: int
    living: bool


@dataclass(frozen=True)
class Tally:
    direct: int
    units: int
    members: int


def units_seen_by(user: "User") -> UnitQuerySet:
    """Units of which the person may know: own ones, those kept, and those on which grants are given."""
    roles = {role for act in SEEING for role in roles_that(act)}
    held = Grant.objects.living().filter(user=user, user__is_active=True, role__in=roles)
    return Unit.objects.filter(reach_of(held.values_list("unit__path", "subtree")))


def register(seen: UnitQuerySet, wanted: UnitFilter) -> UnitQuerySet:
    found = seen.select_related("parent")
    if wanted.state == LIVING:
        found = found.living()
    elif wanted.state == CLOSED:
        found = found.filter(valid_to__lt=timezone.localdate())
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    for word in fold(wanted.words).split():
        found = found.filter(folded_name__contains=word)
    return found


def rows_of(units: Sequence[Unit], tree: bool) -> list[Row]:
    """Rows of a page; indented when the list is the tree itself."""
    today = timezone.localdate()
    top = min((unit.depth for unit in units), default=1)
    return [Row(unit, min(unit.depth - top, DEEPEST) if tree else 0, unit.stands_on(today)) for unit in units]


def tally(seen: UnitQuerySet) -> Tally:
    """How many units stand directly below the top, in all, and with how many members; for the title."""
    living = seen.living().order_by()
    lengths = living.annotate(length=Length("path")).values_list("length").annotate(count=Count("pk"))
    at_length: dict[int, int] = dict(lengths)
    direct = at_length.get(min(at_length, default=0) + SEGMENT + 1, 0)
    giving = living.filter(member_count__gt=0)
    highest = giving.exclude(parent__in=giving.values("pk")).order_by("path")  # few, and all that `members` counts
    return Tally(direct, sum(at_length.values()), members(highest.values_list("path", "member_count")))


def members(units: Iterable[tuple[str, int]]) -> int:
    """Members by the highest unit that gives a number, in order of paths; what stands below is contained in it."""
    total, counted = 0, "-"
    for path, count in units:
        if count and not path.startswith(counted):
            total, counted = total + count, path
    return total


HEADINGS = (
    _("Mã"), _("Tên đơn vị"), _("Tên gọi ngắn"), _("Loại"), _("Trực thuộc"), _("Điện thoại"), _("Thư điện tử"),
    _("Người đầu mối"), _("Đảng viên"), _("Có từ ngày"), _("Đến hết ngày"),
)  # fmt: skip


def sheet_rows(units: Iterable[Unit]) -> Iterator[list[object]]:
    for unit in units:
        above = unit.parent.name if unit.parent else ""
        yield [
            unit.code, unit.name, unit.short_name, unit.get_kind_display(), above, unit.phone, unit.email,
            unit.contact_name, unit.member_count, unit.valid_from, unit.valid_to,
        ]  # fmt: skip
