"""Real Word lists: the numbers live in numbering.xml and not in the text."""

import re
from typing import Any

from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

# label in the source → (list, level)
LEVELS = [
    (re.compile(r"^Điều \d+\.\s+"), (2, 0)),
    (re.compile(r"^[IVX]+\.\s+"), (1, 0)),
    (re.compile(r"^\d+\.\d+\.\s+"), (1, 2)),
    (re.compile(r"^\d+\.\s+"), (1, 1)),
    (re.compile(r"^[a-d]\)\s+"), (1, 3)),
    (re.compile(r"^-\s+"), (3, 0)),
    (re.compile(r"^\+\s+"), (3, 1)),
]
LISTS = {
    1: [("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("lowerLetter", "%4)")],
    2: [("decimal", "Điều %1."), ("decimal", "%2."), ("lowerLetter", "%3)")],
    3: [("bullet", "-"), ("bullet", "+")],
}
BASE = 50  # above the ids of python-docx's own template


class Lists:
    """`articles`: the numbers below an automatic "Điều n." belong to its list, so that they start again with it."""

    def __init__(self, *, articles: bool) -> None:
        self.levels = {(1, 1): (2, 1), (1, 3): (2, 2)} if articles else {}

    def label(self, paragraph: Paragraph, text: str) -> str:
        """The text without its label, which the paragraph takes from its list instead."""
        for pattern, place in LEVELS:
            if found := pattern.match(text):
                number, level = self.levels.get(place, place)
                traits: Any = paragraph._p.get_or_add_pPr()  # its stubs lack the numbering
                shape = traits.get_or_add_numPr()
                shape.get_or_add_ilvl().val = level
                shape.get_or_add_numId().val = BASE + number
                return text[found.end() :]
        return text


def add(word: Docx, *, articles: bool) -> Lists:
    root = word.part.numbering_part.element
    for number in LISTS:
        root.insert(0, abstract(number))
    for number in LISTS:
        root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{BASE + number}"><w:abstractNumId w:val="{BASE + number}"/></w:num>'
            )
        )
    return Lists(articles=articles)


def abstract(number: int) -> _Element:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="567"/></w:pPr></w:lvl>'
        for at, (form, text) in enumerate(LISTS[number])
    )
    return parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{BASE + number}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
