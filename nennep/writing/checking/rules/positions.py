"""The position below the right to sign: in full words, and one that may stand there."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Unpack

from nennep.lib.text import fold
from nennep.writing.checking import mending, words
from nennep.writing.checking.anatomy import Anatomy
from nennep.writing.checking.lines import Line
from nennep.writing.checking.model import Code, Fault, Rest
from nennep.writing.checking.rules.signing import Sign, signs_of
from nennep.writing.layout import Part

HEADS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("uy ban kiem tra",), ("CHỦ NHIỆM", "PHÓ CHỦ NHIỆM")),
    (
        ("dang uy", "chi bo", "chi uy", "ban thuong vu", "ban chap hanh", "thuong truc", "tinh uy", "thanh uy"),
        ("BÍ THƯ", "PHÓ BÍ THƯ"),
    ),
)
COUNCILS = ("uy ban nhan dan", "ubnd", "hoi dong nhan dan", "hdnd")
CHAIRS = ("CHỦ TỊCH", "CHỦ TỌA", "CHỦ TOẠ")


def check(anatomy: Anatomy) -> Iterator[Fault]:
    if anatomy.tail.minutes or anatomy.kind == "Biên bản":
        return
    signs, positions = signs_of(anatomy), anatomy.lines(Part.TITLE_OF_SIGNER)
    for sign in signs:
        yield from _body_in_full(anatomy, sign)
    for line in positions:
        yield from _deputy_in_full(anatomy, line)
    yield from _order(anatomy, signs)
    if signs and positions:
        yield from _of_committee(anatomy, signs, positions[0])
        yield from _own_order(anatomy, signs[-1], positions)
        yield from _of_council(anatomy, signs, positions[0])


def _fault(anatomy: Anatomy, line: Line, message: str, **rest: Unpack[Rest]) -> Fault:
    source = anatomy.layout.parts[Part.AUTHORITY].source
    rest.setdefault("found", line.text)
    return Fault(Code.SIGNATURE, line.para.index, message, source, text=line.text, **rest)


def _body_in_full(anatomy: Anatomy, sign: Sign) -> Iterator[Fault]:
    if short := words.SHORT_BODY.match(sign.body):
        full = words.SHORT_BODIES[short[0]]
        mend = mending.rewrite(sign.line.para.element, short[0], full)
        message = f"Tên tập thể ở phần ký viết đủ “{full}”, không viết tắt."
        yield _fault(anatomy, sign.line, message, expected=full, sure=False, mend=mend)


def _deputy_in_full(anatomy: Anatomy, line: Line) -> Iterator[Fault]:
    if short := words.SHORT_DEPUTY.match(line.text):
        mend = mending.rewrite(line.para.element, line.text, words.in_full(line.text))
        message = f"Chức vụ viết đủ “PHÓ”, không viết tắt “{short[0].strip()}”."
        yield _fault(anatomy, line, message, expected=words.in_full(line.text), mend=mend)


def _own_order(anatomy: Anatomy, sign: Sign, positions: list[Line]) -> Iterator[Fault]:
    """By order signs somebody else: neither who gives the order nor the deputy, who signs K/T."""
    position = fold(words.in_full(" ".join(line.text for line in positions)))
    giver = fold(sign.body)
    if sign.letters not in {"TL", "TUQ"} or position not in {giver, f"pho {giver}"}:
        return
    deputy = "KT. " if not anatomy.is_party else "K/T "
    expected = f"{deputy}{sign.body}" if position != giver else sign.body
    message = f"Sau “{sign.line.text}” là chức vụ người được giao ký; cấp trưởng ký trực tiếp, cấp phó ký {deputy}…"
    yield _fault(anatomy, positions[0], message, expected=expected)


def _order(anatomy: Anatomy, signs: list[Sign]) -> Iterator[Fault]:
    """Whom one signs for stands above: `TM. …`, `TL. …`, below it `KT. …`."""
    for above, below in pairwise(signs):
        if above.letters == "KT" and below.letters in {"TM", "TL"}:
            message = f"“{below.line.text}” phải ở trên “{above.line.text}”."
            yield _fault(anatomy, above.line, message, expected=f"{below.line.text} / {above.line.text}")


def _of_committee(anatomy: Anatomy, signs: list[Sign], position: Line) -> Iterator[Fault]:
    """A committee's secretary or an inspection committee's chairman, each for their own."""
    sign, text = signs[0], position.text.upper()
    row = next((row for row in anatomy.layout.authorities if row.sign == "T/M"), None)
    titles = next((titles for bodies, titles in HEADS if fold(sign.body).startswith(bodies)), None)
    if sign.letters != "TM" or titles is None or row is None or text.startswith(titles):
        return
    if text.startswith(row.titles):
        message = f"Sau “{sign.line.text}” là chức vụ {', '.join(titles)}; đang là “{position.text}”."
        yield _fault(anatomy, position, message, expected=", ".join(titles))


def _of_council(anatomy: Anatomy, signs: list[Sign], position: Line) -> Iterator[Fault]:
    """For a committee or council of the people its chairman signs, or the chairman's deputy with KT."""
    alone = len(signs) == 1 and signs[0].letters == "TM" and fold(signs[0].body).startswith(COUNCILS)
    text = words.in_full(position.text.upper()).removeprefix("PHÓ ")
    if anatomy.is_party or not alone or text.startswith(CHAIRS) or words.ACTING.fullmatch(text):
        return
    message = f"Sau “{signs[0].line.text}” là chức vụ CHỦ TỊCH (cấp phó ký KT. CHỦ TỊCH); đang là “{position.text}”."
    yield _fault(anatomy, position, message, expected="CHỦ TỊCH")
