"""Working days, counted in the open: what was skipped, and why."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache, partial
from importlib import import_module

from nennep.lib.dates import format_date, weekday_name
from nennep.lib.decided import SwappedDay, decided_years, swapped_days

SATURDAY, SUNDAY = 5, 6
_ONE_DAY = timedelta(days=1)
_LONGEST_SEARCH = 3660  # days; a calendar without any working day must not hang the program


@dataclass(frozen=True)
class Counting:
    """How a due date was counted: the day it started from is not counted itself."""

    start: date
    end: date
    days: int
    skipped: tuple[tuple[date, str], ...]


@dataclass(frozen=True)
class WorkCalendar:
    """Which days the office works.

    A day of `make_up` is worked whatever else is said of it; `days_off` are the office's own or swapped days.
    """

    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    holidays: Mapping[date, str] = field(default_factory=dict)
    days_off: Mapping[date, str] = field(default_factory=dict)
    make_up: Mapping[date, str] = field(default_factory=dict)

    def why_off(self, day: date) -> str | None:
        if day in self.make_up:
            return None
        if day in self.holidays:
            return self.holidays[day]
        if day in self.days_off:
            return self.days_off[day]
        return weekday_name(day) if day.weekday() in self.weekend else None

    def is_working(self, day: date) -> bool:
        return self.why_off(day) is None

    def next_working(self, day: date) -> date:
        """The day itself when it is worked, else the first one after it that is."""
        return next(d for d in _days_from(day) if self.is_working(d))

    def working_between(self, first: date, last: date) -> int:
        """Working days after `first`, up to and with `last`."""
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        return sum(self.is_working(day) for day in days)

    def count(self, start: date, days: int) -> Counting:
        """The `days`-th working day after `start`, counted from the day after it."""
        if days < 1:
            raise ValueError("Số ngày làm việc phải từ 1 trở lên.")
        skipped: list[tuple[date, str]] = []
        left = days
        for day in _days_from(start + _ONE_DAY, days):
            if reason := self.why_off(day):
                skipped.append((day, reason))
                continue
            left -= 1
            if not left:
                return Counting(start, day, days, tuple(skipped))
        raise ValueError("Lịch làm việc không có ngày làm việc nào.")


def _days_from(day: date, days: int = 1) -> Iterator[date]:
    for offset in range(_LONGEST_SEARCH + 7 * days):
        yield day + timedelta(days=offset)


class _Late(Mapping[date, str]):
    """A calendar's days, worked out when first asked for: most texts count no days, and the library loads slowly."""

    def __init__(self, load: Callable[[], dict[date, str]]) -> None:
        self._load = load

    @cached_property
    def _days(self) -> dict[date, str]:
        return self._load()

    def __getitem__(self, day: date) -> str:
        return self._days[day]

    def __iter__(self) -> Iterator[date]:
        return iter(self._days)

    def __len__(self) -> int:
        return len(self._days)


@lru_cache(maxsize=16)
def standard_calendar(first_year: int, last_year: int) -> WorkCalendar:
    """Weekends, public holidays and yearly swapped days: for offices without a calendar of their own."""
    known = partial(_known_days, first_year, last_year)
    return WorkCalendar(
        holidays=_Late(lambda: known()[0]),
        days_off=_Late(lambda: {swap.off: swap.reason for swap in _swaps(first_year, last_year)}),
        make_up=_Late(lambda: known()[1] | _worked(first_year, last_year)),
    )


def _swaps(first_year: int, last_year: int) -> list[SwappedDay]:
    return [swap for swap in swapped_days() if first_year <= swap.off.year <= last_year]


def _worked(first_year: int, last_year: int) -> dict[date, str]:
    return {swap.worked: f"làm bù ngày {format_date(swap.off)}" for swap in _swaps(first_year, last_year)}


@lru_cache(maxsize=16)
def _known_days(first_year: int, last_year: int) -> tuple[dict[date, str], dict[date, str]]:
    """Public holidays with compensating days, and the Saturdays worked instead: as decided, else by the library."""
    years, decided = range(first_year, last_year + 1), decided_years()
    off = {day: name for year in years if year in decided for day, name in decided[year].off.items()}
    guessed, worked = _by_library([year for year in years if year not in decided])
    return dict(sorted((guessed | off).items())), worked


def _by_library(years: list[int]) -> tuple[dict[date, str], dict[date, str]]:
    if not years:
        return {}, {}
    library = import_module("holidays").country_holidays("VN", years=years, language="vi")
    worked = {day: "làm bù" for day in library.weekend_workdays if day.year in years}
    return {day: str(name) for day, name in library.items() if day.year in years}, worked
