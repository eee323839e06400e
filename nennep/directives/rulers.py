"""The day ruler: every day from the start of a term to its end, drawn as ticks."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from nennep.directives.models import Task
from nennep.facts.calendars import calendar_for
from nennep.lib.workdays import WorkCalendar

LONGEST = 120  # days; a longer term is not drawn day by day


@dataclass(frozen=True)
class Tick:
    x: str  # place in per cent of the width, with a point
    kind: str  # "w" a working day, "o" a weekend, "h" a holiday
    day: date


@dataclass(frozen=True)
class Ruler:
    start: date
    end: date
    ticks: list[Tick]
    days: int
    holidays: list[tuple[date, str]]
    weekends: int
    today: str  # place of today, or empty when outside


def ruler_of(task: Task) -> Ruler | None:
    """The ruler of a task's date: from where it was counted, or from the day it was given."""
    if task.due is None:
        return None
    start = date.fromisoformat(task.counting["start"]) if task.counting else start_of(task)
    if start is None or not 0 < (task.due - start).days <= LONGEST:
        return None
    return draw(start, task.due, calendar_for(start.year, task.due.year), timezone.localdate())


def start_of(task: Task) -> date | None:
    if task.directive and task.directive.date:
        return task.directive.date
    return timezone.localdate(task.issued_at) if task.issued_at else None


def draw(start: date, end: date, calendar: WorkCalendar, today: date) -> Ruler:
    days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    ticks = [Tick(place(n, len(days)), kind_of(day, calendar), day) for n, day in enumerate(days)]
    counted = ticks[1:]
    return Ruler(
        start=start,
        end=end,
        ticks=ticks,
        days=sum(tick.kind == "w" for tick in counted),
        holidays=[(tick.day, calendar.why_off(tick.day) or "") for tick in counted if tick.kind == "h"],
        weekends=sum(tick.kind == "o" for tick in counted),
        today=place((today - start).days, len(days)) if start <= today <= end else "",
    )


def place(n: int, of: int) -> str:
    return f"{1 + 98 * n / max(1, of - 1):.2f}"


def kind_of(day: date, calendar: WorkCalendar) -> str:
    if calendar.is_working(day):
        return "w"
    named = day in calendar.holidays or day in calendar.days_off
    return "h" if named else "o"
