"""Recipients: the heading, one entry a line, the archive last."""

import re
from collections.abc import Iterator
from typing import Unpack

from nennep.writing.checking import mending
from nennep.writing.checking.anatomy import Anatomy
from nennep.writing.checking.lines import Line
from nennep.writing.checking.model import Code, Fault, Mend, Rest
from nennep.writing.layout import Part

ARCHIVE = re.compile(r"[-–+•]?\s*lưu\b", re.I)
LOOSE_ENDS = ";,.:/… "


def check(anatomy: Anatomy) -> Iterator[Fault]:
    headings, lines = anatomy.lines(Part.RECIPIENTS), anatomy.lines(Part.RECIPIENT)
    if anatomy.kind == "Biên bản" or anatomy.tail.minutes:
        return
    word = anatomy.layout.words["recipients"]
    if not headings:
        yield _fault(
            anatomy,
            lines[0] if lines else None,
            f"Thiếu “{word.text}” ở cuối văn bản, bên trái.",
            expected=word.text,
            found="không có",
        )
        return
    heading = headings[0]
    if ":" not in heading.text:
        mend = mending.rewrite(heading.para.element, heading.text, word.text)
        yield _fault(
            anatomy, heading, "Sau “Nơi nhận” phải có dấu hai chấm.", expected=word.text, found=heading.text, mend=mend
        )
    elif heading.text.strip("- ") != word.text and not heading.text.isupper():
        mend = mending.rewrite(heading.para.element, heading.text, word.text)
        yield _fault(anatomy, heading, f"Phải viết “{word.text}”.", expected=word.text, found=heading.text, mend=mend)
    entries = entries_of(lines)
    if not entries:
        yield _fault(anatomy, heading, "Chưa ghi nơi nhận nào.", expected="- …;", found="không có")
        return
    yield from _entries(anatomy, entries)
    yield from _archive(anatomy, entries[-1])


def entries_of(lines: list[Line]) -> list[list[Line]]:
    """Lines by entry: one that begins with no dash goes on with the entry above."""
    found: list[list[Line]] = []
    for line in lines:
        marked = line.text.startswith(("-", "–", "—", "+", "•", "*")) or line.para.label
        if found and not marked and not found[-1][-1].text.endswith((";", ".")):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _fault(anatomy: Anatomy, line: Line | None, message: str, **rest: Unpack[Rest]) -> Fault:
    source = anatomy.layout.words["recipients"].source
    text, place = (line.text, line.para.index) if line else ("", None)
    return Fault(Code.RECIPIENTS, place, message, source, text=text, **rest)


def _entries(anatomy: Anatomy, entries: list[list[Line]]) -> Iterator[Fault]:
    for place, entry in enumerate(entries):
        first, end = entry[0], entry[-1]
        last = place == len(entries) - 1
        wanted = "." if last else ";"
        if not first.text.startswith("-") and not first.para.label.startswith(("-", "–")):
            message = "Mỗi nơi nhận bắt đầu bằng dấu gạch đầu dòng “- ”."
            plain = first.text.startswith(("–", "—", "+", "•", "*"))
            mend = mending.rewrite(first.para.element, first.text[0], "-") if plain else None
            yield _fault(
                anatomy,
                first,
                message,
                expected="- …",
                found=first.text[:20],
                mend=mend,
                sure=not first.text.startswith(("–", "—")),
            )
        open_end = last and not ARCHIVE.match(first.text) and end.text.endswith((";", "."))  # “- Lưu …” is lost
        if not end.text.endswith(wanted) and not open_end:
            message = f"Cuối {'nơi nhận cuối cùng' if last else 'mỗi nơi nhận'} là dấu “{wanted}”."
            mend = end_with(end, wanted)
            yield _fault(anatomy, end, message, expected=wanted, found=end.text[-1:], mend=mend)


def end_with(line: Line, sign: str) -> Mend | None:
    """The sign at the end of a line, which may share its paragraph with others."""
    if line.whole:
        return mending.append(line.para.element, sign, LOOSE_ENDS)
    written = "".join(piece.text for piece in line.pieces).rstrip()[-24:]
    return mending.rewrite(line.para.element, written, written.rstrip(LOOSE_ENDS) + sign)


def _archive(anatomy: Anatomy, last: list[Line]) -> Iterator[Fault]:
    word = anatomy.layout.words["archive"]
    text = " ".join(line.text for line in last)
    if not ARCHIVE.match(text):
        message = f"Nơi nhận cuối cùng phải là “{word.text} …”."
        yield _fault(anatomy, last[0], message, expected=f"{word.text} …", found=text)
        return
    colon = bool(re.match(r"[-–+•]?\s*lưu\s*:", text, re.I))
    if colon and anatomy.is_party:
        message = "Viết “- Lưu” và tên cơ quan, không có dấu hai chấm."
        yield _fault(anatomy, last[0], message, expected=f"{word.text} …", found=text, sure=False)
    elif not colon and not anatomy.is_party:
        mend = mending.rewrite(last[0].para.element, "Lưu ", "Lưu: ")
        yield _fault(
            anatomy, last[0], "Sau “Lưu” phải có dấu hai chấm.", expected=f"{word.text} VT, …", found=text, mend=mend
        )
