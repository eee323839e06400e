"""Official registers as .docx: a head like any document's, but no number, one table, no signature."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nennep.writing.content import Column, Letterhead, Side, TableBlock
from nennep.writing.head import write_letterhead
from nennep.writing.layout import layout_for
from nennep.writing.lines import make_low
from nennep.writing.official import saved
from nennep.writing.opening import write_title
from nennep.writing.sheet import blank, set_page, text_width
from nennep.writing.tables import add_table

__all__ = ["Column", "Letterhead", "Paper", "Register", "Side", "write_register"]


@dataclass(frozen=True)
class Register:
    title: str
    subtitle: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    landscape: bool = False


@dataclass(frozen=True)
class Paper:
    head: Letterhead
    register: Register


def write_register(paper: Paper) -> bytes:
    """The register as bytes of a .docx; the heading row repeats on each page, rows are not cut by a page's end."""
    head, register = paper.head, paper.register
    layout = layout_for(head.style, head.day)
    document = blank(layout)
    set_page(document.sections[0], layout, register.landscape)
    document.core_properties.title, document.core_properties.author = register.title, head.issuer
    write_letterhead(document, layout, head, register.landscape)
    write_title(document, layout, register.title, register.subtitle)
    first, *others = register.columns
    columns = [replace(first, side=Side.CENTRE), *others]  # the running number
    add_table(document, TableBlock(columns, register.rows), text_width(layout, register.landscape))
    make_low(document.add_paragraph())
    return saved(document)
