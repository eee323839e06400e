"""A paragraph → the lines that a reader sees: one, or several where the writer broke it by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from lxml import etree

from nennep.lib.cleaning import breaks, clean
from nennep.lib.legacy import of_font
from nennep.lib.word.numbering import Numbering
from nennep.lib.word.package import W, number, switch, value
from nennep.reading.formats.word.runs import Piece, Reading, pieces
from nennep.reading.phrases import CAPITALS
from nennep.reading.source import Line

EXTRA_SPACE = 240  # twentieths of a point before a paragraph that a reader sees as a gap
# A sentence goes on after a break when a small letter or a bare number follows: "ngày\n27/3/2026", "các\ncơ quan".
_GOES_ON = re.compile(rf"(?!\(?[a-zđ0-9]{{1,3}}[.)])[^\W{CAPITALS}_]|\((?![a-zđ0-9]{{1,3}}\))")
_ENDED = re.compile(r"[.;:!?…/]\s*$")


@dataclass
class Drafts:
    """Reads paragraphs in order, for the numbers of lists count on."""

    reading: Reading
    numbering: Numbering
    carried: tuple[Piece, ...] = ()  # of a paragraph whose end mark is deleted: it runs on into the next one
    gap: bool = False
    in_cell: bool = False  # there an empty paragraph may still print the number of its row

    def lines(self, paragraph: etree._Element) -> Iterator[Line]:
        """Lines still with their tabs and runs of spaces, which tell columns apart; empty paragraphs give none."""
        properties = paragraph.find(f"{W}pPr")
        style = self.reading.styles.paragraph(properties)
        found = (*self.carried, *pieces(paragraph, style, self.reading))
        self.carried = found if properties is not None and properties.find(f"{W}rPr/{W}del") is not None else ()
        text = breaks(self._text(found))
        if self.carried or not text.strip():
            self.gap = self.gap or not self.carried
            if self.in_cell and not self.carried and (label := self._label(properties, style)):
                yield Line(text=label)
            return
        shape = self._shape(found, properties)
        shape = replace(shape, label=self._label(properties, style))
        for part in _split(text, shape.centred):
            yield replace(shape, text=part)
            shape = replace(shape, label="", gap=False)
        self.gap = False

    def _text(self, found: tuple[Piece, ...]) -> str:
        """Runs of one legacy font are joined first: VNI writes a letter in two characters, which Word may part."""
        converter = self.reading.converter
        parts = []
        for _, group in groupby(found, key=lambda piece: of_font(piece.font)):
            together = list(group)
            parts.append(converter.run("".join(piece.text for piece in together), together[0].font))
        return converter.line("".join(parts))

    def _shape(self, found: tuple[Piece, ...], properties: etree._Element | None) -> Line:
        seen = [piece for piece in found if piece.text.strip()]
        spacing = None if properties is None else properties.find(f"{W}spacing")
        before = 0 if spacing is None else number(spacing.get(f"{W}before"))
        return Line(
            text="",
            bold=all(piece.bold for piece in seen),
            italic=all(piece.italic for piece in seen),
            centred=self.reading.styles.alignment(properties) == "center",
            gap=self.gap or before >= EXTRA_SPACE or bool(switch(properties, "pageBreakBefore")),
        )

    def _label(self, properties: etree._Element | None, style: str) -> str:
        direct, depth = value(properties, "numPr/numId"), value(properties, "numPr/ilvl")
        linked = next(
            (self.numbering.linked[name] for s in self.reading.styles.chain(style)
             if (name := s.get(f"{W}styleId", "")) in self.numbering.linked), None,
        )  # fmt: skip
        if direct is None and linked is None:
            return ""
        list_id = direct if direct is not None else linked[0] if linked else "0"
        default = linked[1] if linked else 0
        return "" if list_id == "0" else self.numbering.label(list_id, number(depth, default))


def _split(text: str, centred: bool) -> Iterator[str]:
    """At hard breaks, but not within a running sentence."""
    whole = ""
    for part in (part for part in text.split("\n") if part.strip()):
        if whole and not centred and _GOES_ON.match(clean(part)) and not _ENDED.search(whole):
            whole = f"{whole.rstrip()} {part.lstrip()}"
            continue
        if whole:
            yield whole
        whole = part
    if whole:
        yield whole
