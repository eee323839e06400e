"""The road and its time limits; red when a move, a limit or a day at the edge is judged otherwise."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nennep.candidates.figures import Limits, own
from nennep.candidates.rules import (
    MOVES,
    ORDER,
    Due,
    Heed,
    Stage,
    Standing,
    Step,
    add_months,
    due,
    first_start,
    heeds,
    missing,
    open_to,
    passed,
    refusal,
    standing,
)
from nennep.lib.workdays import WorkCalendar

TODAY = date(2026, 11, 26)
RULES = {"certificate": 60, "ceremony": 30, "probation": 12, "review": 30, "youngest": 18, "oldest": 60}
LIMITS = Limits(**RULES, **{name: each.value for name, each in own(TODAY).items()})
CALENDAR = WorkCalendar()
DAYS = st.dates(date(2015, 1, 1), TODAY)


def road(**days: date) -> list[Step]:
    return [Step(Stage(stage), day) for stage, day in days.items()]


def test_the_furthest_stage_counts_and_a_class_taken_again_moves_nobody_back() -> None:
    steps = road(outstanding=date(2020, 1, 1), taught=date(2020, 5, 1), applied=date(2025, 2, 1))

    again = standing([*steps, Step(Stage.TAUGHT, date(2026, 3, 1))])

    assert again == Standing(Stage.APPLIED, date(2025, 2, 1), date(2026, 3, 1), None, None)
    assert standing([]) is None


def test_nobody_is_proposed_or_recognised_who_was_not_admitted() -> None:
    ahead = {stage for stage in ORDER[:6] for stage in MOVES[stage]}

    assert not ahead & {Stage.PROPOSED, Stage.OFFICIAL}
    assert MOVES[Stage.OFFICIAL] == ()


@given(st.sampled_from(ORDER))
def test_every_move_goes_forward(stage: Stage) -> None:
    assert all(ORDER.index(target) > ORDER.index(stage) for target in MOVES[stage])


def test_a_step_passed_over_can_be_filled_in_later() -> None:
    steps = road(outstanding=date(2025, 1, 10), verified=date(2025, 9, 1))

    assert missing(steps) == [Stage.TAUGHT, Stage.APPLIED]
    assert open_to(steps)[0] == Stage.RESOLVED
    assert refusal(steps, Step(Stage.APPLIED, date(2025, 5, 1)), TODAY, LIMITS) == ""
    assert "không khớp" in refusal(steps, Step(Stage.APPLIED, date(2025, 9, 2)), TODAY, LIMITS)


def test_a_step_is_recorded_once_and_not_before_its_day() -> None:
    steps = road(outstanding=date(2025, 1, 10), applied=date(2025, 5, 1))

    assert "đã ghi" in refusal(steps, Step(Stage.APPLIED, date(2025, 6, 1)), TODAY, LIMITS)
    assert "chưa đến" in refusal(steps, Step(Stage.VERIFIED, TODAY + timedelta(days=1)), TODAY, LIMITS)
    assert refusal(steps, Step(Stage.VERIFIED, TODAY), TODAY, LIMITS) == ""


@pytest.mark.parametrize(("resolved", "refused"), [(date(2026, 3, 15), False), (date(2026, 3, 16), True)])
def test_a_certificate_is_good_through_its_sixtieth_month(resolved: date, refused: bool) -> None:
    steps = road(taught=date(2021, 3, 15), applied=date(2021, 6, 1))

    why = refusal(steps, Step(Stage.RESOLVED, resolved), TODAY, LIMITS)

    assert bool(why) == refused
    assert not refused or "15/03/2026" in why


def test_a_new_certificate_makes_good_a_lapsed_one() -> None:
    steps = road(taught=date(2020, 3, 15), applied=date(2020, 6, 1))

    again = [*steps, Step(Stage.TAUGHT, date(2026, 5, 5))]

    assert Stage.TAUGHT in open_to(steps)
    assert refusal(again, Step(Stage.RESOLVED, date(2026, 6, 1)), TODAY, LIMITS) == ""


@given(DAYS, st.integers(0, 120))
def test_months_are_added_to_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    later = add_months(day, months)

    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_probation_of_a_leap_day_ends_on_the_last_of_february() -> None:
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)


def test_the_ceremony_is_counted_in_working_days_from_the_decision() -> None:
    calendar = WorkCalendar(holidays={date(2026, 9, 2): "Quốc khánh"})

    its = due(Standing(Stage.DECIDED, date(2026, 8, 3), None, None, None), calendar, LIMITS)

    assert its.ceremony
    assert its.ceremony.end == date(2026, 9, 15)
    assert (date(2026, 9, 2), "Quốc khánh") in its.ceremony.skipped


@pytest.mark.parametrize(
    ("admitted", "found"),
    [
        (date(2025, 12, 27), []),
        (date(2025, 12, 26), [Heed.PROBATION_SOON]),
        (date(2025, 11, 27), [Heed.PROBATION_SOON]),
        (date(2025, 11, 26), [Heed.REVIEW_DUE]),
        (date(2025, 10, 15), [Heed.REVIEW_DUE]),
        (date(2025, 10, 14), [Heed.REVIEW_LATE]),
    ],
)
def test_probation_and_the_thirty_working_days_after_it(admitted: date, found: list[Heed]) -> None:
    now = Standing(Stage.ADMITTED, admitted, None, admitted, None)

    assert heeds(due(now, CALENDAR, LIMITS), TODAY, LIMITS) == found


@pytest.mark.parametrize(
    ("certified", "found"),
    [
        (date(2021, 11, 25), [Heed.CERTIFICATE_OVER]),
        (date(2021, 11, 26), [Heed.CERTIFICATE_SOON]),
        (date(2022, 2, 26), [Heed.CERTIFICATE_SOON]),
        (date(2022, 2, 27), []),
    ],
)
def test_a_certificate_warns_three_months_ahead(certified: date, found: list[Heed]) -> None:
    now = Standing(Stage.TAUGHT, certified, certified, None, None)

    assert heeds(due(now, CALENDAR, LIMITS), TODAY, LIMITS) == found


def test_nothing_runs_for_who_is_recognised() -> None:
    assert due(Standing(Stage.OFFICIAL, TODAY, TODAY, TODAY, TODAY), CALENDAR, LIMITS) == Due()


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_the_first_start_is_the_first(target: date) -> None:
    start = first_start(target, lambda day: add_months(day, 12), 372)

    assert add_months(start, 12) >= target
    assert add_months(start - timedelta(days=1), 12) < target


@pytest.mark.parametrize(("own", "over"), [(7, 0), (6, 0), (5, 1), (None, 0)])
def test_how_many_were_allotted_above_the_unit_s_own_figure(own: int | None, over: int) -> None:
    assert passed({"a": 4, "b": 2, "c": None}, own) == over
