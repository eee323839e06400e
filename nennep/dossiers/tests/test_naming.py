"""Names as offices write them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nennep.dossiers.catalogue import load
from nennep.dossiers.naming import file_name, like_person, like_unit, person_name, unit_name

CATALOGUE = load()


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("1.Ly lich.pdf", "01.Ly lich.pdf"),
        ("01.Lý lịch đảng viên.pdf", "01.Ly lich dang vien.pdf"),
        (unicodedata.normalize("NFD", "01.Lý lịch.pdf"), "01.Ly lich.pdf"),
        ("01. Ly  lich .PDF", "01.Ly lich.pdf"),
        ("01.Ly lich.pdf.pdf", "01.Ly lich.pdf"),
        ("07.Quyet dinh (2).pdf", "07.Quyet dinh.2.pdf"),
        ("07.Quyet dinh.02.pdf", "07.Quyet dinh.2.pdf"),
        ("0007.Quyet dinh.pdf", "07.Quyet dinh.pdf"),
    ],
)
def test_a_file_name_that_can_be_told_is_put_right(written: str, right: str) -> None:
    named = file_name(written, CATALOGUE)

    assert named.certain
    assert named.written(named.copy) == right
    assert right in named.said[0].advice


@pytest.mark.parametrize("written", ["01.Ly lich.pdf", "001.Ly lich.pdf", "104.Don-thu_2024.pdf", "07.LyLich.12.pdf"])
def test_a_right_file_name_is_left_alone(written: str) -> None:
    named = file_name(written, CATALOGUE)

    assert not named.said
    assert named.written(named.copy) == written


@pytest.mark.parametrize(
    "written",
    [
        *("Ly lich.pdf", "01.pdf", "01.2024.pdf", "12-QD-TU.pdf", "01_Ly lich.pdf", "01 Ly lich.pdf", ".pdf"),
        *("07.QD 12/QĐ, lần 2.pdf", "07.Quyet.dinh.pdf", "07.Ly lich - Copy.pdf", "0.X.pdf", "105.X.pdf", "2024.X.pdf"),
    ],
)
def test_where_nobody_can_tell_the_name_it_is_a_fault_and_not_changed(written: str) -> None:
    named = file_name(written.replace("/", "-"), CATALOGUE)

    assert named.said
    assert not named.certain


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("031085000001_Nguyễn Văn An", "031085000001_NguyenVanAn"),
        ("031085000001_NGUYỄN VĂN AN", "031085000001_NguyenVanAn"),
        ("031085000001 - Nguyễn Đức Ân", "031085000001_NguyenDucAn"),
        ("031085000001NguyenVanAn", "031085000001_NguyenVanAn"),
        ("Nguyễn Văn An_031085000001", "031085000001_NguyenVanAn"),
        ("066085000001_H'Hen Niê", "066085000001_HHenNie"),
    ],
)
def test_the_name_of_a_person_is_set_together_without_accents(written: str, right: str) -> None:
    named = person_name(written, CATALOGUE)

    assert (named.right, named.certain) == (right, True)
    assert named.said


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("31085000001_NguyenVanAn", "số 0 đứng đầu"),
        ("031234567_NguyenVanAn", "chứng minh nhân dân"),
        ("0310850000012_NguyenVanAn", "đủ 12 chữ số"),
        ("031085000001", "họ tên"),
        ("031085000001_NguyenVanAn2", "họ tên"),
        ("031085000001_Nguyen Van An - Copy", "họ tên"),
        ("NguyenVanAn", "ví dụ"),
    ],
)
def test_a_person_who_cannot_be_told_is_said_why(written: str, advice: str) -> None:
    named = person_name(written, CATALOGUE)

    assert not named.certain
    assert advice in named.said[0].advice


def test_units_are_known_by_their_five_numbers() -> None:
    right = "31.012.045.000.003"

    assert not unit_name(right, CATALOGUE).said
    assert unit_name("31-012-045-000-003 - Chi bộ 3", CATALOGUE).right == right
    assert unit_name("31 . 012.045.000.003", CATALOGUE).certain
    assert not unit_name("31.12.45.0.3", CATALOGUE).certain
    assert unit_name("31.12.45.0.3", CATALOGUE).right == right
    assert unit_name("Chi bo 3", CATALOGUE).right == ""
    assert unit_name("31.012.045.003", CATALOGUE).right == ""
    assert like_unit("31-012-045-000-003")
    assert like_person("Nguyễn Văn An 031085000001", CATALOGUE)
    assert not like_unit("031085000001_NguyenVanAn")


@given(st.text(st.sampled_from("0179 .-_()áĐdaNPFpdf\u0301\ud800\n"), max_size=24))
def test_a_name_put_right_stays_right(text: str) -> None:
    """Idempotent: what was written once for certain is not changed again."""
    file = file_name(text, CATALOGUE)
    person, unit = person_name(text, CATALOGUE), unit_name(text, CATALOGUE)

    if file.certain:
        again = file_name(file.written(file.copy), CATALOGUE)
        assert again.certain
        assert not again.said
    assert not person.certain or not person_name(person.right, CATALOGUE).said
    assert not unit.certain or not unit_name(unit.right, CATALOGUE).said
