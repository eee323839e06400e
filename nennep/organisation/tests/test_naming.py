"""Names and their variants, without a database."""

import pytest

from nennep.organisation.naming import Manner, group_core, key, phrase_key, pieces
from nennep.organisation.rules import UnitKind

OURS = Manner(("binh hai",), "cac co quan dang")
CELL, COMMITTEE = UnitKind.CELL, UnitKind.COMMITTEE


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("các Chi, Đảng bộ trực thuộc", {CELL, COMMITTEE}),
        ("Các cấp ủy, tổ chức đảng trực thuộc Đảng ủy", {CELL, COMMITTEE}),
        ("Các chi bộ trực thuộc", {CELL}),
        ("các đảng ủy trực thuộc Đảng ủy các cơ quan Đảng thành phố", {COMMITTEE}),
        ("Các tổ chức chính trị - xã hội trực thuộc", {UnitKind.MASS}),
        ("các ban, văn phòng Đảng ủy", {UnitKind.BOARD, UnitKind.OFFICE}),
        ("Các đơn vị trực thuộc", set(UnitKind)),
    ],
)
def test_direct_children_are_understood_by_kind(words: str, kinds: set[UnitKind]) -> None:
    assert set(OURS.kinds_below(key(words)) or ()) == kinds


@pytest.mark.parametrize(
    "words", ["Văn phòng Đảng ủy", "Đảng ủy", "các đảng ủy trực thuộc Thành ủy", "Các chi bộ thôn"]
)
def test_one_body_or_a_stranger_s_children_are_not_all_below(words: str) -> None:
    assert OURS.kinds_below(key(words)) is None


def test_a_name_is_taken_apart_into_committee_body_and_superior() -> None:
    form = OURS.form(key("Đảng ủy Văn phòng Thành ủy Bình Hải"))

    assert (form.body, form.core, form.superior) == (COMMITTEE, "van phong", "thanh uy")


def test_the_own_committee_s_name_at_the_end_is_the_superior() -> None:
    form = OURS.form(key("Đoàn Thanh niên Cộng sản Hồ Chí Minh các cơ quan Đảng thành phố"))

    assert (form.core, form.superior) == ("doan thanh nien", "dang uy")


def test_dashes_short_forms_and_leads_do_not_part_two_phrases() -> None:
    assert phrase_key("Giao các cơ quan nội chính – tư pháp;") == phrase_key("cơ quan nội chính - tư pháp")
    assert key("MTTQ phường") == key("Ủy ban Mặt trận Tổ quốc Việt Nam phường")


def test_the_word_du_is_not_the_committee() -> None:
    assert key("Ban Quản lý dự án") == "ban quan ly du an"


def test_a_group_is_known_without_its_head() -> None:
    assert group_core("to chuc co so dang trong cac co quan noi chinh tu phap") == group_core("khoi noi chinh tu phap")


def test_a_list_is_cut_at_its_joints_and_shared_heads_are_dealt_out() -> None:
    assert [piece.words for piece in pieces("UBND các xã: Nậm Kha, Phú Lâm; Sở Y tế và Sở Xây dựng")] == [
        "UBND xã Nậm Kha",
        "UBND xã Phú Lâm",
        "Sở Y tế",
        "Sở Xây dựng",
    ]
