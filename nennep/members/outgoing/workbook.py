"""Workbooks of any length: rows go to the disk as they come, every value is text, none can act as a formula.

Written here and not by XlsxWriter, which takes five times as long for a cell: a city has eight million of them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import chain, islice
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils import get_column_letter

from nennep.web.sheets import LONGEST_TEXT, looks_like_formula, sheet_title

WIDEST, NARROWEST, MEASURED = 48, 9, 200
MOST_ROWS = 1_048_000  # of one sheet; Excel's own limit is a little higher
AT_ONCE = 500  # rows handed to the archive together
Row = Sequence[object]

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PLAIN, TITLE, TEXT, QUOTED = range(4)  # the looks of STYLES, in its order
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top"/></xf>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" '
    'applyAlignment="1"><alignment vertical="top"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # what Excel would read as a character


@dataclass
class Table:
    title: str
    headings: Sequence[str]
    rows: Iterable[Row]
    written: int = field(default=0)  # rows, once it is written


def write_workbook(to: Path, tables: Iterable[Table]) -> None:
    """Tables in their order: what a later one says may hang on how many rows an earlier one had."""
    every = list(tables)
    with ZipFile(to, "w", ZIP_DEFLATED) as book:
        for name, content in frame(sheet_title(table.title) for table in every):
            book.writestr(name, content)
        for number, table in enumerate(every, 1):
            with book.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as sheet:
                for part in sheet_of(table):
                    sheet.write(part.encode())


def frame(titles: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Everything but the sheets."""
    numbered = list(enumerate(titles, 1))
    leads_to = f'Type="{OFFICE}/worksheet" Target="worksheets/sheet'
    sheets = "".join(f'<sheet name="{escape(title)}" sheetId="{n}" r:id="s{n}"/>' for n, title in numbered)
    leads = "".join(f'<Relationship Id="s{n}" {leads_to}{n}.xml"/>' for n, _title in numbered)
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{SHEET}.worksheet+xml"/>'
        for n, _title in numbered
    )
    yield (
        "[Content_Types].xml",
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{SHEET}.styles+xml"/>{parts}</Types>',
    )
    first = f'<Relationship Id="b" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    yield "_rels/.rels", relations(first)
    workbook = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
    yield "xl/workbook.xml", HEAD + workbook
    look = f'<Relationship Id="look" Type="{OFFICE}/styles" Target="styles.xml"/>'
    yield "xl/_rels/workbook.xml.rels", relations(leads + look)
    yield "xl/styles.xml", STYLES


def relations(inner: str) -> str:
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def sheet_of(table: Table) -> Iterator[str]:
    rows = iter(table.rows)
    first = list(islice(rows, MEASURED))
    letters = [get_column_letter(n) for n in range(1, len(table.headings) + 1)]
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(widths(table.headings, first), 1)
    )
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    yield (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>"
    )
    heads = (text_cell(f"{letter}1", said, TITLE) for letter, said in zip(letters, table.headings, strict=True))
    yield f'<row r="1">{"".join(heads)}</row>'
    body = islice(chain(first, rows), MOST_ROWS)
    while some := list(islice(body, AT_ONCE)):
        yield "".join(row_of(n, row, letters) for n, row in enumerate(some, table.written + 2))
        table.written += len(some)
    yield "</sheetData></worksheet>"


def row_of(number: int, row: Row, letters: Sequence[str]) -> str:
    cells = [cell_of(f"{letters[place]}{number}", value) for place, value in enumerate(row) if value or value == 0]
    return f'<row r="{number}">{"".join(cells)}</row>'


def cell_of(where: str, value: object) -> str:
    if isinstance(value, int):
        return f'<c r="{where}"><v>{int(value)}</v></c>'
    said = str(value)
    if not said.isprintable():
        said = ILLEGAL_CHARACTERS_RE.sub("", said)
    said = said[:LONGEST_TEXT]
    plain = said[:1].isalnum() or not looks_like_formula(said)
    return text_cell(where, said, TEXT if plain else QUOTED) if said else ""


def text_cell(where: str, said: str, look: int) -> str:
    if "_x" in said:
        said = _ESCAPED.sub("_x005F_", said)
    space = ' xml:space="preserve"' if said != said.strip() else ""
    return f'<c r="{where}" s="{look}" t="inlineStr"><is><t{space}>{escape(said, quote=False)}</t></is></c>'


def widths(headings: Sequence[str], rows: Sequence[Row]) -> list[int]:
    longest = [
        max([len(heading) // 2, *(len(str(row[place] or "")) for row in rows if place < len(row))])
        for place, heading in enumerate(headings)
    ]
    return [min(WIDEST, max(NARROWEST, length + 2)) for length in longest]
