"""Times as directives write them, found in a text: dates, months, quarters, halves, years.

Each `Time` says on which day it ends, how fine it is, and whether the words before it make it a term ("trước ngày …").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from nennep.lib.dates import half_year_end, make_date, month_end, quarter_end, year_end
from nennep.reading.misread import with_digits
from nennep.reading.phrases import plain


class Grain(IntEnum):
    DAY = 1
    MONTH = 2
    QUARTER = 3
    HALF = 4
    YEAR = 5
    SPAN = 6  # "giai đoạn 2026 - 2030"


@dataclass(frozen=True)
class Time:
    start: int
    end: int
    day: date
    grain: Grain
    rule: str
    term: bool  # the words before it make it a term
    first: date  # the first day of the period it names
    year_given: bool = True
    of_issue: bool = False  # "cuối quý": that of the day of issue, if no period around says better


@dataclass(frozen=True)
class Clock:
    """What a time without a year is counted from."""

    issued: date | None
    year: int | None = None  # the year of the heading or document, when one is named

    def year_for(self, month: int, day: int = 28) -> int | None:
        if self.year is not None:
            return self.year
        if self.issued is None:
            return None
        return self.issued.year + ((month, day) < (self.issued.month, self.issued.day))


_HINT = re.compile(r"ngày|tuần|tháng|quý|năm|\d/\d|\d[.-]\d")  # texts without any of these name no time
_YEAR = r"(?:\s*(?:/|-|năm|của năm|,? năm)\s*(?P<year>20\d{2}))?"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PART = {"đầu": "early", "giữa": "mid", "cuối": "late"}
# Words that make the time behind them a term: "trước ngày 25/6", "hoàn thành trong quý III".
_TERM = re.compile(
    r"(?:trước|trong|chậm nhất|muộn nhất|xong|hoàn thành|hết|vào|kết thúc|thời gian|thời hạn|hạn|hạn chót|hạn cuối|đến|"
    r"từ nay|dự kiến|xong trước|thực hiện|ngay)"
    r"(?:\s+(?:là|vào|trong|đến|hết|thực hiện|hoàn thành|:))*\s*:?\s*"
    r"(?:\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{1,2})?(?:\s?phút)?,?\s+)?(?:ngày\s*)?$"  # "trước 16 giờ 30 phút ngày 16/11"
)
_BEFORE = re.compile(r"trước\s*(?:ngày\s*)?$")
# "ngày 25/6/2026", "25-6-2026", "ngày 25 tháng 6 năm 2026", "ngày 15/5", "ngày 15 tháng 5"
_DATE = re.compile(
    r"(?<![\d/])(?<!tuần )(?:ngày\s+)?(?P<d>\d{1,2})\s*"
    r"(?:(?P<sep>[/.-])\s*(?P<m>\d{1,2})\s*(?P=sep)\s*(?P<y>20\d{2})(?![\d/])"
    r"|\s+tháng\s+(?P<m2>\d{1,2})\s*(?:,?\s*năm\s+|/)(?P<y2>20\d{2}))"
    r"|ngày\s+(?P<d3>\d{1,2})\s*(?:/|-|\s+tháng\s+)\s*(?P<m3>\d{1,2})(?![\d/])(?!\s*(?:hằng|hàng))"
    r"|(?:hạn (?:chót|cuối)(?: là)?|thứ (?:hai|ba|tư|năm|sáu|"
    r"bảy))[ (,:]*(?:ngày )?(?P<d5>\d{1,2})/(?P<m5>\d{1,2})(?![\d/])"
    r"|(?:(?<=trước )|(?<=đợt )|(?<=dịp ))(?P<d4>\d{1,2})/(?P<m4>\d{1,2})(?![\d/])"
)
# "trong tháng 8", "cuối tháng 6/2026", "tháng 7, 8 năm 2026", "tháng 7 - 9/2026"
_MONTH = re.compile(
    rf"(?:(?P<part>nửa đầu|nửa cuối|nửa tháng đầu|đầu|giữa|cuối|thượng tuần|trung tuần|hạ tuần|"
    rf"tuần (?:đầu|cuối|1|2|3|4|thứ nhất|"
    rf"thứ hai|thứ ba|thứ tư)(?: của)?)\s+)?"
    rf"(?<!6 )(?<!9 )tháng\s+(?P<m>\d{{1,2}})(?!\s*(?:tháng|ngày))(?P<more>(?:\s*(?:,|-|–|và|đến|"
    rf"và tháng|đến tháng|, tháng|- tháng|– tháng)\s*\d{{1,2}}(?!\d)(?![\d/.]*%))*){_YEAR}"
)
# "quý II", "Quý III/2026", "quý III, IV năm 2026", "đầu quý III"
_QUARTER = re.compile(
    rf"(?:(?P<part>đầu|giữa|cuối)\s+)?quý\s+(?P<q>iv|i{{1,3}}|[1-4])(?P<more>(?:\s*(?:,|-|–|và|và quý|"
    rf"đến quý|tới quý|, quý|- quý|– quý)\s*(?:iv|i{{1,3}}|[1-4])\b)*)\b{_YEAR}"
)
# "6 tháng đầu năm 2026", "6 tháng cuối năm", "9 tháng đầu năm"
_HALF = re.compile(
    r"(?:0?(?P<n>[69])|sáu|chín) tháng\s*(?P<which>đầu|cuối)?\s*(?:của\s+)?(?:năm\s*(?P<year>20\d{2})?)(?!\s*học)"
)
# "trong năm 2026", "đến năm 2030", "cuối năm", "hết năm 2026"
_YEARS = re.compile(
    r"(?:(?P<part>đầu|giữa|cuối|trong|hết|cả)\s+)?năm\s+(?P<year>20\d{2}|nay)\b|(?P<bare>(?:cuối|hết|"
    r"trong|cả) năm)\b(?! học)"
)
# Years that only name a span, a view or a term of office, and dates that belong to other documents or memories.
_NOT_TIMES = re.compile(
    r"giai đoạn\s+20\d{2}\s*[-–]\s*20\d{2}|nhiệm kỳ\s+20\d{2}\s*[-–]\s*20\d{2}|"
    r"20\d{2}\s*[-–]\s*20\d{2}|(?<=[^\n])(?:định hướng|tầm nhìn)\s+(?:đến\s+)?(?:năm\s+)?20\d{2}|"
    r"(?:kỷ niệm|chào mừng|truyền thống|ngày thành lập|năm thành lập|quốc khánh|thương binh,? liệt sĩ|"
    r"chiến thắng|"
    r"quốc tế lao động)(?:(?!\b(?:vào|trước|trong|đến|"
    r"hết) ngày)[^.;,]){0,60}?\(?\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?(?:\s*[-–]\s*\d{1,2}[/-]\d{1,2}[/-]\d{4})?\)?|"
    r""
    # "số liệu chốt đến hết ngày 15/11", "đủ điều kiện đến ngày 03/02": what is counted, not when it is due
    r"(?:(?:số liệu|thời điểm|mốc)[^.;,()]{0,24}|\btính|\bchốt|đủ (?:điều kiện|"
    r"tuổi)[^.;,()]{0,30}) (?:đến|tới|từ)(?: hết)?"
    r"(?: ngày)? \d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?|"
    r"\d{1,2}/\d{1,2}/1\d{3}|\d{1,2}/\d{1,2}/20\d{2}\s*[-–]\s*\d{1,2}/\d{1,2}/20\d{2}\)"
)
_REFERENCE_DATE = re.compile(
    r"(?:\d+\s*[-/]\s*(?:[\d/]+\s*/?\s*)?[a-zđ]{1,6}(?:[-/][a-zđ0-9.]+)+|"
    r"số\s+\d+[^\s,;]*)\s*,?\s*(?:ra\s+|ký\s+|ban hành\s+)?(?:ngày\s+)?"
    r"(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
)


def find_times(text: str, clock: Clock) -> list[Time]:
    """All times in order of place, none inside another."""
    low = plain(text)
    if not _HINT.search(low):
        return []
    low = _masked(with_digits(low))
    found: list[Time] = []
    for time in (
        *_dates(low, clock),
        *_halves(low, clock),
        *_quarters(low, clock),
        *_months(low, clock),
        *_years(low, clock),
        *_current(low, clock),
    ):
        if not any(time.start < other.end and other.start < time.end for other in found):
            found.append(time)
    return sorted(found, key=lambda time: time.start)


def _masked(low: str) -> str:
    for pattern in (_REFERENCE_DATE, _NOT_TIMES):
        low = pattern.sub(lambda match: "\0" * len(match.group()), low)
    return low


def _is_term(low: str, start: int) -> bool:
    return bool(_TERM.search(low[max(0, start - 40) : start]))


def _dates(low: str, clock: Clock) -> Iterator[Time]:
    for match in _DATE.finditer(low):
        day, month = (
            int(match["d"] or match["d3"] or match["d4"] or match["d5"]),
            int(match["m"] or match["m2"] or match["m3"] or match["m4"] or match["m5"]),
        )
        written = match["y"] or match["y2"]
        if not 1 <= month <= 12:
            continue
        year = int(written) if written else clock.year_for(month, day)
        try:
            end = make_date(year or 0, month, day)
        except ValueError:
            continue
        term = bool(match["d5"]) or _is_term(low, match.start())
        yield Time(match.start(), match.end(), end, Grain.DAY, "date", term, end, bool(written))


def _months(low: str, clock: Clock) -> Iterator[Time]:
    for match in _MONTH.finditer(low):
        last = max([int(match["m"]), *(int(n) for n in re.findall(r"\d+", match["more"]))])
        if not (1 <= int(match["m"]) <= 12 and last <= 12):
            continue
        year = int(match["year"]) if match["year"] else clock.year_for(last)
        if year is None:
            continue
        first = date(year, int(match["m"]), 1)
        end, rule = _within_month(month_end(year, last), (match["part"] or "").strip())
        if _BEFORE.search(low[: match.start()]):
            end, rule = first - timedelta(days=1), "before-month"
        term = _is_term(low, match.start()) or bool(match["part"])
        yield Time(match.start(), match.end(), end, Grain.MONTH, rule, term, first, bool(match["year"]))


def _within_month(end: date, part: str) -> tuple[date, str]:
    """Early, middle, late: the 10th, the 15th or 20th, "
    "the last day; weeks end on the 7th, 14th, 21st and the last day."""
    part = part.removesuffix(" của")
    if part in ("đầu", "thượng tuần"):
        return end.replace(day=10), "month-early"
    if part in ("giữa", "nửa đầu", "nửa tháng đầu"):
        return end.replace(day=15), "month-mid"
    if part == "trung tuần":
        return end.replace(day=20), "month-mid"
    if part.startswith("tuần"):
        order = next(
            (
                i
                for i, words in enumerate((("đầu", "1", "nhất"), ("2", "hai"), ("3", "ba")), 1)
                if part.split()[-1] in words
            ),
            4,
        )
        return (end.replace(day=7 * order) if order < 4 else end), "month-week"
    return end, "month-late" if part else "month-end"


