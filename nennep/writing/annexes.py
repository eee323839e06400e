"""Annexes: each begins a page of its own, counts its pages anew, and says which document it belongs to."""

from collections.abc import Sequence

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from nennep.lib.dates import format_date
from nennep.lib.text import sentence_case
from nennep.writing.body import Sheet, write_blocks
from nennep.writing.content import Annex, Head
from nennep.writing.layout import ROOM, Layout, Part
from nennep.writing.lines import Look, add_even, add_line, make_low
from nennep.writing.numbering import Numbering, roman
from nennep.writing.sheet import count_anew, set_page, text_width


def write_annexes(document: Document, layout: Layout, head: Head, annexes: Sequence[Annex]) -> None:
    for number, annex in enumerate(annexes, 1):
        section = document.add_section(WD_SECTION.NEW_PAGE)
        carrier = document.element.body[-2]  # the paragraph that holds the break
        make_low(Paragraph(carrier, document._body))
        set_page(section, layout, annex.landscape)
        for edge in (section.first_page_header, section.first_page_footer):
            edge.is_linked_to_previous = False  # the first section's may bear a mark
        count_anew(section)
        sheet = Sheet(document, layout, text_width(layout, annex.landscape), Numbering(layout))
        word = layout.words["annex"].text.format(roman=roman(number), arabic=number)
        _write_heading(sheet, word if len(annexes) > 1 else word.rsplit(" ", 1)[0], annex.title, note(layout, head))
        write_blocks(sheet, annex.blocks)


def _write_heading(sheet: Sheet, word: str, title: str, belongs: str) -> None:
    parts = sheet.layout.parts
    add_line(sheet.document, word, Look.of(parts[Part.ANNEX]))
    add_even(sheet.document, title, Look.of(parts[Part.ANNEX_TITLE]), sheet.room)
    lines = add_even(sheet.document, belongs, Look.of(parts[Part.ANNEX_NOTE]), sheet.room)
    lines[-1].paragraph_format.space_after = Pt(10)


def note(layout: Layout, head: Head) -> str:
    """Which document an annex belongs to; number and day have room left while they are not known."""
    number = layout.reference(head.number, head.type, head.symbol)
    day = format_date(head.day) if head.dated else f"{ROOM}/{ROOM}/{head.day.year}"
    return f"(Kèm theo {head.type} số {number} ngày {day} của {sentence_case(head.issuer)})"
