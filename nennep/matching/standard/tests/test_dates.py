from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nennep.matching.fields import DATES, Field
from nennep.matching.standard.dates import IMPOSSIBLE, SWAPPED, Precision, standard_date

TODAY = date(2026, 9, 15)
DAYS = st.dates(date(1930, 1, 1), TODAY - timedelta(days=17 * 366))
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
HABITS: dict[str, Callable[[date], str]] = {
    "d/m/y": lambda day: f"{day.day}/{day.month}/{day.year}",
    "dd/mm/yyyy": lambda day: f"{day:%d/%m/%Y}",
    "dd.mm.yyyy": lambda day: f" {day:%d.%m.%Y}. ",
    "dd-mm-yyyy": lambda day: f"'{day:%d-%m-%Y}",
    "d/m/yy": lambda day: f"{day:%d/%m/%y}",
    "iso": lambda day: day.isoformat(),
    "iso time": lambda day: f"{day.isoformat()}T00:00:00",
    "excel text": lambda day: f"{day:%d/%m/%Y} 00:00:00",
    "excel number": lambda day: str((day - date(1899, 12, 30)).days),
    "excel float": lambda day: f"{(day - date(1899, 12, 30)).days}.0",
    "together": lambda day: f"{day:%d%m%Y}",
    "iso together": lambda day: f"{day:%Y%m%d}",
    "eaten zero": lambda day: f"{day:%d%m%Y}".lstrip("0"),
    "spoken": lambda day: f"ngày {day:%d} tháng {day:%m} năm {day.year}",
    "google": lambda day: f"{day.day} thg {day.month}, {day.year}",
    "english": lambda day: f"{day.day}-{MONTHS[day.month - 1]}-{day.year}",
    "letters": lambda day: f"{day:%d/%m/%Y}".replace("0", "O").replace("1", "l"),
}


@pytest.mark.parametrize("habit", HABITS)
@given(day=DAYS)
def test_a_day_is_read_in_every_habit(habit: str, day: date) -> None:
    made = standard_date(HABITS[habit](day), Field.DOB, TODAY)

    assert (made.value, made.precision) == (day.isoformat(), Precision.DAY)
    assert bool(made.rule) == (habit != "iso")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1970", "1970"), ("/1970", "1970"), ("00/00/1970", "1970"), ("../../1970", "1970"), ("xx/xx/1970", "1970"),
        ("1970.0", "1970"), ("1.970", "1970"),
        ("sinh năm 1970", "1970"), ("ngày … tháng … năm 1970", "1970"), ("01/00/1970", "1970"),
        ("02/1970", "1970-02"), ("tháng 2 năm 1970", "1970-02"), ("T2/1970", "1970-02"), ("00/02/1970", "1970-02"),
        ("021970", "1970-02"), ("tháng năm năm 1970", "1970-05"), ("Feb-70", "1970-02"), ("2/70", "1970-02"),
        ("12/30/1970", "1970-12-30"), ("1970-13-02", "1970-02-13"), ("010270", "1970-02-01"),
        ("70-02-01", "1970-02-01"),
        ("1970-01-31T17:00:00.000Z", "1970-02-01"), ("1/2/1970 12:00:00 SA", "1970-02-01"), ("25600.75", "1970-02-01"),
    ],
)  # fmt: skip
def test_no_more_is_said_than_is_known(written: str, value: str) -> None:
    made = standard_date(written, Field.DOB, TODAY)

    assert made.value == value
    assert made.precision == {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}[len(value)]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("31/02/1970", IMPOSSIBLE), ("29/02/1971", IMPOSSIBLE), ("45/13/1970", IMPOSSIBLE), ("01/02/2030", IMPOSSIBLE),
        ("1850", IMPOSSIBLE), ("không rõ", "missing"), ("-", "missing"), ("../../....", "missing"),
        ("abc", "malformed"),
        ("12", "malformed"), ("200102", "malformed"), ("01/02/197", "malformed"),
        ("01/02/1970-03/04/1971", "malformed"),
        ("5", "malformed"), ("45000", "malformed"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_birth_date_says_why(written: str, fault: str) -> None:
    made = standard_date(written, Field.DOB, TODAY)

    assert (made.value, made.fault) == (None, fault)


def test_a_year_of_two_figures_is_read_by_the_field() -> None:
    assert standard_date("1/1/15", Field.DOB, TODAY).value == "1915-01-01"
    assert standard_date("1/1/15", Field.ADMISSION, TODAY).value == "2015-01-01"
    assert standard_date("30/9/26", Field.ADMISSION, TODAY).fault == IMPOSSIBLE
    assert standard_date("45000", Field.OFFICIAL, TODAY).value == "2023-03-15"


def test_a_swap_is_named() -> None:
    assert SWAPPED in standard_date("12/30/1970", Field.DOB, TODAY).rule


@given(st.text() | st.from_regex(r"[0-9OlIx?./ -]{0,12}", fullmatch=True) | DAYS.map(str), st.sampled_from(DATES))
def test_a_standard_date_is_its_own_standard(text: str, kind: Field) -> None:
    made = standard_date(text, kind, TODAY)

    assert (made.value is None) == bool(made.fault)
    if made.value:
        again = standard_date(made.value, kind, TODAY)
        assert (again.value, again.rule) == (made.value, "")
