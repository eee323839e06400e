"""Web pages and XML tables that software writes and calls .xls → grids."""

import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl
from lxml import html

from nennep.lib.guard.refusals import refusal
from nennep.lib.text import one_line
from nennep.matching.sheets.decoding import utf8
from nennep.matching.sheets.grid import Grid, numbered
from nennep.matching.sheets.workbook import WANTED

LARGEST = 256 * 1024 * 1024  # bytes
MOST_SPAN, MOST_COLUMNS = 2_000, 1_000
_BEGINS = re.compile(
    rb"\s*(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<\0?(?:!|html|head|body|table|meta|style|\?xml|\?)", re.I
)
_MIDNIGHT = re.compile(r"^([0-9]{4}-[0-9]{2}-[0-9]{2})T00:00:00(?:\.0+)?$")
_DECLARED = re.compile(rb"<\?xml[^>]*\?>")


def is_markup(head: bytes) -> bool:
    return _BEGINS.match(head) is not None


def read_markup(path: Path) -> list[Grid]:
    """Raises BadFile where there is no table."""
    if path.stat().st_size > LARGEST:
        raise refusal("too_large", limit=LARGEST // 1024 // 1024)
    content = _DECLARED.sub(b"", utf8(path.read_bytes()), count=1)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, recover=True)
    page = html.document_fromstring(content, parser=parser) if content.strip() else None
    grids = [] if page is None else [*_of_page(page), *_of_workbook(page)]
    if not grids:
        raise refusal("wrong_type", found="trang web hoặc tệp XML", wanted=WANTED)
    return grids


def _of_page(page: html.HtmlElement) -> Iterator[Grid]:
    """All tables of the page as one sheet, below each other, as Excel shows them; rows of inner tables stay text."""
    rows: list[list[str | None]] = []
    for table in page.iter("table"):
        if "worksheet" not in {str(above.tag) for above in table.iterancestors()} and table.find(".//tr") is not None:
            if any(above.tag == "table" for above in table.iterancestors()):
                continue
            rows += _rows(table)
    if rows:
        yield _grid("", rows)


def _rows(table: html.HtmlElement) -> Iterator[list[str | None]]:
    """A cell over several rows or columns stands in the first of them, as Excel shows it."""
    taken: dict[int, int] = {}  # column → rows below that a cell from above still covers
    for line in table.iter("tr"):
        row: dict[int, str] = {}
        left = {column: rows - 1 for column, rows in taken.items() if rows > 1}
        column = 0
        for cell in line.iterchildren("td", "th"):
            while column in taken:
                column += 1
            row[column] = one_line(str(cell.text_content()))
            wide, tall = _span(cell, "colspan"), _span(cell, "rowspan")
            left |= dict.fromkeys(range(column, column + wide), tall - 1) if tall > 1 else {}
            column += wide
        taken = left
        yield [row.get(place) for place in range(min(MOST_COLUMNS, max(row, default=-1) + 1))]


def _span(cell: html.HtmlElement, name: str) -> int:
    given = str(cell.get(name, "1")).strip()
    return min(MOST_SPAN, max(1, int(given))) if given.isdecimal() else 1


def _of_workbook(page: html.HtmlElement) -> Iterator[Grid]:
    """Excel's XML of 2003; the parser for web pages has put its names in small letters."""
    for sheet in page.iter("worksheet"):
        rows: list[list[str | None]] = []
        for line in sheet.iter("row"):
            rows += [[]] * (min(MOST_SPAN, int(line.get("ss:index", "0") or 0)) - 1 - len(rows))
            row: list[str | None] = []
            for cell in line.iterchildren("cell"):
                row += [None] * (min(MOST_COLUMNS, int(cell.get("ss:index", "0") or 0)) - 1 - len(row))
                row.append(_MIDNIGHT.sub(r"\1", one_line(str(cell.text_content()))))
            rows.append(row)
        if any(rows):
            yield _grid(str(sheet.get("ss:name", "")), rows)


def _grid(name: str, rows: list[list[str | None]]) -> Grid:
    width = max(map(len, rows), default=0)
    columns = {
        str(place): pl.Series([row[place] if place < len(row) else None for row in rows], dtype=pl.String)
        for place in range(width)
    }
    return numbered(name, pl.DataFrame(columns))
