"""The forecast: worked by hand at the edges; red when somebody is expected too early, twice, or for ever."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nennep.candidates.forecasting import (
    Norm,
    Past,
    Waiting,
    by_month,
    coming,
    expected,
    general,
    last_chances,
    norms_of,
    standing_still,
    whole,
)
from nennep.candidates.rules import BEFORE_ADMISSION, Stage

TODAY = date(2026, 6, 1)
NORMS = norms_of([], 8)
WAITING = st.builds(
    Waiting,
    st.sampled_from(BEFORE_ADMISSION),
    st.dates(date(2023, 1, 1), TODAY),
    st.integers(1, 5),
)


def test_who_goes_as_fast_as_others_is_expected_after_as_many_days() -> None:
    since = TODAY - timedelta(days=30)

    assert expected(Waiting(Stage.APPLIED, since), NORMS, TODAY) == since + timedelta(days=180)


def test_who_is_slow_has_the_rest_of_the_road_before_them() -> None:
    slow = Waiting(Stage.APPLIED, TODAY - timedelta(days=300))

    assert expected(slow, NORMS, TODAY) == TODAY + timedelta(days=NORMS[Stage.VERIFIED].days)


def test_who_has_stood_for_twice_the_days_is_not_counted() -> None:
    at_the_edge, past_it = (Waiting(Stage.APPLIED, TODAY - timedelta(days=n), 3) for n in (360, 361))

    assert expected(at_the_edge, NORMS, TODAY) is not None
    assert expected(past_it, NORMS, TODAY) is None
    assert standing_still([at_the_edge, past_it], NORMS, TODAY) == 3


def test_the_forecast_counts_each_by_the_share_of_the_stage() -> None:
    since = TODAY - timedelta(days=10)
    waiting = [Waiting(Stage.RESOLVED, since, 4), Waiting(Stage.OUTSTANDING, since, 10)]

    months = by_month(waiting, NORMS, 2026, TODAY)

    assert months[6] == 4 * 0.95  # 22/5 and 60 days
    assert sum(months) == coming(waiting, NORMS, 2026, TODAY)
    assert coming(waiting, NORMS, 2027, TODAY) == 10 * 0.5


@given(st.lists(WAITING))
def test_nobody_is_expected_before_today_nor_counted_for_more_than_one(waiting: list[Waiting]) -> None:
    days = [expected(one, NORMS, TODAY) for one in waiting]
    years = range(TODAY.year, TODAY.year + 3)

    assert all(day is None or day >= TODAY for day in days)
    assert sum(coming(waiting, NORMS, year, TODAY) for year in years) <= sum(one.count for one in waiting)


def roads(n: int, days: int, arrived: bool = True) -> list[Past]:
    start = date(2025, 1, 1)
    return [Past({Stage.APPLIED: start}, start + timedelta(days=days + i) if arrived else None) for i in range(n)]


def test_too_few_cases_leave_the_general_estimate() -> None:
    assert norms_of(roads(7, 90), 8)[Stage.APPLIED] == general()[Stage.APPLIED]


def test_enough_cases_teach_the_median_and_the_share() -> None:
    norm = norms_of([*roads(9, 120), *roads(3, 0, arrived=False)], 8)[Stage.APPLIED]

    assert norm == Norm(days=124, share=0.75, learned=True, cases=9)


@given(st.lists(st.integers(1, 900), min_size=8, max_size=30))
def test_days_never_grow_along_the_road(days: list[int]) -> None:
    past = [Past({Stage.RESOLVED: date(2024, 1, 1)}, date(2024, 1, 1) + timedelta(days=n)) for n in days]

    lengths = [norms_of(past, 8)[stage].days for stage in BEFORE_ADMISSION]

    assert lengths == sorted(lengths, reverse=True)


def test_the_last_chance_is_the_last_day_that_still_counts() -> None:
    chance = last_chances(NORMS, 2026)[Stage.APPLIED]

    on_time, late = (Waiting(Stage.APPLIED, chance + timedelta(days=n)) for n in (0, 1))

    assert expected(on_time, NORMS, chance) == date(2026, 12, 31)
    assert expected(late, NORMS, chance) == date(2027, 1, 1)


def test_half_a_person_is_one() -> None:
    assert [whole(n) for n in (0.0, 0.49, 0.5, 1.4, 1.5)] == [0, 0, 1, 1, 2]
