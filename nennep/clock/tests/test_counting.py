"""A limit from a day: examples checked by hand on the printed calendar, and all others against a plain counter."""

from datetime import date

import pytest
from hypothesis import given

from nennep.clock.counting import count
from nennep.clock.limits import Limit, Unit
from nennep.clock.tests.made_up import calendars, days, limits
from nennep.clock.tests.plain import plain_end, plain_shift
from nennep.lib.errors import RuleBroken
from nennep.lib.workdays import WorkCalendar, standard_calendar

SHIPPED = standard_calendar(2024, 2029)
W, C, M = Unit.WORKING, Unit.CALENDAR, Unit.MONTHS


@pytest.mark.parametrize(
    ("start", "n", "unit", "end"),
    [
        ((2025, 1, 24), 1, W, (2025, 2, 3)),  # over Tết Ất Tỵ
        ((2025, 4, 25), 1, W, (2025, 4, 26)),  # a Saturday worked for 02/05
        ((2025, 4, 29), 1, W, (2025, 5, 5)),
        ((2025, 8, 29), 1, W, (2025, 9, 3)),
        ((2025, 12, 31), 1, W, (2026, 1, 5)),  # 02/01 given for 10/01
        ((2026, 1, 9), 1, W, (2026, 1, 10)),
        ((2026, 2, 13), 1, W, (2026, 2, 23)),  # over Tết Bính Ngọ
        ((2026, 3, 9), 90, W, (2026, 7, 16)),  # the design's case
        ((2026, 4, 24), 10, W, (2026, 5, 13)),
        ((2026, 8, 21), 1, W, (2026, 8, 22)),
        ((2026, 8, 28), 1, W, (2026, 9, 3)),
        ((2026, 11, 23), 1, W, (2026, 11, 25)),  # Ngày Văn hóa Việt Nam
        ((2027, 2, 3), 1, W, (2027, 2, 11)),  # over Tết Đinh Mùi
        ((2027, 4, 29), 1, W, (2027, 5, 4)),  # 01/05 is a Saturday, made up on Monday
        ((2027, 9, 1), 1, W, (2027, 9, 6)),
        ((2026, 6, 25), 30, C, (2026, 7, 25)),
        ((2028, 2, 28), 1, C, (2028, 2, 29)),
        ((2026, 11, 30), 3, M, (2027, 2, 28)),
        ((2027, 11, 30), 3, M, (2028, 2, 29)),
        ((2028, 2, 29), 12, M, (2029, 2, 28)),
        ((2026, 12, 31), 2, M, (2027, 2, 28)),
        ((2026, 2, 28), 1, M, (2026, 3, 28)),
    ],
)
def test_on_the_shipped_calendar(start: tuple[int, int, int], n: int, unit: Unit, end: tuple[int, int, int]) -> None:
    assert count(date(*start), Limit(n, unit), SHIPPED).end == date(*end)


def test_a_limit_that_ends_on_a_day_off_moves_only_where_its_rule_says_so() -> None:
    start = date(2026, 3, 26)  # a month on: Sunday 26/04, made up on Monday

    stays, moves = (count(start, Limit(1, M, shift), SHIPPED) for shift in (False, True))

    assert (stays.end, stays.moved_from) == (date(2026, 4, 26), None)
    assert (moves.end, moves.moved_from) == (date(2026, 4, 28), date(2026, 4, 26))
    assert [day for day, _ in moves.skipped] == [date(2026, 4, 26), date(2026, 4, 27)]


def test_the_counting_is_told_in_sentences() -> None:
    said = count(date(2026, 4, 24), Limit(10, W), SHIPPED).words()

    assert said == [
        "Bắt đầu từ thứ Sáu 24/04/2026; ngày này không tính, tính từ ngày kế tiếp.",
        "Đếm 10 ngày làm việc, đến thứ Tư 13/05/2026.",
        "Không tính 5 ngày cuối tuần và 4 ngày nghỉ: 26/04/2026 (Giỗ Tổ Hùng Vương), "
        "27/04/2026 (nghỉ bù Giỗ Tổ Hùng Vương), 30/04/2026 (Ngày Chiến thắng), "
        "01/05/2026 (Ngày Quốc tế Lao động).",
        "Hết hạn khi hết thứ Tư 13/05/2026.",
    ]


def test_what_was_added_moved_or_kept_is_said_too() -> None:
    added = count(date(2026, 1, 8), Limit(2, W), SHIPPED).words()
    moved = count(date(2026, 3, 26), Limit(1, M, shift_off_days=True), SHIPPED).words()
    kept = count(date(2026, 6, 20), Limit(1, C), SHIPPED).words()
    short = count(date(2027, 1, 31), Limit(1, M), SHIPPED).words()

    assert "Có tính 1 ngày làm bù: 10/01/2026 (làm bù ngày 02/01/2026)." in added
    assert moved[2].startswith("Ngày cuối, Chủ nhật 26/04/2026, là ngày nghỉ nên hạn chuyển sang ngày làm việc kế tiếp")
    assert kept[2] == "Ngày cuối rơi vào ngày nghỉ cuối tuần; hạn giữ nguyên ngày đó."
    assert "tháng 2/2027 không có ngày 31 nên lấy ngày cuối tháng là Chủ nhật 28/02/2027" in short[1]


@pytest.mark.parametrize("n", [0, -3, 5001])
def test_a_limit_out_of_range_is_refused_in_one_sentence(n: int) -> None:
    with pytest.raises(RuleBroken, match=f"Thời hạn phải từ 1 đến 5000 ngày làm việc; đã ghi {n}."):
        Limit(n, W)


def test_a_calendar_that_never_works_and_a_date_beyond_all_calendars_are_refused() -> None:
    idle = WorkCalendar(weekend=frozenset(range(7)))

    with pytest.raises(RuleBroken, match="không có ngày làm việc nào"):
        count(date(2026, 6, 1), Limit(1, W), idle)
    with pytest.raises(RuleBroken, match="không có ngày làm việc nào"):
        count(date(2026, 6, 1), Limit(1, C, shift_off_days=True), idle)
    for unit in Unit:
        with pytest.raises(RuleBroken, match="2199"):
            count(date(2199, 12, 31), Limit(1, unit), WorkCalendar())


@given(days, limits(), calendars)
def test_every_counting_agrees_with_the_plain_counter(start: date, limit: Limit, calendar: WorkCalendar) -> None:
    found = count(start, limit, calendar)

    last = plain_end(start, limit.n, limit.unit, calendar)
    assert found.end == (plain_shift(last, calendar) if limit.shift_off_days else last)
    assert found.moved_from == (last if found.end != last else None)


@given(days, limits(), calendars)
def test_days_counted_and_days_skipped_are_all_the_days(start: date, limit: Limit, calendar: WorkCalendar) -> None:
    found = count(start, limit, calendar)

    assert all(calendar.why_off(day) == reason for day, reason in found.skipped)
    if limit.unit is Unit.WORKING:
        assert (found.end - start).days == limit.n + len(found.skipped)
    elif found.moved_from:
        assert (found.end - found.moved_from).days == len(found.skipped)
    assert all(sentence.endswith(".") for sentence in found.words())
