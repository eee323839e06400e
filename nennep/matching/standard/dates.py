"""Dates in whatever form they were typed, as ISO cut to what is known."""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate

from nennep.lib.text import fold
from nennep.matching.fields import Field
from nennep.matching.standard.cleaning import MALFORMED, MISSING, cleaned, joined_rules, says_nothing

IMPOSSIBLE = "impossible_date"
BIRTHS = (Field.DOB, Field.DOB_MAN, Field.DOB_WOMAN)
FIRST_YEAR = 1900
FIRST_ADMISSION = 1930  # the year in which the Party was founded
FIRST_LIKELY = 1920  # what Excel counts up to then are small numbers, such as those of a list
YOUNGEST = 16  # years: nobody in these lists is younger, so a year of two figures is read as the earlier century

ISO = "ghi lại theo năm-tháng-ngày"
SWAPPED = "đổi chỗ ngày và tháng"
TWO_FIGURES = "năm hai chữ số ghi đủ bốn chữ số"
SERIAL = "đổi số của Excel thành ngày"
LETTERS = "đổi chữ O, l thành số"
TIME = "bỏ giờ"
ZERO = "thêm số 0 đầu"
ZONE = "đổi giờ quốc tế sang giờ Việt Nam"
UNKNOWN = "bỏ phần ngày, tháng không rõ"

