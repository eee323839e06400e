"""The board of a year: target, admitted, on the road, forecast and gap, for a unit and for those directly below it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404

from nennep.accounts.models import User
from nennep.candidates.forecasting import Norms, Waiting, by_month, coming, last_chances, standing_still, whole
from nennep.candidates.models import Candidate, CandidateQuerySet, Quota, first_and_last
from nennep.candidates.queries.limits import heed_conditions
from nennep.candidates.queries.past import norms_today
from nennep.candidates.rules import BEFORE_ADMISSION, PROBATION, Heed, Stage
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import SEGMENT, Act


@dataclass(frozen=True)
class Scope:
    """Of what the board speaks: one unit and those below it, or the several units that somebody speaks for."""

    units: list[Unit]  # the lines, besides the unit itself
    unit: Unit | None = None

    @property
    def paths(self) -> list[str]:
        return [self.unit.path] if self.unit else [each.path for each in self.units]


def scope_of(user: User, public_id: str) -> Scope:
    seen = Unit.objects.visible_to(user, Act.SEE_GROWTH)
    if public_id:
        unit = get_object_or_404(seen.select_related("parent"), public_id=public_id)
        return Scope(list(seen.filter(parent=unit)), unit)
    tops = tops_of(user)
    return Scope(list(seen.filter(parent=tops[0])), tops[0]) if len(tops) == 1 else Scope(tops)


def tops_of(user: User) -> list[Unit]:
    """The highest units whose growth the person sees."""
    held = {each.path for each in Grant.objects.held_for(user, Act.SEE_GROWTH)}
    highest = [path for path in held if not any(is_above(other, path) for other in held)]
    return list(Unit.objects.filter(path__in=highest).select_related("parent"))


def is_above(other: str, path: str) -> bool:
    return path != other and path.startswith(other)


@dataclass
class Line:
    """A unit with everything below it; or what stands at the unit itself."""

    unit: Unit | None
    target: int | None = None
    allotted: int | None = None  # to the units below it
    admitted: int = 0
    recognised: int = 0
    stages: dict[Stage, int] = field(default_factory=lambda: dict.fromkeys(Stage, 0))
    heeds: dict[Heed, int] = field(default_factory=lambda: dict.fromkeys(Heed, 0))
    waiting: list[Waiting] = field(default_factory=list)
    days: list[date] = field(default_factory=list)  # of ceremonies in the year
    is_own: bool = False
    coming: float = 0.0

    @property
    def more(self) -> int:
        """How many are expected in the rest of the year."""
        return whole(self.coming)

    @property
    def forecast(self) -> int:
        return self.admitted + self.more

    @property
    def gap(self) -> int:
        """How many are lacking at the year's end; 0 when the target is reached, or when there is none."""
        return max(0, (self.target or 0) - self.forecast)

    @property
    def probation(self) -> int:
        return sum(self.stages[each] for each in PROBATION)

    @property
    def on_the_road(self) -> int:
        return sum(self.stages[each] for each in BEFORE_ADMISSION)

    def unit_stands_on(self, day: date) -> bool:
        return self.unit is not None and self.unit.stands_on(day)

    @property
    def is_empty(self) -> bool:
        return not (self.target or self.admitted or self.recognised or self.on_the_road or self.probation)


@dataclass(frozen=True)
class Month:
    number: int
    admitted: int | None  # by its end; None: it has not begun
    planned: float
    forecast: int | None  # by its end; None: it is over


@dataclass(frozen=True)
class Board:
    year: int
    scope: Scope
    total: Line
    lines: list[Line]
    months: list[Month]
    norms: Norms
    chances: dict[Stage, date]
    idle: int  # units below without a target and without anybody
    still: int
    today: date

    @property
    def learned(self) -> bool:
        return all(norm.learned for norm in self.norms.values())

    @property
    def partly_learned(self) -> bool:
        return any(norm.learned for norm in self.norms.values())


def board_of(user: User, scope: Scope, year: int, today: date) -> Board:
    norms = norms_today(today)
    total, lines = lines_of(user, scope, year, today)
    for line in (total, *lines):
        line.coming = coming(line.waiting, norms, year, today)
    shown = [line for line in lines if not line.is_empty]
    return Board(
        year=year,
        scope=scope,
        total=total,
        lines=shown,
        idle=sum(line.is_empty and line.unit_stands_on(today) for line in lines),
        months=months_of(total, norms, year, today),
        norms=norms,
        chances=last_chances(norms, year),
        still=standing_still(total.waiting, norms, today),
        today=today,
    )


