"""Tables as a workbook: a sheet each, headings that stay in sight, filters, widths that fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

_ALWAYS = datetime(2026, 1, 1)  # the same input gives the same file
WIDEST, NARROWEST = 60, 8  # characters
_MEASURED = 200  # rows looked at for the widths


@dataclass(frozen=True)
class Table:
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    whole: int | None = None  # rows there are, where not all are listed
    file: str = ""  # that holds the whole

    @property
    def note(self) -> str:
        if self.whole is None or self.whole <= len(self.rows):
            return ""
        where = f"; tất cả ở {self.file}" if self.file else ""
        return f"{len(self.rows):,} trong {self.whole:,} dòng{where}".replace(",", ".")


def workbook(tables: Sequence[Table], to: Path) -> None:
    # strings as they are: what begins with "=" in somebody's file is no formula here
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    with xlsxwriter.Workbook(to, options) as book:
        book.set_properties({"title": "So khớp và kiểm hồ sơ", "created": _ALWAYS})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        for table in tables:
            _sheet(book, table, head)


def _sheet(book: xlsxwriter.Workbook, table: Table, head: Any) -> None:
    sheet = book.add_worksheet(table.title)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.freeze_panes(2, 0)
    for place, width in enumerate(_widths(table)):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, f"{table.title}. {table.note}".strip())
    for place, said in enumerate(table.heads):
        sheet.write_string(1, place, said, head)
    for line, row in enumerate(table.rows, 2):
        for place, value in enumerate(row):
            if isinstance(value, (int, float)):
                sheet.write_number(line, place, value)
            elif value is not None:
                sheet.write_string(line, place, str(value))
    if table.rows:
        sheet.autofilter(1, 0, len(table.rows) + 1, len(table.heads) - 1)


def _widths(table: Table) -> list[int]:
    looked = [table.heads, *table.rows[:_MEASURED]]
    return [
        min(WIDEST, max(NARROWEST, *(len(str(row[place] if row[place] is not None else "")) + 2 for row in looked)))
        for place in range(len(table.heads))
    ]
