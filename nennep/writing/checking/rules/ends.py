"""The list of grounds, and the sign that ends the text."""

import re
from collections.abc import Iterator
from typing import Unpack

from nennep.writing.checking import mending
from nennep.writing.checking.anatomy import Anatomy
from nennep.writing.checking.head import Extra
from nennep.writing.checking.model import Code, Fault, Rest
from nennep.writing.checking.rules.text import Kind, Passage, passages
from nennep.writing.layout import Source

SEVERAL = re.compile(r"[;.]\s*[-–]?\s*Căn cứ\s")
FORMULAS = {"Quyết định": "QUYẾT ĐỊNH", "Nghị quyết": "QUYẾT NGHỊ"}
DECIDED = re.compile(r"(?:quyết định|quyết nghị)\s*:?$", re.I)
SIGNS = ".;:,/… "
CLOSING = "”\"')’"


def check(anatomy: Anatomy) -> Iterator[Fault]:
    found = passages(anatomy)
    grounds = [passage for passage in found if passage.kind is Kind.GROUND]
    for place, passage in enumerate(grounds):
        yield from _ground(anatomy, passage, last=place == len(grounds) - 1)
    if not grounds and found and anatomy.kind == "Quyết định":
        word = anatomy.layout.words["ground_end"]
        message = "Quyết định phải nêu căn cứ ban hành, mỗi căn cứ một dòng."
        expected = f"{anatomy.layout.words['ground_start'].text}Căn cứ …"
        yield Fault(
            Code.GROUNDS, found[0].para.index, message, word.source, text=found[0].text, expected=expected,
            found="không có", sure=False,
        )  # fmt: skip
    if grounds and not any(DECIDED.search(text) for text in _above_clauses(anatomy, found)):
        yield from _undecided(anatomy, grounds[-1])
    if found and anatomy.kind != "Biên bản" and not anatomy.tail.minutes:
        yield from _end(anatomy, found[-1])


def _above_clauses(anatomy: Anatomy, found: list[Passage]) -> Iterator[str]:
    yield from (line.text for line in anatomy.lines(Extra.DECIDER))
    yield from (passage.text for passage in found)


def _undecided(anatomy: Anatomy, last: Passage) -> Iterator[Fault]:
    """`QUYẾT ĐỊNH:` between grounds and articles; of resolutions only the councils' have theirs."""
    formula = FORMULAS.get(anatomy.kind or "")
    if formula is None or (anatomy.is_party and formula != FORMULAS["Quyết định"]):
        return
    message = f"Sau căn cứ phải có dòng “{formula}” trước các điều."
    yield _fault(
        last, message, anatomy.layout.words["ground_last"].source, expected=formula, found="không có", sure=False
    )


def _ground(anatomy: Anatomy, passage: Passage, *, last: bool) -> Iterator[Fault]:
    words = anatomy.layout.words
    text, element = passage.text, passage.para.element
    start, end = words["ground_start"], words["ground_last" if last else "ground_end"]
    dashed = text.startswith(("-", "–", "—", "•", "+"))
    if start.text and not dashed:
        first = passage.para.plain[:12]
        mend = mending.rewrite(element, first, start.text + first)
        yield _fault(
            passage,
            "Mỗi căn cứ bắt đầu bằng dấu gạch đầu dòng “- ”.",
            start.source,
            expected="- Căn cứ …",
            found=text[:40],
            mend=mend,
        )
    elif not start.text and dashed and not passage.para.label:
        old = re.match(r"\s*[-–—•+]\s*", passage.para.text)
        mend = mending.rewrite(element, passage.para.text[:14], passage.para.text[old.end() : 14]) if old else None
        yield _fault(
            passage, "Căn cứ không có dấu gạch đầu dòng.", start.source, expected="Căn cứ …", found=text[:40], mend=mend
        )
    if SEVERAL.search(text):
        yield _fault(
            passage, "Mỗi căn cứ viết một dòng riêng.", end.source, expected="một căn cứ một dòng", found="nhiều căn cứ"
        )
    if not text.endswith(end.text):
        where = "căn cứ cuối cùng" if last else "mỗi căn cứ"
        mend = mending.append(element, end.text, SIGNS)
        message = f"Cuối {where} là dấu “{end.text}”."
        yield _fault(passage, message, end.source, expected=end.text, found=text[-1:], mend=mend)


def _fault(passage: Passage, message: str, source: Source, **rest: Unpack[Rest]) -> Fault:
    return Fault(Code.GROUNDS, passage.para.index, message, source, text=passage.text, **rest)


def _end(anatomy: Anatomy, last: Passage) -> Iterator[Fault]:
    if last.kind is Kind.GRID or not anatomy.tail.order:
        return
    word = anatomy.layout.words["end"]
    text = last.para.plain.rstrip(CLOSING)
    double = text.endswith("./.")
    right = (
        text.endswith("./.")
        if word.text == "./."
        else text.endswith((".", "!", "?")) and not text.endswith(("./.", ".."))
    )
    if right:
        return
    found = "./." if double else text[-1:] if text[-1:] in SIGNS else "không có dấu"
    yield Fault(
        Code.END_MARK, last.para.index, f"Hết nội dung văn bản phải có dấu “{word.text}”.", word.source,
        text=last.text, expected=word.text, found=found, mend=mending.append(last.para.element, word.text, SIGNS),
    )  # fmt: skip
