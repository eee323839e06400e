"""Tables as a workbook: a sheet each, headings that stay in sight, filters, widths that fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from nennep.lib.figures import whole

_ALWAYS = datetime(2026, 1, 1)  # the same input gives the same file
WIDEST, NARROWEST = 48, 8  # characters
LINE = 15  # points
A4, A3, MOST_ON_A4 = 9, 8, 10  # columns
LINED = {"valign": "top", "bottom": 1, "bottom_color": "#DCD8CE"}
FIRST = 2  # row of the first line below the headings, from 0
_MEASURED = 200  # rows looked at for the widths


@dataclass(frozen=True)
class Table:
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Any]]
    whole: int | None = None  # rows there are, where not all are listed
    file: str = ""  # that holds the whole
    tied: int = 1  # rows that belong together: both records of a pair
    shared: Sequence[int] = ()  # places of the columns that say one thing of all of them
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)  # row and column of a figure → what it opens
    anchors: Mapping[int, str] = field(default_factory=dict)  # row → what figures call it
    groups: Mapping[int, str] = field(default_factory=dict)  # row → what a page says over it and those below

    @property
    def note(self) -> str:
        if self.whole is None or self.whole <= len(self.rows):
            return ""
        where = f"; tất cả ở {self.file}" if self.file else ""
        return f"{whole(len(self.rows))} trong {whole(self.whole)} dòng{where}."


def workbook(tables: Sequence[Table], to: Path) -> None:
    # strings as they are: what begins with "=" in somebody's file is no formula here
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    with xlsxwriter.Workbook(to, options) as book:
        book.set_properties({"title": "So khớp và kiểm hồ sơ", "created": _ALWAYS})
        looks = Looks(
            book.add_format({"bold": True, "font_size": 13}),
            book.add_format({"bold": True, "top": 2, "bottom": 1, "text_wrap": True, "valign": "bottom"}),
            book.add_format({"text_wrap": True, **LINED}),
            book.add_format({"num_format": "#,##0", "align": "right", "indent": 1, **LINED}),
            book.add_format({"num_format": "#,##0.0", "align": "right", "indent": 1, **LINED}),
            book.add_format({"num_format": "#,##0", "align": "right", "indent": 1, "underline": 1, **LINED}),
        )
        places = {
            name: f"internal:'{table.title}'!A{line + FIRST + 1}"
            for table in tables
            for line, name in table.anchors.items()
        }
        for table in tables:
            _sheet(book.add_worksheet(table.title), table, looks, places)


@dataclass(frozen=True)
class Looks:
    title: Any
    head: Any
    text: Any
    whole: Any
    decimal: Any
    linked: Any


def _sheet(sheet: Any, table: Table, looks: Looks, places: Mapping[str, str]) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4 if len(table.heads) <= MOST_ON_A4 else A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)
    sheet.freeze_panes(2, 0)
    widths = _widths(table)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.set_footer("&L&A&RTrang &P/&N")
    sheet.write_string(0, 0, f"{table.title}. {table.note}".strip(), looks.title)
    for place, said in enumerate(table.heads):
        sheet.write_string(1, place, said, looks.head)
    for line, row in enumerate(table.rows or [("Không có.",)], FIRST):
        if (high := _lines(row, widths)) > 1:
            sheet.set_row(line, LINE * high)  # not every program measures what is broken into lines
        for place, value in enumerate(row):
            if isinstance(value, (int, float)):
                where = places.get(table.links.get((line - FIRST, place), ""))
                if where:  # a place to go to is written as text, over which the figure then is
                    sheet.write_url(line, place, where)
                kind = looks.linked if where else looks.whole if isinstance(value, int) else looks.decimal
                sheet.write_number(line, place, value, kind)
            else:
                sheet.write_string(line, place, "" if value is None else str(value), looks.text)
    if table.rows:
        sheet.autofilter(1, 0, len(table.rows) + 1, len(table.heads) - 1)


def _widths(table: Table) -> list[int]:
    looked = [table.heads, *table.rows[:_MEASURED]]
    return [
        min(WIDEST, max(NARROWEST, *(len(str(row[place] if row[place] is not None else "")) + 2 for row in looked)))
        for place in range(len(table.heads))
    ]


def _lines(row: Sequence[Any], widths: Sequence[int]) -> int:
    texts = (value for value in row if isinstance(value, str))
    if max(map(len, texts), default=0) < NARROWEST:
        return 1
    return max(
        -(-(len(value) + 1) // width) for value, width in zip(row, widths, strict=False) if isinstance(value, str)
    )
