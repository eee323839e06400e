"""The living list counted by unit and band; every figure opens the list that sums to it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from nennep.members.bands import Band, Facet, facets
from nennep.members.models import Member, UnitCount
from nennep.members.models.member import MemberQuerySet
from nennep.members.permissions import reaches_whole
from nennep.members.queries.handovers import LARGE, within
from nennep.organisation.models import Unit
from nennep.organisation.rules import SEGMENT, Act
from nennep.web.memory import until_an_act

if TYPE_CHECKING:
    from nennep.accounts.models import User

ALL = "all"

Counts = Mapping[str, int]  # ALL, or "age/31-40" → members


@dataclass(frozen=True)
class Line:
    """A unit with all below it; or, `here`, those who stand in the unit itself."""

    unit: Unit
    counts: Counts
    here: bool = False

    @property
    def all(self) -> int:
        return self.counts.get(ALL, 0)


@dataclass(frozen=True)
class Statistics:
    unit: Unit
    total: Line
    lines: list[Line]
    at: datetime
    day: date  # on which these are the ages
    counted_ahead: bool = field(default=False)


def statistics_of(user: "User", unit: Unit, today: date) -> Statistics:
    members = Member.objects.visible_to(user).listed().filter(within(unit))
    if is_large(members) and reaches_whole(user, Act.SEE_MEMBERS, unit) and (ahead := counted_ahead(unit)):
        return ahead
    cells = until_an_act(("statistics", user.pk, unit.pk), lambda: count_cells(members, band_conditions(today)))
    return put_together(unit, cells, (timezone.now(), today))


def is_large(members: MemberQuerySet) -> bool:
    return members.order_by().values("pk")[: LARGE + 1].count() > LARGE


def put_together(unit: Unit, cells: Mapping[str, Counts], when: tuple[datetime, date]) -> Statistics:
    """`cells`: path → counts. A line for each unit right below, and for the unit itself where members stand in it."""
    depth = len(unit.path) + SEGMENT + 1
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for path, counts in cells.items():
        found[path[:depth]].update(counts)
    total = Line(unit, sum(found.values(), Counter()))
    own = found.pop(unit.path, Counter())
    units = Unit.objects.filter(path__in=found).order_by("path")
    return Statistics(unit, total, lines_of(unit, own, [Line(one, found[one.path]) for one in units]), *when)


def lines_of(unit: Unit, own: Counts, below: list[Line]) -> list[Line]:
    return [*([Line(unit, own, here=True)] if own.get(ALL) and below else []), *below]


def counted_ahead(unit: Unit) -> Statistics | None:
    """What the clock counted, of a unit whose members one sees all."""
    kept = UnitCount.objects.filter(unit=unit).first()
    if kept is None:
        return None
    rows = UnitCount.objects.filter(unit__parent=unit).select_related("unit").order_by("unit__path")
    lines = lines_of(unit, kept.own, [Line(row.unit, row.below) for row in rows if row.below.get(ALL)])
    return Statistics(unit, Line(unit, kept.below), lines, kept.at, kept.day, counted_ahead=True)


def count_cells(members: MemberQuerySet, conditions: Mapping[str, Q]) -> dict[str, Counts]:
    """One question for all of them: path of the cell → name → members, noughts left out."""
    asked = {f"n{n}": Count("pk", filter=condition) for n, condition in enumerate(conditions.values())}
    rows = members.order_by().values("cell__path").annotate(all=Count("pk"), **asked)
    names = [ALL, *conditions]
    return {
        path: {name: n for name, n in zip(names, ns, strict=True) if n}
        for path, *ns in rows.values_list("cell__path", "all", *asked)
    }


def band_conditions(today: date) -> dict[str, Q]:
    return {
        f"{facet.key}/{band.key}": facet.condition(band.key, today)
        for facet in facets().values()
        for band in facet.bands
    }


def top_of(user: "User") -> Unit:
    """The highest unit whose members one sees; of several the first in the tree."""
    return Unit.objects.living().visible_to(user, Act.SEE_MEMBERS).order_by("path")[0]


@dataclass(frozen=True)
class Cell:
    """A figure, with all that the page says of it put together once: a city has eight hundred on a page."""

    band: Band
    n: int
    share: float  # per cent of the row
    word: str
    text: str
    link: str  # of the list that sums to it

    @property
    def percent(self) -> str:
        return f"{self.share:.1f}".replace(".", ",")


@dataclass(frozen=True)
class Shown:
    """One facet of the figures as a page shows it."""

    total: list[Cell]
    lines: list[tuple[Line, list[Cell]]]

    @property
    def largest(self) -> Cell | None:
        return max(self.total, key=lambda cell: cell.n, default=None)


def facet_shown(found: Statistics, facet: Facet) -> Shown:
    words = [band.said for band in facet.bands]
    return Shown(cells_of(found.total, facet, words), [(line, cells_of(line, facet, words)) for line in found.lines])


def cells_of(line: Line, facet: Facet, words: Sequence[str]) -> list[Cell]:
    start = f"{reverse('members:members')}?unit={line.unit.public_id}{'&here=1' if line.here else ''}&by={facet.key}"
    return [
        Cell(band, n, 100 * n / line.all if line.all else 0.0, word, intcomma(n), f"{start}&band={band.key}")
        for band, word in zip(facet.bands, words, strict=True)
        for n in (line.counts.get(f"{facet.key}/{band.key}", 0),)
    ]