def _quarters(low: str, clock: Clock) -> Iterator[Time]:
    for match in _QUARTER.finditer(low):
        numbers = [_ROMAN[match["q"]], *(_ROMAN[n] for n in re.findall(r"\b(?:iv|i{1,3}|[1-4])\b", match["more"]))]
        year = int(match["year"]) if match["year"] else clock.year_for(3 * max(numbers))
        if year is None:
            continue
        first = date(year, 3 * numbers[0] - 2, 1)
        end, rule = quarter_end(year, max(numbers)), "quarter-end"
        if _PART.get(match["part"]) == "early":
            end, rule = month_end(year, first.month), "quarter-early"
        elif _PART.get(match["part"]) == "mid":
            end, rule = month_end(year, first.month + 1), "quarter-mid"
        if _BEFORE.search(low[: match.start()]):
            end, rule = first - timedelta(days=1), "before-quarter"
        yield Time(
            match.start(),
            match.end(),
            end,
            Grain.QUARTER,
            rule,
            _is_term(low, match.start()),
            first,
            bool(match["year"]),
        )


# "báo cáo trong tuần này", "vào cuối quý", "cuối tháng": of the day of issue
_THIS = re.compile(
    r"(?:(?:trong|cuối|hết)\s+(?P<what>quý|tháng|tuần)(?:\s+này)?)\b(?!\s*(?:[ivx\d]|đầu|hằng|hàng|mỗi|lễ|từ))"
)


