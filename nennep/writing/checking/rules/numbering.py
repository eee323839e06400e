"""Labels in order: I, II, III; 1, 2, 3; 1.1, 1.2; a, b, c, d, đ; Điều 1, Điều 2 …"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nennep.lib.labels import ALPHABET, ITEMS, RANK, Label, Style, read_labels
from nennep.writing.checking import mending
from nennep.writing.checking.anatomy import Anatomy
from nennep.writing.checking.model import Code, Fault
from nennep.writing.checking.paragraphs import Para
from nennep.writing.checking.rules.text import Kind, Passage, passages
from nennep.writing.layout import Part

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI",
         "XVII", "XVIII", "XIX", "XX")  # fmt: skip
THROUGH = {Style.ARTICLE}  # counted on through chapters
WORDED = {Style.PART, Style.CHAPTER, Style.SECTION, Style.ARTICLE}  # no sign behind the number tells their lists apart
LETTERS = {Style.LETTER, Style.PAREN_LETTER, Style.UPPER}
SIGNS = {":", "-", "–", "/"}  # that stand where the full stop behind an article's number belongs
QUOTES = "“\"‘'«"

Level = tuple[Style, int, str]  # style, depth of a decimal, the sign behind the number


@dataclass
class Open:
    """A list that is being counted."""

    level: Level
    last: tuple[int, ...]
    para: Para
    prefix: tuple[int, ...] = ()
    meant: int = 0  # after a wrong number: the one that should have stood there


@dataclass
class Counting:
    stack: list[Open] = field(default_factory=list)
    through: dict[Style, int] = field(default_factory=dict)
    ended: dict[Level, int] = field(default_factory=dict)  # the last number of a list that a heading above closed


def check(anatomy: Anatomy) -> Iterator[Fault]:
    counting = Counting()
    for passage in passages(anatomy):
        if passage.kind in {Kind.GRID, Kind.GROUND} or passage.text.startswith(tuple(QUOTES)):
            continue
        labels = [label for label in read_labels(passage.text) if label.style not in ITEMS and label.numbers]
        if not labels:
            continue
        label = _fitting(labels, counting)
        found = [*_count(anatomy, counting, passage, label)]
        yield from found or _form(anatomy, counting, passage, label)


def _form(anatomy: Anatomy, counting: Counting, passage: Passage, label: Label) -> Iterator[Fault]:
    wrong = _misformed(counting, label)
    if wrong is None:
        return
    message, old, new = wrong
    written = new.join(label.printed.rsplit(old, 1)).replace(" .", ".")
    mend = None if passage.para.label else mending.rewrite(passage.para.element, label.printed, written)
    named = label.style in WORDED
    yield Fault(
        Code.NUMBERING, passage.para.index, message, anatomy.layout.parts[Part.CLAUSE].source, text=passage.text,
        expected=written if named else new, found=label.printed, sure=named, mend=mend,
    )  # fmt: skip


def _misformed(counting: Counting, label: Label) -> tuple[str, str, str] | None:
    """Not `Chương II`, `Mục 2`, `Điều 3.`, `a)`, or `1.` within an article: why, what stands there, what should."""
    number, mark, style = label.part.split()[-1], label.mark, label.style
    if style in {Style.PART, Style.CHAPTER} and number.isdigit() and label.value < len(ROMAN):
        return "Phần, chương đánh số bằng chữ số La Mã.", number, ROMAN[label.value]
    if style is Style.SECTION and number in ROMAN[1:]:
        return "Mục đánh số bằng chữ số Ả-rập.", number, str(label.value)
    if style is Style.ARTICLE and mark in SIGNS:
        return "Sau số của điều là dấu chấm.", mark, "."
    if style is Style.LETTER and mark in {".", "/"}:
        return "Sau chữ cái của điểm là dấu ngoặc đơn “)”.", mark, ")"
    if style is Style.DECIMAL and mark in {")", "/"} and counting.through.get(Style.ARTICLE):
        return "Sau số của khoản là dấu chấm.", mark, "."
    return None


def level_of(label: Label) -> Level:
    depth = len(label.numbers) if label.style is Style.DECIMAL else 1
    return label.style, depth, "" if depth > 1 or label.style in WORDED else label.mark


def _fitting(labels: Sequence[Label], counting: Counting) -> Label:
    """`i)` or `C.` may be read two ways: the one that goes on with an open list."""
    for label in labels:
        for each in counting.stack:
            if each.level == level_of(label) and label.value == each.last[-1] + 1:
                return label
    return labels[0]


def _count(anatomy: Anatomy, counting: Counting, passage: Passage, label: Label) -> Iterator[Fault]:
    level, value = level_of(label), label.value
    _close(counting, level, label)
    open_ = counting.stack[-1] if counting.stack and counting.stack[-1].level == level else None
    prefix = label.numbers[:-1]
    if not open_ and (other := _other_mark(counting, label)):
        yield from _at_mark(anatomy, passage, label, other)
        other.last = label.numbers
        return
    if open_ and (open_.prefix == prefix or label.style is not Style.DECIMAL):
        wanted = value if open_.meant and value == open_.meant + 1 else open_.last[-1] + 1
        open_.meant = wanted if value != wanted else 0
        open_.last, open_.para = label.numbers, passage.para
    else:
        if open_:
            counting.stack.pop()
        wanted = counting.through.get(label.style, 0) + 1 if label.style in THROUGH else 1
        if wanted == 1 and value > 1 and counting.ended.get(level) == value - 1:
            wanted = value  # some number on through all parts
        counting.stack.append(Open(level, label.numbers, passage.para, prefix, wanted if value != wanted else 0))
    counting.through[label.style] = value
    counting.ended[level] = value
    begun = open_ is not None and open_.prefix == prefix  # under a wrong number: said at the first of the list
    if prefix and not begun and (fault := _prefix(anatomy, counting, passage, label)):
        yield fault
    elif value != wanted:
        yield _fault(anatomy, passage, label, wanted)


def _other_mark(counting: Counting, label: Label) -> Open | None:
    """The open list that this label goes on with, had it the list's sign: `3)` after `2.`."""
    same = [e for e in counting.stack if e.level[:2] == level_of(label)[:2] and e.level[2] != level_of(label)[2]]
    return same[-1] if same and label.value == same[-1].last[-1] + 1 and label.value > 1 else None


