from datetime import date

import pytest

from nennep.lib.workdays import WorkCalendar, standard_calendar
from nennep.reading.due import Period, Setting, find_due
from nennep.reading.times import Clock, Grain

ISSUED = Setting(Clock(date(2026, 4, 7)), standard_calendar(2026, 2027))
QUARTER = ISSUED.under(Period(date(2026, 6, 30), "quý II", Grain.QUARTER, date(2026, 4, 1)))


@pytest.mark.parametrize(
    ("words", "day", "rule"),
    [
        ("trước ngày 25/6/2026", date(2026, 6, 25), "date"),
        ("chậm nhất là ngày 15/5", date(2026, 5, 15), "date"),
        ("trước ngày 15/01", date(2027, 1, 15), "date"),
        ("ngày 25 tháng 6 năm 2026", date(2026, 6, 25), "date"),
        ("từ ngày 01/6/2026 đến ngày 30/6/2026", date(2026, 6, 30), "date"),
        ("trong tháng 8", date(2026, 8, 31), "month-end"),
        ("Tháng 10-11/2026", date(2026, 11, 30), "month-end"),
        ("đầu tháng 6", date(2026, 6, 10), "month-early"),
        ("giữa tháng 6", date(2026, 6, 15), "month-mid"),
        ("cuối tháng 6/2026", date(2026, 6, 30), "month-late"),
        ("trong tuần đầu tháng 6/2026", date(2026, 6, 7), "month-week"),
        ("trước tháng 9/2026", date(2026, 8, 31), "before-month"),
        ("quý II năm 2026", date(2026, 6, 30), "quarter-end"),
        ("Quý III, IV/2026", date(2026, 12, 31), "quarter-end"),
        ("trước quý III/2026", date(2026, 6, 30), "before-quarter"),
        ("trong 6 tháng đầu năm 2026", date(2026, 6, 30), "half-year-end"),
        ("6 tháng cuối năm", date(2026, 12, 31), "half-year-end"),
        ("năm 2026", date(2026, 12, 31), "year-end"),
        ("cuối năm 2026", date(2026, 12, 31), "year-end"),
        ("trong 10 ngày làm việc kể từ ngày ban hành", date(2026, 4, 21), "working-days"),
        ("trong vòng 15 ngày kể từ ngày ký", date(2026, 4, 22), "calendar-days"),
        ("trong 5 ngày làm việc kể từ khi nhận được hồ sơ", None, "on-event"),
        ("thường xuyên", None, "constant"),
        ("định kỳ hằng tháng, trước ngày 25", None, "recurring"),
    ],
)
def test_words_become_a_day_by_a_named_rule(words: str, day: date | None, rule: str) -> None:
    due, _ = find_due(f"Báo cáo kết quả {words}", ISSUED)

    assert (due.day, due.rule) == (day, rule)


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Kết luận số 01-KL/TW ngày 18/5/2026 của Bộ Chính trị",
        "Kỷ niệm 51 năm Ngày Giải phóng miền Nam (30/4/1975 - 30/4/2026)",
        "Xây dựng đội ngũ giai đoạn 2026 - 2030, định hướng đến năm 2035",
    ],
)
def test_dates_of_documents_memories_and_spans_are_no_terms(text: str) -> None:
    assert find_due(text, ISSUED)[0].day is None


def test_a_coarser_mention_yields_to_the_period_of_the_heading() -> None:
    due, _ = find_due("Triển khai kế hoạch kiểm tra năm 2026", QUARTER)

    assert (due.day, due.rule) == (date(2026, 6, 30), "period-heading")


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("định kỳ hằng tháng, trước ngày 25", "FREQ=MONTHLY;BYMONTHDAY=25"),
        ("hằng quý", "FREQ=MONTHLY;INTERVAL=3"),
        ("trước ngày 20 tháng cuối quý", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"),
        ("trước ngày 15/12 hằng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"),
        ("thứ Sáu hằng tuần", "FREQ=WEEKLY;BYDAY=FR"),
        ("định kỳ 6 tháng một lần", "FREQ=MONTHLY;INTERVAL=6"),
    ],
)
def test_recurring_duties_give_a_rule(words: str, rule: str) -> None:
    assert find_due(f"Báo cáo {words}", ISSUED)[1] == rule


def test_a_full_date_goes_before_a_recurrence_told_elsewhere() -> None:
    due, rule = find_due(
        "Rà soát đối tượng hưởng trợ cấp hằng tháng trước ngày 30/6/2026",
        Setting(Clock(date(2026, 4, 7)), WorkCalendar()),
    )

    assert (due.day, rule) == (date(2026, 6, 30), None)
