"""The office's working days: weekends, public holidays, yearly swapped days, and the days it added itself."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from nennep.facts.models import CalendarDay, DayKind
from nennep.lib.workdays import WorkCalendar, standard_calendar

Own = tuple[tuple[date, str, str], ...]  # day, kind, name


def calendar_for(first_year: int, last_year: int) -> WorkCalendar:
    """One small query; the calendar itself is built once per process for each state of the office's days."""
    rows = CalendarDay.objects.filter(
        annulled_at=None, day__gte=date(first_year, 1, 1), day__lte=date(last_year, 12, 31)
    )
    return _built(first_year, last_year, tuple(rows.values_list("day", "kind", "name")))


@lru_cache(maxsize=32)
def _built(first_year: int, last_year: int, own: Own) -> WorkCalendar:
    """The office's word goes before the library's: a day it works is worked, a day it gives away is off."""
    standard = standard_calendar(first_year, last_year)
    said = {day for day, _, _ in own}
    parts = {kind: {day: name for day, its, name in own if its == kind} for kind in DayKind}
    return WorkCalendar(
        weekend=standard.weekend,
        holidays=_kept(standard.holidays, said) | parts[DayKind.HOLIDAY],
        days_off=_kept(standard.days_off, said) | parts[DayKind.OFF],
        make_up=_kept(standard.make_up, said) | parts[DayKind.WORKED],
    )


def _kept(days: Mapping[date, str], said: set[date]) -> dict[date, str]:
    return {day: name for day, name in days.items() if day not in said}
