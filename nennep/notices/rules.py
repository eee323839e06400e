"""What people may choose to be told and how; when a letter is tried, tried again, and given up."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

MAX_TRIES = 5
FIRST_PAUSE = timedelta(minutes=5)  # then 10, 20, 40 minutes
STALE = timedelta(hours=24)  # older news is on the desk anyway and not mailed
PUSHED_WITHIN = timedelta(hours=1)
IN_ONE_LETTER = 30  # lines
ENCLOSED = 50  # files in one letter
BYTES_ENCLOSED = 10 * 1024 * 1024  # of all files of a letter; mail servers refuse more
GATHERED_AT = time(7, 0)  # when the news of a day goes out in one letter; the morning's reminders are written before

REFUSED = "Máy thư từ chối địa chỉ: {reason}"
FAILED = "Chưa gửi được: {reason}"
IS_SENT = "Thư này đã gửi rồi."


def pause_after(tries: int) -> timedelta:
    doublings: int = 2 ** max(0, tries - 1)
    return FIRST_PAUSE * doublings


class Topic(StrEnum):
    """What news is about, as people choose by it."""

    WORK = "work"  # việc mới, việc thay đổi
    DATES = "dates"  # nhắc hạn, đôn đốc
    JUDGED = "judged"  # kết quả xem xét
    UNITS = "units"  # đơn vị báo cáo
    SYSTEM = "system"  # hệ thống


@dataclass(frozen=True)
class Way:
    """By which ways news of a topic comes, and whether letters and pushes wait for the next morning."""

    on_page: bool = True
    by_mail: bool = True
    by_push: bool = True
    daily: bool = False


DEFAULTS: dict[Topic, Way] = {
    Topic.WORK: Way(),
    Topic.DATES: Way(),
    Topic.JUDGED: Way(),
    Topic.UNITS: Way(by_push=False, daily=True),  # one office hears of many units
    Topic.SYSTEM: Way(by_push=False),
}

_OF_ANSWERS = {
    **dict.fromkeys(("report", "decline", "ask_extension", "state_cause", "note"), Topic.UNITS),
    **dict.fromkeys(("remind", "escalate"), Topic.DATES),
}
_OF_ROOMS = {
    "directive": Topic.WORK,
    "task": Topic.WORK,
    "answer": Topic.JUDGED,
    "reminder": Topic.DATES,
    "growth": Topic.DATES,
    "campaign": Topic.WORK,
    "envelope": Topic.WORK,
}


ON_PAGE_ALWAYS = frozenset({"envelope.breaking", "envelope.strange", "envelope.seated", "envelope.key_made_anew"})


def topic_of(kind: str) -> Topic:
    """“answer.report” → news of units; a kind that nobody knows is the system's."""
    room, _, verb = kind.partition(".")
    if room == "answer" and verb in _OF_ANSWERS:
        return _OF_ANSWERS[verb]
    if room == "case":
        return Topic.WORK if verb == "given" else Topic.DATES
    return _OF_ROOMS.get(room, Topic.SYSTEM)


def next_gathering(now: datetime) -> datetime:
    """The next time, from now on, at which the news of a day goes out; `now` in the office's own time."""
    today = now.replace(hour=GATHERED_AT.hour, minute=GATHERED_AT.minute, second=0, microsecond=0)
    return today if now <= today else today + timedelta(days=1)
