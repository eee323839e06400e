"""What one record says against itself."""

from datetime import date

import polars as pl
import pytest

from nennep.matching.checking.finding import Rule
from nennep.matching.checking.people import check_people
from nennep.matching.checking.records import check_records
from nennep.matching.fields import Field
from nennep.matching.linking.tests.make_people import HUNG, LAN, people

TODAY = date(2026, 11, 26)


def rules(**changed: str | None) -> list[str]:
    found = check_records(people({**HUNG, **changed}), {Field.ID12, Field.DOB}, TODAY)
    return sorted(pl.concat(found)["rule"])


def test_a_sound_record_has_no_finding() -> None:
    assert rules() == []


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"dob": "1971-05-12"}, Rule.CCCD_BIRTH),
        ({"sex": "nữ"}, Rule.CCCD_SEX),
        ({"admission": "1988-05-11"}, Rule.ADMISSION_BEFORE_18),
        ({"admission": "1987"}, Rule.ADMISSION_BEFORE_18),
        ({"official": "1995-03-01"}, Rule.OFFICIAL_BEFORE_ADMISSION),
        ({"official": "1996-03-01"}, Rule.OFFICIAL_TOO_EARLY),
    ],
)
def test_what_cannot_be_is_told(changed: dict[str, str], rule: Rule) -> None:
    assert rules(**changed) == [rule]


@pytest.mark.parametrize(
    "changed",
    [
        {"admission": "1988-05-12"},  # on the day of the eighteenth birthday
        {"admission": "1988"},  # the year alone does not say
        {"official": "1996-03-02"},  # twelve months to the day
        {"official": "1996"},
        {"id12": "031070001234", "dob": "1970"},
        {"id12": "999070001234"},  # the province is not judged
        {"sex": None},
    ],
)
def test_what_may_be_is_not_told(changed: dict[str, str]) -> None:
    assert rules(**changed) == []


def test_a_number_of_this_century_tells_its_own_year() -> None:
    assert rules(id12="031204001234", dob="2004-02-01", admission="2024-01-01") == []


def test_a_card_on_two_people_is_told_for_both_and_names_the_other() -> None:
    both = people(HUNG, {**LAN, "card": HUNG["card"]}).with_columns(cluster=pl.Series([0, 1]))

    found = pl.concat(check_people(both))

    assert found["rule"].to_list() == [Rule.DUP_CARD] * 2
    assert "Trần Thị Lan (a.csv dòng 3)" in found["message"][0]


def test_a_person_in_two_cells_of_one_list_is_told() -> None:
    both = people(HUNG, {**HUNG, "cell": "Chi bộ 5"}).with_columns(cluster=pl.Series([0, 0]))

    assert pl.concat(check_people(both))["rule"].to_list() == [Rule.TWO_CELLS] * 2


def test_a_person_written_twice_in_one_cell_is_told_as_that() -> None:
    both = people(HUNG, HUNG).with_columns(cluster=pl.Series([0, 0]))

    assert pl.concat(check_people(both))["rule"].to_list() == [Rule.REPEATED] * 2


def test_a_person_in_two_lists_is_as_it_should_be() -> None:
    both = people(HUNG, {**HUNG, "cell": "CB Ba"}).with_columns(cluster=pl.Series([0, 0]), source=pl.Series(["a", "b"]))

    assert pl.concat(check_people(both)).is_empty()
