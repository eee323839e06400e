"""The life of an answer as one table, and how it looks today."""

from datetime import date, timedelta

import pytest

from nennep.directives.rules import (
    ANSWER_MOVES,
    CLOSED,
    AnswerState,
    EntryRules,
    Part,
    Route,
    Side,
    Standing,
    Status,
    Verb,
    lands_in,
    moves_from,
    status_of,
    weighted_percent,
)

TODAY = date(2026, 11, 20)
NEAR, PAST, FAR = TODAY + timedelta(days=3), TODAY - timedelta(days=2), TODAY + timedelta(days=60)


@pytest.mark.parametrize("state", [state for state in AnswerState if state not in CLOSED])
def test_from_every_open_state_somebody_can_go_on(state: AnswerState) -> None:
    assert moves_from(state, Side.UNIT) or moves_from(state, Side.GIVER)


def test_every_state_but_the_first_is_reached_by_some_move() -> None:
    assert {move.after for move in ANSWER_MOVES.values()} == set(AnswerState)


def test_nothing_leads_out_of_a_cancelled_answer() -> None:
    assert not [verb for verb, move in ANSWER_MOVES.items() if AnswerState.CANCELLED in move.before]


@pytest.mark.parametrize(
    ("verb", "route", "part", "after"),
    [
        (Verb.ACCEPT, Route.CARRY_OUT, Part.LEAD, AnswerState.ACCEPTED),
        (Verb.ACCEPT, Route.INFORMATION, Part.LEAD, AnswerState.CONFIRMED),
        (Verb.REPORT, Route.CARRY_OUT, Part.LEAD, AnswerState.REPORTED),
        (Verb.REPORT, Route.FIGURES, Part.LEAD, AnswerState.REPORTED),
        (Verb.REPORT, Route.OPINION, Part.LEAD, AnswerState.CONFIRMED),
        (Verb.REPORT, Route.OPINION, Part.SUPPORT, AnswerState.REPORTED),
    ],
)
def test_who_closes_an_answer_depends_on_what_was_asked(
    verb: Verb, route: Route, part: Part, after: AnswerState
) -> None:
    assert lands_in(verb, route, part) == after


@pytest.mark.parametrize(
    ("standing", "status"),
    [
        (Standing(AnswerState.CONFIRMED, PAST, TODAY), Status.DONE),
        (Standing(AnswerState.REPORTED, PAST, TODAY), Status.WAITING),
        (Standing(AnswerState.RETURNED, PAST, TODAY), Status.RETURNED),
        (Standing(AnswerState.DOING, PAST, TODAY), Status.LATE),
        (Standing(AnswerState.DOING, TODAY, TODAY), Status.SOON),
        (Standing(AnswerState.DOING, FAR, TODAY), Status.DOING),
        (Standing(AnswerState.DOING, FAR, TODAY, first_due=NEAR), Status.EXTENDED),
        (Standing(AnswerState.DOING, PAST, TODAY, excused=True), Status.EXCUSED),
        (Standing(AnswerState.GIVEN, FAR, TODAY - timedelta(days=15)), Status.SILENT),
        (Standing(AnswerState.GIVEN, FAR, TODAY - timedelta(days=14)), Status.DOING),
        (Standing(AnswerState.GIVEN, PAST, TODAY - timedelta(days=15)), Status.SILENT),
        (Standing(AnswerState.GIVEN, PAST, TODAY, is_dated=False), Status.SILENT),
        (Standing(AnswerState.GIVEN, NEAR, TODAY, is_dated=False), Status.DOING),
        (Standing(AnswerState.GIVEN, None, TODAY - timedelta(days=99), owes_answer=False), Status.DOING),
    ],
)
def test_an_answer_looks_one_way_today(standing: Standing, status: Status) -> None:
    assert status_of(standing, TODAY, 14) == status


@pytest.mark.parametrize(
    ("parts", "percent"),
    [([], 0), ([(100, 1), (0, 1)], 50), ([(100, 3), (0, 1)], 75), ([(100, 0), (50, 0)], 75), ([(99, 1), (100, 1)], 99)],
)
def test_the_percent_of_a_whole_is_weighted_and_never_rounded_up(parts: list[tuple[int, int]], percent: int) -> None:
    assert weighted_percent(parts) == percent


@pytest.mark.parametrize(("urgent", "units", "days"), [(True, 20, 0), (False, 1, 1), (False, 4, 1), (False, 5, 2)])
def test_how_soon_an_entry_is_expected(urgent: bool, units: int, days: int) -> None:
    assert EntryRules().days_for(urgent=urgent, units=units) == days
