"""A slow, plain counter: day after day on the fingers, written apart from the engine, to compare it with."""

from collections.abc import Sequence
from datetime import date, timedelta

from nennep.clock.limits import Unit
from nennep.lib.workdays import WorkCalendar

DAY = timedelta(days=1)
FAR = 4000  # days; a clock that has not ended by then stands still for good

Pauses = Sequence[tuple[date, date | None]]


def plain_end(start: date, n: int, unit: Unit, calendar: WorkCalendar) -> date:
    """Without stops and without a move to a working day."""
    if unit is Unit.MONTHS:
        return plain_months(start, n)
    day = start
    while n:
        day += DAY
        if unit is Unit.CALENDAR or works(day, calendar):
            n -= 1
    return day


def plain_months(start: date, n: int) -> date:
    year, month = start.year, start.month
    for _ in range(n):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    number = start.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def works(day: date, calendar: WorkCalendar) -> bool:
    if day in calendar.make_up:
        return True
    return day not in calendar.holidays and day not in calendar.days_off and day.weekday() not in calendar.weekend


def plain_shift(day: date, calendar: WorkCalendar) -> date:
    while not works(day, calendar):
        day += DAY
    return day


def plain_due(start: date, parts: Sequence[tuple[int, Unit]], pauses: Pauses, calendar: WorkCalendar) -> date | None:
    """Where every day is either run or stood still; months become the days that they would have taken."""
    day = start
    for n, unit in parts:
        if unit is Unit.MONTHS:
            n, unit = (plain_months(day, n) - day).days, Unit.CALENDAR
        while n:
            day += DAY
            if (day - start).days > FAR:
                return None
            still = any(stop < day and (again is None or day <= again) for stop, again in pauses)
            if not still and (unit is Unit.CALENDAR or works(day, calendar)):
                n -= 1
    return day
