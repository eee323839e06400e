"""Which row is what; pure, so that any sheet may be thrown at it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nennep.imports.rules import Column, Row, SheetKind, plain, rows_of

KIND = SheetKind(
    "units",
    "Đơn vị",
    (Column("name", "Tên đơn vị", ("Tổ chức đảng",), required=True), Column("code", "Mã", ("Mã số",))),
)
CELLS = st.sampled_from(
    ["", "Tên đơn vị", "TỔ CHỨC ĐẢNG", "Mã", "1", "2", "3", "Tổng cộng", "Chi bộ 1", "=1+1", "\u200b"]
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=40), st.integers(1, 9))
def test_rows_in_are_rows_judged_or_reported(rows: list[list[str]], first: int) -> None:
    found = rows_of("Trang 1", first, rows, [KIND])

    assert [row.number for row in found] == list(range(first, first + len(rows)))
    assert all(bool(row.kind) != bool(row.skipped) for row in found)
    assert all(any(row.values.values()) for row in found if row.kind)


@pytest.mark.parametrize("heading", ["TÊN ĐƠN VỊ", "ten don vi", " Tên  đơn vị: ", "Tổ chức Đảng (*)"])
def test_headings_are_known_in_many_spellings(heading: str) -> None:
    assert data(rows_of("A", 1, [[heading, "Mã số"], ["Chi bộ 1", "01"]], [KIND])) == [
        {"name": "Chi bộ 1", "code": "01"}
    ]


def test_titles_totals_and_column_numbers_are_no_data() -> None:
    rows = [["DANH SÁCH"], [], ["Mã", "Tên đơn vị", "x"], ["(1)", "(2)", "(3)"], ["A", "Chi bộ 1", ""], ["Tổng số: 1"]]
    found = rows_of("A", 1, rows, [KIND])

    assert data(found) == [{"code": "A", "name": "Chi bộ 1"}]
    assert [row.number for row in found if row.skipped] == [1, 2, 3, 4, 6]


def test_the_heading_row_with_most_known_columns_wins() -> None:
    rows = [["Tên đơn vị"], ["Mã", "Tên đơn vị"], ["A", "Chi bộ 1"]]

    assert data(rows_of("A", 1, rows, [KIND])) == [{"code": "A", "name": "Chi bộ 1"}]


def data(rows: list[Row]) -> list[dict[str, str]]:
    return [row.values for row in rows if row.kind]


def test_a_heading_is_compared_without_accents_and_marks() -> None:
    assert plain("  Số ĐT.  (liên hệ) ") == "so dt lien he"
