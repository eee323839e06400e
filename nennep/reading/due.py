"""When a task is due: its own words first, then the period of its heading, then that of the document."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from nennep.lib.workdays import WorkCalendar
from nennep.reading.model import Due
from nennep.reading.phrases import plain
from nennep.reading.recurrence import is_constant, recurrence, recurring_words
from nennep.reading.times import Clock, Grain, Time, find_times

_NUMBERS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười lăm": 15,
    "hai mươi": 20,
    "ba mươi": 30,
}
# "trong 10 ngày làm việc kể từ ngày ban hành", "chậm nhất 05 ngày sau khi nhận …", "trong 01 tháng từ ngày ký"
_COUNTED = re.compile(
    r"(?:trong|chậm nhất|muộn nhất|không quá|thời hạn|sau)\s+(?:là\s+|vòng\s+|thời hạn\s+|"
    r"thời gian\s+|sau\s+|trong\s+)*"
    r"(?P<n>\d{1,3}|mười lăm|hai mươi|ba mươi|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s*(?:\([^)]{1,20}\)\s*)?"
    r"(?P<unit>ngày làm việc|ngày|tuần|tháng)"
    r"(?P<anchor>,?\s*(?:kể\s+từ|tính\s+từ|từ|sau)\s+(?:khi\s+|ngày\s+|thời điểm\s+|lúc\s+)*[^,;.]{0,70}|"
    r"\s+trước (?:khi|kỳ họp|phiên họp|cuộc họp|hội nghị|ngày (?:họp|tổ chức|diễn ra|khai mạc))[^,;.\d]{0,40})?"
)
_ISSUE = re.compile(
    r"ban hành|ký\b|phát hành|có hiệu lực|kết luận này|văn bản này|công văn này|thông báo này|"
    r"kế hoạch này|chỉ thị này|quyết định này"
)
_EVENT = re.compile(r"nhận|tiếp nhận|có kết quả|có ý kiến|kết thúc|hoàn thành|phát sinh|xảy ra|được giao")
_FINISH = re.compile(r"(?:hoàn thành|xong|kết thúc|chậm nhất|hạn)[^.;]{0,40}$")


@dataclass(frozen=True)
class Period:
    """The time a heading or document covers."""

    day: date
    words: str
    grain: Grain
    first: date


@dataclass(frozen=True)
class Setting:
    """What dates in a clause are read against."""

    clock: Clock
    calendar: WorkCalendar
    heading: Period | None = None
    document: Period | None = None

    @property
    def period(self) -> Period | None:
        return self.heading or self.document

    def under(self, heading: Period | None) -> "Setting":
        if heading is None:
            return self
        return replace(self, heading=heading, clock=replace(self.clock, year=heading.day.year))


def period_in(text: str, clock: Clock, *, last: bool = False) -> Period | None:
    """The period a heading names: `… QUÝ II NĂM 2026`."""
    times = [time for time in find_times(text, clock) if time.grain is not Grain.DAY]
    if not times:
        return None
    time = times[-1 if last else 0]
    up_to = plain(text[: time.start]).rstrip().endswith("đến") and time.grain is Grain.YEAR  # "Đến năm 2030" begins now
    return Period(time.day, text[time.start : time.end], time.grain, date.min if up_to else time.first)


def find_due(text: str, setting: Setting) -> tuple[Due, str | None]:
    """The due date of a task by its words (leading time phrase included) and its recurrence."""
    times = [time for time in find_times(text, setting.clock) if not _only_begins(text, time)]
    period = setting.period  # "cuối quý" in a plan for a quarter is that quarter's
    times = [time for time in times if not (time.of_issue and period and period.grain >= time.grain)]
    chosen = _own_term(text, times, setting)
    rule = recurrence(text)
    if rule and not _set_apart(text, chosen):
        return Due(None, recurring_words(text), "recurring"), rule
    if counted := _counted(text, setting):
        return counted, None
    if chosen:
        return Due(chosen.day, _words(text, chosen), chosen.rule), None
    if is_constant(text):
        return Due(None, "thường xuyên", "constant"), None
    if weak := _mentioned(times, setting):
        return Due(weak.day, text[weak.start : weak.end], weak.rule), None
    return period_due(setting), None


def period_due(setting: Setting) -> Due:
    if setting.heading:
        return Due(setting.heading.day, setting.heading.words, "period-heading")
    if setting.document:
        return Due(setting.document.day, setting.document.words, "period-document")
    return Due()


def _only_begins(text: str, time: Time) -> bool:
    """`đậm nét từ đầu tháng 9`: a start that no end follows is no term."""
    ranged = any(sign in plain(text[time.start : time.end]) for sign in ("đến", "-", "–"))
    if time.grain is Grain.DAY or time.rule.startswith("before") or ranged:
        return False
    begins = plain(text[: time.start]).rstrip().endswith((" từ", "kể từ", "bắt đầu từ"))
    return begins and not plain(text[time.end :]).lstrip(" ,").startswith(("đến", "-", "–", "tới"))


def _set_apart(text: str, term: Time | None) -> bool:
    """A full date away from `hằng năm` sets the term: "đăng ký chỉ tiêu hằng năm, gửi về … trước ngày 31/8/2026"."""
    words = recurring_words(text)
    if term is None or term.grain is not Grain.DAY or words is None or not term.year_given:
        return False
    at = text.find(words)
    return min(abs(at - term.end), abs(term.start - at - len(words))) > 12


def counts_days(text: str) -> bool:
    """Whether a phrase is a term counted in days: `chậm nhất 05 ngày làm việc kể từ …`."""
    return _COUNTED.match(plain(text).strip()) is not None


def _counted(text: str, setting: Setting) -> Due | None:
    match = _COUNTED.search(plain(text))
    if match is None or (match["anchor"] is None and match["unit"] != "ngày làm việc"):
        return None
    words = text[match.start() : match.end()].partition(" để ")[0].strip()
    start = _anchor(match["anchor"] or "", setting)
    if start is None:
        return Due(None, words, "on-event")
    number = int(match["n"]) if match["n"].isdigit() else _NUMBERS[match["n"]]
    if number < 1:
        return None
    if match["unit"] == "ngày làm việc":
        return Due(setting.calendar.count(start, number).end, words, "working-days")
    days = number * {"ngày": 1, "tuần": 7}.get(match["unit"], 0)
    return Due(start + timedelta(days=days) if days else _months_later(start, number), words, "calendar-days")


def _anchor(words: str, setting: Setting) -> date | None:
    """The day counting starts from: a date in the words, or the document's own when they speak of its issue."""
    dates = [time for time in find_times(words, setting.clock) if time.grain is Grain.DAY]
    if dates:
        return dates[0].day
    if _ISSUE.search(words) and not _EVENT.search(words):
        return setting.clock.issued
    return None


