"""To whom a letter or a submission goes: “Kính gửi”, “Kính trình” and the entries behind them."""

from collections.abc import Iterator
from typing import Unpack

from nennep.lib.text import fold, one_line
from nennep.writing.checking import mending, words
from nennep.writing.checking.anatomy import Anatomy
from nennep.writing.checking.lines import Line
from nennep.writing.checking.model import Code, Fault, Rest
from nennep.writing.checking.rules.sending import LOOSE_ENDS, end_with, entries_of
from nennep.writing.layout import Part


def check(anatomy: Anatomy) -> Iterator[Fault]:
    lines = anatomy.lines(Part.SALUTATION)
    if lines:
        yield from _word(anatomy, lines[0])
        yield from _colon(anatomy, lines[0])
        yield from _entries(anatomy)
    elif anatomy.is_letter and anatomy.lines(Part.LETTER_ABSTRACT):
        wanted = anatomy.layout.words["salutation"].text
        message = f"Công văn phải có “{wanted}” trên nội dung."
        yield _fault(anatomy, None, message, expected=wanted, found="không có")


def _fault(anatomy: Anatomy, line: Line | None, message: str, **rest: Unpack[Rest]) -> Fault:
    source = anatomy.layout.words["salutation"].source
    text, place = (line.text, line.para.index) if line else ("", None)
    return Fault(Code.RECIPIENTS, place, message, source, text=text, **rest)


def _word(anatomy: Anatomy, line: Line) -> Iterator[Fault]:
    """A tờ trình submits, a letter is sent: the Party has a word for each."""
    if anatomy.kind is None:
        return  # the type is lost: nobody can tell which word is right
    key = "submission" if anatomy.kind == "Tờ trình" else "salutation"
    word = anatomy.layout.words[key]
    found = words.SALUTATION.match(line.text)
    wanted = word.text.rstrip(":")
    loud = line.is_upper and found and fold(found[0]) == fold(wanted)  # capitals are another rule's
    if found and one_line(found[0]) != wanted and not loud:
        mend = mending.rewrite(line.para.element, found[0], wanted)
        message = f"Phải viết “{word.text}”; đang là “{found[0]}”."
        yield _fault(anatomy, line, message, expected=word.text, found=found[0], mend=mend)


def _colon(anatomy: Anatomy, line: Line) -> Iterator[Fault]:
    if ":" not in line.text:
        message = "Sau “Kính gửi” phải có dấu hai chấm."
        found = words.SALUTATION.match(line.text)
        mend = mending.rewrite(line.para.element, found[0], f"{found[0]}:") if found else None
        yield _fault(anatomy, line, message, expected="Kính gửi:", found=line.text, mend=mend)


def _entries(anatomy: Anatomy) -> Iterator[Fault]:
    """Only of a list with dashes: one body named behind “Kính gửi:” needs no sign. The last entry may have either."""
    entries = entries_of(anatomy.lines(Part.ADDRESSEE))
    if not entries or not all(entry[0].text.startswith(("-", "–")) or entry[0].para.label for entry in entries):
        return
    each, last = anatomy.layout.words["addressee_end"].text, anatomy.layout.words["addressee_last"].text
    for place, entry in enumerate(entries):
        end, closing = entry[-1], place == len(entries) - 1
        if end.text.endswith((each, ".") if closing else each):
            continue
        wanted = last if closing else each
        message = f"Cuối {'nơi nhận cuối cùng' if closing else 'mỗi nơi nhận'} sau “Kính gửi” là dấu “{wanted}”."
        found = end.text[-1:] if end.text[-1:] in LOOSE_ENDS else "không có dấu"
        mend = end_with(end, wanted)
        yield _fault(anatomy, end, message, expected=wanted, found=found, mend=mend, sure=not closing)
