"""The day ruler: every day from the start of a term to its end, drawn as ticks."""

from dataclasses import dataclass
from datetime import date, timedelta

from nennep.lib.workdays import WorkCalendar

LONGEST = 190  # days: ninety working days with their weekends and holidays


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


def ruler_between(start: date, end: date, calendar: WorkCalendar, today: date) -> Ruler | None:
    """None where the term is too long, or too short, to be drawn day by day."""
    return draw(start, end, calendar, today) if 0 < (end - start).days <= LONGEST else None


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
