"""Dates that moved with the calendar, and dates that would move if another figure were taken."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from nennep.clock.clock import clock_of
from nennep.clock.events import Refigured
from nennep.clock.limits import Limit
from nennep.facts.queries import facts_of
from nennep.facts.values import FactValue
from nennep.procedures.models import Case, CaseEvent, CaseStep, EventKind, Recount
from nennep.procedures.queries.standing import clock_of_events, event_of
from nennep.procedures.rules import CaseState

if TYPE_CHECKING:
    from nennep.accounts.models import User

MOST = 200  # cases before one's eyes at once
LIMITS = (EventKind.STARTED, EventKind.REFIGURED)


def moved_by(recount: Recount, user: "User") -> QuerySet[CaseEvent]:
    """Of this person's cases, those that moved."""
    seen = recount.events.filter(step__case__in=Case.objects.visible_to(user))
    return seen.select_related("step__case__unit", "step__case__version__procedure").order_by("now", "pk")


HEADINGS = (
    gettext_lazy("Hồ sơ"),
    gettext_lazy("Quy trình"),
    gettext_lazy("Đơn vị"),
    gettext_lazy("Hạn trước"),
    gettext_lazy("Hạn nay"),
)


def sheet_rows(found: QuerySet[CaseEvent]) -> Iterator[list[object]]:
    for event in found:
        case = event.step.case
        yield [case.subject, case.version.procedure.name, case.unit.name, event.was, event.now]


@dataclass(frozen=True)
class Outdated:
    """A case whose clock counts with a figure that no longer stands, and what the new one would do."""

    case: Case
    step: str
    figure: FactValue
    counted: Limit
    limit: Limit
    was: date | None
    now: date | None


def outdated(user: "User", today: date, most: int = MOST) -> list[Outdated]:
    """Of this person's open cases, the first so many: one decides on those before one's eyes."""
    seen = Case.objects.visible_to(user).filter(state=CaseState.OPEN)
    steps = CaseStep.objects.filter(done_on=None, case__in=seen)
    figures = figures_of(steps, today)
    rows = steps.filter(pk__in=differing(steps, figures.values()))
    found = rows.select_related("case__unit", "case__version__procedure").prefetch_related("events").order_by("pk")
    return list(islice(with_dates(found.iterator(chunk_size=most), figures, today), most))


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
        told = step.case.version.told.step(step.key)
        yield Outdated(step.case, told.name, figures[key], clock.story.started.limit, limit, clock.legal.day, now)
