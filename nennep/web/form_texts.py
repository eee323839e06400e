"""A Word file that is a form: a table whose answers are content controls, all else locked; the same from every room."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from nennep.lib.word.filled import EMPTY, TAG

Widths = Mapping[str, int]  # of each column by its name, mm
HEAD_FILL, FAINT = "E7E2D6", "767676"


def opened(title: str, whose: str, how: str) -> DocumentType:
    """A sheet on its side, with its title, whom it is for, and how it is filled in."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(10)
    section.top_margin = section.bottom_margin = Mm(12)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(10)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_after = Pt(0)
    write(document.paragraphs[0] if document.paragraphs else document.add_paragraph(), title, size=13, bold=True)
    write(document.add_paragraph(), whose, size=12, bold=True)
    write(document.add_paragraph(), how, size=10)
    return document


def write(paragraph: Paragraph, text: str, size: int, bold: bool = False) -> None:
    run = paragraph.add_run(written(text))
    run.font.size, run.bold = Pt(size), bold


def add_table(document: DocumentType, widths: Widths, headings: Sequence[str], rows: Iterable[str]) -> None:
    """Made as one piece of XML: cell by cell, three hundred rows take python-docx half a minute."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths.values())
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    whole = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{twips(sum(widths.values()))}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{heading_row(widths, headings)}{''.join(rows)}</w:tbl>"
    )
    document.element.body.insert(len(document.element.body) - 1, parse_xml(whole))


def twips(mm: int) -> int:
    return round(mm * 1440 / 25.4)


def heading_row(widths: Widths, headings: Sequence[str]) -> str:
    told = zip(widths.values(), headings, strict=True)
    cells = "".join(cell(width, paragraph(words, bold=True), HEAD_FILL) for width, words in told)
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def row(widths: Widths, told: Mapping[str, str], answers: Mapping[str, str]) -> str:
    """`told`: column → text; `answers`: column → the XML of its paragraph."""
    cells = [cell(width, answers.get(name) or paragraph(told.get(name, ""))) for name, width in widths.items()]
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def band(widths: Widths, words: str) -> str:
    """A row of one cell."""
    return (
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{twips(sum(widths.values()))}" w:type="dxa"/>'
        f'<w:gridSpan w:val="{len(widths)}"/><w:shd w:val="clear" w:color="auto" w:fill="{HEAD_FILL}"/></w:tcPr>'
        f"{paragraph(words, bold=True)}</w:tc></w:tr>"
    )


def cell(width: int, content: str, fill: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{shade}</w:tcPr>{content}</w:tc>'


def paragraph(text: str, bold: bool = False) -> str:
    looks = "<w:rPr><w:b/></w:rPr>" if bold else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(written(line))}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:r>{looks}{lines}</w:r></w:p>"


def numbered(number: str, code: str) -> str:
    """The number of a row, with its code small below: LibreOffice keeps no tags, see `lib.word.filled`."""
    lines = "".join(f"<w:br/><w:t>{escape(part)}</w:t>" for part in code.split("."))
    faint = f'<w:rPr><w:color w:val="{FAINT}"/><w:sz w:val="12"/></w:rPr>'
    return f"<w:p><w:r><w:t>{escape(number)}</w:t></w:r><w:r>{faint}{lines}</w:r></w:p>"


def written(text: str) -> str:
    return "".join(c for c in text if c.isprintable())


def control(whose: str, name: str, label: str, choices: Iterable[str] = ()) -> str:
    """A content control that may be written in and not be taken away; a list where there are choices.

    Of Word's kinds LibreOffice 7 lets people write only in lists and in rich text; a plain text control it freezes.
    """
    items = "".join(f"<w:listItem w:displayText={quoteattr(one)} w:value={quoteattr(one)}/>" for one in choices)
    return (
        f"<w:p><w:sdt><w:sdtPr><w:alias w:val={quoteattr(label)}/><w:tag w:val={quoteattr(f'{TAG}{whose}:{name}')}/>"
        f'<w:lock w:val="sdtLocked"/>{f"<w:dropDownList>{items}</w:dropDownList>" if items else ""}</w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:color w:val="{FAINT}"/></w:rPr><w:t>{EMPTY}</w:t></w:r></w:sdtContent>'
        "</w:sdt></w:p>"
    )


def seal(document: DocumentType, said: str, token: str) -> None:
    """The stamp below the table, and all but the controls locked, as a form. Without a password, so that an office can
    help itself."""
    run = document.add_paragraph().add_run(f"{said}: {token}")
    run.font.size, run.font.color.rgb = Pt(7), RGBColor.from_string(FAINT)
    document.core_properties.keywords = token
    rule = OxmlElement("w:documentProtection")
    rule.set(qn("w:edit"), "forms")
    rule.set(qn("w:enforcement"), "1")
    settings: Any = document.settings.element
    after = settings.find(qn("w:defaultTabStop"))
    (after.addprevious if after is not None else settings.append)(rule)


def saved(document: DocumentType) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
