"""Dates that would move if another figure were taken, and those there would be now that a figure is known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import islice
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Min, Q

from nennep.clock.clock import clock_of
from nennep.clock.events import Refigured, Started
from nennep.clock.limits import Limit
from nennep.facts.calendars import calendar_for
from nennep.facts.queries import facts_of
from nennep.facts.values import FactValue
from nennep.lib.workdays import WorkCalendar
from nennep.procedures.models import Case, CaseEvent, CaseStep, EventKind, ProcedureVersion
from nennep.procedures.queries.standing import AHEAD, LIMITS, clock_of_events, event_of, start_of_limit
from nennep.procedures.rules import CaseState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from nennep.accounts.models import User

MOST = 200  # cases before one's eyes at once


@dataclass(frozen=True)
class Outdated:
    """A case whose clock counts with a figure that no longer stands, and what the new one would do.

    `counted` is None where the figure was not known when the step began: no clock runs, and `was` is None too.
    """

    case: Case
    step: str
    figure: FactValue
    counted: Limit | None
    limit: Limit
    was: date | None
    now: date | None

    @property
    def same_length(self) -> bool:
        """Only the way of counting the last day is another."""
        return str(self.counted) == str(self.limit)


def outdated(user: "User", today: date, most: int = MOST) -> list[Outdated]:
    """Of this person's open cases, the first so many: one decides on those before one's eyes."""
    steps = open_steps(Case.objects.visible_to(user))
    return list(islice((*clockless(steps, figures_at(steps, today), today), *recountable(steps, today)), most))


def moved_by(steps: "QuerySet[CaseStep]", figure: FactValue, today: date) -> Iterator[Outdated]:
    """What a figure that does not stand yet would do."""
    places = {place: figure for place, key in keys_at(steps).items() if key == figure.key and figure.limit}
    yield from clockless(steps, places, today)
    yield from with_dates(steps.filter(differing([figure])), {figure.key: figure}, today)


def open_steps(cases: "QuerySet[Case]") -> "QuerySet[CaseStep]":
    return CaseStep.objects.filter(done_on=None, case__in=cases.filter(state=CaseState.OPEN))


def recountable(steps: "QuerySet[CaseStep]", today: date) -> Iterator[Outdated]:
    keys = set(CaseEvent.objects.filter(step__in=steps, kind__in=LIMITS).values_list("fact", flat=True).distinct())
    figures = facts_of(sorted(keys), today) if keys else {}
    yield from with_dates(steps.filter(differing(figures.values())), figures, today)


def differing(figures: Iterable[FactValue]) -> Q:
    """Steps some limit of which is not the one given; those that took it since are left out later."""
    told = [
        Q(fact=each.key) & ~Q(n=each.limit.n, unit=each.limit.unit, shift=each.limit.shift_off_days)
        for each in figures
        if each.limit
    ]
    return Q(pk__in=CaseEvent.objects.filter(reduce(or_, told, Q(pk=None)), kind__in=LIMITS).values("step"))


def with_dates(chosen: "QuerySet[CaseStep]", figures: dict[str, FactValue], today: date) -> Iterator[Outdated]:
    steps = chosen.select_related("case__unit", "case__version__procedure").prefetch_related("events").order_by("pk")
    calendar = calendar_over(chosen, today)
    for step in steps.iterator(chunk_size=MOST):
        rows = list(step.events.all())
        figure = figures.get(next(row.fact for row in reversed(rows) if row.kind in LIMITS))
        clock = clock_of_events(rows, calendar)
        if clock is None or figure is None or figure.limit is None or clock.story.started.limit == figure.limit:
            continue
        counted, limit = clock.story.started.limit, figure.limit
        taken = Refigured(max(today, clock.story.started.day), limit, "…", figure.source)
        now = clock_of([*(event_of(row) for row in rows), taken], clock.calendar).legal.day
        yield Outdated(step.case, step.told.name, figure, counted, limit, clock.legal.day, now)


def clockless(
    steps: "QuerySet[CaseStep]", figures: dict[tuple[int, str], FactValue], today: date
) -> Iterator[Outdated]:
    """Steps that began when nobody knew their limit, which these figures say now; by version and step."""
    if not figures:
        return
    places = reduce(or_, (Q(case__version=version, key=key) for version, key in figures))
    chosen = bare(steps).filter(places)
    found = chosen.select_related("case__unit", "case__version__procedure").prefetch_related("case__steps__events")
    calendar = calendar_over(chosen, today)
    for step in found.order_by("pk"):
        figure, told = figures[step.case.version_id, step.key], step.told
        day = start_of_limit(step.case, told.limit.start) if told.limit else None
        if day and figure.limit:
            now = clock_of([Started(day, figure.limit, None, figure.source)], calendar).legal.day
            yield Outdated(step.case, told.name, figure, None, figure.limit, None, now)


def calendar_over(steps: "QuerySet[CaseStep]", today: date) -> WorkCalendar:
    first = steps.aggregate(first=Min("case__opened_on"))["first"] or today
    return calendar_for(first.year, today.year + AHEAD)


def bare(steps: "QuerySet[CaseStep]") -> "QuerySet[CaseStep]":
    return steps.exclude(events__kind=EventKind.STARTED)


def keys_at(steps: "QuerySet[CaseStep]") -> dict[tuple[int, str], str]:
    """By version and step, the figure of a limit of which no clock runs."""
    places = set(bare(steps).order_by().values_list("case__version", "key").distinct())
    versions = ProcedureVersion.objects.in_bulk({version for version, _key in places})
    limits = {(version, key): versions[version].told.step(key).limit for version, key in places}
    return {place: limit.fact for place, limit in limits.items() if limit}


def figures_at(steps: "QuerySet[CaseStep]", today: date) -> dict[tuple[int, str], FactValue]:
    """Of these, the ones that are known today."""
    keys = keys_at(steps)
    figures = facts_of(sorted(set(keys.values())), today) if keys else {}
    return {place: figures[key] for place, key in keys.items() if figures[key].limit}
