"""Writes a document as Word would hold it: Party form (05-HD/VPTW) or State form (Nghị định 30/2020)."""

import datetime
import re
from pathlib import Path

from docx import Document as new_document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from nennep.reading.tests.documents.making import numbering
from nennep.reading.tests.documents.making.markup import Block, Document

TITLE = re.compile(r"^(ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG HÒA|Độc lập)")
NO_MARGINS = f"""<w:tblCellMar {nsdecls("w")}>
<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>"""
RULE = re.compile(r"^[-–*_\s]+$")


def save(doc: Document, to: Path) -> None:
    word = new_document()
    page(word)
    header(word, doc)
    for line in ([doc.meta["title"], *doc.lines("abstract_lines")]) if "title" in doc.meta else []:
        if RULE.match(line) and doc.meta["style"] == "state":
            continue
        written = centred(word, line, bold=True, size=15 if line == doc.meta["title"] else 14)
        written.paragraph_format.space_before = Pt(12 if line == doc.meta["title"] else 0)
        written.paragraph_format.space_after = Pt(0)
    centred(word, "", bold=False, size=4)
    Body(word, doc).write()
    about = word.core_properties
    about.author = about.last_modified_by = doc.meta.get("issuer", "")
    about.title, about.comments = doc.meta["abstract"][:200], "Invented"
    about.created = about.modified = datetime.datetime.fromisoformat(doc.meta["labelled"])
    word.save(str(to))


def page(word: Docx) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_after = Pt(0)
    number = section.header.paragraphs[0]
    number.alignment = ALIGN.CENTER
    field(number, "PAGE")


def field(paragraph: Paragraph, code: str) -> None:
    run = paragraph.add_run()
    for kind in ("begin", "instr", "end"):
        part = OxmlElement("w:instrText" if kind == "instr" else "w:fldChar")
        if kind == "instr":
            part.text = code
        else:
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def plain_table(word: Docx, widths: list[float]) -> list[_Cell]:
    """One row without borders, as the head and the foot of a document are set."""
    table = word.add_table(rows=1, cols=len(widths))
    table.autofit = False
    shape = table._tbl.tblPr
    look = shape.find(qn("w:tblLook"))
    shape.insert(len(shape) if look is None else shape.index(look), parse_xml(NO_MARGINS))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for at, width in enumerate(widths):
        table.columns[at].width = table.rows[0].cells[at].width = Mm(width)
    return list(table.rows[0].cells)


def put(cell: _Cell, text: str, *, bold: bool = False, italic: bool = False, size: float = 14) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    if paragraph.text or cell.tables or getattr(cell, "_used", False):
        paragraph = cell.add_paragraph()
    cell._used = True  # type: ignore[attr-defined]
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def header(word: Docx, doc: Document) -> None:
    party = doc.meta["style"] == "party"
    left, right = plain_table(word, [79, 86] if party else [65, 100])
    small = 14 if party else 13
    issuer = doc.meta.get("issuer_lines", "")
    for line in doc.lines("left"):
        if RULE.match(line):
            put(left, "*", size=14) if party else rule(put(left, "", size=2), 22)
        elif line.startswith("Số"):
            put(left, line, size=small)
        elif line.lower().startswith(("v/v", "về việc")):
            put(left, line, size=12, italic=party)
        else:
            top = line == doc.lines("left")[0] and doc.meta.get("superior", "null") != "null"
            put(left, line, bold=not top or line in issuer, size=small)
    for line in doc.lines("right"):
        if RULE.match(line):
            continue
        if TITLE.match(line):
            ruled = party or line.startswith("Độc")
            written = put(right, line, bold=True, size=15 if party else (14 if ruled else 12))
            if ruled:
                rule(written, 4 if party else 19)
        else:
            put(right, line, italic=True).paragraph_format.space_before = Pt(8)


