"""What stands between head and text: type and abstract, "Kính gửi", the grounds."""

from collections.abc import Sequence

from docx.document import Document
from docx.shared import Mm, Pt

from nennep.writing.content import OfficialDocument
from nennep.writing.head import write_mark
from nennep.writing.layout import Layout, Part
from nennep.writing.lines import Look, add_even, add_line, put
from nennep.writing.sheet import text_width
from nennep.writing.styles import BODY_NAME
from nennep.writing.widths import width_of

SUBMISSION = "Tờ trình"  # the type that is laid before somebody
LEFT_LEAST = 15  # mm before "Kính gửi" at the least
SPACE_BETWEEN = 4  # points between addressees


def write_title(document: Document, layout: Layout, name: str, abstract: str) -> None:
    add_line(document, name, Look.of(layout.parts[Part.TYPE])).paragraph_format.space_before = Pt(18)
    if abstract:
        add_even(document, abstract, Look.of(layout.parts[Part.ABSTRACT]), text_width(layout))
        write_mark(document, layout, (Part.ABSTRACT, abstract), text_width(layout))
    document.paragraphs[-1].paragraph_format.space_after = Pt(12)


def write_addressees(document: Document, layout: Layout, content: OfficialDocument) -> None:
    """The names hang beside "Kính gửi", the whole in the middle of the page."""
    word = layout.words["submission" if content.head.type == SUBMISSION else "salutation"].text
    said, named = Look.of(layout.parts[Part.SALUTATION]), Look.of(layout.parts[Part.ADDRESSEE])
    lines = addressee_lines(layout, content.addressees)
    before = width_of(f"{word} ", said.size)
    longest = max(width_of(line, named.size) for line in lines)
    left = max((text_width(layout) - before - longest) / 2, LEFT_LEAST)
    first = put(add_line(document, f"{word}\t", said), lines[0], named)
    for paragraph in (first, *(add_line(document, line, named) for line in lines[1:])):
        paragraph.paragraph_format.left_indent = Mm(left + before)
        paragraph.paragraph_format.space_after = Pt(SPACE_BETWEEN)
    first.paragraph_format.first_line_indent = Mm(-before)
    first.paragraph_format.space_before = Pt(12)
    document.paragraphs[-1].paragraph_format.space_after = Pt(12)


def addressee_lines(layout: Layout, addressees: Sequence[str]) -> list[str]:
    """One as it is; several with a dash before and a sign after each."""
    if len(addressees) == 1:
        return list(addressees)
    end, last = layout.words["addressee_end"].text, layout.words["addressee_last"].text
    ends = [end] * (len(addressees) - 1) + [last]
    return [f"- {name}{sign}" for name, sign in zip(addressees, ends, strict=True)]


def write_grounds(document: Document, layout: Layout, grounds: Sequence[str]) -> None:
    start, end, last = (layout.words[f"ground_{where}"].text for where in ("start", "end", "last"))
    for number, ground in enumerate(grounds, 1):
        sign = last if number == len(grounds) else end
        look = Look.of(layout.parts[Part.GROUND])
        add_line(document, f"{start}{ground.rstrip(' .;')}{sign}", look).style = document.styles[BODY_NAME]
