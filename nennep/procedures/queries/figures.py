"""Dates that would move if another figure were taken, and those there would be now that a figure is known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import islice
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Q

from nennep.clock.clock import clock_of
from nennep.clock.events import Refigured, Started
from nennep.clock.limits import Limit
from nennep.facts.queries import facts_of
from nennep.facts.values import FactValue
from nennep.procedures.models import Case, CaseEvent, CaseStep, EventKind, ProcedureVersion
from nennep.procedures.queries.standing import calendar_from, clock_of_events, event_of, start_of_limit
from nennep.procedures.rules import CaseState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from nennep.accounts.models import User

MOST = 200  # cases before one's eyes at once
LIMITS = (EventKind.STARTED, EventKind.REFIGURED)


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
    found = (*clockless(steps, today), *recountable(steps, today))
    return list(islice(found, most))


def open_steps(cases: "QuerySet[Case]") -> "QuerySet[CaseStep]":
    return CaseStep.objects.filter(done_on=None, case__in=cases.filter(state=CaseState.OPEN))


def recountable(steps: "QuerySet[CaseStep]", today: date) -> Iterator[Outdated]:
    figures = figures_of(steps, today)
    rows = steps.filter(pk__in=differing(steps, figures.values()))
    found = rows.select_related("case__unit", "case__version__procedure").prefetch_related("events").order_by("pk")
    yield from with_dates(found.iterator(chunk_size=MOST), figures, today)


def figures_of(steps: "QuerySet[CaseStep]", today: date) -> dict[str, FactValue]:
    keys = set(CaseEvent.objects.filter(step__in=steps, kind__in=LIMITS).values_list("fact", flat=True).distinct())
    return facts_of(sorted(keys), today) if keys else {}


def differing(steps: "QuerySet[CaseStep]", figures: Iterable[FactValue]) -> set[int]:
    """Steps some limit of which is not the one that stands now; those that took it since are left out later."""
    found = set[int]()
    for figure in figures:
        if limit := figure.limit:
            told = CaseEvent.objects.filter(step__in=steps, kind__in=LIMITS, fact=figure.key)
            same = {"n": limit.n, "unit": limit.unit, "shift": limit.shift_off_days}
            found |= set(told.exclude(**same).values_list("step", flat=True))
    return found


def with_dates(steps: Iterable[CaseStep], figures: dict[str, FactValue], today: date) -> Iterator[Outdated]:
    for step in steps:
        rows = list(step.events.all())
        key = next(row.fact for row in reversed(rows) if row.kind in LIMITS)
        clock, limit = clock_of_events(rows), figures[key].limit
        if clock is None or limit is None or clock.story.started.limit == limit:
            continue
        taken = Refigured(max(today, clock.story.started.day), limit, "…", figures[key].source)
        now = clock_of([*(event_of(row) for row in rows), taken], clock.calendar).legal.day
        yield Outdated(step.case, step.told.name, figures[key], clock.story.started.limit, limit, clock.legal.day, now)


def clockless(steps: "QuerySet[CaseStep]", today: date) -> Iterator[Outdated]:
    """Steps that began when nobody knew their limit: the office has said it since."""
    bare = steps.exclude(events__kind=EventKind.STARTED)
    figures = figures_at(bare, today)
    if not figures:
        return
    chosen = bare.filter(reduce(or_, (Q(case__version=version, key=key) for version, key in figures)))
    found = chosen.select_related("case__unit", "case__version__procedure").prefetch_related("case__steps__events")
    for step in found.order_by("pk"):
        figure, told = figures[step.case.version_id, step.key], step.told
        day = start_of_limit(step.case, told.limit.start) if told.limit else None
        if day and figure.limit:
            started = Started(day, figure.limit, None, figure.source)
            now = clock_of([started], calendar_from(day)).legal.day
            yield Outdated(step.case, told.name, figure, None, figure.limit, None, now)


def figures_at(steps: "QuerySet[CaseStep]", today: date) -> dict[tuple[int, str], FactValue]:
    """By version and step, the known figures of limits."""
    places = set(steps.order_by().values_list("case__version", "key").distinct())
    versions = ProcedureVersion.objects.in_bulk({version for version, _key in places})
    limits = {(version, key): versions[version].told.step(key).limit for version, key in places}
    keys = {place: limit.fact for place, limit in limits.items() if limit}
    figures = facts_of(sorted(set(keys.values())), today) if keys else {}
    return {place: figures[key] for place, key in keys.items() if figures[key].limit}