def lines_of(user: User, scope: Scope, year: int, today: date) -> tuple[Line, list[Line]]:
    total = Line(scope.unit)
    by_path = {each.path: Line(each) for each in scope.units}
    own = Line(scope.unit, is_own=True)

    def places(path: str) -> tuple[Line, Line]:
        """The total, and the line in which a unit of this path counts."""
        cut = path[: len(scope.unit.path) + SEGMENT + 1] if scope.unit else top_of(path, by_path)
        return total, by_path.get(cut, own)

    found = candidates_of(user, scope)
    count_stages(found, places)
    count_ends(found, year, places)
    count_heeds(found, today, places)
    put_targets(total, by_path, scope, year)
    return total, [*([own] if not own.is_empty and scope.units else []), *by_path.values()]


def top_of(path: str, tops: Iterable[str]) -> str:
    return next((top for top in tops if path.startswith(top)), "")


def candidates_of(user: User, scope: Scope) -> CandidateQuerySet:
    found = Candidate.objects.visible_to(user, Act.SEE_GROWTH).order_by()
    return found.below(scope.unit.path) if scope.unit else found


Places = Callable[[str], tuple[Line, Line]]


def count_stages(found: CandidateQuerySet, places: Places) -> None:
    groups: Any = found.going().values_list("unit__path", "stage", "since")
    for path, stage, since, n in groups.annotate(n=Count("pk")):
        for line in places(path):
            line.stages[Stage(stage)] += n
            if stage in BEFORE_ADMISSION:
                line.waiting.append(Waiting(Stage(stage), since, n))


def count_ends(found: CandidateQuerySet, year: int, places: Places) -> None:
    span = first_and_last(year)
    ended = found.filter(Q(admitted_on__range=span) | Q(recognised_on__range=span))
    for path, admitted, recognised in ended.values_list("unit__path", "admitted_on", "recognised_on"):
        for line in places(path):
            if admitted and admitted.year == year:
                line.admitted += 1
                line.days.append(admitted)
            line.recognised += bool(recognised and recognised.year == year)


def count_heeds(found: CandidateQuerySet, today: date, places: Places) -> None:
    conditions = heed_conditions(today)
    anything = Q(pk__in=[])
    for condition in conditions.values():
        anything |= condition
    counted: Any = {heed.value: Count("pk", filter=condition) for heed, condition in conditions.items()}
    rows: Any = found.filter(anything).values("unit__path").annotate(**counted)
    for row in rows:
        for line in places(row["unit__path"]):
            for heed in Heed:
                line.heeds[heed] += row[heed.value]


def put_targets(total: Line, by_path: dict[str, Line], scope: Scope, year: int) -> None:
    units = Unit.objects.within(scope.paths)
    below: dict[str, int] = defaultdict(int)
    for path, number in Quota.objects.in_force(year).filter(unit__in=units).values_list("unit__path", "number"):
        if path in by_path:
            by_path[path].target = number
        if scope.unit and path == scope.unit.path:
            total.target = number
        below[path[: -SEGMENT - 1]] += number
    for path, line in by_path.items():
        line.allotted = below.get(path)
    if scope.unit:
        total.allotted = below.get(scope.unit.path)
    elif targets := [line.target for line in by_path.values() if line.target is not None]:
        total.target = sum(targets)


def months_of(total: Line, norms: Norms, year: int, today: date) -> list[Month]:
    """By the end of each month: who was admitted; an even pace to the target; who was and will be, as forecast."""
    ahead = by_month(total.waiting, norms, year, today)
    made, admitted, expected = [], 0, 0.0
    for number in range(1, 13):
        admitted += sum(day.month == number for day in total.days)
        expected += ahead[number - 1]
        begun, over = (year, number) <= (today.year, today.month), (year, number) < (today.year, today.month)
        so_far = None if over else admitted + whole(expected)
        made.append(Month(number, admitted if begun else None, (total.target or 0) * number / 12, so_far))
    return made
