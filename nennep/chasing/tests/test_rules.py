from datetime import date, timedelta

import pytest

from nennep.chasing.rules import Habits, Mark, Owed, Told, Why, ancestors, band_of, reminder_due, step_due

DUE = date(2026, 12, 15)
GIVEN = date(2026, 11, 2)
USUAL = Habits()


def owed(due: date | None = DUE, given: date = GIVEN, heard: date | None = None, is_dated: bool = True) -> Owed:
    return Owed(due, given, heard or DUE - timedelta(days=5), is_dated)


def marks(one: Owed, first: date, last: date, skipped: frozenset[int] = frozenset()) -> dict[int, tuple[Why, int]]:
    """Day by day from its date, as the clock would tell it; `skipped` are days on which nobody works."""
    told, found = Told(), {}
    for n in range((first - DUE).days, (last - DUE).days + 1):
        day = DUE + timedelta(days=n)
        mark = reminder_due(one, told, USUAL, day) if n not in skipped else None
        if mark is None:
            continue
        found[n] = (mark.why, mark.number)
        before = mark.why == Why.BEFORE
        told = Told(told.bands | {mark.number} if before else told.bands, told.last if before else day)
    return found


def test_reminders_come_before_at_and_after_the_date() -> None:
    found = marks(owed(), DUE - timedelta(days=12), DUE + timedelta(days=7))

    assert found == {
        -7: (Why.BEFORE, 7), -3: (Why.BEFORE, 3), -1: (Why.BEFORE, 1), 0: (Why.TODAY, 0),
        3: (Why.LATE, 3), 6: (Why.LATE, 6),
    }  # fmt: skip


def test_a_day_that_is_not_worked_is_made_up_for_on_the_next() -> None:
    found = marks(owed(), DUE - timedelta(days=8), DUE + timedelta(days=2), skipped=frozenset({-3, -2, -1, 0}))

    assert found == {-7: (Why.BEFORE, 7), 1: (Why.LATE, 1)}


def test_what_was_given_within_a_band_is_not_reminded_of_at_once() -> None:
    found = marks(owed(given=DUE - timedelta(days=5)), DUE - timedelta(days=5), DUE)

    assert found == {-3: (Why.BEFORE, 3), -1: (Why.BEFORE, 1), 0: (Why.TODAY, 0)}


def test_silence_is_told_and_told_again_after_as_many_days() -> None:
    quiet = owed(due=None, heard=DUE - timedelta(days=20))

    found = marks(quiet, DUE - timedelta(days=10), DUE + timedelta(days=12))

    assert found == {-5: (Why.SILENT, 15), 9: (Why.SILENT, 29)}


def test_a_standing_duty_past_its_period_is_silent_never_late() -> None:
    duty = owed(is_dated=False, heard=DUE)

    assert marks(duty, DUE - timedelta(days=7), DUE + timedelta(days=4)) == {1: (Why.SILENT, 1), 4: (Why.SILENT, 4)}


def test_without_repetition_one_word_after_the_date_is_all() -> None:
    late = DUE + timedelta(days=30)

    assert reminder_due(owed(), Told(), Habits(every=0), late) == Mark(Why.LATE, 30)
    assert reminder_due(owed(), Told(last=DUE), Habits(every=0), late) is None


@pytest.mark.parametrize(
    ("days", "told", "step"),
    [
        (6, Told(), None),
        (7, Told(), 1),
        (30, Told(), 1),
        (13, Told(steps=1, escalated=DUE + timedelta(days=7)), None),
        (14, Told(steps=1, escalated=DUE + timedelta(days=7)), 2),
    ],
)
def test_each_step_up_comes_after_the_same_days_again(days: int, told: Told, step: int | None) -> None:
    assert step_due(owed(), told, USUAL, DUE + timedelta(days=days)) == step


def test_a_silence_without_a_date_goes_up_too() -> None:
    quiet = owed(due=None, heard=DUE)

    assert step_due(quiet, Told(), USUAL, DUE + timedelta(days=14 + 6)) is None
    assert step_due(quiet, Told(), USUAL, DUE + timedelta(days=14 + 7)) == 1
    assert step_due(quiet, Told(), Habits(escalate_after=0), DUE + timedelta(days=90)) is None


def test_the_band_is_the_nearest_that_has_begun() -> None:
    assert [band_of(left, (7, 3, 1)) for left in (8, 7, 4, 3, 2, 1, 0)] == [None, 7, 7, 3, 3, 1, None]
    assert band_of(2, ()) is None


def test_one_climbs_from_the_unit_above_to_who_gave_it() -> None:
    assert ancestors("0001.0002.0003.", "0001.") == ["0001.0002.", "0001."]
    assert ancestors("0001.0002.0003.", "0001.0002.") == ["0001.0002."]
    assert ancestors("0001.0002.", "0001.0009.") == ["0001."]
    assert ancestors("0001.", "0001.") == []
