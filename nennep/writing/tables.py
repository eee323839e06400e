"""Tables: the borderless two columns of head and tail, and the ruled ones of the text, quick at thousands of rows.

Rows are written as one piece of markup and parsed once: cell by cell the library takes twenty times as long.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm
from docx.table import Table, _Cell

from nennep.writing.content import Column, Group, Side, TableBlock
from nennep.writing.lines import make_low, text_of
from nennep.writing.styles import CELL, CELL_HEAD, TWIPS_PER_MM

LAST_ROWS = 2  # kept with the signature below
MOST_ROWS = 150  # of one table

Row = Sequence[str] | Group


def add_columns(document: Document, widths: Sequence[float], rows: int = 1) -> list[_Cell]:
    """Cells without borders or padding, row by row; no row is cut by a page's end."""
    table = document.add_table(rows, len(widths), document.styles["Normal Table"])
    table.autofit = False
    padding = '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{padding}</w:tblCellMar>")
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    for row in table.rows:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    set_widths(table, widths)
    return [cell for row in table.rows for cell in row.cells]


def set_widths(table: Table, widths: Sequence[float]) -> None:
    """Word reads the width of cells, LibreOffice that of the grid: both are set."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def add_table(document: Document, block: TableBlock, room: float, keep: bool = False) -> None:
    """Ruled, across `room` millimetres, its head repeated on each page, its rows never cut.

    A very long one is written as several below each other. `keep` ties its end to what follows.
    """
    widths = [round(width * TWIPS_PER_MM) for width in spread(block.columns, room)]
    parts = list(divided(block.rows))
    for number, rows in enumerate(parts, 1):
        if number > 1:
            make_low(document.add_paragraph())
        last_kept = LAST_ROWS if keep and number == len(parts) else 0
        markup = _table(replace(block, rows=rows), widths, last_kept)
        document.element.body[-1].addprevious(parse_xml(markup))


def divided(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Stretches of rows, cut where a group begins if one does: LibreOffice's time grows with the square of a table."""
    begins = 0
    for place, row in enumerate(rows):
        length = place - begins
        if length >= MOST_ROWS or (length >= MOST_ROWS // 2 and isinstance(row, Group)):
            yield rows[begins:place]
            begins = place
    yield rows[begins:]


def _table(block: TableBlock, widths: Sequence[int], last_kept: int) -> str:
    first_kept = len(block.rows) - last_kept
    plain, tied = _openings(block, widths), _openings(block, widths, "<w:keepNext/>")
    rows = (
        _group(row, widths) if isinstance(row, Group) else _row(row, tied if number >= first_kept else plain)
        for number, row in enumerate(block.rows)
    )
    return f"<w:tbl {nsdecls('w')}>{_properties(widths)}{_head(block, widths)}{''.join(rows)}</w:tbl>"


def spread(columns: Sequence[Column], room: float) -> list[float]:
    """The columns' widths in their proportions, so that together they fill the room."""
    total = sum(column.width for column in columns)
    return [column.width * room / total for column in columns]


def _properties(widths: Sequence[int]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def _head(block: TableBlock, widths: Sequence[int]) -> str:
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{CELL_HEAD}"/><w:keepNext/></w:pPr>{_run(column.heading, "")}</w:p></w:tc>'
        for column, width in zip(block.columns, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


WHOLE = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"  # begins a row that is never cut


def _openings(block: TableBlock, widths: Sequence[int], tied: str = "") -> list[str]:
    """How a cell of each column begins."""
    sides = ("" if column.side is Side.LEFT else f'<w:jc w:val="{column.side}"/>' for column in block.columns)
    return [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{CELL}"/>{tied}{side}</w:pPr>'
        for width, side in zip(widths, sides, strict=True)
    ]


def _row(row: Sequence[str], openings: Sequence[str]) -> str:
    cells = [f"{opening}{_run(text, '')}</w:p></w:tc>" for opening, text in zip(openings, row, strict=True)]
    return f"{WHOLE}{''.join(cells)}</w:tr>"


def _group(group: Group, widths: Sequence[int]) -> str:
    return (
        f'{WHOLE}<w:tc><w:tcPr><w:tcW w:w="{sum(widths)}" w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{CELL}"/><w:keepNext/></w:pPr>{_run(group.text, "<w:rPr><w:b/></w:rPr>")}'
        "</w:p></w:tc></w:tr>"
    )


def _run(text: str, look: str) -> str:
    return f"<w:r>{look}{text_of(text)}</w:r>" if text else ""
