"""Reporting periods: a month, a quarter, half a year, a year — their days, keys and names."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from nennep.lib.dates import QUARTERS, make_date, month_end
from nennep.lib.words import say

ONE_DAY = timedelta(days=1)


class PeriodKind(StrEnum):
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}
MARKS = {
    PeriodKind.WEEK: "W",
    PeriodKind.MONTH: "M",
    PeriodKind.QUARTER: "Q",
    PeriodKind.HALF: "H",
    PeriodKind.YEAR: "",
}


@dataclass(frozen=True, order=True)
class Period:
    """Days from `start` to `end`, both included."""

    start: date
    kind: PeriodKind
    end: date

    @property
    def number(self) -> int:
        """Its place in the year, from 1."""
        if self.kind == PeriodKind.WEEK:
            return self.start.isocalendar().week
        return (self.start.month - 1) // MONTHS[self.kind] + 1

    @property
    def year(self) -> int:
        return self.start.isocalendar().year if self.kind == PeriodKind.WEEK else self.start.year

    @property
    def key(self) -> str:
        """“2026-Q2”, “2026-M11”, “2026-H1”, “2026-W07”, “2026”."""
        if self.kind == PeriodKind.YEAR:
            return str(self.year)
        width = 2 if self.kind in (PeriodKind.WEEK, PeriodKind.MONTH) else 1
        return f"{self.year}-{MARKS[self.kind]}{self.number:0{width}}"

    @property
    def name(self) -> str:
        """As the office writes it: “quý II/2026”, “tháng 11/2026”, “6 tháng đầu năm 2026”, “năm 2026”."""
        return self._pattern.format(**self._numbers)

    @property
    def said(self) -> str:
        """The name in the language of whoever reads; papers are Vietnamese and bear `name`."""
        return say(self._pattern, **self._numbers)

    @property
    def _pattern(self) -> str:
        match self.kind:
            case PeriodKind.WEEK:
                return "tuần {n}/{year}"
            case PeriodKind.MONTH:
                return "tháng {n}/{year}"
            case PeriodKind.QUARTER:
                return "quý {n}/{year}"
            case PeriodKind.HALF:
                return "6 tháng đầu năm {year}" if self.number == 1 else "6 tháng cuối năm {year}"
            case _:
                return "năm {year}"

    @property
    def _numbers(self) -> dict[str, object]:
        written = {PeriodKind.MONTH: f"{self.number:02}", PeriodKind.QUARTER: QUARTERS[(self.start.month - 1) // 3]}
        return {"n": written.get(self.kind, self.number), "year": self.year}

    @property
    def next(self) -> "Period":
        return period_of(self.end + ONE_DAY, self.kind)

    @property
    def last(self) -> "Period":
        return period_of(self.start - ONE_DAY, self.kind)

    @property
    def year_before(self) -> "Period":
        """The same period of the year before."""
        if self.kind == PeriodKind.WEEK:
            return period_of(self.start - timedelta(weeks=52), self.kind)
        return period_of(date(self.year - 1, self.start.month, 1), self.kind)

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return self.name


def period_of(day: date, kind: PeriodKind) -> Period:
    """The period of the kind in which the day lies."""
    if kind == PeriodKind.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(monday, kind, monday + timedelta(days=6))
    length = MONTHS[kind]
    first = (day.month - 1) // length * length + 1
    return Period(date(day.year, first, 1), kind, month_end(day.year, first + length - 1))


@lru_cache(maxsize=256)  # each row of a list of reports reads the same few
def read_period(key: str) -> Period:
    """The period of a key (“2026-Q2”); `ValueError` carries a sentence."""
    year, _, rest = key.strip().upper().partition("-")
    mark, number = rest[:1], rest[1:]
    wrong = ValueError(say("Không đọc được kỳ “{key}”. Hãy viết như 2026-Q2, 2026-M11, 2026-H1 hoặc 2026.", key=key))
    kinds = {each: kind for kind, each in MARKS.items()}
    if not (year.isascii() and year.isdigit() and len(year) == 4 and mark in kinds) or (mark and not number.isdigit()):
        raise wrong
    kind, n = kinds[mark], int(number or 1)
    if kind == PeriodKind.WEEK:
        try:
            return period_of(date.fromisocalendar(int(year), n, 1), kind)
        except ValueError:
            raise wrong from None
    if not 1 <= n <= 12 // MONTHS[kind]:
        raise wrong
    return period_of(make_date(int(year), (n - 1) * MONTHS[kind] + 1, 1), kind)
