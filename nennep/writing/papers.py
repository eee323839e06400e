"""Official registers as .docx: a head like any document's, but no number, one table or several, no signature."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from docx.document import Document

from nennep.writing.content import Column, Group, Letterhead, Side, TableBlock
from nennep.writing.head import write_letterhead
from nennep.writing.layout import Layout, layout_for
from nennep.writing.lines import make_low
from nennep.writing.official import saved
from nennep.writing.opening import write_title
from nennep.writing.sheet import blank, set_page, text_width
from nennep.writing.tables import add_table

__all__ = [
    "Column",
    "Letterhead",
    "Paper",
    "Register",
    "Side",
    "TableBlock",
    "Tables",
    "write_register",
    "write_tables",
]
BETWEEN = 12  # points between two tables


Shown = TypeVar("Shown")
MOST_ROWS = 2_000  # of a register on paper


def first_rows(found: Sequence[Shown]) -> tuple[Sequence[Shown], str]:
    """What a register shows of a list read to one row more, and what its title adds where that is not all."""
    cut = f" ({MOST_ROWS} dòng đầu; cả danh sách ở tệp Excel)" if len(found) > MOST_ROWS else ""
    return found[:MOST_ROWS], cut


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


@dataclass(frozen=True)
class Tables:
    """Several tables on turned sheets, each under a row that names it."""

    head: Letterhead
    title: str
    subtitle: str
    tables: Sequence[tuple[str, TableBlock]]


def write_register(paper: Paper) -> bytes:
    """The register as bytes of a .docx; the heading row repeats on each page, rows are not cut by a page's end."""
    register = paper.register
    document, layout = begun(paper.head, (register.title, register.subtitle), register.landscape)
    first, *others = register.columns
    columns = [replace(first, side=Side.CENTRE), *others]  # the running number
    add_table(document, TableBlock(columns, register.rows), text_width(layout, register.landscape))
    make_low(document.add_paragraph())
    return saved(document)


def write_tables(paper: Tables) -> bytes:
    document, layout = begun(paper.head, (paper.title, paper.subtitle), landscape=True)
    for name, table in paper.tables:
        named = replace(table, rows=[Group(name), *table.rows])
        add_table(document, named, text_width(layout, landscape=True))
        make_low(document.add_paragraph(), BETWEEN)
    return saved(document)


def begun(head: Letterhead, named: tuple[str, str], landscape: bool) -> tuple[Document, Layout]:
    """A sheet with its head; `named` by a title and a subtitle."""
    layout = layout_for(head.style, head.day)
    document = blank(layout)
    set_page(document.sections[0], layout, landscape)
    document.core_properties.title, document.core_properties.author = named[0], head.issuer
    write_letterhead(document, layout, head, landscape)
    write_title(document, layout, *named)
    return document, layout
