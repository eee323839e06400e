from pathlib import Path

import pytest

from nennep.lib.errors import BadFile
from nennep.matching.fields import Field
from nennep.matching.mapping import fingerprint, from_json, propose, read_mapping, to_json
from nennep.matching.sheets.tests.make import read, text_file

LIST = "Họ tên,Ngày sinh\nLê An,1970\nLê Bình,1971\nLê Cao,1972\n"


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    sheet = read(text_file(tmp_path, LIST))
    mappings = {"ds.csv": {"": {letter: each.field for letter, each in propose(sheet).items()}}}

    path = text_file(tmp_path, to_json(mappings), "mapping.json")

    assert read_mapping(path) == mappings == from_json(path, [sheet])


def test_sheets_that_the_file_does_not_name_are_proposed(tmp_path: Path) -> None:
    first, second = read(text_file(tmp_path, LIST, "a.csv")), read(text_file(tmp_path, LIST, "b.csv"))
    path = text_file(tmp_path, '{"a.csv": {"": {"b": "dob_nu"}}}', "mapping.json")

    found = from_json(path, [first, second])

    assert found["a.csv"][""] == {"A": None, "B": Field.DOB_WOMAN}
    assert found["b.csv"][""] == {"A": Field.NAME, "B": Field.DOB}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("{", "không phải JSON đúng dạng (dòng 1, ký tự 2)"),
        ("[]", "phần ngoài cùng phải là"),
        ('{"ds.csv": {"": {"1": "dob"}}}', "“1” không phải tên cột"),
        ('{"ds.csv": {"": {"B": "birth"}}}', "cột B ghi “birth”, không phải tên trường"),
        ('{"ds.csv": {"": {"Z": "dob"}}}', "không có cột Z; bảng này có các cột A, B"),
        ('{"ds.csv": {"Sheet1": {"A": "name"}}}', "tệp “ds.csv” không có bảng “Sheet1”"),
        ('{"khac.csv": {"": {"A": "name"}}}', "nói tới tệp “khac.csv”, không có trong lần chạy này"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_exactly_where(tmp_path: Path, given: str, said: str) -> None:
    sheet = read(text_file(tmp_path, LIST))

    with pytest.raises(BadFile, match=r"Tệp ghép cột “mapping\.json”") as turned_away:
        from_json(text_file(tmp_path, given, "mapping.json"), [sheet])

    assert said in str(turned_away.value)


def test_files_of_one_make_have_one_fingerprint(tmp_path: Path) -> None:
    first = read(text_file(tmp_path, LIST, "a.csv"))
    second = read(text_file(tmp_path, LIST.replace("Họ tên", "HỌ TÊN").replace("An", "Ân"), "b.csv"))
    other = read(text_file(tmp_path, LIST.replace("Ngày sinh", "Năm sinh"), "c.csv"))

    assert fingerprint(first) == fingerprint(second) != fingerprint(other)
