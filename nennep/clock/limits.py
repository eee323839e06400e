"""A limit: how many of which unit, and what happens when it ends on a day off."""

from dataclasses import dataclass
from enum import StrEnum

from nennep.lib.errors import RuleBroken
from nennep.lib.words import say


class Unit(StrEnum):
    WORKING = "working"
    CALENDAR = "calendar"
    MONTHS = "months"


LENGTHS = {Unit.WORKING: "{n} ngày làm việc", Unit.CALENDAR: "{n} ngày", Unit.MONTHS: "{n} tháng"}
MOST = {Unit.WORKING: 5000, Unit.CALENDAR: 10000, Unit.MONTHS: 600}


@dataclass(frozen=True)
class Limit:
    """`shift_off_days`: a limit that ends on a day off ends on the next working day."""

    n: int
    unit: Unit
    shift_off_days: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.n <= MOST[self.unit]:
            most = length(MOST[self.unit], self.unit)
            raise refused("Thời hạn phải từ 1 đến {most}; đã ghi {n}.", most=most, n=self.n)

    def __str__(self) -> str:
        return length(self.n, self.unit)


def refused(sentence: str, **values: object) -> RuleBroken:
    """What cannot be, in one sentence of whoever reads."""
    return RuleBroken(say(sentence, **values))


def length(n: int, unit: Unit) -> str:
    """90 ngày làm việc, 30 ngày, 12 tháng."""
    return say(LENGTHS[unit], n=n)
