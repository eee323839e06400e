"""What a figure says: numbers, shares of a vote, limits that a clock can count; no Django, no database."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from nennep.clock.limits import Limit, Unit, refused

WORDS, SHARE = "words", "share"
COUNTED = {"working_day": Unit.WORKING, "calendar_day": Unit.CALENDAR, "month": Unit.MONTHS, "year": Unit.MONTHS}
MONTHS_OF_A_YEAR = 12
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,4})?")
_SHARE = re.compile(r"(>?)(\d{1,3})/(\d{1,3})")


@dataclass(frozen=True)
class Share:
    """A part of those who vote: at least so much, or `over` it."""

    part: Fraction
    over: bool


def numbers_in(value: str) -> list[Decimal]:
    """`30; 35; 40` → three numbers; nothing else stands in a figure."""
    return [Decimal(one.strip()) for one in value.split(";") if one.strip()]


def share_in(value: str) -> Share:
    """`2/3` at least two thirds, `>1/2` more than half."""
    found = _SHARE.fullmatch(value)
    assert found, value
    return Share(Fraction(int(found[2]), int(found[3])), bool(found[1]))


def check_value(value: str, unit: str) -> None:
    """`RuleBroken` says what a figure of this unit looks like; an empty one is a question that waits for an answer."""
    if not value or unit == WORDS:
        return
    if unit == SHARE:
        found = _SHARE.fullmatch(value)
        if not found or not 0 < int(found[2]) <= int(found[3]):
            raise refused("Tỷ lệ phải viết như 2/3 (ít nhất hai phần ba) hoặc >1/2 (quá nửa).")
        return
    if not all(_NUMBER.fullmatch(one.strip()) for one in value.split(";")):
        raise refused("Mức phải là số, ví dụ 30 hoặc 0.5; nhiều mức thì cách nhau bằng dấu chấm phẩy.")


@dataclass(frozen=True)
class Extension:
    limit: Limit | None
    times: int | None
    ground: str


@dataclass(frozen=True)
class FactValue:
    """A figure as it was in force on a day, with where it stands and whether the office has confirmed it."""

    key: str
    public_id: str
    name: str
    value: str
    unit: str
    shift_off_days: bool
    start_event: str
    extension: Extension | None
    document: str
    article: str
    confirmed: bool
    confidence: str
    question: str
    effective_from: date | None
    in_force: bool  # False: no version was in force on that day, this is the nearest

    @property
    def source(self) -> str:
        """Quy định số 208-QĐ/TW, ngày 26/7/2026, Điều 5"""
        return ", ".join(part for part in (self.document, self.article) if part)

    @property
    def known(self) -> bool:
        return bool(self.value)

    @property
    def number(self) -> Decimal:
        """The figure, where it is one number; `RuleBroken` asks for it where the office has not said yet."""
        return self.numbers[0]

    @property
    def numbers(self) -> list[Decimal]:
        self._must_be_known()
        return numbers_in(self.value)

    @property
    def share(self) -> Share:
        self._must_be_known()
        return share_in(self.value)

    @property
    def limit(self) -> Limit | None:
        """For a clock; None where the figure is no length of time, or is not known."""
        return limit_of(self.value, self.unit, shift_off_days=self.shift_off_days)

    def _must_be_known(self) -> None:
        if not self.value:
            raise refused("Chưa biết “{name}”: {question}", name=self.name, question=self.question)


def limit_of(value: str, unit: str, *, shift_off_days: bool) -> Limit | None:
    """A year is twelve months; half a month is no limit that one can count."""
    counted = COUNTED.get(unit)
    if counted is None or not value.isdecimal() or not int(value):
        return None
    return Limit(int(value) * (MONTHS_OF_A_YEAR if unit == "year" else 1), counted, shift_off_days)
