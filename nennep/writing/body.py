"""The text of a document, block by block."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.text.paragraph import CT_P
from docx.shared import Pt
from docx.text.paragraph import Paragraph as Line

from nennep.writing.content import (
    Article,
    Block,
    Bullet,
    Division,
    Formula,
    Heading,
    Paragraph,
    Run,
    TableBlock,
    Words,
)
from nennep.writing.layout import Layout, Part
from nennep.writing.lines import Look, add_even, add_line, make_low, text_of
from nennep.writing.numbering import Numbering
from nennep.writing.styles import BODY
from nennep.writing.tables import add_table

AFTER_TABLE = 6  # points
SECTIONS = {"mục", "tiểu mục"}  # the divisions that are sections; the others are parts


@dataclass(frozen=True)
class Sheet:
    """Where blocks are written: a document, its layout, the width of its lines in mm, the count of its headings."""

    document: Document
    layout: Layout
    room: float
    numbering: Numbering


def write_blocks(sheet: Sheet, blocks: Sequence[Block], keep_end: bool = False) -> None:
    """`keep_end` ties the last block to what follows it, so that a signature never stands alone on a page."""
    for number, block in enumerate(blocks, 1):
        keep = keep_end and number == len(blocks)
        if isinstance(block, TableBlock):
            add_table(sheet.document, block, sheet.room, keep)
            below = sheet.document.add_paragraph()
            make_low(below, AFTER_TABLE)
            below.paragraph_format.keep_with_next = keep or None
            continue
        lines = write_block(block, sheet)
        for line in lines[:-1]:
            line.paragraph_format.keep_with_next = True
        if keep or isinstance(block, Heading | Division | Formula):
            lines[-1].paragraph_format.keep_with_next = True


@functools.singledispatch
def write_block(block: object, _sheet: Sheet) -> list[Line]:
    """The lines of one block, tables apart."""
    raise TypeError(f"no block: {block!r}")


@write_block.register
def _(block: Paragraph, sheet: Sheet) -> list[Line]:
    return [add_text(sheet, block.words)]


@write_block.register
def _(block: Bullet, sheet: Sheet) -> list[Line]:
    return [add_text(sheet, [Run(f"{block.sign} "), *runs(block.words)])]


@write_block.register
def _(block: Heading, sheet: Sheet) -> list[Line]:
    heading = sheet.layout.headings[block.level]
    label = sheet.numbering.next(block.level) if block.label is None else block.label
    size = sheet.layout.parts[Part.BODY].size.ours
    look = Look(size, bold=heading.bold, italic=heading.italic, upper=heading.upper)
    title = f"{label} {look.cased(block.title)}".strip()
    line = add_line(sheet.document, title, replace(look, upper=False))  # a label keeps its case
    line.style = sheet.document.styles[f"heading {block.level}"]
    return [line]


@write_block.register
def _(block: Division, sheet: Sheet) -> list[Line]:
    section = block.kind.lower() in SECTIONS
    parts = sheet.layout.parts
    first = Look.of(parts[Part.SECTION if section else Part.PART])
    second = Look.of(parts[Part.SECTION_TITLE if section else Part.PART_TITLE])
    number = add_line(sheet.document, f"{block.kind} {block.number}", first)
    number.paragraph_format.space_before = Pt(12)
    titles = add_even(sheet.document, block.title, second, sheet.room)
    titles[-1].paragraph_format.space_after = Pt(sheet.layout.text.space_between.span.ours)
    return [number, *titles]


@write_block.register
def _(block: Article, sheet: Sheet) -> list[Line]:
    label = Run(f"Điều {block.number}. {block.title}".strip(), bold=True)
    if block.title or not block.words:
        title = add_text(sheet, [label])
        return [title, add_text(sheet, block.words)] if block.words else [title]
    return [add_text(sheet, [label, Run(" "), *runs(block.words)])]


@write_block.register
def _(block: Formula, sheet: Sheet) -> list[Line]:
    size = sheet.layout.parts[Part.BODY].size.ours
    lines = add_even(sheet.document, block.text, Look(size, bold=True), sheet.room)
    lines[0].paragraph_format.space_before = lines[-1].paragraph_format.space_after = Pt(6)
    return lines


def add_text(sheet: Sheet, words: Words) -> Line:
    """A paragraph of the text; written as markup, since reports have thousands of them."""
    size = f'<w:sz w:val="{sheet.layout.parts[Part.BODY].size.ours * 2:.0f}"/>'
    pieces = "".join(
        f"<w:r><w:rPr>{'<w:b/>' * run.bold}{'<w:i/>' * run.italic}{size}</w:rPr>{text_of(run.text)}</w:r>"
        for run in runs(words)
    )
    made = parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{BODY}"/></w:pPr>{pieces}</w:p>')
    sheet.document.element.body[-1].addprevious(made)
    return Line(cast("CT_P", made), sheet.document._body)


def runs(words: Words) -> Sequence[Run]:
    return [Run(words)] if isinstance(words, str) else words
