"""On which day is who reminded of what, and when does it go a step up the tree; `today` is always given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Why(StrEnum):
    BEFORE = "before"  # sắp đến hạn
    TODAY = "today"  # đến hạn hôm nay
    LATE = "late"  # quá hạn
    SILENT = "silent"  # chưa phản hồi
    ESCALATED = "escalated"  # báo cấp trên


@dataclass(frozen=True)
class Habits:
    """How an office follows its tasks; nought as `every` or `escalate_after` means: never again, never up."""

    before: Sequence[int] = (7, 3, 1)
    every: int = 3
    silent_after: int = 14
    escalate_after: int = 7


@dataclass(frozen=True)
class Owed:
    """What of an open answer decides on its reminders."""

    due: date | None
    given_on: date
    heard_on: date
    is_dated: bool = True  # a standing duty past its period is silent, not late


@dataclass(frozen=True)
class Told:
    """What was told about the same date already: bands before it, the last time at it or after, steps up the tree."""

    bands: frozenset[int] = frozenset()
    last: date | None = None
    steps: int = 0
    escalated: date | None = None


@dataclass(frozen=True)
class Mark:
    """Why one is told, and with which number: the band before the date, days past it, days of silence."""

    why: Why
    number: int


def reminder_due(owed: Owed, told: Told, habits: Habits, today: date) -> Mark | None:
    """At most one reminder of an answer a day. A day that was no working day is made up for on the next."""
    if owed.due is not None and owed.is_dated and (mark := by_date(owed.due, owed, (told, habits), today)):
        return mark
    if is_late(owed, today) or not is_silent(owed, habits, today):
        return None
    pause = habits.every if owed.due and owed.due < today else habits.silent_after
    return Mark(Why.SILENT, silent_for(owed, today)) if is_again(told.last, today, pause) else None


def by_date(due: date, owed: Owed, follow: tuple[Told, Habits], today: date) -> Mark | None:
    told, habits = follow
    left = (due - today).days
    if left < 0:
        return Mark(Why.LATE, -left) if is_again(told.last, today, habits.every) else None
    if left == 0:
        return Mark(Why.TODAY, 0) if told.last != today else None
    band = band_of(left, habits.before)
    is_new = band and band not in told.bands and owed.given_on < due - timedelta(days=band)
    return Mark(Why.BEFORE, band) if band and is_new else None


def band_of(left: int, before: Sequence[int]) -> int | None:
    """The nearest of the days before a date that has begun: two days before it, “3” of 7, 3, 1."""
    return min((days for days in before if days >= left > 0), default=None)


def is_late(owed: Owed, today: date) -> bool:
    return owed.is_dated and owed.due is not None and owed.due < today


def is_silent(owed: Owed, habits: Habits, today: date) -> bool:
    """The same as `directives.rules.status_of` says."""
    over = not owed.is_dated and owed.due is not None and owed.due < today
    return over or (today - owed.heard_on).days > habits.silent_after


def silent_for(owed: Owed, today: date) -> int:
    return (today - owed.heard_on).days


def is_again(last: date | None, today: date, pause: int) -> bool:
    return last is None or (pause > 0 and (today - last).days >= pause)


def step_due(owed: Owed, told: Told, habits: Habits, today: date) -> int | None:
    """Which step up the tree is told today: the first after the set days, each further one after as many again."""
    after = habits.escalate_after
    if not after or days_past(owed, habits, today) < after:
        return None
    return told.steps + 1 if is_again(told.escalated, today, after) else None


def days_past(owed: Owed, habits: Habits, today: date) -> int:
    """Days past the date; without one, days of a silence past its own bound."""
    if owed.due is not None:
        return (today - owed.due).days
    return (today - owed.heard_on).days - habits.silent_after


def ancestors(path: str, top: str) -> list[str]:
    """Paths above, the nearest first, up to and with `top`; up to the root where `top` is none of them."""
    parts = path.rstrip(".").split(".")[:-1]
    above = [".".join(parts[:n]) + "." for n in range(len(parts), 0, -1)]
    return above[: above.index(top) + 1] if top in above else above
