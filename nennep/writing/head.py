"""The head of a document: who issues it, its title, number, place and day, and the marks that only some bear."""

from dataclasses import dataclass

from docx.document import Document
from docx.shared import Pt
from docx.table import _Cell

from nennep.writing.content import Head, Letterhead, Marks
from nennep.writing.layout import Layout, Part, Style
from nennep.writing.lines import Holder, Look, add_even, add_line, add_rule, frame, put
from nennep.writing.sheet import text_width
from nennep.writing.tables import add_columns
from nennep.writing.widths import longest_line, width_of

AIR = 3  # mm beside the longest line of the right column
LEFT_LEAST = 65  # mm


@dataclass(frozen=True)
class Below:
    """The two cells below the names and their widths: what only some documents bear goes there."""

    number: _Cell
    day: _Cell
    left: float
    right: float


def write_letterhead(document: Document, layout: Layout, head: Letterhead, landscape: bool = False) -> Below:
    """The two columns on top of the first page, without the number; across a turned sheet each takes a half."""
    place = layout.place_date(head.place, head.day) if head.dated else layout.place_undated(head.place, head.day.year)
    room = text_width(layout, landscape)
    right = room / 2 if landscape else min(_widest(layout, place) + AIR, room - LEFT_LEAST)
    left = room - right
    names, titles, number, day = add_columns(document, (left, right), rows=2)
    _write_names(names, layout, head, left)
    _write_titles(titles, layout, right)
    add_line(day, place, Look.of(layout.parts[Part.PLACE_DATE]))
    return Below(number, day, left, right)


def _widest(layout: Layout, place: str) -> float:
    lines = {**{part: layout.words[part].text for part in _titles(layout)}, Part.PLACE_DATE: place}
    return max(width_of(text, layout.parts[part].size.ours, layout.parts[part].bold) for part, text in lines.items())


def _titles(layout: Layout) -> list[Part]:
    return [part for part in (Part.TITLE, Part.MOTTO) if part in layout.parts]


def _write_titles(cell: _Cell, layout: Layout, room: float) -> None:
    for part in _titles(layout):
        add_line(cell, layout.words[part].text, Look.of(layout.parts[part]))
    last = _titles(layout)[-1]
    look = Look.of(layout.parts[last])
    add_rule(cell, width_of(layout.words[last].text, look.size, look.bold), room)


def _write_names(cell: _Cell, layout: Layout, head: Letterhead, room: float) -> None:
    if head.superior:
        add_even(cell, head.superior, Look.of(layout.parts[Part.SUPERIOR]), room)
    add_even(cell, head.issuer, Look.of(layout.parts[Part.ISSUER]), room)
    write_mark(cell, layout, (Part.ISSUER, head.issuer), room)


def write_mark(holder: Holder, layout: Layout, words_of: tuple[Part, str], room: float) -> None:
    """What stands below a part: signs, or a rule as long as a share of its words."""
    part, words = words_of
    mark, look = layout.marks[part], Look.of(layout.parts[part])
    if mark.rule is None:
        add_line(holder, mark.text, Look(look.size, align="centre"))
    else:
        add_rule(holder, longest_line(look.cased(words), room, look.size, look.bold) * mark.rule.ours, room)


def write_number(below: Below, layout: Layout, head: Head, abstract: str) -> None:
    """Number and symbol; below them, in a letter, what it is about."""
    number = layout.number_line(head.number, head.type, head.symbol)
    add_line(below.number, number, Look.of(layout.parts[Part.NUMBER]))
    if layout.types[head.type].letter:
        words = layout.words["letter_abstract"].text
        text = abstract if abstract.lower().startswith(words.lower()) else f"{words} {abstract}"
        lines = add_even(below.number, text, Look.of(layout.parts[Part.LETTER_ABSTRACT]), below.left - AIR)
        lines[0].paragraph_format.space_before = Pt(6)


def write_marks(document: Document, below: Below, layout: Layout, marks: Marks) -> None:
    if marks.draft:
        text = layout.words["draft"].text.format(n=marks.draft)
        add_line(below.number, text, Look.of(layout.parts[Part.DRAFT]))
    if marks.urgency:
        _write_stamp(below.number, layout, (Part.URGENCY, marks.urgency), below.left)
    if marks.circulation and layout.style is Style.PARTY:  # at the edge of the paper, above everything
        top = document.sections[0].first_page_header.paragraphs[0]
        put(top, marks.circulation, Look.of(layout.parts[Part.CIRCULATION]))
    elif marks.circulation:
        _write_stamp(below.day, layout, (Part.CIRCULATION, marks.circulation), below.right)


def _write_stamp(cell: _Cell, layout: Layout, words_of: tuple[Part, str], room: float) -> None:
    part, words = words_of
    look = Look.of(layout.parts[part])
    line = add_line(cell, words, look)
    line.paragraph_format.space_before = Pt(8)
    if layout.parts[part].framed:
        frame(line, width_of(look.cased(words), look.size, look.bold) + AIR, room)
