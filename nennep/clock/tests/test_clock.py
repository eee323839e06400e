"""A clock from its events: what stops, restarts, lengthens it, how it stands on a day, and how its date is told."""

from datetime import date

import pytest

from nennep.clock.clock import Standing, clock_of, moved
from nennep.clock.events import CalendarMoved, Closed, Event, Extended, Restarted, Started, Stopped
from nennep.clock.limits import Limit, Unit
from nennep.lib.errors import RuleBroken
from nennep.lib.workdays import WorkCalendar, standard_calendar

W, C, M = Unit.WORKING, Unit.CALENDAR, Unit.MONTHS
SHIPPED = standard_calendar(2026, 2027)
START = date(2026, 3, 9)
STARTED = Started(START, Limit(90, W), target=Limit(60, W), source="Quy định 21-QĐ/TW")
STOPPED = Stopped(date(2026, 5, 15), "chờ kết quả giám định", "Công văn số 12-CV/UBKT")
AGAIN = Restarted(date(2026, 6, 15))
EXTENDED = Extended(date(2026, 6, 22), Limit(30, W), "vụ việc phức tạp", times=1, longest=30)


def test_the_case_of_the_design_ends_where_the_design_says() -> None:
    clock = clock_of([STARTED], SHIPPED)

    state = clock.state(date(2026, 6, 18))
    assert (clock.legal.day, str(state)) == (date(2026, 7, 16), "Còn 20 ngày làm việc")
    assert clock_of([STARTED, EXTENDED], SHIPPED).legal.day == date(2026, 8, 26)  # 22/08 is worked
    assert clock.target
    assert clock.target.day == date(2026, 6, 4)


def test_the_rest_runs_on_from_the_day_after_the_restart() -> None:
    stood: list[Event] = [Stopped(date(2026, 3, 19), "x"), Restarted(date(2026, 4, 1))]
    working = clock_of([STARTED, STOPPED, AGAIN], SHIPPED)
    plainly = clock_of([Started(START, Limit(30, C)), *stood], SHIPPED)
    months = clock_of([Started(START, Limit(1, M)), *stood], SHIPPED)

    assert [stretch.ran[0] for stretch in working.legal.stretches] == [46, 44]
    assert SHIPPED.working_between(AGAIN.day, working.legal.day or START) == 44
    assert plainly.legal.day == date(2026, 4, 21)  # 10 days run, 20 left after 01/04
    assert months.legal.day == date(2026, 4, 22)  # 09/04 and the 13 days stood still


def test_a_clock_that_stands_still_has_no_date_and_says_what_is_left() -> None:
    clock = clock_of([STARTED, STOPPED], SHIPPED)

    assert (clock.legal.day, clock.legal.left) == (None, ((44, W),))
    assert clock.state(date(2026, 8, 1)).standing is Standing.STOPPED
    assert clock.if_restarted(AGAIN.day) == clock_of([STARTED, STOPPED, AGAIN], SHIPPED).legal.day
    assert clock.steps()[-1].sentence == (
        "Đang tạm dừng: còn 44 ngày làm việc, tính tiếp từ ngày kế tiếp ngày chạy lại."
    )


def test_a_stop_after_the_end_gives_nothing_back() -> None:
    late: list[Event] = [Started(START, Limit(5, C)), Stopped(date(2026, 3, 14), "x"), Restarted(date(2026, 3, 30))]

    assert clock_of(late, SHIPPED).legal.day == date(2026, 3, 14)
    assert clock_of(late[:2], SHIPPED).state(date(2026, 3, 16)).days == 2


@pytest.mark.parametrize(
    ("day", "standing", "words"),
    [
        ((2026, 3, 8), Standing.WAITING, "Chưa bắt đầu"),
        ((2026, 3, 9), Standing.RUNNING, "Còn 5 ngày làm việc"),
        ((2026, 3, 16), Standing.DUE, "Hết hạn hôm nay"),
        ((2026, 3, 18), Standing.LATE, "Quá hạn 2 ngày làm việc"),
        ((2026, 3, 19), Standing.CLOSED, "Đã xong, muộn 3 ngày làm việc"),
        ((2026, 5, 1), Standing.CLOSED, "Đã xong, muộn 3 ngày làm việc"),
    ],
)
def test_how_it_stands_on_a_day(day: tuple[int, int, int], standing: Standing, words: str) -> None:
    clock = clock_of([Started(START, Limit(5, W)), Closed(date(2026, 3, 19))], SHIPPED)

    state = clock.state(date(*day))

    assert (state.standing, str(state)) == (standing, words)


def test_a_past_day_is_judged_by_what_had_happened_by_then() -> None:
    clock = clock_of([STARTED, STOPPED, AGAIN], SHIPPED)

    assert clock.state(date(2026, 5, 14)).standing is Standing.RUNNING
    assert clock.state(date(2026, 6, 1)).standing is Standing.STOPPED
    assert clock.state(date(2026, 5, 14)).due == date(2026, 7, 16)


