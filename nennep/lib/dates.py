"""Dates as the office writes them: 25/06/2026, Quý II/2026, thứ Ba."""

import re
from calendar import monthrange
from datetime import date

from nennep.lib.words import say

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
QUARTERS = ("I", "II", "III", "IV")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199

_WRITTEN = re.compile(r"\s*(\d{1,2})\s*[/\-.]\s*(\d{1,2})\s*[/\-.]\s*(\d{4})\s*")
_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*")


def format_date(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def format_known(iso: str) -> str:
    """A day as far as it is known: `1970-05-12` → 12/05/1970, `1970-05` → 05/1970, `1970` → 1970."""
    return "/".join(reversed(iso.split("-")))


def parse_date(text: str) -> date:
    """Read `25/6/2026`, `25-06-2026`, `25.6.2026` or ISO; `ValueError` carries a sentence for the person."""
    if written := _WRITTEN.fullmatch(text):
        day, month, year = (int(part) for part in written.groups())
    elif iso := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in iso.groups())
    else:
        raise ValueError(say("Không đọc được ngày “{text}”. Hãy viết như 25/06/2026.", text=text.strip()))
    return make_date(year, month, day)


def make_date(year: int, month: int, day: int) -> date:
    """The date, or a `ValueError` that says what is wrong with it."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        years = {"year": year, "first": EARLIEST_YEAR, "last": LATEST_YEAR}
        raise ValueError(say("Năm {year} nằm ngoài khoảng {first}–{last}.", **years))
    written = f"{day:02}/{month:02}/{year}"
    if not 1 <= month <= 12:
        raise ValueError(say("Ngày {day} không có. Một năm có 12 tháng.", day=written))
    length = monthrange(year, month)[1]
    if not 1 <= day <= length:
        raise ValueError(say("Ngày {day} không có. Tháng {month} có {n} ngày.", day=written, month=month, n=length))
    return date(year, month, day)


def weekday_name(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def quarter_of(day: date) -> int:
    return (day.month + 2) // 3


def quarter_start(year: int, quarter: int) -> date:
    return date(year, 3 * quarter - 2, 1)


def quarter_end(year: int, quarter: int) -> date:
    return month_end(year, 3 * quarter)


def quarter_name(year: int, quarter: int) -> str:
    return f"Quý {QUARTERS[quarter - 1]}/{year}"


def half_year_end(year: int, half: int) -> date:
    return month_end(year, 6 * half)


def year_end(year: int) -> date:
    return date(year, 12, 31)
