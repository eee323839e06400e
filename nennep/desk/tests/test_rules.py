"""The leader's view as arithmetic."""

from datetime import date, timedelta
from typing import Any

from nennep.desk.rules import Frame, Picture, Row, columns_of, paint

TODAY = date(2026, 11, 26)
ROW = Row(
    unit=7, path="0001.0002.0003.", clause=1, directive=1, field=None, state="doing", is_dated=True,
    owes_answer=True, excused=False, due=TODAY + timedelta(30), first_due=TODAY + timedelta(30), heard_on=TODAY,
    done_on=None, closed_on=None, reminded=0,
)  # fmt: skip


def painted(*rows: Row) -> Picture:
    return paint(rows, Frame(TODAY, 14, {1: "II.1", 2: "II.2"}))


def late(days: int, **also: Any) -> Row:
    due = TODAY - timedelta(days)
    return ROW._replace(due=due, first_due=due, **also)


def test_a_unit_below_counts_for_the_direct_unit_above_it() -> None:
    picture = painted(ROW, ROW._replace(path="0001.0002."), ROW._replace(path="0001.0010."))

    assert {place: row.given for place, row in picture.rows.items()} == {"0001.0002.": 2, "0001.0010.": 1}


def test_a_silent_one_past_its_date_is_late_too() -> None:
    picture = painted(late(3, heard_on=TODAY - timedelta(20)))

    assert picture.total.late == 1
    assert picture.statuses == {"silent": 1}
    assert picture.silent_units == 1


def test_ages_of_what_is_late_sum_to_what_is_late() -> None:
    picture = painted(*(late(days) for days in (1, 7, 8, 14, 15, 30, 31, 400)))

    assert picture.ages == [2, 2, 2, 2]
    assert picture.total.late == 8


def test_the_curve_ends_with_all_that_was_planned_and_is_done_only_up_to_today() -> None:
    done = ROW._replace(state="confirmed", done_on=TODAY - timedelta(3), closed_on=TODAY, due=TODAY - timedelta(1))

    curve = painted(done, ROW, ROW).curve

    assert curve[-1][1:] == (3, -1)
    assert (TODAY.isoformat(), 1, 1) in curve


def test_a_picture_comes_back_from_json_as_it_was() -> None:
    picture = painted(late(2, field="abc"), ROW._replace(path=None, unit=None, clause=None))

    assert Picture.of_json(picture.as_json()) == picture


def test_columns_open_the_fullest_heading_but_not_into_clauses_without_a_title() -> None:
    counts = {"II.1": 3, "II.2.1": 5, "II.2.2.a": 9, "II.2.2.b": 9, "III.1": 2}

    columns = columns_of(counts, {"II.1", "II.2", "II.2.1", "II.2.2"}, most=8)

    assert columns == {"II.1": "II.1", "II.2.1": "II.2.1", "II.2.2.a": "II.2.2", "II.2.2.b": "II.2.2", "III.1": "III"}


def test_a_heading_that_gives_work_itself_is_not_opened() -> None:
    columns = columns_of({"II": 1, "II.1": 5, "II.2": 5}, {"II.1", "II.2"})

    assert set(columns.values()) == {"II"}
