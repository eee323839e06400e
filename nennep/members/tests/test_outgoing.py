"""What leaves, to the letter: cards that every phone reads, cells that cannot act, columns as the layout has them."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from nennep.members.fields import kept_fields
from nennep.members.outgoing.columns import SAID, Known, parts_of_place, said
from nennep.members.outgoing.contacts import card_of
from nennep.members.outgoing.layout import Column, layout_on
from nennep.members.outgoing.workbook import Table, write_workbook

TODAY = date(2026, 11, 26)
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=120)


def test_the_layout_has_thirty_three_columns_and_knows_where_each_comes_from() -> None:
    layout = layout_on(TODAY)

    assert len(layout.columns) == 33
    assert len({column.heading for column in layout.columns}) == 33
    assert [c.source for c in layout.columns if c.source and not c.field and c.source not in SAID] == []
    assert len(layout.empty(tuple(kept_fields()))) == 6


def test_a_day_before_the_first_layout_is_served_by_the_first() -> None:
    assert layout_on(date(1990, 1, 1)).version == "2026-1"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Phường Lê Chân, Thành phố Hải Phòng", ("Thành phố Hải Phòng", "Phường Lê Chân", "")),
        ("Xóm Bến, nơi không ai biết", ("", "", "Xóm Bến, nơi không ai biết")),
        ("", ("", "", "")),
    ],
)
def test_a_place_is_told_in_its_two_levels_and_what_is_not_known_in_words(
    text: str, parts: tuple[str, str, str]
) -> None:
    assert parts_of_place(text) == parts


def test_nothing_is_said_where_nothing_is_known() -> None:
    nobody = Known(values={})

    assert {said(nobody, column) for column in layout_on(TODAY).columns} == {""}


def test_a_day_is_told_as_far_as_it_is_known() -> None:
    column = Column("Ngày sinh", "dob")

    assert [said(Known({"dob": iso}), column) for iso in ("1970-05-12", "1970-05", "1970")] == [
        "12/05/1970", "05/1970", "1970",
    ]  # fmt: skip


@given(name=WORDS, cell=WORDS, phone=WORDS)
def test_a_card_is_folded_and_escaped_and_read_back(name: str, cell: str, phone: str) -> None:
    card = card_of(Known({"name": name, "phone": phone}, cell=cell, posts=("Bí thư; chi ủy", "a,b")), "abc")

    lines = card.split("\r\n")
    assert lines[0] == "BEGIN:VCARD"
    assert lines[-2:] == ["END:VCARD", ""]
    assert all(len(line.encode()) <= 75 for line in lines)
    read = read_back(card)
    assert list(read) == ["BEGIN", "VERSION", "UID", "N", "FN", "ORG", "TITLE", "TEL;TYPE=CELL", "END"]
    assert (read["FN"], read["ORG"], read["TEL;TYPE=CELL"]) == (name, cell, phone)


def read_back(card: str) -> dict[str, str]:
    """As RFC 2426 says: unfold, part at the first colon, take the backslashes away."""
    lines = card.replace("\r\n ", "").split("\r\n")[:-1]
    told = (line.partition(":") for line in lines)
    return {key: re.sub(r"\\(.)", lambda found: found[1], value) for key, _, value in told}


def test_a_name_stands_family_first_on_a_card() -> None:
    card = card_of(Known({"name": "Đặng Thị Mai Lan", "phone": "0912345678"}, cell="Chi bộ 1"), "abc")

    assert "\r\nN:Đặng;Lan;Thị Mai;;\r\n" in card
    assert "TITLE" not in card


@pytest.mark.parametrize("typed", ["=1+1", "+1", "@SUM(1)", "\t=1", "＝1", "=HYPERLINK(1)", "a\x00b"])
def test_nothing_typed_acts_in_a_workbook(typed: str, tmp_path: Path) -> None:
    to = tmp_path / "so.xlsx"

    write_workbook(to, [Table("Đảng viên", ["Họ và tên"], iter([[typed], ["031170004821"]]))])

    [sheet] = load_workbook(to).worksheets
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].quotePrefix or not typed.startswith(("=", "+", "@", "\t", "＝"))
    assert sheet["A3"].value == "031170004821"
    assert [path.name for path in tmp_path.iterdir()] == ["so.xlsx"]