EXCEL_DAY_ZERO = date(1899, 12, 30)
_COMMON = re.compile("([0-9]{1,2})([/.-])([0-9]{1,2})\\2([0-9]{4})(?: 0?0:00(?::00)?)?")  # the fast way for most
_ISO_COMMON = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]00:00:00)?")
_TIME = re.compile(
    r"(?:(?<=[0-9])t|[\s,]+)[0-9]{1,2}[:h][0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:\s*(?:am|pm|sa|ch))?"
    r"(?:\s*z|\s*[+-][0-9]{2}:?[0-9]{2})?$"
)
_MIDNIGHT_ABROAD = re.compile(r"t1[67]:00(?::00(?:\.0+)?)?z$")
_YEAR_AS_NUMBER = re.compile("([12])[.,]([0-9]{3})")  # 1.970
_NUMBER = re.compile(r"([0-9]{4,8})(?:[.,]([0-9]+))?")
_MISREAD = re.compile(r"[0-9oil|/.\-\s]*")
_MISREAD_AS = str.maketrans("oil|", "0111")
_EDGES = " '\"`´’‘.,;:-–—_/\\()?"
_UNKNOWN_BEFORE = re.compile(r"^(?:(?:00?|x{1,2}|\?{1,2})[\s/.\-]+){1,2}(?=[0-9])")
_UNKNOWN_MONTH = re.compile(r"[0-9]{1,2}[/.\-](?:00?|xx?|\?\??|[._ ]+)[/.\-]([0-9]{4})")
_LABELS = re.compile(r"\b(?:sinh|sn|ns|ngay|mung|mong|vao|thu (?:hai|ba|tu|nam|sau|bay)|chu nhat)\b[\s:.,]*")
_SPOKEN = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
    "muoi mot": 11, "muoi hai": 12, "chap": 12,
}  # fmt: skip
_SPOKEN_MONTH = re.compile(
    r"\bthang (muoi mot|muoi hai|nam(?= nam\b)|gieng|mot|hai|ba|tu|sau|bay|tam|chin|muoi|chap)\b"
)
_MONTH = re.compile(r"\b(?:thang|thg|th|t)[\s.]*([0-9]{1,2})\b")
_WORDS = re.compile(r"\b(?:thang|thg|nam)\b")
_ENGLISH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENGLISH_MONTH = re.compile(rf"(?<![a-z])({'|'.join(_ENGLISH)})[a-z]*\.?")
_BETWEEN = re.compile(r"[\s/.\-–—,_\\|;:…]+")


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class StandardDate:
    """`value` is `1970-05-12`, `1970-05` or `1970`, as `precision` says."""

    value: str | None
    precision: Precision | None = None
    rule: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the figures; 0 where a part is not said."""

    year: int
    month: int = 0
    day: int = 0
    rules: tuple[str, ...] = ()

    def swapped(self) -> "_Reading":
        return _Reading(self.year, self.day, self.month, (*self.rules, SWAPPED))


@dataclass(frozen=True, slots=True)
class _Span:
    """The days that a field can hold."""

    kind: Field
    today: date

    def holds(self, reading: _Reading) -> bool:
        year, month, day = reading.year, reading.month, reading.day
        if not (self._first <= year <= self.today.year and month <= 12):
            return False
        if day and not (month and day <= monthrange(year, month)[1]):
            return False
        return (year, month, day) <= (self.today.year, self.today.month, self.today.day)

    def likely(self, day: date) -> bool:
        """For a number that may as well be no date."""
        return day.year >= FIRST_LIKELY and day.year <= self.today.year - self._youngest

    def year(self, short: int, month: int, day: int) -> int:
        """70 → 1970; 05 of a birth → 2005, of an admission → 2005; never a day to come."""
        this = (self.today.year - self._youngest, self.today.month, self.today.day)
        return 2000 + short if (2000 + short, month, day) <= this else 1900 + short

    @property
    def _first(self) -> int:
        return FIRST_YEAR if self.kind in BIRTHS else FIRST_ADMISSION

    @property
    def _youngest(self) -> int:
        return YOUNGEST if self.kind in BIRTHS else 0


def standard_date(text: str, kind: Field, today: date) -> StandardDate:
    """`kind` decides the century of a year of two figures, and which of Excel's numbers can be days.

    A day and a month that only fit the other way round are swapped, and the rule says so.
    """
    span = _Span(kind, today)
    if common := _COMMON.fullmatch(text):
        reading = _Reading(int(common[4]), int(common[3]), int(common[1]))
        if span.holds(reading) and reading.day and reading.month:
            return _made(reading, (), text)
    if iso := _ISO_COMMON.fullmatch(text):
        reading = _Reading(int(iso[1]), int(iso[2]), int(iso[3]))
        if span.holds(reading) and reading.day and reading.month:
            return _made(reading, (), text)
    tidy = unicodedata.normalize("NFKC", cleaned(text)[0])
    if says_nothing(tidy) or not tidy.strip(_EDGES + "0"):
        return StandardDate(None, fault=MISSING)
    rest, rules = _plain(fold(tidy))
    readings = _readings(rest, span)
    for reading in (*readings, *(reading.swapped() for reading in readings if reading.day and reading.month > 12)):
        if span.holds(reading):
            return _made(reading, rules, text)
    return StandardDate(None, fault=IMPOSSIBLE if readings else MALFORMED)


def _made(reading: _Reading, rules: tuple[str, ...], text: str) -> StandardDate:
    year, month, day = reading.year, reading.month, reading.day
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    value = f"{year}-{month:02}-{day:02}"[: 10 if day else 7 if month else 4]
    if value == text:
        return StandardDate(value, precision)
    return StandardDate(value, precision, joined_rules(*rules, *reading.rules) or ISO)


def _plain(text: str) -> tuple[str, tuple[str, ...]]:
    """Only figures and what stands between them, without hours; and what that took."""
    rules: list[str] = []
    abroad = _MIDNIGHT_ABROAD.search(text)
    hours = _TIME.search(text)
    if abroad:
        next_day = _day_after(text[: abroad.start()])
        text, rules = (next_day, [ZONE]) if next_day else (text, [])
    elif hours:
        text, rules = text[: hours.start()], [] if set(hours[0]) <= set("t 0:.,") else [TIME]
    known = _UNKNOWN_MONTH.sub(r"\1", _UNKNOWN_BEFORE.sub("", text))
    if known != text:
        rules.append(UNKNOWN)
    rest = known.strip(_EDGES)
    if _MISREAD.fullmatch(rest) and any(map(str.isdigit, rest)) and (figures := rest.translate(_MISREAD_AS)) != rest:
        rules.append(LETTERS)
        rest = figures
    return rest, tuple(rules)


def _day_after(text: str) -> str | None:
    try:
        return (date.fromisoformat(text) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return None


def _readings(text: str, span: "_Span") -> list[_Reading]:
    if number := _NUMBER.fullmatch(text):
        return _from_number(number, span)
    if year := _YEAR_AS_NUMBER.fullmatch(text):
        return [_Reading(int(year[1] + year[2]))]
    spoken = _SPOKEN_MONTH.sub(lambda found: f"/{_SPOKEN[found[1]]}", _LABELS.sub(" ", text))
    plain = _WORDS.sub("/", _MONTH.sub(r"/\1", spoken))
    english = _ENGLISH_MONTH.search(plain)
    if english:
        return _from_english(_parts(plain[: english.start()]), english[1], _parts(plain[english.end() :]), span)
    return _from_parts(_parts(plain), span)


def _parts(text: str) -> list[str]:
    return [part for part in _BETWEEN.split(text) if part]


def _from_parts(parts: list[str], span: "_Span") -> list[_Reading]:
    if not all(part.isascii() and part.isdigit() and len(part) in (1, 2, 4) for part in parts):
        return []
    lengths = [len(part) for part in parts]
    numbers = [int(part) for part in parts]
    match lengths:
        case [4]:
            return [_Reading(numbers[0])]
        case [1 | 2, 4]:
            return [_Reading(numbers[1], numbers[0])] if numbers[0] else [_Reading(numbers[1], rules=(UNKNOWN,))]
        case [4, 1 | 2]:
            return [_Reading(numbers[0], numbers[1])]
        case [1 | 2, 2] if numbers[1] > 31:
            return [_Reading(span.year(numbers[1], numbers[0], 0), numbers[0], rules=(TWO_FIGURES,))]
        case [1 | 2, 1 | 2, 4]:
            return [_Reading(numbers[2], numbers[1], numbers[0])]
        case [4, 1 | 2, 1 | 2]:
            return [_Reading(numbers[0], numbers[1], numbers[2])]
        case [1 | 2, 1 | 2, 2]:
            return _short(numbers, span)
    return []


def _short(numbers: list[int], span: "_Span") -> list[_Reading]:
    """Day, month and a year of two figures; the year stands first only where nothing else is possible."""
    day, month, year = numbers if numbers[0] <= 31 or not 0 < numbers[2] <= 31 else reversed(numbers)
    by_month = month if month <= 12 else day
    return [_Reading(span.year(year, by_month, day if by_month == month else month), month, day, (TWO_FIGURES,))]


def _from_english(before: list[str], name: str, after: list[str], span: "_Span") -> list[_Reading]:
    """`1 Feb 1970`, `Feb 1, 1970`, `Feb-70`."""
    month = str(_ENGLISH.index(name) + 1)
    if len(before) + len(after) == 2:
        day, year = (*before, *after)
        return _from_parts([day, month, year], span)
    if not before and len(after) == 1 and len(after[0]) == 2 and after[0].isdigit():
        return [_Reading(span.year(int(after[0]), int(month), 0), int(month), rules=(TWO_FIGURES,))]
    return _from_parts([*before, month, *after], span) if after and len(after[0]) == 4 else []


def _from_number(number: re.Match[str], span: "_Span") -> list[_Reading]:
    """Figures without anything between: a year, a day as Excel counts it, or day, month and year written together."""
    figures, fraction = number[1], (number[2] or "").strip("0")
    if len(figures) == 5:
        day = EXCEL_DAY_ZERO + timedelta(days=int(figures))
        serial = _Reading(day.year, day.month, day.day, (SERIAL,))
        return [serial] if span.holds(serial) and span.likely(day) else []
    if len(figures) <= 2 or (len(figures) == 4 and number[2] and len(number[2]) > 1) or fraction:
        return []
    shapes = _SHAPES[len(figures)]
    made = [reading for shape in shapes for reading in _from_parts(_cut(figures, shape), span)]
    held = [reading for reading in made if span.holds(reading)]
    if len(figures) == 7:
        held = [_Reading(found.year, found.month, found.day, (ZERO,)) for found in held]
    return held if len(held) == 1 else [] if held else made[:1]


def _cut(figures: str, lengths: tuple[int, ...]) -> list[str]:
    ends = list(accumulate(lengths))
    return [figures[end - length : end] for end, length in zip(ends, lengths, strict=True)]


_SHAPES = {
    4: ((4,),),
    6: ((2, 2, 2), (2, 4), (4, 2)),
    7: ((1, 2, 4),),
    8: ((2, 2, 4), (4, 2, 2)),
}
