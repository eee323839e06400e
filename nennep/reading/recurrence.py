"""Duties that come back: the words that say how often, as an RRULE (RFC 5545)."""

import re
from collections.abc import Callable

from nennep.reading.phrases import plain

_EVERY = r"(?:hằng|hàng|mỗi)"
_TIMES = r"\d+ (?:số|lần|buổi|kỳ|cuộc|phiên|tin|bài|chuyên mục) ?/ ?"
_DAYS = {
    "hai": "MO",
    "2": "MO",
    "ba": "TU",
    "3": "TU",
    "tư": "WE",
    "4": "WE",
    "năm": "TH",
    "5": "TH",
    "sáu": "FR",
    "6": "FR",
    "bảy": "SA",
    "7": "SA",
}
_DAY_OF_MONTH = re.compile(
    r"(?:trước |vào |chậm nhất |là |đến )*(?:ngày|mùng)\s+(\d{1,2})(?!\s*[/-]?\d)(?!\s*tháng\s*\d)"
)
_DAY_AND_MONTH = re.compile(r"(?:ngày\s+)?(\d{1,2})(?:/|\s+tháng\s+)(\d{1,2})(?!\d|/)")
_WEEKDAY = re.compile(r"thứ (hai|ba|tư|năm|sáu|bảy|[2-7])\b")
_LAST_MONTH = re.compile(r"(?:của |vào )?tháng cuối (?:của )?(?:mỗi |từng )?quý")

# How often, in the order they are tried, with an example each.
_RULES: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    # "trước ngày 20 của tháng cuối quý"
    (_LAST_MONTH, lambda low: "FREQ=YEARLY;BYMONTH=3,6,9,12" + _monthday(low)),
    # "3 tháng một lần", "định kỳ 6 tháng", "06 tháng/lần"
    (
        re.compile(r"(?:định kỳ|cứ)\s+0?(?:3|ba) tháng|0?3 tháng\s*(?:/|một|1|01)\s*lần"),
        lambda low: "FREQ=MONTHLY;INTERVAL=3" + _monthday(low),
    ),
    (
        re.compile(
            r"(?:định kỳ|cứ|mỗi)\s+(?:0?6|sáu) tháng|(?:0?6|sáu) tháng\s*(?:/|một|1|01)\s*lần|"
            r"định kỳ (?:quý, )?0?6 tháng|0?6 tháng,? (?:và )?(?:một |1 |hằng |hàng |cả )?năm(?! \d)"
        ),
        lambda low: "FREQ=MONTHLY;INTERVAL=6" + _monthday(low),
    ),
    # "hai tuần một lần"
    (re.compile(r"(?:hai|0?2) tuần\s*(?:/|một|1|01)?\s*lần"), lambda low: "FREQ=WEEKLY;INTERVAL=2" + _weekday(low)),
    # "hằng ngày"
    (re.compile(rf"{_EVERY} ngày"), lambda _: "FREQ=DAILY"),
    # "thứ Sáu hằng tuần", "mỗi tuần một lần"
    (re.compile(rf"{_EVERY} tuần|định kỳ tuần|tuần một lần|1 tuần/lần"), lambda low: "FREQ=WEEKLY" + _weekday(low)),
    # "định kỳ hằng tháng, trước ngày 25"
    (
        re.compile(rf"{_EVERY} tháng|định kỳ tháng|(?:một|01|1) tháng\s*(?:/|một)?\s*(?:01|1)?\s*lần"),
        lambda low: "FREQ=MONTHLY" + _monthday(low),
    ),
    # "02 số/tháng", "ít nhất 02 lần/tháng"
    (re.compile(rf"{_TIMES}(?:01 |1 |một )?tháng"), lambda _: "FREQ=MONTHLY"),
    (re.compile(rf"{_TIMES}(?:01 |1 |một )?tuần"), lambda _: "FREQ=WEEKLY"),
    (re.compile(rf"{_TIMES}(?:01 |1 |một )?quý"), lambda _: "FREQ=MONTHLY;INTERVAL=3"),
    # "hằng quý", "mỗi quý một lần", "theo quý"
    (re.compile(rf"{_EVERY} quý|định kỳ quý|định kỳ theo quý"), lambda low: "FREQ=MONTHLY;INTERVAL=3" + _monthday(low)),
    # "hằng năm, trước ngày 15/12"
    (re.compile(rf"{_EVERY} năm|định kỳ năm|mỗi năm"), lambda low: "FREQ=YEARLY" + _yearday(low)),
)
_HINT = re.compile(r"/(?:tháng|tuần|quý)|hằng|hàng|mỗi|định kỳ|lần|tháng cuối|cứ |0?6 tháng")
# Names that hold the words and recur no more than they do: "sinh hoạt hằng tháng" is the name of a meeting in a list.
_CONSTANT = re.compile(r"(?:^|[,.;(:]\s*|\b)thường xuyên\b")
_NOT_CONSTANT = re.compile(r"(?:chi|bồi dưỡng|đào tạo|nhiệm vụ|không|chuyên đề)\s+thường xuyên")


# Names that hold the words and recur no more than they do: "trợ cấp hằng tháng", "chỉ tiêu hằng năm"
_IN_NAMES = re.compile(
    r"(?:trợ cấp|phụ cấp|lương|chỉ tiêu|kế hoạch|chương trình(?: [a-zà-ỹ]+){0,3}|mức|thu nhập|chế độ|"
    r"kỳ họp|đại hội|đóng góp|dự toán)(?: cụ thể| công tác| làm việc| thường lệ)?"
    r" (?:hằng|hàng) (?:tháng|năm|quý|tuần)"
)


def recurrence(text: str) -> str | None:
    low = _without_names(text)
    if not _HINT.search(low):
        return None
    return next((rule(low) for pattern, rule in _RULES if pattern.search(low)), None)


def recurring_words(text: str) -> str | None:
    """The words that say how often, as printed."""
    low = _without_names(text)
    found = next((match for pattern, _ in _RULES if (match := pattern.search(low))), None)
    return text[found.start() : found.end()] if found else None


def _without_names(text: str) -> str:
    return _IN_NAMES.sub(lambda match: "\0" * len(match.group()), plain(text))


def is_constant(text: str) -> bool:
    """`thường xuyên`: to be done all the time, so without a day."""
    low = _NOT_CONSTANT.sub("", plain(text))
    return bool(_CONSTANT.search(low))


def _monthday(low: str) -> str:
    match = _DAY_OF_MONTH.search(low)
    return f";BYMONTHDAY={int(match[1])}" if match and 1 <= int(match[1]) <= 31 else ""


def _weekday(low: str) -> str:
    match = _WEEKDAY.search(low)
    return f";BYDAY={_DAYS[match[1]]}" if match else ""


def _yearday(low: str) -> str:
    match = _DAY_AND_MONTH.search(low)
    if match and 1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12:
        return f";BYMONTH={int(match[2])};BYMONTHDAY={int(match[1])}"
    return ""
