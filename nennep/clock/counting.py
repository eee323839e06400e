"""A limit counted from a day, with every step in words.

The rules are those of Bộ luật Dân sự 2015 (91/2015/QH13): the day from which one counts is not counted itself (Điều
147 khoản 2); a limit in days ends with its last day (Điều 148 khoản 2); a limit in months ends with the day of the
same number in its last month, or with that month's last day where there is none (Điều 148 khoản 3); a limit whose last
day is a day off ends with the next working day (Điều 148 khoản 5), where the rule that sets the limit does not say
otherwise: `Limit.shift_off_days`.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from nennep.clock import wording
from nennep.clock.limits import Limit, Unit, refused
from nennep.lib.dates import EARLIEST_YEAR, LATEST_YEAR
from nennep.lib.errors import RuleBroken
from nennep.lib.workdays import WorkCalendar

ONE_DAY = timedelta(days=1)
LONGEST_BREAK = 366  # days off in a row; a calendar that never works must not hang the program

Skipped = tuple[date, str]  # a day off, and why


@dataclass(frozen=True)
class Counted:
    """`skipped` are the days off that were not counted; `moved_from` the last day, where that was a day off."""

    start: date
    limit: Limit
    end: date
    skipped: tuple[Skipped, ...]
    made_up: tuple[Skipped, ...]
    moved_from: date | None
    kept_on: str  # why the end is a day off, where the limit stays there

    def words(self) -> list[str]:
        """The counting in complete sentences, in the order in which it is done."""
        last = self.moved_from or self.end
        said = [wording.starts(self.start), wording.run(self.limit.n, self.limit.unit, self.start, last)]
        if self.moved_from:
            said.append(wording.moved(self.moved_from, self.skipped))
        elif self.skipped:
            said.append(wording.not_counted(self.skipped))
        if self.made_up:
            said.append(wording.made_up(self.made_up))
        if self.kept_on:
            said.append(wording.kept(self.end, self.kept_on))
        return [*said, wording.ends(self.end)]


def count(start: date, limit: Limit, calendar: WorkCalendar) -> Counted:
    """When the limit ends that begins with `start`; `RuleBroken` says in a sentence why it cannot be counted."""
    if not EARLIEST_YEAR <= start.year <= LATEST_YEAR:
        years = {"first": EARLIEST_YEAR, "last": LATEST_YEAR}
        raise refused("Ngày bắt đầu phải từ năm {first} đến năm {last}.", **years)
    last, skipped = _LAST[limit.unit](start, limit.n, calendar)
    reason = calendar.why_off(last) or ""
    end, passed = shifted(last, calendar) if limit.shift_off_days else (last, ())
    return Counted(
        start,
        limit,
        in_range(end),
        skipped or passed,
        worked_instead(start, last, calendar) if limit.unit is Unit.WORKING else (),
        moved_from=last if end != last else None,
        kept_on=reason if end == last else "",
    )


def working(start: date, n: int, calendar: WorkCalendar) -> tuple[date, tuple[Skipped, ...]]:
    """The n-th working day after `start`, and the days off passed over."""
    day, left, off_in_a_row = start, n, 0
    skipped: list[Skipped] = []
    while left:
        day += ONE_DAY
        if reason := calendar.why_off(day):
            skipped.append((day, reason))
            off_in_a_row += 1
            if off_in_a_row > LONGEST_BREAK:
                raise refused("Lịch làm việc không có ngày làm việc nào.")
            continue
        left, off_in_a_row = left - 1, 0
    return in_range(day), tuple(skipped)


def shifted(day: date, calendar: WorkCalendar) -> tuple[date, tuple[Skipped, ...]]:
    """The day itself when it is worked, else the next one that is, and the days off passed over."""
    if not (reason := calendar.why_off(day)):
        return day, ()
    end, skipped = working(day, 1, calendar)
    return end, ((day, reason), *skipped)


def months_after(start: date, n: int) -> date:
    """The day of the same number n months on, or the last day of that month."""
    years, month = divmod(start.month - 1 + n, 12)
    year = start.year + years
    if year > LATEST_YEAR:
        raise _too_late()
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def worked_instead(start: date, end: date, calendar: WorkCalendar) -> tuple[Skipped, ...]:
    """Days worked by exception among those counted, and why they are."""
    return tuple((day, calendar.make_up[day]) for day in sorted(calendar.make_up) if start < day <= end)


def in_range(day: date) -> date:
    if day.year > LATEST_YEAR:
        raise _too_late()
    return day


def _too_late() -> RuleBroken:
    return refused("Hạn vượt quá năm {last}, ngoài lịch.", last=LATEST_YEAR)


Last = Callable[[date, int, WorkCalendar], tuple[date, tuple[Skipped, ...]]]
_LAST: Mapping[Unit, Last] = {
    Unit.WORKING: working,
    Unit.CALENDAR: lambda start, n, _: (in_range(start + timedelta(days=n)), ()),
    Unit.MONTHS: lambda start, n, _: (months_after(start, n), ()),
}
