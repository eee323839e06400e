"""The office's calendar: what it says, who changes it, and that the change is told."""

from datetime import date
from typing import Any

import pytest

from nennep.facts.actions import NewDay, add_days, annul_day
from nennep.facts.calendars import calendar_for
from nennep.facts.events import calendar_changed
from nennep.facts.models import CalendarDay, DayKind
from nennep.facts.rules import Shape, figures_of, months_of, shape_of
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.lib.workdays import standard_calendar
from tests.cast import Cast

MONDAY, SATURDAY = date(2026, 6, 15), date(2026, 6, 20)
OFF = NewDay(MONDAY, DayKind.OFF, "Nghỉ ngày truyền thống", "Thông báo số 4-TB/ĐU")
WORKED = NewDay(SATURDAY, DayKind.WORKED, "làm bù", "Thông báo số 4-TB/ĐU")


def test_without_own_days_the_calendar_is_the_standard_one(db: None) -> None:
    ours, standard = calendar_for(2026, 2026), standard_calendar(2026, 2026)

    assert [ours.is_working(date(2026, 1, day)) for day in (1, 2, 10)] == [False, False, True]
    assert ours.holidays == standard.holidays


def test_a_swap_takes_a_day_and_gives_another(cast: Cast) -> None:
    add_days([OFF, WORKED], by=cast.clerk)

    calendar = calendar_for(2026, 2026)
    assert calendar.why_off(MONDAY) == "Nghỉ ngày truyền thống"
    assert calendar.is_working(SATURDAY)
    assert Entry.objects.filter(action="calendar_day.added").count() == 2


def test_the_office_may_work_on_a_holiday(cast: Cast) -> None:
    add_days([NewDay(date(2026, 4, 30), DayKind.WORKED, "trực bầu cử", "Kế hoạch số 1-KH/ĐU")], by=cast.clerk)

    assert calendar_for(2026, 2026).is_working(date(2026, 4, 30))


def test_every_change_is_told_to_the_rooms_above(cast: Cast) -> None:
    told: list[Any] = []

    def listen(**said: Any) -> None:
        told.append((said["day"], said["sentence"], said["by"]))

    calendar_changed.connect(listen)
    try:
        (day,) = add_days([OFF], by=cast.clerk)
        annul_day(day, "Ghi nhầm", by=cast.clerk)
    finally:
        calendar_changed.disconnect(listen)

    assert [one[0] for one in told] == [MONDAY, MONDAY]
    assert told[0][2] == cast.clerk


def test_an_annulled_day_is_an_ordinary_one_again_and_stays_on_record(cast: Cast) -> None:
    (day,) = add_days([OFF], by=cast.clerk)
    annul_day(day, "Ghi nhầm", by=cast.clerk)

    assert calendar_for(2026, 2026).is_working(MONDAY)
    assert CalendarDay.objects.get().annulled_why == "Ghi nhầm"
    assert Entry.objects.filter(action="calendar_day.annulled").exists()


def test_a_day_has_one_meaning(cast: Cast) -> None:
    add_days([OFF], by=cast.clerk)

    with pytest.raises(RuleBroken, match="15/06/2026"):
        add_days([OFF], by=cast.clerk)


@pytest.mark.parametrize(
    "days", [[], [NewDay(date(1999, 1, 1), DayKind.OFF, "x", "y")], [NewDay(MONDAY, DayKind.OFF, " ", "y")]]
)
def test_a_day_without_name_or_out_of_range_is_refused(cast: Cast, days: list[NewDay]) -> None:
    with pytest.raises(RuleBroken):
        add_days(days, by=cast.clerk)


def test_a_day_is_annulled_once_and_with_a_reason(cast: Cast) -> None:
    (day,) = add_days([OFF], by=cast.clerk)
    with pytest.raises(RuleBroken):
        annul_day(day, " ", by=cast.clerk)
    annul_day(day, "Ghi nhầm", by=cast.clerk)
    with pytest.raises(RuleBroken):
        annul_day(day, "Lần nữa", by=cast.clerk)


def test_who_does_not_keep_the_calendar_leaves_it_as_it_is(cast: Cast) -> None:
    (day,) = add_days([OFF], by=cast.clerk)

    with pytest.raises(NotAllowed):
        add_days([WORKED], by=cast.contact)
    with pytest.raises(NotAllowed):
        annul_day(day, "x", by=cast.secretary)


def test_each_day_of_the_year_stands_once_in_its_shape() -> None:
    calendar = standard_calendar(2026, 2026)
    months = months_of(2026, calendar)

    assert sum(figures_of(months).values()) == 365
    assert shape_of(date(2026, 1, 2), calendar).shape is Shape.OFF
    assert shape_of(date(2026, 1, 10), calendar).shape is Shape.WORKED


def test_the_calendar_is_asked_with_one_query(db: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        calendar_for(2025, 2028)
