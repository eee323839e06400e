"""How many will be admitted by when: the office's own past, else a general estimate; pure, `today` passed in.

A candidate at a stage is expected at the ceremony after the days that others took from that stage (the median), but not
before those that the rest of the road takes from today; it counts for as much as the share of those who got there. Who
has stood at a stage for more than twice these days is not counted. The forecast of a year is who was admitted in it,
and the sum of who is expected in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low

from nennep.candidates.figures import told
from nennep.candidates.rules import BEFORE_ADMISSION, ORDER, Stage
from nennep.lib.dates import year_end

STALE = 2  # times the usual days, after which nobody is expected any more


@dataclass(frozen=True)
class Norm:
    days: int  # from the stage to the ceremony
    share: float  # of those at the stage who come to it
    learned: bool  # from the office's own cases
    cases: int = 0


Norms = Mapping[Stage, Norm]


@dataclass(frozen=True)
class Past:
    """A road that has ended: on the ceremony's day, or without it."""

    reached: Mapping[Stage, date]
    admitted_on: date | None


@dataclass(frozen=True)
class Waiting:
    """So many stand at a stage since a day."""

    stage: Stage
    since: date
    count: int = 1


def general() -> dict[Stage, Norm]:
    return {Stage(row["stage"]): Norm(row["days"], row["share"], learned=False) for row in told()["norm"]}


def norms_of(past: Sequence[Past], least: int) -> dict[Stage, Norm]:
    """Learned for a stage with `least` roads that ended at the ceremony; days never grow along the road."""
    found = {stage: learned(stage, past, least) or norm for stage, norm in general().items()}
    rest = 0
    for stage in reversed(BEFORE_ADMISSION):
        rest = max(rest, found[stage].days)
        found[stage] = Norm(rest, found[stage].share, found[stage].learned, found[stage].cases)
    return found


def learned(stage: Stage, past: Sequence[Past], least: int) -> Norm | None:
    here = [road for road in past if stage in road.reached]
    days = [(road.admitted_on - road.reached[stage]).days for road in here if road.admitted_on]
    if len(days) < least:
        return None
    return Norm(median_low(days), len(days) / len(here), learned=True, cases=len(days))


def expected(one: Waiting, norms: Norms, today: date) -> date | None:
    """The day of the ceremony; None for who has stood still for too long."""
    usual = norms[one.stage].days
    if (today - one.since).days > STALE * usual:
        return None
    following = ORDER[ORDER.index(one.stage) + 1]
    rest = norms[following].days if following in norms else 0
    return max(one.since + timedelta(days=usual), today + timedelta(days=rest))


def by_month(waiting: Iterable[Waiting], norms: Norms, year: int, today: date) -> list[float]:
    """Who is expected in each month of the year."""
    months = [0.0] * 12
    for one in waiting:
        day = expected(one, norms, today)
        if day and day.year == year:
            months[day.month - 1] += one.count * norms[one.stage].share
    return months


def coming(waiting: Iterable[Waiting], norms: Norms, year: int, today: date) -> float:
    return sum(by_month(waiting, norms, year, today))


def standing_still(waiting: Iterable[Waiting], norms: Norms, today: date) -> int:
    return sum(one.count for one in waiting if expected(one, norms, today) is None)


def whole(number: float) -> int:
    """Half a person is one."""
    return int(number + 0.5)


def last_chances(norms: Norms, year: int) -> dict[Stage, date]:
    """The last day on which a stage must be reached for the ceremony to fall in the year."""
    return {stage: year_end(year) - timedelta(days=norms[stage].days) for stage in BEFORE_ADMISSION}
