import pytest

from nennep.workbench.rules import NO_NAME, doubled, faults_of, is_thin, key_of, masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("031070001234", "031•••••••34"),
        ("Số định danh 031070001234 ghi năm sinh 1970.", "Số định danh 031•••••••34 ghi năm sinh 1970."),
        ("0912 345 678", "091• ••• •78"),
        ("30.012345", "30.0•••45"),
        ("12/05/1970", "12/05/1970"),
        ("19700512", "19700512"),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hùng"),
    ],
)
def test_numbers_are_shown_in_part_and_days_whole(text: str, shown: str) -> None:
    assert masked(text) == shown


def test_a_sheet_without_a_column_of_names_cannot_be_taken() -> None:
    assert faults_of({"A": "dob", "B": None}) == [NO_NAME]
    assert faults_of({"A": "last_name", "B": "given_name"}) == []


def test_two_columns_of_one_field_are_told_unless_they_are_parts_of_a_place() -> None:
    claims = {"A": "name", "B": "card", "C": "card", "D": "residence", "E": "residence", "F": None, "G": None}

    assert doubled(claims) == {"card": ["B", "C"]}


def test_a_name_alone_is_too_thin_to_match_by() -> None:
    assert is_thin(["name", "cell", None])
    assert not is_thin(["name", "dob_nữ"])


def test_a_pair_has_one_key_whichever_record_comes_first() -> None:
    assert key_of("b2", "a1") == key_of("a1", "b2") == "a1-b2"
