"""Calendars and stories that nobody thought of, for the property tests."""

from datetime import date, timedelta

from hypothesis import strategies as st

from nennep.clock.events import Event, Extended, Restarted, Started, Stopped
from nennep.clock.limits import Limit, Unit
from nennep.lib.workdays import SUNDAY, WorkCalendar

FIRST, LAST = date(2025, 1, 1), date(2028, 12, 31)

days = st.dates(FIRST, LAST)
few_days = st.dictionaries(days, st.sampled_from(["nghỉ lễ", "ngày truyền thống"]), max_size=30)
weekends = st.sampled_from([frozenset({5, 6}), frozenset({SUNDAY}), frozenset[int]()])
calendars = st.builds(WorkCalendar, weekend=weekends, holidays=few_days, days_off=few_days, make_up=few_days)
units = st.sampled_from(list(Unit))


@st.composite
def limits(draw: st.DrawFn, most: int = 130) -> Limit:
    unit = draw(units)
    n = draw(st.integers(1, 14 if unit is Unit.MONTHS else most))
    return Limit(n, unit, shift_off_days=draw(st.booleans()))


@st.composite
def stories(draw: st.DrawFn) -> list[Event]:
    """One start, some stops with their restarts (the last may stay open), some extensions."""
    start = draw(st.dates(FIRST, date(2026, 12, 31)))
    events: list[Event] = [Started(start, draw(limits()), target=draw(st.none() | limits()), source="Quy định")]
    gaps = draw(st.lists(st.integers(1, 40), max_size=6))
    day, running = start + timedelta(days=draw(st.integers(0, 3))), True
    for gap in gaps:
        day += timedelta(days=gap)
        events.append(Stopped(day, "chờ giám định") if running else Restarted(day))
        running = not running
    for n, extension in enumerate(draw(st.lists(limits(40), max_size=3))):
        events.append(Extended(start + timedelta(days=5 * n), extension, "vụ việc phức tạp"))
    return events
