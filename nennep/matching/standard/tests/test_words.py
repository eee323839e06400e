import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nennep.matching.standard.sex import standard_sex
from nennep.matching.standard.units import Units, standard_cell, standard_unit_code
from nennep.matching.standard.words import standard_education, standard_ethnic, standard_religion

TABLES = {"ethnic": standard_ethnic, "religion": standard_religion, "education": standard_education}
UNITS = Units(
    {
        "31.001": "Chi bộ Văn phòng",
        "31.002": "Chi bộ Tổ dân phố số 3",
        "31.003": "Chi bộ Trường Trung học phổ thông Lê Chân",
        "31.004": "Đảng bộ xã An Hưng",
        "31.005": "Chi bộ thôn 3",
        "31.006": "Chi bộ thôn 13",
        "31.007": "Chi bộ xã An Hưng",
    }
)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Nam", "nam"), ("NỮ", "nữ"), ("Nu", "nữ"), ("M", "nam"), ("F", "nữ"), ("Ông", "nam"), ("Bà", "nữ"),
        ("Gái", "nữ"), ("trai", "nam"), ("0", None), ("1", None), ("x", None), ("không rõ", None),
    ],
)  # fmt: skip
def test_sex_is_said_one_way(written: str, value: str | None) -> None:
    made = standard_sex(written)

    assert made.value == value
    assert bool(made.fault) == (value is None)


def test_a_mark_says_the_sex_of_its_column() -> None:
    assert standard_sex("x", "Nữ").value == "nữ"
    assert standard_sex("X", "Giới tính / Nam").value == "nam"
    assert standard_sex("x", "Nam/Nữ").value is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("kinh", "Kinh"), ("Kinh (Việt)", "Kinh"), ("H'Mông", "Mông"), ("Hmong", "Mông"), ("Ê-đê", "Ê Đê"),
        ("Dân tộc: Tày", "Tày"), ("Người Hoa", "Hoa"), ("Pháp", "Pháp"),
    ],
)  # fmt: skip
def test_ethnic_groups_bear_one_name_and_the_unknown_is_kept(written: str, value: str) -> None:
    made = standard_ethnic(written)

    assert (made.value, made.fault) == (value, "")


def test_no_religion_is_an_answer() -> None:
    assert standard_religion("không").value == "Không"
    assert standard_religion("Thiên chúa giáo").value == "Công giáo"
    assert standard_religion("-").value is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12/12", "12/12"), ("Lớp 9/12", "9/12"), ("09/12", "9/12"), ("10/10", "10/10"), ("THPT", "12/12"),
        ("ĐH", "Đại học"), ("Cử nhân", "Đại học"), ("Thạc sỹ", "Thạc sĩ"), ("TC", "Trung cấp"), ("CĐ", "Cao đẳng"),
        ("cử nhân luật", "Cử nhân luật"), ("2025-12-10 00:00:00", "10/12"), ("12-Dec", "12/12"), ("2025-10-09", "9/10"),
    ],
)  # fmt: skip
def test_education_is_written_one_way(written: str, value: str) -> None:
    assert standard_education(written).value == value


def test_all_54_ethnic_groups_are_known() -> None:
    tables = tomllib.loads((files("nennep.matching.standard") / "words.toml").read_text("utf-8"))

    assert len(tables["ethnic"]) == 54
    for kind, standard in (
        ("ethnic", standard_ethnic),
        ("religion", standard_religion),
        ("education", standard_education),
    ):
        for house, ways in tables[kind].items():
            assert standard(house).rule == ""
            assert all(standard(way).value == house for way in ways), house


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("CB Văn phòng", "Chi bộ Văn phòng"), ("CHI BỘ VĂN PHÒNG", "Chi bộ Văn phòng"), ("cb1", "Chi bộ 1"),
        ("Chi bộ  thôn 3", "Chi bộ thôn 3"), ("ĐB xã An Hưng", "Đảng bộ xã An Hưng"), ("văn phòng", "Văn phòng"),
        ("Cbộ", "Cbộ"), ("UBND", "UBND"),
        ("CHI BỘ UBND XÃ AN HƯNG", "Chi bộ UBND xã An Hưng"), ("CB THÔN ĐOÀI", "Chi bộ thôn Đoài"),
        ("CHI BỘ CÔNG AN", "Chi bộ Công an"), ("CHI BỘ TRẠM Y TẾ PHƯỜNG AN BIÊN", "Chi bộ Trạm Y tế phường An Biên"),
        ("CB TRƯỜNG THCS LÊ CHÂN XÃ NAM SƠN", "Chi bộ Trường THCS Lê Chân xã Nam Sơn"),
        ("CHI BỘ BỆNH VIỆN ĐA KHOA VIỆT TIỆP", "Chi bộ Bệnh viện Đa khoa Việt Tiệp"),
    ],
)  # fmt: skip
def test_a_cells_name_is_written_out(written: str, value: str) -> None:
    assert standard_cell(written).value == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("31.001.002.000.003", "31.001.002.000.003"), ("31001002000003", "31.001.002.000.003"),
        ("31-001-002-000-003", "31.001.002.000.003"), ("31 001.002 000.003", "31.001.002.000.003"), ("31.1.2", None),
    ],
)  # fmt: skip
def test_a_units_code_has_five_levels(written: str, value: str | None) -> None:
    made = standard_unit_code(written)

    assert (made.value, made.fault) == (value, "" if value else "malformed")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("CB VP", "31.001"), ("chi bo van phong", "31.001"), ("Chi bộ văn pòng", "31.001"), ("TDP số 3", "31.002"),
        ("Tr. THPT Lê Chân", "31.003"), ("ĐB xã An Hưng", "31.004"), ("CB xã An Hưng", "31.007"), ("thôn 03", "31.005"),
        ("31.006", "31.006"), ("thôn 33", None),
    ],
)  # fmt: skip
def test_a_unit_is_found_in_the_tree(written: str, code: str | None) -> None:
    assert UNITS.match(written).code == code


def test_a_name_borne_twice_keeps_its_candidates() -> None:
    found = UNITS.match("xã An Hưng")

    assert found.code is None
    assert set(found.candidates) == {"31.004", "31.007"}


@pytest.mark.slow
@given(st.text() | st.sampled_from(("cb cb", "CB: CB", "ĐU.", "CHI BỘ", "c.b.")))
def test_standard_words_are_their_own_standard(text: str) -> None:
    for standard in (
        standard_sex,
        standard_ethnic,
        standard_religion,
        standard_education,
        standard_cell,
        standard_unit_code,
    ):
        made = standard(text)
        if made.value is not None:
            again = standard(made.value)
            assert (again.value, again.rule) == (made.value, "")
    UNITS.match(text)
