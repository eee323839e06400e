"""Hands for planting a fault into a right document: find a paragraph, change its words or its look."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from docx import Document
from docx.document import Document as DocumentType
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from nennep.writing.checking.model import Code
from nennep.writing.checking.tests.contents import Content


class NotHere(Exception):
    """This document gives no room for this fault."""


@dataclass
class Sheet:
    """A right document that is about to be spoilt."""

    document: DocumentType
    content: Content

    @property
    def party(self) -> bool:
        return self.content.party

    @property
    def paragraphs(self) -> list[Paragraph]:
        body = self.document.element.body
        return [Paragraph(p, self.document._body) for p in body.iter(qn("w:p"))]

    def runs(self, words: str) -> list[Run]:
        """The runs of the line that says exactly this, or begins with it."""
        found = [run for p in self.paragraphs for run in p.runs if words and run.text.startswith(words)]
        if not found:
            raise NotHere
        return found[:1]

    def run(self, words: str) -> Run:
        return self.runs(words)[0]

    def paragraph(self, words: str) -> Paragraph:
        return next((p for p in self.paragraphs if words and p.text.startswith(words)), None) or _not_here()

    def prose(self, place: int = 0) -> Paragraph:
        """A paragraph of plain sentences."""
        found = [p for p in self.paragraphs if len(p.text) > 120 and len(p.runs) == 1 and not p.runs[0].italic]
        found = [p for p in found if not p.text.startswith("- ")]
        if len(found) <= place:
            raise NotHere
        return found[place]

    def every_prose(self) -> Iterator[Paragraph]:
        texts = {
            text.replace("|", "") for kind, text in self.content.body if kind in {"p", "h", "art", "ground", "formula"}
        }
        found = [p for p in self.paragraphs if p.text in texts]
        if not found:
            raise NotHere
        yield from found

    def say(self, old: str, new: str) -> None:
        """The first run that holds the words says others."""
        for paragraph in self.paragraphs:
            for run in paragraph.runs:
                if old and old in run.text:
                    _say(run, old, new)
                    return
        raise NotHere

    def drop(self, words: str) -> None:
        """The line with these words goes; alone in its paragraph it takes that with it."""
        run = self.run(words)
        paragraph = above(run._r)
        texts = [t for t in paragraph.iter(qn("w:t")) if (t.text or "").strip()]
        if len(texts) == 1 and len(above(paragraph).findall(qn("w:p"))) > 1 and not list(paragraph.iter(qn("w:pict"))):
            above(paragraph).remove(paragraph)
            return
        for each in list(run._r):
            if each.tag == qn("w:t"):
                run._r.remove(each)
        following = run._r.getnext()
        if following is not None and following.find(qn("w:br")) is not None:
            paragraph.remove(following)


def above(element: etree._Element) -> etree._Element:
    return next(element.iterancestors())


def _not_here() -> Paragraph:
    raise NotHere


def _say(run: Run, old: str, new: str) -> None:
    for text in run._r.iter(qn("w:t")):
        if old in (text.text or ""):
            text.text = (text.text or "").replace(old, new, 1)
            return
    run.text = run.text.replace(old, new, 1)


Plant = Callable[[Sheet], None]


@dataclass(frozen=True)
class Kind:
    name: str
    code: Code
    plant: Plant


def spoil(content_bytes: bytes, content: Content, kind: Kind) -> bytes:
    sheet = Sheet(Document(io.BytesIO(content_bytes)), content)
    kind.plant(sheet)
    out = io.BytesIO()
    sheet.document.save(out)
    return out.getvalue()


def need(condition: object) -> None:
    if not condition:
        raise NotHere


def digits_of(number: str) -> str:
    found = re.search(r"\d+", number)
    return found[0] if found else ""
