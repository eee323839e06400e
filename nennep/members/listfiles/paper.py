"""The list for a cell without a computer: large type, and lines to write on with a pen."""

import io
from collections.abc import Sequence
from itertools import groupby

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from nennep.members.listfiles.columns import TITLE, Line
from nennep.members.models import CampaignCell

SIZE = 14  # points
ROOM = 170  # mm between the margins
HOW = (
    "Viết vào dòng chấm điều đúng; chỗ nào sổ đã đúng hoặc chưa rõ thì để trống. Ký tên rồi gửi về Ban Tổ chức; "
    "Ban Tổ chức nhập thay chi bộ."
)


def paper_list(part: CampaignCell, lines: Sequence[Line]) -> bytes:
    document = opened(part)
    for number, of_one in groupby(lines, key=lambda line: line.number):
        asked = list(of_one)
        name = write(document.add_paragraph(), f"{number}. {asked[0].name}", bold=True)
        if asked[0].born:
            write(name, f", sinh {asked[0].born}")
        name.paragraph_format.space_before = Pt(12)
        name.paragraph_format.keep_with_next = True
        for line in asked:
            add_line(document, line)
    signed = write(document.add_paragraph(), "Bí thư chi bộ (ký, ghi rõ họ tên)\t")
    signed.paragraph_format.space_before = Pt(24)
    dotted(signed)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def add_line(document: DocumentType, line: Line) -> None:
    why = write(document.add_paragraph(), line.why, size=12)
    why.paragraph_format.keep_with_next = True
    why.paragraph_format.keep_together = True
    if line.field:
        told = f"{line.field} (sổ đang ghi: {line.now})" if line.now else line.field
        answer = write(document.add_paragraph(), f"{told}. Đúng là:\t")
    else:
        answer = write(document.add_paragraph(), "Chi bộ cho biết:\t")
    dotted(answer)
    if not line.field or len(line.field) + len(line.now) > 40:
        dotted(write(document.add_paragraph(), "\t"))


def opened(part: CampaignCell) -> DocumentType:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(18)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(SIZE)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_after = Pt(2)
    write(document.add_paragraph(), TITLE, size=16, bold=True)
    write(document.add_paragraph(), part.cell.name, bold=True)
    write(document.add_paragraph(), f"{part.campaign.name}. Gửi lại trước ngày {part.campaign.ends:%d/%m/%Y}.")
    write(document.add_paragraph(), HOW, size=12)
    document.core_properties.title = f"{TITLE} – {part.cell.name}"
    return document


def write(paragraph: Paragraph, text: str, size: int = SIZE, bold: bool = False) -> Paragraph:
    run = paragraph.add_run("".join(c for c in text if c.isprintable() or c == "\t"))
    run.font.size, run.bold = Pt(size), bold
    return paragraph


def dotted(paragraph: Paragraph) -> None:
    """Dots from where the words end to the margin, with room for a hand."""
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(ROOM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    paragraph.paragraph_format.line_spacing = 1.5
    paragraph.paragraph_format.keep_together = True
