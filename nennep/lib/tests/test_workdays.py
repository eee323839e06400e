from datetime import date

import pytest

from nennep.lib.workdays import SUNDAY, WorkCalendar, standard_calendar


def test_ten_working_days_skip_weekends_and_holidays_and_say_so() -> None:
    calendar = standard_calendar(2026, 2026)

    counting = calendar.count(date(2026, 4, 24), 10)

    assert counting.end == date(2026, 5, 13)
    assert (date(2026, 4, 30), "Ngày Chiến thắng") in counting.skipped
    assert len(counting.skipped) == 9


def test_a_swapped_day_is_off_and_its_saturday_is_worked() -> None:
    calendar = standard_calendar(2026, 2026)

    assert calendar.why_off(date(2026, 1, 2)) == "Nghỉ hoán đổi dịp Tết Dương lịch"
    assert calendar.is_working(date(2026, 1, 10))
    assert calendar.is_working(date(2026, 8, 22))


def test_counting_begins_on_the_day_after() -> None:
    assert WorkCalendar().count(date(2026, 6, 1), 1).end == date(2026, 6, 2)


def test_the_next_working_day_may_be_the_day_itself() -> None:
    calendar = WorkCalendar(weekend=frozenset({SUNDAY}))

    assert calendar.next_working(date(2026, 6, 6)) == date(2026, 6, 6)
    assert calendar.next_working(date(2026, 6, 7)) == date(2026, 6, 8)


def test_a_calendar_without_working_days_is_refused() -> None:
    calendar = WorkCalendar(weekend=frozenset(range(7)))

    with pytest.raises(ValueError, match="không có ngày làm việc nào"):
        calendar.count(date(2026, 6, 1), 3)
