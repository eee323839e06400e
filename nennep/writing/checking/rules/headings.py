"""Headings of one level look alike; which look is custom, so that an odd one is only pointed at."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from nennep.lib.labels import Style
from nennep.writing.checking import mending
from nennep.writing.checking.anatomy import Anatomy
from nennep.writing.checking.model import Code, Fault
from nennep.writing.checking.rules.text import Kind, Passage, passages

LEVELS = {(Style.UPPER, 1): 1, (Style.ROMAN, 1): 1, (Style.DECIMAL, 1): 2, (Style.DECIMAL, 2): 3}


def check(anatomy: Anatomy) -> Iterator[Fault]:
    levels: dict[int, list[Passage]] = defaultdict(list)
    for passage in passages(anatomy):
        if passage.kind is Kind.HEADING and passage.label:
            level = LEVELS.get((passage.label.style, len(passage.label.numbers)))
            if level:
                levels[level].append(passage)
    for level, found in levels.items():
        yield from _alike(anatomy, level, found)
        yield from _underlined(anatomy, level, found)


def _alike(anatomy: Anatomy, level: int, found: list[Passage]) -> Iterator[Fault]:
    custom = anatomy.layout.headings[level]
    for passage in _odd(found, [_bold(p) for p in found], custom.bold):
        wanted = not _bold(passage)
        pieces = [piece for piece in passage.para.pieces if piece.lettered]
        mend = mending.in_turn(partial(mending.set_switch, piece.run, "b", wanted) for piece in pieces)
        word = "in đậm" if wanted else "không đậm"
        yield Fault(
            Code.WEIGHT, passage.para.index, f"Đề mục cùng cấp phải trình bày như nhau: đề mục này cần {word}.",
            custom.source, text=passage.text, expected=word, found="không đậm" if wanted else "in đậm", mend=mend,
        )  # fmt: skip
    if level == 1:
        for passage in _odd(found, [_upper(p) for p in found], custom.upper):
            word = "chữ thường" if _upper(passage) else "chữ in hoa"
            yield Fault(
                Code.CASE, passage.para.index, f"Đề mục cùng cấp phải trình bày như nhau: đề mục này cần {word}.",
                custom.source, text=passage.text, expected=word, found=passage.para.plain,
            )  # fmt: skip


def _underlined(anatomy: Anatomy, level: int, found: list[Passage]) -> Iterator[Fault]:
    for passage in found:
        pieces = [piece for piece in passage.para.pieces if piece.lettered]
        if pieces and all(piece.look.underline for piece in pieces):
            mend = mending.in_turn(partial(mending.set_underline, piece.run, False) for piece in pieces)
            yield Fault(
                Code.WEIGHT, passage.para.index, "Đề mục không gạch chân.", anatomy.layout.headings[level].source,
                text=passage.text, expected="không gạch chân", found="chữ gạch chân", mend=mend, sure=False,
            )  # fmt: skip


def _odd(found: list[Passage], answers: list[bool], custom: bool) -> list[Passage]:
    """The fewer; with as many on both sides, those against custom."""
    yes, no = answers.count(True), answers.count(False)
    if not yes or not no:
        return []
    usual = custom if yes == no else yes > no
    return [passage for passage, answer in zip(found, answers, strict=True) if answer is not usual]


def _bold(passage: Passage) -> bool:
    lettered = [piece for piece in passage.para.pieces if piece.lettered]
    return bool(lettered) and all(piece.look.bold for piece in lettered)


def _upper(passage: Passage) -> bool:
    words = passage.para.plain
    label = passage.label
    bare = passage.text[label.length :] if label else words
    return bare.isupper()