def rule(paragraph: Paragraph, inset: float) -> None:
    """A line below the paragraph, `inset` millimetres shorter at each side."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(inset)
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    shape = paragraph._p.get_or_add_pPr()
    later = (qn(f"w:{name}") for name in ("spacing", "ind", "jc", "rPr"))
    first = next((at for name in later if (at := shape.find(name)) is not None), None)
    if first is None:
        shape.append(borders)
    else:
        first.addprevious(borders)


def centred(word: Docx, text: str, *, bold: bool, size: float) -> Paragraph:
    paragraph = word.add_paragraph()
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    paragraph.paragraph_format.space_after = Pt(3)
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


class Body:
    def __init__(self, word: Docx, doc: Document) -> None:
        self.word, self.doc = word, doc
        self.table: Table | None = None
        self.foot: _Cell | None = None
        self.lists = numbering.add(word, articles=doc.meta["autonum"] == "dieu") if "autonum" in doc.meta else None

    def write(self) -> None:
        for block in self.doc.blocks:
            if block.kind in ("row", "head", "group"):
                self.row(block)
                continue
            self.table = None
            getattr(self, block.kind, self.para)(block)

    def para(self, block: Block) -> None:
        paragraph = self.word.add_paragraph()
        shape = paragraph.paragraph_format
        paragraph.alignment = ALIGN.LEFT if block.kind == "bold" else ALIGN.JUSTIFY
        shape.first_line_indent, shape.space_after = Mm(10), Pt(6)
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(18)
        text = self.lists.label(paragraph, block.text) if self.lists else block.text
        paragraph.add_run(text).bold = block.kind == "bold"
        shape.keep_with_next = block.kind == "bold"

    bold = para

    def centre(self, block: Block) -> None:
        centred(self.word, block.text, bold=True, size=14)

    def to(self, block: Block) -> None:
        paragraph = self.word.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(25)
        paragraph.add_run(block.text).italic = block.text.startswith("Kính")

    def page(self, _: Block) -> None:
        self.word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def row(self, block: Block) -> None:
        if self.table is None:
            self.table = self.word.add_table(rows=0, cols=len(block.cells))
            self.table.style = "Table Grid"
            self.table.autofit = False
            for column, width in zip(self.table.columns, self.widths(), strict=False):
                column.width = Mm(width)
        row = self.table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if block.kind == "head":
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        cells = block.cells
        if block.kind == "group":
            row.cells[1].merge(row.cells[-1])
        self.cells(row, cells, bold=block.kind != "row")

    def cells(self, row: _Row, texts: list[str], *, bold: bool) -> None:
        for at, text in enumerate(texts):
            cell = row.cells[at]
            if len(texts) == len(self.widths()):
                cell.width = Mm(self.widths()[at])
            run = cell.paragraphs[0].add_run(text)
            run.bold, run.font.size = bold, Pt(12)

    def widths(self) -> list[float]:
        return [float(width) for width in self.doc.meta.get("widths", "").split()]

    def recipients(self, block: Block) -> None:
        self.word.add_paragraph().paragraph_format.space_after = Pt(2)
        self.foot, right = plain_table(self.word, [85, 80])
        party = self.doc.meta["style"] == "party"
        title = put(self.foot, block.text, size=14 if party else 12, bold=not party, italic=not party)
        title.alignment = ALIGN.LEFT
        title.runs[0].underline = party
        for at, line in enumerate(self.doc.sign):
            last = at == len(self.doc.sign) - 1
            if last:
                put(right, "", size=30)
                put(right, "", size=30)
            put(right, line, bold=not party or last or at < len(self.doc.sign) - 2)

    def recipient(self, block: Block) -> None:
        assert self.foot is not None
        put(self.foot, block.text, size=12 if self.doc.meta["style"] == "party" else 11).alignment = ALIGN.LEFT

    def sign(self, block: Block) -> None:
        """Set beside the recipients."""

    def note(self, block: Block) -> None:
        centred(self.word, block.text, bold=False, size=12).runs[0].italic = True