def _months_later(start: date, months: int) -> date:
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    return date(
        year,
        month,
        min(start.day, [31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]),
    )


def _own_term(text: str, times: list[Time], setting: Setting) -> Time | None:
    """The first time that words make a term; one that says when it must be finished goes before others."""
    terms = [time for time in times if _is_term(text, time) and not _past(time, setting)]
    if not terms:
        return None
    finished = [time for time in terms if _FINISH.search(plain(text[: time.start]))]
    days = [time for time in terms if time.grain is Grain.DAY]
    chosen = (finished or days or terms)[0]
    return _end_of_range(text, times, chosen)


def _is_term(text: str, time: Time) -> bool:
    """Besides terms by their words: a time that leads the sentence, or stands alone in brackets."""
    leads = not text[: time.start].strip(" (") or text[: time.start].strip().lower() in ("trong", "vào", "từ")
    bracketed = text[: time.start].rstrip().endswith("(") and text[time.end :].lstrip().startswith(")")
    follows = text[time.end :].lstrip()[:1] in (",", ":")
    return time.term or bracketed or (leads and (follows or not text[time.end :].strip()))


def _end_of_range(text: str, times: list[Time], chosen: Time) -> Time:
    """`từ ngày 01/6 đến ngày 30/6`: the end of it."""
    following = next((time for time in times if time.start >= chosen.end), None)
    between = plain(text[chosen.end : following.start]).strip() if following else ""
    begins = plain(text[: chosen.start]).rstrip().endswith(("từ", "từ ngày", "từ nay"))
    if (
        following
        and (begins or between in ("đến", "đến ngày", "-", "–", "đến hết", "đến hết ngày"))
        and between.startswith(("đến", "-", "–"))
    ):
        return following
    return chosen


def _past(time: Time, setting: Setting) -> bool:
    """Before the document itself, or before all that its heading covers."""
    issued, heading = setting.clock.issued, setting.heading
    return (issued is not None and time.day < issued) or (heading is not None and time.day < heading.first)


def _mentioned(times: list[Time], setting: Setting) -> Time | None:
    """A time that is only mentioned counts when it is no coarser than the period around it and lies inside it."""
    for time in times:
        if _past(time, setting):
            continue
        period = setting.period
        if period is None:
            return time
        if time.grain < period.grain and period.first <= time.day <= period.day:
            return time
    return None


def _words(text: str, time: Time) -> str:
    """The time with the words that make it a term."""
    before = text[: time.start].split()
    taken: list[str] = []
    while before and plain(before[-1]) in (
        "trước",
        "trong",
        "chậm",
        "nhất",
        "là",
        "vào",
        "ngày",
        "hết",
        "đến",
        "xong",
        "hoàn",
        "thành",
        "muộn",
    ):
        taken.insert(0, before.pop())
    return " ".join([*taken, text[time.start : time.end]]).strip()
