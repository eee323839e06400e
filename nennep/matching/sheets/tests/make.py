"""Ugly files, as offices send them."""

import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import xlsxwriter

from nennep.lib.legacy import TCVN3
from nennep.matching.model import ROW, Sheet
from nennep.matching.sheets import open_sheets

Cell = str | int | float | bool | None
TONES = "\u0300\u0301\u0303\u0309\u0323"
_TO_TCVN3 = str.maketrans({letter: chr(code) for code, letter in TCVN3.items()})


def text_file(folder: Path, content: str | bytes, name: str = "ds.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def workbook(folder: Path, sheets: Mapping[str, Mapping[str, Cell]], name: str = "ds.xlsx") -> Path:
    """Sheet → address → value."""
    path = folder / name
    with xlsxwriter.Workbook(str(path)) as book:
        for title, cells in sheets.items():
            sheet = book.add_worksheet(title)
            for address, value in cells.items():
                sheet.write(address, value)
    return path


def open_document(folder: Path, rows: Sequence[Sequence[str]]) -> Path:
    """An .ods by hand: the few parts that a reader asks for."""
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            if cell
            else "<table:table-cell/>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<office:document-content xmlns:office="{names}office:1.0" xmlns:table="{names}table:1.0" '
        f'xmlns:text="{names}text:1.0"><office:body><office:spreadsheet><table:table table:name="DS">{cells}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    path = folder / "ds.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{names}manifest:1.0"/>')
    return path


def windows_1258(text: str) -> bytes:
    """The tone behind its letter, as that encoding has it."""
    made = []
    for sign in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", sign)
        letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        made.append(letter + "".join(part for part in parts if part in TONES))
    return "".join(made).encode("cp1258")


def tcvn3(text: str) -> str:
    """As letters of Latin-1."""
    return text.translate(_TO_TCVN3)


def read(path: Path) -> Sheet:
    (sheet,) = open_sheets(path)
    return sheet


def texts(sheet: Sheet) -> dict[int, list[str | None]]:
    """Row → its cells."""
    return {row: list(cells) for row, *cells in sheet.text.rows()}


def aside_kinds(sheet: Sheet) -> dict[int, str]:
    return dict(sheet.asides.select(ROW, pl.col("kind")).rows())