def _current(low: str, clock: Clock) -> Iterator[Time]:
    for match in _THIS.finditer(low):
        if clock.issued is None or low[match.end() :].lstrip().startswith(("hằng", "hàng")):
            continue
        issued = clock.issued
        quarter = (issued.month + 2) // 3
        if match["what"] == "tuần":
            sunday = issued + timedelta(days=6 - issued.weekday())
            yield Time(match.start(), match.end(), sunday, Grain.DAY, "week-end", True, issued, False)
            continue
        if match["what"] == "quý":
            end, rule, grain = quarter_end(issued.year, quarter), "quarter-end", Grain.QUARTER
        else:
            end, rule, grain = month_end(issued.year, issued.month), "month-end", Grain.MONTH
        yield Time(match.start(), match.end(), end, grain, rule, True, issued.replace(day=1), False, of_issue=True)


def _halves(low: str, clock: Clock) -> Iterator[Time]:
    for match in _HALF.finditer(low):
        nine = (match["n"] or match.group()[0]) in ("9", "c")
        late = match["which"] == "cuối" and not nine
        month = 9 if nine else 12 if late else 6
        year = int(match["year"]) if match["year"] else clock.year_for(month, 30)
        if year is None:
            continue
        end = half_year_end(year, 2 if late else 1) if not nine else month_end(year, 9)
        first = date(year, 7 if late else 1, 1)
        yield Time(
            match.start(),
            match.end(),
            end,
            Grain.HALF,
            "half-year-end",
            _is_term(low, match.start()),
            first,
            bool(match["year"]),
        )


def _years(low: str, clock: Clock) -> Iterator[Time]:
    for match in _YEARS.finditer(low):
        written = match["year"] if match["year"] and match["year"].isdigit() else None
        year = int(written) if written else clock.year or (clock.issued.year if clock.issued else None)
        if year is None:
            continue
        part = match["part"] or (match["bare"] or "").split(" ")[0]
        end, rule = year_end(year), "year-end"
        if _BEFORE.search(low[: match.start()]) and written:
            end, rule = year_end(year - 1), "before-year"
        elif part == "đầu":
            end, rule = month_end(year, 3), "year-early"
        elif part == "giữa":
            end, rule = month_end(year, 6), "year-mid"
        term = _is_term(low, match.start()) or part in ("trong", "cuối", "hết", "đầu", "giữa")
        yield Time(match.start(), match.end(), end, Grain.YEAR, rule, term, date(year, 1, 1), bool(written))
