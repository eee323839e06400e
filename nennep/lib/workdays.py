"""Working days, counted in the open: what was skipped, and why."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache, partial
from importlib import import_module, resources

from nennep.lib.dates import format_date, weekday_name

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


@dataclass(frozen=True)
class SwappedDay:
    """A working day given away for a Saturday worked; decided year by year, so it is data with a source."""

    off: date
    worked: date
    reason: str
    source: str


@lru_cache(maxsize=1)
def swapped_days() -> tuple[SwappedDay, ...]:
    rows = tomllib.loads(resources.files("nennep.lib").joinpath("data/swapped_days.toml").read_text("utf-8"))
    return tuple(SwappedDay(**row) for row in rows["swap"])


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
    swaps = partial(_swaps, first_year, last_year)
    return WorkCalendar(
        holidays=_Late(lambda: known()[0]),
        days_off=_Late(lambda: {swap.off: swap.reason for swap in swaps()}),
        make_up=_Late(lambda: known()[1] | {swap.worked: f"làm bù ngày {format_date(swap.off)}" for swap in swaps()}),
    )


@lru_cache(maxsize=16)
def _known_days(first_year: int, last_year: int) -> tuple[dict[date, str], dict[date, str]]:
    """Public holidays with compensating days, and the Saturdays worked instead, by the `holidays` package."""
    library = import_module("holidays").country_holidays("VN", years=range(first_year, last_year + 1), language="vi")
    worked = {day: "làm bù" for day in library.weekend_workdays if first_year <= day.year <= last_year}
    return {day: str(name) for day, name in sorted(library.items())}, worked


def _swaps(first_year: int, last_year: int) -> list[SwappedDay]:
    return [swap for swap in swapped_days() if first_year <= swap.off.year <= last_year]