def test_the_date_opens_to_its_counting() -> None:
    told = [step.sentence for step in clock_of([STARTED, STOPPED, AGAIN, EXTENDED], SHIPPED).steps()]

    assert told[:4] == [
        "Bắt đầu từ thứ Hai 09/03/2026; ngày này không tính, tính từ ngày kế tiếp.",
        "Thời hạn: 90 ngày làm việc, theo Quy định 21-QĐ/TW.",
        "Gia hạn 30 ngày làm việc, quyết định thứ Hai 22/06/2026: vụ việc phức tạp. "
        "Đây là lần 1 trong 1 lần được phép.",
        "Tổng cộng 120 ngày làm việc.",
    ]
    assert told[4] == "Đã tính 46 ngày làm việc, đến thứ Sáu 15/05/2026."
    assert told[5] == (
        "Tạm dừng sau khi hết thứ Sáu 15/05/2026: chờ kết quả giám định. Văn bản: Công văn số 12-CV/UBKT."
    )
    assert told[6] == "Chạy lại thứ Hai 15/06/2026, tính tiếp từ ngày kế tiếp; thời hạn đứng 31 ngày."
    assert told[7].startswith("Tính tiếp 74 ngày làm việc còn lại, đến ")
    assert told[-1].startswith("Hết hạn khi hết ")


def test_months_that_stood_still_say_how_they_move() -> None:
    events: list[Event] = [
        Started(START, Limit(3, M)),
        Stopped(date(2026, 4, 1), "chờ ý kiến"),
        Restarted(date(2026, 4, 11)),
    ]
    told = [step.sentence for step in clock_of(events, SHIPPED).steps()]

    assert "Nếu không tạm dừng, 3 tháng hết thứ Ba 09/06/2026; hạn lùi đúng số ngày tạm dừng." in told
    assert told[-1] == "Hết hạn khi hết thứ Sáu 19/06/2026."


def test_a_new_holiday_moves_what_it_touches_and_nothing_else() -> None:
    off = date(2026, 6, 19)
    after = WorkCalendar(holidays=dict(SHIPPED.holidays) | {off: "ngày truyền thống"}, days_off=dict(SHIPPED.days_off))
    before = WorkCalendar(holidays=dict(SHIPPED.holidays), days_off=dict(SHIPPED.days_off))

    move = moved([STARTED], before, after)
    assert str(move) == "Hạn chuyển từ thứ Năm 16/07/2026 sang thứ Sáu 17/07/2026."
    assert moved([Started(START, Limit(90, C))], before, after) is None
    said = CalendarMoved(date(2026, 6, 1), "Thêm ngày nghỉ 19/06/2026.", date(2026, 7, 16), date(2026, 7, 17))
    assert "Thêm ngày nghỉ 19/06/2026." in [step.sentence for step in clock_of([STARTED, said], after).steps()]


def test_the_own_target_is_never_later_than_the_law() -> None:
    clock = clock_of([Started(START, Limit(10, W), target=Limit(1, M))], SHIPPED)

    assert clock.target
    assert clock.target.day == clock.legal.day


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ([], "Chưa có ngày bắt đầu nên chưa tính được thời hạn."),
        (
            [STARTED, Started(AGAIN.day, Limit(1, W))],
            "Thời hạn chỉ bắt đầu một lần; đã bắt đầu ngày thứ Hai 09/03/2026.",
        ),
        ([STARTED, Stopped(date(2026, 3, 1), "x")], "Ngày Chủ nhật 01/03/2026 trước ngày bắt đầu thứ Hai 09/03/2026."),
        ([STARTED, AGAIN], "Không cho chạy lại được vào thứ Hai 15/06/2026: trước ngày đó thời hạn không tạm dừng."),
        ([STARTED, STOPPED, Restarted(STOPPED.day)], "Không cho chạy lại được vào thứ Sáu 15/05/2026: trước ngày đó"),
        ([STARTED, STOPPED, Stopped(date(2026, 5, 20), "x")], "Thời hạn đang tạm dừng từ thứ Sáu 15/05/2026; phải cho"),
        ([STARTED, Stopped(date(2026, 5, 20), " ")], "Hãy ghi lý do tạm dừng."),
        ([STARTED, Extended(AGAIN.day, Limit(5, W), " ")], "Hãy ghi căn cứ gia hạn."),
        ([STARTED, EXTENDED, Extended(date(2026, 7, 1), Limit(5, W), "x", times=1)], "Chỉ được gia hạn 1 lần; lần gia"),
        ([STARTED, Extended(AGAIN.day, Limit(31, W), "x", longest=30)], "Chỉ được gia hạn tối đa 30 ngày làm việc; đã"),
        ([STARTED, Closed(date(2026, 5, 1)), STOPPED], "Thời hạn đã kết thúc ngày thứ Sáu 01/05/2026, không ghi"),
    ],
)
def test_a_story_that_cannot_be_is_refused_in_one_sentence(events: list[Event], sentence: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        clock_of(events, SHIPPED)

    assert str(refused.value).startswith(sentence)
