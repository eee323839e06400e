"""Official registers as .docx in the form of Hướng dẫn 05-HD/VPTW: A4, margins 20, 20, 30, 15 mm, Times New Roman."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

CENTRE = WD_ALIGN_PARAGRAPH.CENTER


@dataclass(frozen=True)
class Letterhead:
    superior: str
    issuer: str
    place: str
    day: date


@dataclass(frozen=True)
class Column:
    heading: str
    width: int  # mm


@dataclass(frozen=True)
class Register:
    title: str
    subtitle: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Paper:
    head: Letterhead
    register: Register


def write_register(paper: Paper) -> bytes:
    """The register as bytes of a .docx; the heading row repeats on each page, rows are not cut by a page's end."""
    document = blank()
    write_head(document, paper.head)
    title = document.add_paragraph()
    write(title, paper.register.title, size=15, bold=True, centred=True)
    title.paragraph_format.space_before = Pt(12)
    write(document.add_paragraph(), paper.register.subtitle, size=14, bold=True, centred=True)
    write_table(document, paper.register)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def blank() -> DocumentType:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_after = Pt(0)
    section.different_first_page_header_footer = True
    number_pages(section.header.paragraphs[0])
    return document


def number_pages(paragraph: Paragraph) -> None:
    """A page number in the middle above, not on the first page."""
    paragraph.alignment = CENTRE
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(14)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def write_head(document: DocumentType, head: Letterhead) -> None:
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    left.width, right.width = Mm(80), Mm(85)
    write(left.paragraphs[0], head.superior.upper(), centred=True)
    write(left.add_paragraph(), head.issuer.upper(), bold=True, centred=True)
    write(left.add_paragraph(), "*", centred=True)
    party = right.paragraphs[0]
    write(party, "ĐẢNG CỘNG SẢN VIỆT NAM", size=15, bold=True, centred=True)
    party.runs[0].underline = True
    dated = f"{head.place}, ngày {head.day:%d} tháng {month(head.day)} năm {head.day.year}"
    write(right.add_paragraph(), dated, italic=True, centred=True)


def month(day: date) -> str:
    return f"{day.month:02}" if day.month < 3 else str(day.month)


def write_table(document: DocumentType, register: Register) -> None:
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    table = document.add_table(rows=1, cols=len(register.columns))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for cell, column in zip(table.rows[0].cells, register.columns, strict=True):
        write(cell.paragraphs[0], column.heading, size=12, bold=True, centred=True)
    mark_row(table, 0, "w:tblHeader")
    for row in register.rows:
        cells = table.add_row().cells
        for position, (cell, words) in enumerate(zip(cells, row, strict=True)):
            write(cell.paragraphs[0], words, size=12, centred=position == 0)
    for number in range(len(table.rows)):
        mark_row(table, number, "w:cantSplit")
    set_widths(table, register.columns)


def set_widths(table: Table, columns: Sequence[Column]) -> None:
    """Word reads the width of cells, LibreOffice that of the grid: both are set."""
    for drawn, column in zip(table.columns, columns, strict=True):
        drawn.width = Mm(column.width)
    for row in table.rows:
        for cell, column in zip(row.cells, columns, strict=True):
            set_width(cell, column.width)


def set_width(cell: _Cell, width: int) -> None:
    cell.width = Mm(width)


def mark_row(table: Table, number: int, mark: str) -> None:
    table.rows[number]._tr.get_or_add_trPr().append(OxmlElement(mark))


@dataclass(frozen=True)
class Look:
    size: int = 14  # points
    bold: bool = False
    italic: bool = False
    centred: bool = False


def write(paragraph: Paragraph, words: str, **look: Any) -> None:
    """Words in one look; `look` names fields of `Look`."""
    wanted = Look(**look)
    run = paragraph.add_run(words)
    run.font.size, run.bold, run.italic = Pt(wanted.size), wanted.bold, wanted.italic
    if wanted.centred:
        paragraph.alignment = CENTRE
