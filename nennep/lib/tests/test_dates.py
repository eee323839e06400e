import re
from datetime import date

import pytest

from nennep.lib.dates import format_date, month_end, parse_date, quarter_end, quarter_name, quarter_of, weekday_name


@pytest.mark.parametrize("written", ["25/6/2026", "25-06-2026", "25.6.2026", " 25/06/2026 ", "2026-06-25"])
def test_a_date_is_read_in_every_common_writing(written: str) -> None:
    assert parse_date(written) == date(2026, 6, 25)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("31/06/2026", "Ngày 31/06/2026 không có. Tháng 6 có 30 ngày."),
        ("01/13/2026", "Ngày 01/13/2026 không có. Một năm có 12 tháng."),
        ("1/1/0026", "Năm 26 nằm ngoài khoảng 1900–2199."),
        ("mai", "Không đọc được ngày “mai”. Hãy viết như 25/06/2026."),
    ],
)
def test_a_wrong_date_is_refused_in_one_vietnamese_sentence(written: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        parse_date(written)


def test_dates_and_quarters_are_written_as_the_office_does() -> None:
    assert format_date(date(2026, 6, 5)) == "05/06/2026"
    assert quarter_name(2026, 2) == "Quý II/2026"
    assert weekday_name(date(2026, 6, 30)) == "thứ Ba"


def test_periods_end_on_their_last_day() -> None:
    assert quarter_end(2026, 2) == date(2026, 6, 30)
    assert month_end(2028, 2) == date(2028, 2, 29)
    assert quarter_of(date(2026, 12, 1)) == 4
