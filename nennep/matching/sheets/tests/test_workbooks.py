import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from nennep.lib.errors import BadFile
from nennep.matching.sheets import open_sheets
from nennep.matching.sheets.tests.make import open_document, read, text_file, texts, workbook


def test_numbers_dates_and_failed_formulas_are_read_as_excel_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "ds.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["Họ và tên", "Số CCCD", "Ngày sinh", "Số thẻ"])
        sheet.write("A2", "Nguyễn Văn An")
        sheet.write("B2", 31090001234)
        sheet.write_datetime("C2", datetime(1970, 5, 12), day)
        sheet.write_formula("D2", "=VLOOKUP(1,A:A,1)", None, "#N/A")

    found = read(path)

    assert texts(found) == {2: ["Nguyễn Văn An", "31090001234", "1970-05-12", "#N/A"]}


def test_empty_rows_and_columns_before_the_table_shift_nothing(tmp_path: Path) -> None:
    cells = {"C5": "Họ và tên", "D5": "Ngày sinh", "C7": "Nguyễn Văn An", "D7": "1970"}

    sheet = read(workbook(tmp_path, {"DS": cells}))

    assert sheet.headings == {"C": "Họ và tên", "D": "Ngày sinh"}
    assert texts(sheet) == {7: ["Nguyễn Văn An", "1970"]}


def test_every_sheet_with_anything_in_it_is_read_hidden_ones_too(tmp_path: Path) -> None:
    path = tmp_path / "ds.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("Chi bộ 1", "Trống", "Chi bộ 2"):
            sheet = book.add_worksheet(name)
            if name != "Trống":
                sheet.write_row("A1", ["Họ và tên", "Ngày sinh"])
                sheet.write_row("A2", ["Nguyễn Văn An", "1970"])
        sheet.hide()

    sheets = open_sheets(path)

    assert [sheet.name for sheet in sheets] == ["Chi bộ 1", "Chi bộ 2"]


def test_an_open_document_is_read_like_a_workbook(tmp_path: Path) -> None:
    path = open_document(tmp_path, [["Họ và tên", "Ngày sinh"], ["", ""], ["Nguyễn Văn An", "1970"]])

    assert texts(read(path)) == {3: ["Nguyễn Văn An", "1970"]}


@pytest.mark.slow
def test_a_sheet_that_claims_more_cells_than_memory_holds_is_turned_away(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"DS": {"A1": "Họ và tên", "XFD1048576": "x"}})

    with pytest.raises(BadFile) as turned_away:
        open_sheets(path)

    assert turned_away.value.code == "too_heavy"


@pytest.mark.slow
def test_an_archive_that_would_swell_beyond_measure_is_turned_away(tmp_path: Path) -> None:
    path = tmp_path / "ds.xlsx"
    packed = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    with packed as archive, archive.open("xl/worksheets/sheet1.xml", "w") as part:
        for _ in range(300):
            part.write(bytes(1024 * 1024))

    with pytest.raises(BadFile) as turned_away:
        open_sheets(path)

    assert turned_away.value.code in {"bomb", "damaged"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \n \n", "no_text"),
        (b"\x89PNG\r\n\x1a\n0000", "wrong_type"),
        (b"%PDF-1.4\n", "wrong_type"),
        (b"PK\x03\x04nothing", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), "damaged"),
        (bytes(range(256)) * 20, "unknown_type"),
        (b"<html><body>no table</body></html>", "wrong_type"),
    ],
)
def test_what_is_no_table_is_turned_away_with_its_reason(tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(BadFile) as turned_away:
        open_sheets(text_file(tmp_path, content, "ds.xlsx"))

    assert turned_away.value.code == code
