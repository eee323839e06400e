"""The end of a document: recipients on the left, who signs on the right, kept in one piece."""

from collections.abc import Sequence

from docx.document import Document
from docx.shared import Pt
from docx.table import _Cell

from nennep.writing.content import OfficialDocument, Signature
from nennep.writing.layout import Layout, Part, Style
from nennep.writing.lines import Look, add_even, add_line, draw_above, make_low, put
from nennep.writing.sheet import text_width
from nennep.writing.tables import add_columns

LEFT = 85  # mm for the recipients
ROOM_TO_SIGN = 76  # points between the title and the name, where signature and seal go


def write_tail(document: Document, layout: Layout, content: OfficialDocument) -> None:
    right = text_width(layout) - LEFT
    recipients, signing = add_columns(document, (LEFT, right))
    if content.recipients:
        _write_recipients(recipients, layout, content)
    _write_signature(signing, layout, content.signature, right)
    make_low(document.add_paragraph())  # Word wants a paragraph behind a table
    if content.marks.contact:
        _write_contact(document, layout, content.marks.contact)


def _write_contact(document: Document, layout: Layout, contact: str) -> None:
    """Below the signature for the Party, at the foot of the first page for the State."""
    if layout.style is Style.PARTY:
        line = document.add_paragraph()
    else:
        line = document.sections[0].first_page_footer.paragraphs[0]
    put(line, contact, Look.of(layout.parts[Part.CONTACT]))
    line.paragraph_format.space_before = Pt(18)
    draw_above(line, space=3)


def recipient_lines(recipients: Sequence[str]) -> list[str]:
    ends = [";"] * (len(recipients) - 1) + ["."]
    return [f"- {name.rstrip(' .;')}{end}" for name, end in zip(recipients, ends, strict=True)]


def _write_recipients(cell: _Cell, layout: Layout, content: OfficialDocument) -> None:
    first = add_line(cell, layout.words["recipients"].text, Look.of(layout.parts[Part.RECIPIENTS]))
    first.paragraph_format.space_before = Pt(12)
    for line in recipient_lines(content.recipients):
        add_line(cell, line, Look.of(layout.parts[Part.RECIPIENT]))
    if content.marks.drafter:
        add_line(cell, content.marks.drafter, Look.of(layout.parts[Part.DRAFTER]))


def _write_signature(cell: _Cell, layout: Layout, signature: Signature, room: float) -> None:
    lines = []
    for part, words in ((Part.AUTHORITY, signature.authority), (Part.TITLE_OF_SIGNER, signature.position)):
        if words:
            lines += add_even(cell, words, Look.of(layout.parts[part]), room)
    name = add_line(cell, signature.name, Look.of(layout.parts[Part.SIGNER]))
    name.paragraph_format.space_before = Pt(ROOM_TO_SIGN)
    if lines:
        lines[0].paragraph_format.space_before = Pt(12)
