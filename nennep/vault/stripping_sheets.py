"""The values of a table that are to be seen, in a book that has nothing else: no maker, comment, formula or style."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from nennep.lib.dates import format_date
from nennep.vault.struck import strike_row

MOST_CELLS = 200_000
LEFT_OUT = "Bản sao không có phần ẩn của bảng gốc: {} trang tính, {} dòng, {} cột."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
Row = Sequence[object]


def strip_xlsx(data: bytes, told: dict[str, str]) -> bytes:
    """Hidden sheets, rows and columns stay out, and a last sheet says how many."""
    book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if sum(sheet.max_row * sheet.max_column for sheet in shown) > MOST_CELLS:
        raise ValueError("too many cells")
    hidden = [hidden_in(sheet) for sheet in shown]
    names = [str(n) for n in range(1, len(shown) + 1)]
    sheets = [rows_of(sheet, *each, told) for sheet, each in zip(shown, hidden, strict=True)]
    counted = len(book.worksheets) - len(shown), *(sum(map(len, each)) for each in zip(*hidden, strict=True))
    if any(counted):
        names.append("Ghi chú")
        sheets.append(iter([[LEFT_OUT.format(*counted)]]))
    return written(names, sheets)


def rows_of(sheet: Any, rows: set[int], columns: set[int], told: dict[str, str]) -> Iterator[Row]:
    for n, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if n not in rows:
            yield plain_row([value for at, value in enumerate(values, 1) if at not in columns], told)


def hidden_in(sheet: Any) -> tuple[set[int], set[int]]:
    """Rows and columns within the table that nobody sees."""
    rows = {n for n, row in sheet.row_dimensions.items() if row.hidden or row.ht == 0}
    wide = [column for column in sheet.column_dimensions.values() if column.hidden or column.width == 0]
    columns = {n for column in wide for n in range(column.min, min(column.max, sheet.max_column) + 1)}
    return {n for n in rows if n <= sheet.max_row}, columns


def plain_row(values: Row, told: dict[str, str]) -> Row:
    """A number stays one unless it tells the author."""
    texts = [said(value) for value in values]
    struck = strike_row(texts, told, told.get("alias", ""))
    return [
        value if text == kept and is_number(value) else kept
        for value, text, kept in zip(values, texts, struck, strict=True)
    ]


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.hour == value.minute == 0:
        return format_date(value)
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    return format_date(value) if isinstance(value, date) else str(value).replace("\t", " ")


def written(names: Sequence[str], sheets: Sequence[Iterable[Row]]) -> bytes:
    """In memory alone: the library of tables would write a temporary file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts_of(names):
            book.writestr(name, HEAD + content)
        for n, rows in enumerate(sheets, 1):
            body = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
            book.writestr(
                f"xl/worksheets/sheet{n}.xml",
                f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>',
            )
    return out.getvalue()


def cell(value: object) -> str:
    """Text stays text: nothing becomes a formula."""
    if is_number(value):
        return f"<c><v>{value!r}</v></c>"
    text = escape(ILLEGAL_CHARACTERS_RE.sub("", str(value)))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' if text else "<c/>"


def parts_of(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What a book has besides its sheets."""
    numbers = range(1, len(names) + 1)
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{KIND}.worksheet+xml"/>' for n in numbers
    )
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>{kinds}</Types>',
    )
    yield "_rels/.rels", related([("officeDocument", "xl/workbook.xml")])
    yield "xl/_rels/workbook.xml.rels", related([("worksheet", f"worksheets/sheet{n}.xml") for n in numbers])
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1))
    yield "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'


def related(targets: Iterable[tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'
