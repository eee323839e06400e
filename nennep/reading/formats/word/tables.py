"""Tables with borders stay tables; those without, which only place text side by side, become lines."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree

from nennep.lib.cleaning import clean
from nennep.lib.word.package import W, number, value
from nennep.reading.formats.word.runs import Reading
from nennep.reading.source import Line, Table

Block = Line | Table
ReadBlocks = Callable[[etree._Element], list[Block]]

WIDEST = 63  # columns; Word's own limit
SIDES = ("top", "bottom", "left", "start", "right", "end", "insideH", "insideV")
_OFFICIAL = re.compile(r"ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|^\s*Nơi nhận", re.MULTILINE)
_MARKER = re.compile(r"[-–+•*]|\(?\w{1,4}[.)]?")


def read_table(table: etree._Element, reading: Reading, read: ReadBlocks) -> Iterator[Block]:
    rows = [_cells(row, read) for row in _children(table, "tr") if not _deleted(row, reading)]
    rows = [row for row in rows if row]
    if not rows:
        return
    if _is_grid(table, rows, reading):
        width = max(len(row) for row in rows)
        yield Table(tuple(tuple(_flat(cell) for cell in row) + ("",) * (width - len(row)) for row in rows))
    else:
        yield from _laid_out(rows)


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows or cells, also inside content controls and custom XML."""
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == W + name:
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"}:
            yield from _children(child, name)


def _deleted(row: etree._Element, reading: Reading) -> bool:
    deleted = row.find(f"{W}trPr/{W}del") is not None
    reading.left_out["deleted"] += deleted
    return deleted


def _cells(row: etree._Element, read: ReadBlocks) -> list[list[Block]]:
    """Blocks of each cell; a cell merged with the one to its left or above is an empty list."""
    properties = row.find(f"{W}trPr")
    cells: list[list[Block]] = [[] for _ in range(min(number(value(properties, "gridBefore")), WIDEST))]
    for cell in _children(row, "tc"):
        shape = cell.find(f"{W}tcPr")
        merged = None if shape is None else shape.find(f"{W}vMerge")
        goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
        cells.append([] if goes_on else read(cell))
        span = min(number(value(shape, "gridSpan"), 1), WIDEST)
        cells.extend([] for _ in range(span - 1))
    return cells[:WIDEST]


def _is_grid(table: etree._Element, rows: list[list[list[Block]]], reading: Reading) -> bool:
    width = max(len(row) for row in rows)
    text = "\n".join(_flat(cell) for row in rows for cell in row)
    if width == 1 or (width <= 3 and len(rows) <= 8 and _OFFICIAL.search(text)):
        return False
    if _borders(table.find(f"{W}tblPr/{W}tblBorders")) or _cells_with_borders(table):
        return True
    if table.find(f"{W}tblPr/{W}tblBorders") is None:
        style = value(table, "tblPr/tblStyle")
        chain = (s.find(f"{W}tblPr/{W}tblBorders") for s in reading.styles.chain(style))
        if any(_borders(found) for found in chain):
            return True
    return width >= 3 and len(rows) >= 3 and _filled(rows)


def _borders(borders: etree._Element | None) -> bool:
    """Whether lines run inside the table, or all around it."""
    if borders is None:
        return False
    drawn = {side for side in SIDES if value(borders, side) not in {None, "nil", "none"}}
    return bool(drawn & {"insideH", "insideV"}) or len(drawn) >= 4


def _cells_with_borders(table: etree._Element) -> bool:
    """Half of the cells have at least three sides drawn by themselves."""
    cells = list(table.iterfind(f"{W}tr/{W}tc"))
    drawn = 0
    for cell in cells:
        borders = cell.find(f"{W}tcPr/{W}tcBorders")
        drawn += borders is not None and sum(value(borders, s) not in {None, "nil", "none"} for s in SIDES) >= 3
    return bool(cells) and drawn * 2 >= len(cells)


def _filled(rows: list[list[list[Block]]]) -> bool:
    """A grid of work without lines: most cells hold something."""
    cells = [cell for row in rows for cell in row]
    return sum(bool(cell) for cell in cells) * 10 >= len(cells) * 6


def _flat(cell: list[Block]) -> str:
    """Text of a cell, numbers of lists included, for a table keeps text alone."""
    parts: list[str] = []
    for block in cell:
        if isinstance(block, Table):
            parts.extend(" | ".join(c for c in row if c) for row in block.rows)
        else:
            parts.append(clean(f"{block.label} {block.text}"))
    return "\n".join(part for part in parts if part)


def _laid_out(rows: list[list[list[Block]]]) -> Iterator[Block]:
    """Column by column (a header's two sides, recipients beside the signature), or row by row in a long list."""
    width = max(len(row) for row in rows)
    padded = [row + [[]] * (width - len(row)) for row in rows]
    if width == 2 and len(rows) > 1 and all(_MARKER.fullmatch(_flat(row[0]) or "-") for row in padded):
        for row in padded:
            yield from _numbered_row(row)
        return
    by_row = width > 3 or len(rows) > 8
    for group in padded if by_row else zip(*padded, strict=True):
        blocks = [block for cell in group for block in cell]
        for place, block in enumerate(blocks):
            yield replace(block, gap=True) if isinstance(block, Line) and place == 0 else block


def _numbered_row(row: list[list[Block]]) -> Iterator[Block]:
    label = _flat(row[0])
    for block in row[1]:
        yield replace(block, label=block.label or label) if isinstance(block, Line) else block
        label = ""
