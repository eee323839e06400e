"""The living list counted by unit and band; every figure opens the list that sums to it."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils import timezone

from nennep.members.bands import Band, Facet, facets
from nennep.members.models import CellCount, Member
from nennep.members.models.member import MemberQuerySet
from nennep.members.queries.handovers import within
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import LAST_CHARACTER, SEGMENT, Act

if TYPE_CHECKING:
    from nennep.accounts.models import User

LARGE = 5_000  # members of a scope up to which they are counted while somebody waits
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
    if members.order_by().values("pk")[: LARGE + 1].count() > LARGE and (ahead := counted_ahead(user, unit)):
        cells, at, day = ahead
        return put_together(unit, cells, (at, day, True))
    return put_together(unit, count_cells(members, today), (timezone.now(), today, False))


def put_together(unit: Unit, cells: Mapping[str, Counts], when: tuple[datetime, date, bool]) -> Statistics:
    """`cells`: path → counts. A line for each unit right below, and for the unit itself where members stand in it."""
    depth = len(unit.path) + SEGMENT + 1
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for path, counts in cells.items():
        found[path[:depth]].update(counts)
    total = Line(unit, sum(found.values(), Counter()))
    own = found.pop(unit.path, None)
    units = Unit.objects.filter(path__in=found).order_by("path")
    lines = [Line(one, found[one.path]) for one in units]
    return Statistics(unit, total, [*([Line(unit, own, here=True)] if own and lines else []), *lines], *when)


def count_cells(members: MemberQuerySet, today: date) -> dict[str, Counts]:
    """One question for all of them: path of the cell → counts, noughts left out."""
    names = [ALL, *band_names()]
    asked = {
        f"n{n}": Count("pk", filter=facet.condition(band.key, today))
        for n, (facet, band) in enumerate(((f, b) for f in facets().values() for b in f.bands), 1)
    }
    rows = members.order_by().values("cell__path").annotate(n0=Count("pk"), **asked)
    keys = [f"n{n}" for n in range(len(names))]
    return {
        path: {name: n for name, n in zip(names, ns, strict=True) if n}
        for path, *ns in rows.values_list("cell__path", *keys)
    }


def band_names() -> list[str]:
    return [f"{facet.key}/{band.key}" for facet in facets().values() for band in facet.bands]


def counted_ahead(user: "User", unit: Unit) -> tuple[dict[str, Counts], datetime, date] | None:
    """What the clock counted, of cells within reach; the oldest count tells how fresh it is."""
    reach = Grant.objects.reaching(user, Act.SEE_MEMBERS, "cell__")
    inside = {"cell__path__gte": unit.path, "cell__path__lt": unit.path[:-1] + LAST_CHARACTER}
    rows = CellCount.objects.filter(reach, **inside).order_by().values_list("cell__path", "counts", "at", "day")
    found = list(rows)
    if not found:
        return None
    cells = {path: counts for path, counts, _at, _day in found}
    return cells, min(at for _path, _counts, at, _day in found), min(day for *_told, day in found)


def top_of(user: "User") -> Unit:
    """The highest unit whose members one sees; of several the first in the tree."""
    return Unit.objects.living().visible_to(user, Act.SEE_MEMBERS).order_by("path")[0]


@dataclass(frozen=True)
class Cell:
    band: Band
    n: int
    share: float  # per cent of the row

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
    return Shown(cells_of(found.total, facet), [(line, cells_of(line, facet)) for line in found.lines])


def cells_of(line: Line, facet: Facet) -> list[Cell]:
    counts = [(band, line.counts.get(f"{facet.key}/{band.key}", 0)) for band in facet.bands]
    return [Cell(band, n, 100 * n / line.all if line.all else 0.0) for band, n in counts]
