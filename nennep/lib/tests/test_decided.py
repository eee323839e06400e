"""The shipped calendar of the years that are decided, day by day as published."""

from datetime import date, timedelta

import pytest

from nennep.lib.decided import decided_years, still_open, swapped_days
from nennep.lib.workdays import standard_calendar

# Weekdays that are not worked, and Saturdays that are: read off the notices by hand, month-day.
OFF = {
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
    2027: "01-01 02-04 02-05 02-08 02-09 02-10 04-16 04-30 05-03 09-02 09-03 11-24",
}
WORKED = {2025: "04-26", 2026: "01-10 08-22", 2027: ""}


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_every_day_of_a_decided_year_is_as_published(year: int) -> None:
    calendar = standard_calendar(year - 1, year + 1)
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]

    off = [f"{day:%m-%d}" for day in days if day.weekday() < 5 and not calendar.is_working(day)]
    worked = [f"{day:%m-%d}" for day in days if day.weekday() >= 5 and calendar.is_working(day)]

    assert (" ".join(off), " ".join(worked)) == (OFF[year], WORKED[year])


def test_the_library_where_it_knows_a_year_agrees_with_what_is_published() -> None:
    """Its names differ, and so do weekends inside Tết; a difference in a weekday would be an error in one of them."""
    from_library = __import__("holidays").country_holidays("VN", years=range(2025, 2028))
    ours = standard_calendar(2025, 2027)

    for day in from_library:
        if day.weekday() < 5:
            assert ours.why_off(day), day
    assert set(from_library.weekend_workdays) & {day.worked for day in swapped_days()} == {
        date(2025, 4, 26), date(2026, 8, 22)
    }  # fmt: skip


def test_every_decided_year_names_its_source_and_its_swaps_name_theirs() -> None:
    assert all(year.source and all(day.year == year.year for day in year.off) for year in decided_years().values())
    assert all(swap.source and swap.off.weekday() < 5 <= swap.worked.weekday() for swap in swapped_days())


def test_other_years_are_computed_and_said_to_be_an_estimate() -> None:
    assert standard_calendar(2028, 2028).why_off(date(2028, 1, 26))
    assert standard_calendar(2024, 2024).is_working(date(2024, 5, 4))
    assert still_open(date(2025, 1, 1), date(2025, 12, 31)) == []
    assert len(still_open(date(2027, 12, 1), date(2030, 1, 1))) == 2
