"""Ruled tables of a page: pdfplumber finds the cells, pdfium's glyphs fill them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from nennep.lib.legacy import Converter
from nennep.reading.formats.pdf.glyphs import Glyph
from nennep.reading.formats.pdf.rows import rows

Box = tuple[float, float, float, float]  # left, top, right, bottom

THIN = 3.0  # points: a rule, or a rectangle drawn as one
MOST_PATHS = 5_000  # drawings beyond this are maps, not tables
MOST_CELLS = 20_000
_NEW_LINE = re.compile(r"[-–+•*]\s|\(?\w{1,3}[.)]\s")
_ENDED = re.compile(r"[.;:!?]$")


@dataclass(frozen=True)
class Place:
    """A page: in which file, its index there, its number in the document."""

    path: Path
    index: int
    number: int


@dataclass(frozen=True)
class Grid:
    box: Box
    rows: tuple[tuple[str, ...], ...]
    edges: tuple[float, ...]  # x of the left sides of its columns
    page: int


def has_rules(page: pdfium.PdfPage) -> bool:
    """Whether a page is worth pdfplumber's time: at least three lines across, two down, or four boxes."""
    across = down = boxes = 0
    for count, drawn in enumerate(page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=3)):
        if count > MOST_PATHS:
            return False
        left, bottom, right, top = drawn.get_bounds()
        width, height = right - left, top - bottom
        across += width > 20 and height < THIN
        down += height > 6 and width < THIN
        boxes += width > 20 and height > 6
    return (across >= 3 and down >= 2) or boxes >= 4


def read_grids(place: Place, glyphs: Sequence[Glyph], converter: Converter) -> list[Grid]:
    with pdfplumber.open(place.path, pages=[place.index + 1]) as document:
        found = [table for table in document.pages[0].find_tables() if len(table.cells) <= MOST_CELLS]
        tables = [(table.bbox, [[*row.cells] for row in table.rows]) for table in found]
    grids = (_grid(box, cells, place.number, (glyphs, converter)) for box, cells in tables)
    return [grid for grid in grids if grid is not None]


def _grid(
    box: Box, table: list[list[Box | None]], page: int, content: tuple[Sequence[Glyph], Converter]
) -> Grid | None:
    width = max(map(len, table))
    if width < 2:
        return None
    texts = tuple(tuple(_cell(cell, *content) if cell else "" for cell in row) for row in table)
    texts = tuple(row + ("",) * (width - len(row)) for row in texts)
    if sum(bool(cell) for row in texts for cell in row) < 2:
        return None
    edges = sorted({round(cell[0]) for row in table for cell in row if cell})
    return Grid(box, texts, tuple(map(float, edges)), page)


def _cell(box: Box, glyphs: Sequence[Glyph], converter: Converter) -> str:
    found = rows(inside(box, glyphs), converter)
    return join_lines(" ".join(segment.text for segment in row) for row in found)


def inside(box: Box, glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    left, top, right, bottom = box
    for glyph in glyphs:
        if left <= (glyph.left + glyph.right) / 2 <= right and top <= (glyph.top + glyph.bottom) / 2 <= bottom:
            yield glyph


def join_lines(lines: Iterator[str]) -> str:
    """Lines of a cell: broken for want of room unless a sentence ends or a list goes on."""
    paragraphs: list[str] = []
    for line in lines:
        new = _NEW_LINE.match(line) or (line[:1].isupper() and paragraphs and _ENDED.search(paragraphs[-1]))
        if paragraphs and not new:
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
    return "\n".join(paragraphs)


def continues(above: Grid, below: Grid) -> bool:
    """Whether a table goes on at the head of the next page."""
    same_columns = len(above.edges) == len(below.edges) and all(
        abs(a - b) < 6 for a, b in zip(above.edges, below.edges, strict=True)
    )
    return same_columns and below.page == above.page + 1 and len(above.rows[0]) == len(below.rows[0])


def joined(above: Grid, below: Grid) -> Grid:
    """One grid; a repeated head is dropped, a row cut by the page is mended."""
    more = list(below.rows)
    if more and more[0] == above.rows[0]:
        more = more[1:]
    rows = list(above.rows)
    if more and rows and _is_rest(more[0], rows[-1]):
        cut = zip(rows[-1], more.pop(0), strict=True)
        rows[-1] = tuple(" ".join(part for part in (upper, lower) if part) for upper, lower in cut)
    return Grid(above.box, (*rows, *more), above.edges, below.page)


def _is_rest(row: tuple[str, ...], above: tuple[str, ...]) -> bool:
    """The rest of a row that the page cut: no number of its own, and every text goes on from an unfinished one."""
    rests = [(upper, lower) for upper, lower in zip(above, row, strict=True) if lower]
    unfinished = all(upper and not _ENDED.search(upper) and not _NEW_LINE.match(lower) for upper, lower in rests)
    return not row[0] and unfinished and (len(rests) * 2 <= len(row) or any(lower[:1].islower() for _, lower in rests))
