"""How an official document must look, as dated data with its sources: Party style and State style.

    layout = layout_for(Style.PARTY, date(2026, 6, 25))
    layout.parts[Part.TYPE].size.least               15 points; .bold .italic .underline .upper .align .position
    layout.parts[Part.TYPE].source.sentence          "Hướng dẫn 05-HD/VPTW, Phụ lục 2, mục 5a"; .confidence
    layout.page.left.span.holds(30)                  True
    layout.text.line.span, layout.text.line_exact    18–22 points, exactly
    layout.marks[Part.ISSUER].text                   "*"; the State's has .rule, a share of the words' length
    layout.words["recipients"].text                  "Nơi nhận:"
    layout.types["Kết luận"].symbol                  "KL"
    layout.type_of_symbol("QĐ")                      ["Quyết định", "Quy định"]
    layout.issuer_symbols("Ban Tổ chức Thành ủy Bình Hải")    ("BTCTU", "BTC")
    layout.number_line("5", "Báo cáo", "ĐU")         "Số 05-BC/ĐU"
    layout.place_date("Hải Phòng", day)              "Hải Phòng, ngày 05 tháng 02 năm 2026"

The rows are in `figures/*.toml`, a file per document that lays them down; sizes are points, lengths millimetres. A span
has `least`, `most`, what is allowed, and `ours`, what this house writes. Where a document changes single rows, a row
becomes a list of rows with their dates.
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nennep.lib.text import fold
from nennep.writing.components import (
    Authority,
    Component,
    DocumentType,
    Heading,
    Issuer,
    Mark,
    MayIssue,
    NumberForm,
    Page,
    Text,
    Wording,
)
from nennep.writing.rows import Confidence, Source, Span, figures

__all__ = ["Confidence", "Layout", "Part", "Source", "Span", "Style", "layout_for"]

ROOM = " " * 6  # where a number or a day is written by hand


class Style(StrEnum):
    PARTY = "party"
    STATE = "state"


class Part(StrEnum):
    """The components of a document, by the names of their rows."""

    TITLE = "title"
    MOTTO = "motto"  # State only
    SUPERIOR = "superior"
    ISSUER = "issuer"
    NUMBER = "number"
    PLACE_DATE = "place_date"
    TYPE = "type"
    ABSTRACT = "abstract"
    LETTER_ABSTRACT = "letter_abstract"
    SALUTATION = "salutation"
    ADDRESSEE = "addressee"
    GROUND = "ground"
    BODY = "body"
    PART = "part"  # phần, chương
    PART_TITLE = "part_title"
    SECTION = "section"  # mục
    SECTION_TITLE = "section_title"
    ARTICLE = "article"  # điều
    CLAUSE = "clause"  # khoản
    POINT = "point"  # điểm
    AUTHORITY = "authority"
    TITLE_OF_SIGNER = "title_of_signer"
    SIGNER = "signer"
    RECIPIENTS = "recipients"  # the words "Nơi nhận"
    RECIPIENT = "recipient"
    URGENCY = "urgency"
    CIRCULATION = "circulation"
    DRAFT = "draft"
    DRAFTER = "drafter"
    CONTACT = "contact"
    PAGE_NUMBER = "page_number"
    ANNEX = "annex"
    ANNEX_TITLE = "annex_title"
    ANNEX_NOTE = "annex_note"
    TABLE_HEAD = "table_head"
    TABLE_CELL = "table_cell"


@dataclass(frozen=True)
class Layout:
    style: Style
    in_force: bool  # false for a day before the first document that is known
    document: str
    parts: Mapping[Part, Component]
    headings: Mapping[int, Heading]  # by level, 1 the outermost
    page: Page
    text: Text
    marks: Mapping[Part, Mark]
    words: Mapping[str, Wording]
    number: NumberForm
    types: Mapping[str, DocumentType]
    issuers: Sequence[Issuer]
    authorities: Sequence[Authority]
    may_issue: Sequence[MayIssue]

    def type_of_symbol(self, symbol: str) -> list[str]:
        return [row.name for row in self.types.values() if row.symbol and row.symbol == symbol]

    def issuer_symbols(self, name: str) -> tuple[str, ...]:
        """Symbols that a body of this name may write, the usual one first; none where no row knows it."""
        own = self._issuer(name)
        if own is None:
            return ()
        above = self._issuer(fold(name)[len(fold(own.begins)) :])
        joined = own.symbol + above.symbol if above else own.symbol
        return tuple(dict.fromkeys((joined, own.symbol) if own.advisory else (own.symbol, joined)))

    def _issuer(self, name: str) -> Issuer | None:
        words = fold(name)
        known = [row for row in self.issuers if f"{words} ".startswith(f"{fold(row.begins)} ")]
        return max(known, key=lambda row: len(row.begins), default=None)

    def number_line(self, number: str, type_name: str, issuer: str) -> str:
        """An empty number leaves the room in which it is written by hand."""
        kind = self.types[type_name]
        shape = self.number.letter if kind.letter else self.number.written
        shown = number.zfill(self.number.digits) if number else ROOM
        return shape.format(number=shown, type=kind.symbol, issuer=issuer)

    def reference(self, number: str, type_name: str, issuer: str) -> str:
        """The number as other documents name it: without its word."""
        return self.number_line(number, type_name, issuer).split(" ", 1)[1]

    def place_date(self, place: str, day: date) -> str:
        number = f"{day.day:02}" if day.day < self.number.day_below else str(day.day)
        month = f"{day.month:02}" if day.month < self.number.month_below else str(day.month)
        return self.words["place_date"].text.format(place=place, day=number, month=month, year=day.year)

    def place_undated(self, place: str, year: int) -> str:
        """With room for the day and the month."""
        return self.words["place_date"].text.format(place=place, day=ROOM, month=ROOM, year=year)


@functools.cache
def layout_for(style: Style, on: date) -> Layout:
    """The layout that holds on this day; before the first known document, that document's."""
    rows = figures(style, on)
    return Layout(
        style=style,
        in_force=rows.in_force,
        document=rows.document,
        parts={Part(key): Component.of(row, source) for key, row, source in rows.rows("components")},
        headings={int(key): Heading.of(row, source) for key, row, source in rows.rows("headings")},
        page=Page.of(rows),
        text=Text.of(rows),
        marks={Part(key): Mark.of(row, source) for key, row, source in rows.rows("marks")},
        words={key: Wording(row["text"], source) for key, row, source in rows.rows("words")},
        number=NumberForm.of(rows),
        types={key: DocumentType.of(key, row, source) for key, row, source in rows.rows("types")},
        issuers=tuple(Issuer.of(key, row, source) for key, row, source in rows.rows("issuers")),
        authorities=tuple(Authority.of(row, source) for _, row, source in rows.rows("authorities")),
        may_issue=tuple(MayIssue(row["body"], tuple(row["types"]), src) for _, row, src in rows.rows("may_issue")),
    )
