"""The sentences of a counting; each is complete by itself, in the language of whoever reads."""

from collections.abc import Sequence
from datetime import date

from nennep.clock.limits import Unit
from nennep.lib.dates import WEEKDAYS, format_date, weekday_name
from nennep.lib.words import say

Days = Sequence[tuple[date, str]]


def named(day: date) -> str:
    """thứ Tư 25/11/2026"""
    return f"{say(weekday_name(day))} {format_date(day)}"


def starts(day: date) -> str:
    return say("Bắt đầu từ {day}; ngày này không tính, tính từ ngày kế tiếp.", day=named(day))


def run(n: int, unit: Unit, start: date, last: date) -> str:
    """What was counted from `start` to the last day, before any move to a working day."""
    if unit is Unit.WORKING:
        return say("Đếm {n} ngày làm việc, đến {last}.", n=n, last=named(last))
    if unit is Unit.CALENDAR:
        return say("Đếm {n} ngày liền nhau, kể cả ngày nghỉ, đến {last}.", n=n, last=named(last))
    if last.day == start.day:
        return say("Đếm {n} tháng, đến ngày tương ứng của tháng cuối là {last}.", n=n, last=named(last))
    sentence = "Đếm {n} tháng; tháng {month} không có ngày {number} nên lấy ngày cuối tháng là {last}."
    return say(sentence, n=n, month=f"{last.month}/{last.year}", number=start.day, last=named(last))


def not_counted(skipped: Days) -> str:
    """Không tính 6 ngày cuối tuần và 2 ngày nghỉ: 30/04/2026 (Ngày Chiến thắng), …"""
    special = [(day, reason) for day, reason in skipped if reason not in WEEKDAYS]
    weekends = len(skipped) - len(special)
    if not special:
        return say("Không tính {n} ngày cuối tuần.", n=weekends)
    if not weekends:
        return say("Không tính {n} ngày nghỉ: {days}.", n=len(special), days=listed(special))
    sentence = "Không tính {weekends} ngày cuối tuần và {n} ngày nghỉ: {days}."
    return say(sentence, weekends=weekends, n=len(special), days=listed(special))


def made_up(days: Days) -> str:
    return say("Có tính {n} ngày làm bù: {days}.", n=len(days), days=listed(days))


def moved(day: date, passed: Days) -> str:
    sentence = "Ngày cuối, {day}, là ngày nghỉ nên hạn chuyển sang ngày làm việc kế tiếp, bỏ qua {days}."
    return say(sentence, day=named(day), days=listed(passed))


def kept(day: date, reason: str) -> str:
    if reason in WEEKDAYS:
        return say("Ngày cuối rơi vào ngày nghỉ cuối tuần; hạn giữ nguyên ngày đó.")
    sentence = "Ngày cuối, {day}, là ngày nghỉ ({reason}); hạn giữ nguyên ngày đó."
    return say(sentence, day=named(day), reason=reason)


def ends(day: date) -> str:
    return say("Hết hạn khi hết {day}.", day=named(day))


def listed(days: Days) -> str:
    return ", ".join(f"{format_date(day)} ({say(reason) if reason in WEEKDAYS else reason})" for day, reason in days)
