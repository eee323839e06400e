"""Workbooks of any length: rows go to the disk as they come, every value is text, none can act as a formula."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any

import xlsxwriter
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from nennep.web.sheets import LONGEST_TEXT, looks_like_formula, sheet_title

WIDEST, NARROWEST, MEASURED = 48, 9, 200
MOST_ROWS = 1_048_000  # of one sheet; Excel's own limit is a little higher
Row = Sequence[object]


@dataclass
class Table:
    title: str
    headings: Sequence[str]
    rows: Iterable[Row]
    written: int = field(default=0)  # rows, once it is written


def write_workbook(to: Path, tables: Iterable[Table]) -> None:
    """What is spilled on the way lies beside the file and goes with it."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "tmpdir": str(to.parent),
    }
    with xlsxwriter.Workbook(str(to), options) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        text = book.add_format({"num_format": "@", "valign": "top"})
        quoted = book.add_format({"num_format": "@", "valign": "top", "quote_prefix": True})
        for table in tables:
            sheet = book.add_worksheet(sheet_title(table.title))
            _write(sheet, table, (head, text, quoted))


def _write(sheet: Any, table: Table, looks: tuple[Any, Any, Any]) -> None:
    head, text, quoted = looks
    rows = iter(table.rows)
    first = list(islice(rows, MEASURED))
    sheet.freeze_panes(1, 0)
    for place, width in enumerate(widths(table.headings, first)):
        sheet.set_column(place, place, width)
    for place, heading in enumerate(table.headings):
        sheet.write_string(0, place, heading, head)
    for line, row in enumerate(islice(chain(first, rows), MOST_ROWS), 1):
        for place, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(line, place, value)
            elif value:
                said = ILLEGAL_CHARACTERS_RE.sub("", str(value))[:LONGEST_TEXT]
                plain = said[:1].isalnum() or not looks_like_formula(said)
                sheet.write_string(line, place, said, text if plain else quoted)
        table.written = line


def widths(headings: Sequence[str], rows: Sequence[Row]) -> list[int]:
    longest = [
        max([len(heading) // 2, *(len(str(row[place] or "")) for row in rows if place < len(row))])
        for place, heading in enumerate(headings)
    ]
    return [min(WIDEST, max(NARROWEST, length + 2)) for length in longest]