def _at_mark(anatomy: Anatomy, passage: Passage, label: Label, other: Open) -> Iterator[Fault]:
    """The list's own sign; behind a letter `)`, so that there the wrong one above is the fault."""
    sign = ")" if label.style is Style.LETTER else other.level[2]
    if label.mark == sign:
        return
    expected = label.printed[:-1] + sign
    message = f"Dấu sau số thứ tự không thống nhất: “{label.printed}” phải là “{expected}”."
    source = anatomy.layout.parts[Part.CLAUSE].source
    mend = None if passage.para.label else mending.rewrite(passage.para.element, label.printed, expected)
    yield Fault(
        Code.NUMBERING, passage.para.index, message, source, text=passage.text, expected=expected, found=label.printed,
        mend=mend,
    )  # fmt: skip


def _close(counting: Counting, level: Level, label: Label) -> None:
    """Leaves the lists below this level."""
    places = [n for n, each in enumerate(counting.stack) if each.level == level]
    if places and not (label.value == 1 and _inner(counting, places[-1], label)):
        del counting.stack[places[-1] + 1 :]
    else:
        rank = _rank(level)
        while counting.stack and _rank(counting.stack[-1].level) > rank:
            counting.stack.pop()


def _inner(counting: Counting, place: int, label: Label) -> bool:
    """A fresh `1.` or `a)` while its like is open higher up, with other lists in between: a list of its own."""
    return label.style is not Style.ARTICLE and place < len(counting.stack) - 2


def _rank(level: Level) -> int:
    style, depth, _ = level
    return RANK[style] * 10 + (depth if style is Style.DECIMAL else 0)


def _prefix(anatomy: Anatomy, counting: Counting, passage: Passage, label: Label) -> Fault | None:
    """`2.1.` stands below `2.`; `1.1.` there is the fault, whatever its last figure."""
    holders = [
        each for each in counting.stack if each.level[0] is Style.DECIMAL and each.level[1] == len(label.numbers) - 1
    ]
    if not holders:
        return _skipped(anatomy, counting, passage, label)
    holder = holders[-1]
    whole = (*holder.prefix, holder.last[-1])
    if label.numbers[:-1] == whole:
        return None
    wanted = ".".join(str(n) for n in (*whole, label.value))
    return _at(anatomy, passage, label, wanted)


def _skipped(anatomy: Anatomy, counting: Counting, passage: Passage, label: Label) -> Fault | None:
    """`1.1.` with no `1.` above; within II, `2.1.` takes its number from the section."""
    if any(each.level[0] is Style.DECIMAL and each.level[1] < len(label.numbers) - 1 for each in counting.stack):
        return _at(anatomy, passage, label, ".".join(str(n) for n in label.numbers[:-1]))
    romans = [each for each in counting.stack if each.level[0] is Style.ROMAN]
    plain = any(level[0] is Style.DECIMAL and level[1] == 1 for level in counting.ended)
    if not romans or not plain or romans[-1].last[-1] == label.numbers[0]:
        return None
    return _at(anatomy, passage, label, str(label.value))


def _fault(anatomy: Anatomy, passage: Passage, label: Label, wanted: int) -> Fault:
    return _at(anatomy, passage, label, printed(label, wanted))


def printed(label: Label, value: int) -> str:
    """The number that this label would have with another value."""
    if label.style in {Style.LETTER, Style.PAREN_LETTER}:
        return ALPHABET[value - 1] if value <= len(ALPHABET) else str(value)
    if label.style is Style.UPPER:
        return chr(ord("A") + value - 1) if value <= 26 else str(value)
    number = label.part.split()[-1].strip("()")
    if number.isalpha() and value < len(ROMAN):
        return ROMAN[value].lower() if number.islower() else ROMAN[value]
    return ".".join(str(n) for n in (*label.numbers[:-1], value))


def _at(anatomy: Anatomy, passage: Passage, label: Label, wanted: str) -> Fault:
    found = label.printed
    number = label.part.split()[-1].strip("()")
    expected = found.replace(number, wanted, 1)
    return Fault(
        Code.NUMBERING, passage.para.index, f"Đánh số sai thứ tự: “{found}” phải là “{expected}”.",
        anatomy.layout.parts[Part.CLAUSE].source, text=passage.text, expected=expected, found=found,
    )  # fmt: skip
