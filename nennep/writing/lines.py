"""Paragraphs as Word keeps them: a look, the words in it, rules drawn below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from nennep.writing.components import Component
from nennep.writing.content import Run, Words
from nennep.writing.widths import narrowest

Holder = Document | _Cell

SIDES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
BESIDE = 2  # mm left free on both sides of centred lines
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML cannot hold


@dataclass(frozen=True)
class Look:
    size: float  # points
    bold: bool = False
    italic: bool = False
    underline: bool = False
    upper: bool = False
    align: str | None = None

    @classmethod
    def of(cls, part: Component) -> "Look":
        return cls(part.size.ours, part.bold, part.italic, part.underline, part.upper, part.align)

    def cased(self, text: str) -> str:
        return text.upper() if self.upper else text


def printable(text: str) -> str:
    return _UNPRINTABLE.sub("", text)


WORDS_BEGIN = '<w:t xml:space="preserve">'


def text_of(text: str) -> str:
    """The words as markup inside a run; a line break stays one."""
    lines = escape(printable(text)).replace("\n", f"</w:t><w:br/>{WORDS_BEGIN}")
    return f"{WORDS_BEGIN}{lines}</w:t>"


def add_line(holder: Holder, words: Words, look: Look) -> Paragraph:
    """A paragraph of these words; in a cell that is still empty, its first one."""
    if isinstance(holder, _Cell) and len(holder.paragraphs) == 1 and not len(holder.paragraphs[0]._p):
        return put(holder.paragraphs[0], words, look)
    return put(holder.add_paragraph(), words, look)


def put(paragraph: Paragraph, words: Words, look: Look) -> Paragraph:
    for piece in [Run(words)] if isinstance(words, str) else words:
        run = paragraph.add_run(look.cased(printable(piece.text)))
        run.font.size = Pt(look.size)
        run.bold, run.italic = look.bold or piece.bold, look.italic or piece.italic
        run.underline = look.underline or None
    if look.align:
        paragraph.alignment = SIDES[look.align]
    return paragraph


def add_even(holder: Holder, text: str, look: Look, room: float) -> list[Paragraph]:
    """Centred lines of about equal length in the middle of `room` millimetres; a break in the text begins a new one."""
    made = []
    most = room - 2 * BESIDE
    for line in text.split("\n"):
        paragraph = add_line(holder, line, replace(look, align="centre"))
        indent_both(paragraph, (room - narrowest(look.cased(line), most, look.size, look.bold)) / 2)
        made.append(paragraph)
    return made


def add_rule(holder: Holder, length: float, room: float) -> Paragraph:
    """A drawn line in the middle of `room` millimetres: the upper border of a low empty paragraph."""
    paragraph = add_line(holder, "", Look(2, align="centre"))
    make_low(paragraph, 4)
    paragraph.paragraph_format.space_before = Pt(2)
    draw_above(paragraph)
    indent_both(paragraph, (room - length) / 2)
    return paragraph


def draw_above(paragraph: Paragraph, space: int = 0) -> None:
    """A line as wide as the paragraph, `space` points above its words."""
    _draw(paragraph, ("top",), space)


def frame(paragraph: Paragraph, width: float, room: float) -> None:
    _draw(paragraph, ("top", "left", "bottom", "right"), space=1)
    indent_both(paragraph, (room - width) / 2)


def _draw(paragraph: Paragraph, sides: Sequence[str], space: int) -> None:
    lines = (f'<w:{side} w:val="single" w:sz="6" w:space="{space}" w:color="000000"/>' for side in sides)
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{''.join(lines)}</w:pBdr>")
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")


def indent_both(paragraph: Paragraph, side: float) -> None:
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(max(0, side))


def make_low(paragraph: Paragraph, points: float = 1) -> None:
    """So low that it never makes a page of its own."""
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)
