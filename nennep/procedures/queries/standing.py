"""What stands on record of a case: its clock, counted from events, and what its step has and lacks."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from nennep.clock.clock import Clock, clock_of
from nennep.clock.events import CalendarMoved, Closed, Event, Extended, Refigured, Restarted, Started, Stopped
from nennep.clock.limits import Limit, Unit
from nennep.facts.calendars import calendar_for
from nennep.facts.queries import facts_of
from nennep.lib.workdays import WorkCalendar
from nennep.procedures.catalogue.shape import LIMIT_END, OPENED
from nennep.procedures.models import Case, CaseEvent, CaseStep, EventKind, ProcedureVersion, VersionState
from nennep.procedures.rules import Answer, CaseState, Recorded

LIMITS = (EventKind.STARTED, EventKind.REFIGURED)
AHEAD = 5  # years: no time limit of the law, stops and extensions with it, is longer


def last_limit(step: CaseStep) -> CaseEvent | None:
    """The event whose figure the clock of the step counts with."""
    return step.events.filter(kind__in=LIMITS).last()


def version_on(key: str, day: date) -> ProcedureVersion | None:
    """The published version in force on that day."""
    published = ProcedureVersion.objects.filter(procedure__key=key, state=VersionState.PUBLISHED)
    in_force = published.filter(valid_from__lte=day).select_related("procedure")
    return in_force.order_by("-valid_from", "-number").first()


def clock_of_step(step: CaseStep) -> Clock | None:
    """None where the step has no time limit, or nobody has said yet how long it is."""
    return clock_of_events(list(step.events.all()))


def clock_of_events(rows: Sequence[CaseEvent], calendar: WorkCalendar | None = None) -> Clock | None:
    """`calendar`: where several clocks are counted, asked for once."""
    if not any(row.kind == EventKind.STARTED for row in rows):
        return None
    return clock_of([event_of(row) for row in rows], calendar or calendar_from(min(row.day for row in rows)))


def calendar_from(day: date) -> WorkCalendar:
    """As far ahead as a clock that starts on that day can run."""
    return calendar_for(day.year, day.year + AHEAD)


def stands_still(clock: Clock) -> bool:
    return any(pause.again is None for pause in clock.story.pauses)


def event_of(row: CaseEvent) -> Event:
    if row.kind == EventKind.STOPPED:
        return Stopped(row.day, row.reason, row.paper)
    if row.kind == EventKind.RESTARTED:
        return Restarted(row.day, row.paper)
    if row.kind == EventKind.CLOSED:
        return Closed(row.day)
    if row.kind == EventKind.MOVED:
        assert row.was
        assert row.now
        return CalendarMoved(row.day, row.reason, row.was, row.now)
    assert row.n
    limit = Limit(row.n, Unit(row.unit), row.shift)
    if row.kind == EventKind.EXTENDED:
        return Extended(row.day, limit, row.reason, row.times, row.longest, row.paper)
    if row.kind == EventKind.REFIGURED:
        return Refigured(row.day, limit, row.reason, row.source)
    target = Limit(row.target, limit.unit, limit.shift_off_days) if row.target else None
    return Started(row.day, limit, target, row.source)


def start_of_limit(case: Case, start: str) -> date | None:
    """The day from which a limit runs: the case's own, that of a step, or the end of a step's limit."""
    if start == OPENED:
        return case.opened_on
    passed = (step for step in case.steps.all() if step.key == start.removesuffix(LIMIT_END) and step.done_on)
    last = max(passed, key=lambda step: step.pk, default=None)
    if last is None or not start.endswith(LIMIT_END):
        return last.done_on if last else None
    clock = clock_of_step(last)
    return clock.legal.day if clock else None


def current_step(case: Case) -> CaseStep:
    """Where an open case is."""
    return case.steps.select_related("case__version__procedure").get(done_on=None)


def recorded_of(step: CaseStep, clock: Clock | None, *, times: int, below: tuple[int, int]) -> Recorded:
    """From the step's own rows; `times`: its passes with this one, `below`: open cases and lines of a list left."""
    vote = step.vote
    return Recorded(
        papers=frozenset(paper.key for paper in step.papers.all() if paper.annulled_at is None),
        checks={check.key: Answer(check.answer) for check in step.checks.all()},
        carried=vote.carried if vote else None,
        times=times,
        begun_on=step.begun_on,
        limit_end=clock.legal.day if clock else None,
        stopped=clock is not None and stands_still(clock),
        children=below[0],
        roster_left=below[1],
    )


def left_of_roster(case: Case) -> int:
    closed = Q(child__state=CaseState.CLOSED)
    return case.roster.filter(dropped_at=None, done_on=None).exclude(closed).count()


def times_allowed(facts: Sequence[str], on: date) -> dict[str, int]:
    """The figures that results name; `RuleBroken` asks the office where one is not known."""
    return {key: int(value.number) for key, value in facts_of(facts, on).items()} if facts else {}
