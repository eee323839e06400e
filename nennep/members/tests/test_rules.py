"""The table of standings, years, sealing, typed values, the order of names."""

from datetime import date

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from nennep.lib.ordering import name_key
from nennep.members.fields import kept_fields, masked
from nennep.members.rules import LIVING, MOVES, Standing, first_standing, years_between
from nennep.members.sealing import Broken, mark, seal, unseal
from nennep.members.typed import read_value, read_values

TODAY = date(2026, 11, 26)


def test_every_standing_has_its_moves_and_the_dead_have_none() -> None:
    assert set(MOVES) == set(Standing)
    assert [one for one, moves in MOVES.items() if not moves] == [Standing.DECEASED]


def test_who_left_comes_back_only_on_probation() -> None:
    for gone in (Standing.LEFT, Standing.REMOVED, Standing.EXPELLED):
        assert MOVES[gone] & LIVING == {Standing.PROBATIONARY}


def test_a_late_admission_without_an_official_day_is_probation() -> None:
    assert first_standing("", "2026-02-03", TODAY) is Standing.PROBATIONARY
    assert first_standing("2020-02-03", "2019-02-03", TODAY) is Standing.OFFICIAL
    assert first_standing("", "", TODAY) is Standing.OFFICIAL


def test_a_list_that_leaves_the_official_day_out_makes_nobody_probationary() -> None:
    assert first_standing("", "2008-09-02", TODAY) is Standing.OFFICIAL
    assert first_standing("", "2024", TODAY) is Standing.OFFICIAL


@pytest.mark.parametrize(
    ("start", "years"), [("1970-11-26", 56), ("1970-11-27", 55), ("1970", 56), ("1970-12", 55), ("", None)]
)
def test_years_are_full_years(start: str, years: int | None) -> None:
    assert years_between(start, TODAY) == years


@given(st.text(min_size=1))
def test_what_is_sealed_opens_for_its_person_and_field_alone(text: str) -> None:
    token = seal("abc", "id12", text)

    assert text not in token or len(text) < 3
    assert unseal("abc", "id12", token) == text
    for whose, field in (("abd", "id12"), ("abc", "id9")):
        with pytest.raises(Broken):
            unseal(whose, field, token)


def test_another_installation_opens_nothing_and_marks_otherwise() -> None:
    token, found = seal("abc", "id12", "031170004821"), mark("id12", "031170004821")

    with override_settings(SECRET_KEY="another key of another office, long enough"):
        assert mark("id12", "031170004821") != found
        with pytest.raises(Broken):
            unseal("abc", "id12", token)


def test_a_broken_token_is_no_value() -> None:
    for token in ("1.", "1.abc", "gì đó", "1." + "A" * 60):
        with pytest.raises(Broken):
            unseal("abc", "id12", token)


def test_a_mask_shows_the_end_of_a_number_and_nothing_of_words() -> None:
    fields = kept_fields()

    assert masked(fields["id12"], "031170004821") == "•••••821"
    assert masked(fields["religion"], "Không") == "•••••"
    assert masked(fields["phone"], "") == ""


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("name", "đặng  thị MAI LAN", "Đặng Thị Mai Lan"),
        ("dob", "12/5/1970", "1970-05-12"),
        ("dob", "1970", "1970"),
        ("id12", "031 170 004 821", "031170004821"),
        ("sex", "Nữ", "nữ"),
        ("phone", "0912.345.678", "0912345678"),
        ("religion", "", ""),
    ],
)
def test_a_typed_value_is_kept_as_lists_are_cleaned(key: str, text: str, value: str) -> None:
    assert read_value(key, text, TODAY).value == value
    assert not read_value(key, text, TODAY).fault


@pytest.mark.parametrize(("key", "text"), [("dob", "32/13/1970"), ("id12", "12345"), ("sex", "x2"), ("phone", "12")])
def test_what_cannot_be_read_stays_as_typed_and_is_said(key: str, text: str) -> None:
    typed = read_value(key, text, TODAY)

    assert typed.value == text
    assert text in typed.fault


def test_the_values_of_a_form_are_read_together() -> None:
    values, faults = read_values({"name": "Lan Anh", "dob": "40/1/1970"}, TODAY)

    assert values["name"] == "Lan Anh"
    assert list(faults) == ["dob"]


def test_names_stand_by_given_name_in_the_order_of_the_alphabet() -> None:
    ordered = ["Lê An", "Nguyễn Văn An", "Lê Án", "Trần Văn Anh", "Cao Ăn", "Cao Ân", "Bùi Dũng", "Bùi Đức", "Hồ Em"]

    mixed = [ordered[place] for place in (8, 0, 4, 2, 6, 1, 7, 3, 5)]
    assert sorted(mixed, key=name_key) == ordered
    assert name_key("Lê An") == name_key("LÊ  AN")
