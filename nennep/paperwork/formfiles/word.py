"""The form as a Word table: answers in content controls, all else locked; and the same on paper, for a pen."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from nennep.organisation.models import Unit
from nennep.paperwork.formfiles.columns import (
    ANSWER_FIELDS,
    DAY,
    EMPTY,
    FIGURE,
    HEADINGS,
    HOW,
    OWN,
    OWN_FIELDS,
    OWN_TITLE,
    PERCENT,
    PROOF,
    REASON,
    SAID,
    STATE,
    TAG,
    TASK,
    TITLE,
    UNTIL,
)  # fmt: skip
from nennep.paperwork.queries import Line
from nennep.paperwork.rules import CLAIMS
from nennep.paperwork.stamps import new_token

FIRST = "TT, mã"
BEFORE = "Đã báo"
WIDTHS = {
    FIRST: 15, TASK: 60, BEFORE: 26, STATE: 25, PERCENT: 11, FIGURE: 17, SAID: 42, DAY: 20, PROOF: 22, UNTIL: 20,
    REASON: 19,
}  # fmt: skip
BOXES = "☐ Đang làm\n☐ Xong\n☐ Xin gia hạn\n☐ Vướng"  # short, so that each stands in one line
PAPER_TITLE = "PHIẾU TRẢ LỜI NHIỆM VỤ ĐƯỢC GIAO"
PAPER_HOW = (
    "Điền bằng bút, đánh dấu vào ô trạng thái, ký tên rồi gửi về Văn phòng. Văn phòng nhập thay đơn vị theo mã ở "
    "cột đầu. Dòng nào không có gì mới thì để trống."
)


@dataclass(frozen=True)
class Row:
    """One row of the table: what is told, and what stands in each answer cell as XML of its paragraph."""

    first: str
    task: str
    before: str
    cells: dict[str, str]


def word_form(unit: Unit, lines: Sequence[Line]) -> bytes:
    """To fill in by Word or LibreOffice and send back."""
    rows = [Row(f"{n}\n{line.code}", asked(line), line.before, controls(line.row)) for n, line in enumerate(lines, 1)]
    own = [Row(f"+{n}", "", "", own_controls(n)) for n in range(1, OWN + 1)]
    document = opened(unit, HOW)
    add_table(document, rows, own)
    add_token(document, unit)
    protect(document)
    return saved(document)


def paper_form(unit: Unit, lines: Sequence[Line]) -> bytes:
    """To print and fill in with a pen; a clerk keys it by the code of each row."""
    blank = {name: paragraph(BOXES if name == STATE else "") for name in ANSWER_FIELDS}
    rows = [Row(f"{n}\n{line.code}", asked(line), line.before, blank) for n, line in enumerate(lines, 1)]
    own = [Row(f"+{n}", "\n\n", "", blank) for n in range(1, 4)]
    document = opened(unit, PAPER_HOW, PAPER_TITLE)
    add_table(document, rows, own)
    signed = document.add_paragraph()
    signed.paragraph_format.space_before = Pt(12)
    write(signed, "Người điền phiếu (ký, ghi rõ họ tên): ……………………………………    Ngày ……/……/…………", size=11)
    return saved(document)


def asked(line: Line) -> str:
    facts = (("Từ", line.source), ("Hạn", line.due), ("Cần nộp", line.proof), ("Chỉ tiêu", line.target))
    return "\n".join([line.task, " · ".join(f"{word}: {fact}" for word, fact in facts if fact)])


def opened(unit: Unit, how: str, title: str = TITLE) -> DocumentType:
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
    write(document.add_paragraph(), unit.name, size=12, bold=True)
    write(document.add_paragraph(), how, size=10)
    return document


def write(paragraph: Paragraph, text: str, size: int, bold: bool = False) -> None:
    run = paragraph.add_run(written(text))
    run.font.size, run.bold = Pt(size), bold


def add_table(document: DocumentType, rows: Sequence[Row], own: Sequence[Row]) -> None:
    """Made as one piece of XML: cell by cell, three hundred rows take python-docx half a minute."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in WIDTHS.values())
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    whole = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{twips(sum(WIDTHS.values()))}" w:type="dxa"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{heading_row()}{''.join(map(row_xml, rows))}{band(OWN_TITLE)}"
        f"{''.join(map(row_xml, own))}</w:tbl>"
    )
    document.element.body.insert(len(document.element.body) - 1, parse_xml(whole))


def twips(mm: int) -> int:
    return round(mm * 1440 / 25.4)


def heading_row() -> str:
    words = [HEADINGS.get(name, name) for name in WIDTHS]
    cells = "".join(cell(name, paragraph(word, bold=True), "E7E2D6") for name, word in zip(WIDTHS, words, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def row_xml(row: Row) -> str:
    told = {FIRST: row.first, TASK: row.task, BEFORE: row.before}
    cells = [cell(name, row.cells.get(name) or paragraph(told.get(name, ""))) for name in WIDTHS]
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def band(words: str) -> str:
    width = twips(sum(WIDTHS.values()))
    return (
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{len(WIDTHS)}"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="E7E2D6"/></w:tcPr>{paragraph(words, bold=True)}</w:tc></w:tr>'
    )


def cell(name: str, content: str, fill: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(WIDTHS[name])}" w:type="dxa"/>{shade}</w:tcPr>{content}</w:tc>'


def paragraph(text: str, bold: bool = False) -> str:
    looks = "<w:rPr><w:b/></w:rPr>" if bold else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{written(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:r>{looks}{lines}</w:r></w:p>"


def written(text: str) -> str:
    return escape("".join(c for c in text if c.isprintable()))


def controls(row: str) -> dict[str, str]:
    return {name: control(row, name) for name in ANSWER_FIELDS}


def own_controls(number: int) -> dict[str, str]:
    row = f"+{number}"
    return {name: control(row, name) for name in (TASK, *OWN_FIELDS)}


def control(row: str, name: str) -> str:
    """A content control that may be written in and not be taken away; a list for the state.

    Of Word's kinds LibreOffice 7 lets people write only in lists and in rich text; a plain text control it freezes.
    """
    return (
        f'<w:p><w:sdt><w:sdtPr><w:alias w:val="{HEADINGS[name]}"/><w:tag w:val="{TAG}{row}:{name}"/>'
        f'<w:lock w:val="sdtLocked"/>{list_of_states() if name == STATE else ""}</w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:color w:val="767676"/></w:rPr><w:t>{EMPTY}</w:t></w:r></w:sdtContent>'
        "</w:sdt></w:p>"
    )


def list_of_states() -> str:
    items = "".join(f'<w:listItem w:displayText="{words}" w:value="{words}"/>' for words in CLAIMS.values())
    return f"<w:dropDownList>{items}</w:dropDownList>"


def add_token(document: DocumentType, unit: Unit) -> None:
    token = new_token(unit)
    below = document.add_paragraph()
    run = below.add_run(f"Mã mẫu (xin đừng xóa): {token}")
    run.font.size, run.font.color.rgb = Pt(7), RGBColor(0x76, 0x76, 0x76)
    document.core_properties.keywords = token


def protect(document: DocumentType) -> None:
    """As a form: Word lets nobody write but in the controls. Without a password, so that an office can help itself."""
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
