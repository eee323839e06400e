"""What a day of the year is, and in which words and shapes it is shown."""

from calendar import Calendar
from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nennep.lib.workdays import WorkCalendar

FIRST_YEAR, LAST_YEAR = 2000, 2100
MONTHS = (
    "Tháng 1", "Tháng 2", "Tháng 3", "Tháng 4", "Tháng 5", "Tháng 6",
    "Tháng 7", "Tháng 8", "Tháng 9", "Tháng 10", "Tháng 11", "Tháng 12",
)  # fmt: skip


class Shape(StrEnum):
    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    OFF = "off"
    WORKED = "worked"


@dataclass(frozen=True)
class Day:
    day: date
    shape: Shape
    word: str  # why it is not worked, or why it is; empty for an ordinary working day


@dataclass(frozen=True)
class Month:
    number: int
    weeks: list[list[Day | None]]  # Monday first; None outside the month

    @property
    def name(self) -> str:
        return MONTHS[self.number - 1]


def shape_of(day: date, calendar: WorkCalendar) -> Day:
    if day in calendar.make_up:
        return Day(day, Shape.WORKED, calendar.make_up[day])
    if day in calendar.holidays:
        return Day(day, Shape.HOLIDAY, calendar.holidays[day])
    if day in calendar.days_off:
        return Day(day, Shape.OFF, calendar.days_off[day])
    if day.weekday() in calendar.weekend:
        return Day(day, Shape.WEEKEND, calendar.why_off(day) or "")
    return Day(day, Shape.WORKING, "")


def months_of(year: int, calendar: WorkCalendar) -> list[Month]:
    def day(found: date, month: int) -> Day | None:
        return shape_of(found, calendar) if found.month == month else None

    weeks = Calendar()
    return [
        Month(month, [[day(found, month) for found in week] for week in weeks.monthdatescalendar(year, month)])
        for month in range(1, 13)
    ]


def figures_of(months: list[Month]) -> dict[Shape, int]:
    return Counter(day.shape for month in months for week in month.weeks for day in week if day)
