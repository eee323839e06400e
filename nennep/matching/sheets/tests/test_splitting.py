"""A sheet that is read piece by piece is the sheet that is read whole."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import fastexcel
import polars as pl
import pytest
import xlsxwriter
from openpyxl import Workbook

from nennep.matching.sheets import splitting
from nennep.matching.sheets.child import Rows, _written
from nennep.matching.sheets.workbook import together

ROWS = 2_000


def cell(row: int, column: int) -> object:
    """Texts, figures and blanks; every seventh row is empty, some begin in the second column."""
    if row % 7 == 3 or (row % 11 == 5 and column == 0) or (column == 4 and row < ROWS // 2):
        return None
    return row * 1.5 if column == 2 else f"ô {row % 50}; {column} & <b>"


def by_excel(path: Path) -> Path:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Đảng viên")
    for row in range(ROWS):
        sheet.append([cell(row, column) for column in range(5)])
    book.create_sheet("khác").append(["x"])
    book.save(path)
    return path


def by_software(path: Path) -> Path:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Đảng viên")
        for row in range(ROWS):
            for column in range(5):
                sheet.write(row, column, cell(row, column))
    return path


def read(book: Path, rows: Rows, called: str) -> pl.DataFrame:
    file, height = _written(fastexcel.read_excel(str(book)), rows, called) or ("", 0)
    table = pl.read_ipc(rows.folder / file)
    assert table.height == height
    return table


@pytest.mark.parametrize("make", [by_excel, by_software])
def test_the_pieces_of_a_sheet_are_the_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], Path]
) -> None:
    monkeypatch.setattr(splitting, "BLOCK", 4_096)
    path = make(tmp_path / "sổ.xlsx")
    part = splitting.parts_of(str(path))["Đảng viên"]

    cut = list(splitting.pieces(str(path), part, tmp_path, 40_000))

    assert len(cut) > 3
    rows = Rows("Đảng viên", tmp_path, 0, first=True)
    tables = [
        (piece.first_row, read(piece.book, replace(rows, first=at == 0), f"{at}")) for at, piece in enumerate(cut)
    ]
    assert together(tables).equals(read(path, rows, "whole"))


def test_a_book_without_plain_parts_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "không phải.xlsx"
    path.write_bytes(b"PK\x03\x04 hu hong")

    assert splitting.parts_of(str(path)) == {}
