"""How the text is set: alignment, first lines, room between paragraphs and lines."""

from collections.abc import Iterator
from functools import partial

from nennep.writing.checking import mending
from nennep.writing.checking.anatomy import Anatomy
from nennep.writing.checking.model import Code, Fault
from nennep.writing.checking.rules import pages
from nennep.writing.checking.rules.components import ALIGNED, points
from nennep.writing.checking.rules.text import ENDED, SHORT, Kind, Passage, passages
from nennep.writing.layout import Part

POINT = 20  # twentieths
CLOSE = 0.35  # mm: 1,27 cm is written 720 or 721, 1 cm 567
SET = {Kind.PROSE, Kind.ARTICLE, Kind.GROUND}
EXACT_STATE = (15.0, 24.0)  # points: what single to one and a half lines of 13–14 points come to


def check(anatomy: Anatomy) -> Iterator[Fault]:
    found = passages(anatomy)
    for place, passage in enumerate(found):
        if passage.kind is Kind.GRID or passage.para.cell is not None:
            continue
        yield from _alignment(anatomy, passage)
        if passage.kind in SET:
            yield from _indent(anatomy, passage)
        if passage.kind in SET | {Kind.HEADING}:
            neighbour = found[place - 1].para if place else None
            joined = bool(passage.para.shape.joined and neighbour and neighbour.style == passage.para.style)
            yield from _room(anatomy, passage, joined)
            yield from _line(anatomy, passage)


def _alignment(anatomy: Anatomy, passage: Passage) -> Iterator[Fault]:
    para, component = passage.para, anatomy.layout.parts[passage.part]
    found = para.shape.aligned
    if passage.kind is Kind.NAMED:
        wanted, wrong = "centre", found != "centre" and len(passage.text) < 120
    elif passage.kind is Kind.FORMULA:
        wanted, wrong = "centre", found in {"right", "left", "justify"}
    elif passage.kind is Kind.HEADING or (passage.kind is Kind.ARTICLE and len(passage.text) < 90):
        wanted, wrong = "justify", found == "right"
    else:
        long = len(passage.text) > SHORT
        wanted, wrong = "justify", found != "justify" and (long or (found != "left" and bool(ENDED.search(para.plain))))
    if wrong:
        name = "Nội dung" if passage.part is Part.BODY else component.name
        yield Fault(
            Code.ALIGNMENT, para.index, f"{name} phải {ALIGNED[wanted]}; đang {ALIGNED.get(found, found)}.",
            component.source, text=passage.text, expected=ALIGNED[wanted], found=ALIGNED.get(found, found),
            mend=partial(mending.set_alignment, para.element, wanted),
        )  # fmt: skip


def _indent(anatomy: Anatomy, passage: Passage) -> Iterator[Fault]:
    para, rule = passage.para, anatomy.layout.text.indent
    left, first = para.shape.left or 0, para.shape.first or 0
    if para.label or (passage.label and first < 0) or para.shape.aligned in {"centre", "right"}:
        return  # lists hang on indents of their own
    lead = _lead(anatomy, passage, left + first)
    total = (left + first + lead) / pages.TWIPS
    if rule.span.holds(total, CLOSE) and left / pages.TWIPS < 3:
        return
    expected, found = f"thụt đầu dòng {pages.span_of(rule)}", f"{pages.millimetres(total)} mm"
    if left / pages.TWIPS >= 3:
        found = f"cả đoạn lùi vào {pages.millimetres(left / pages.TWIPS)} mm"
    yield Fault(
        Code.INDENT, para.index, f"Dòng đầu của đoạn phải thụt vào {pages.span_of(rule)}; đang là {found}.",
        rule.source, text=passage.text, expected=expected, found=found,
        mend=partial(mending.set_indent, para.element, round(rule.span.ours * pages.TWIPS)),
    )  # fmt: skip


def _lead(anatomy: Anatomy, passage: Passage, start: int) -> float:
    """What tabs or blanks at the beginning add, in twentieths of a point."""
    text = passage.para.text
    tabs = len(text) - len(text.lstrip("\t"))
    stop = pages.default_tab(anatomy) or 720
    stops = [t for t in passage.para.shape.tabs or () if t > start]
    reached = start
    for _ in range(tabs):
        reached = stops.pop(0) if stops else (reached // stop + 1) * stop
    blanks = len(text.lstrip("\t")) - len(text.lstrip("\t").lstrip(" "))
    return reached - start + (blanks * 14 * 0.25 * POINT if blanks > 2 else 0)


def _room(anatomy: Anatomy, passage: Passage, joined: bool) -> Iterator[Fault]:
    para, rule = passage.para, anatomy.layout.text.space_between
    shape, least = para.shape, rule.span.least
    room = 0.0 if joined else max(shape.space_before, shape.space_after)
    if room >= least - 0.05:
        return
    expected, found = f"cách đoạn tối thiểu {points(least)} pt", f"{points(round(room, 1))} pt"
    values = {"before": str(round(rule.span.ours * POINT)), "beforeAutospacing": None, "beforeLines": None}
    yield Fault(
        Code.SPACING, para.index, f"Khoảng cách giữa các đoạn phải tối thiểu {points(least)} pt; đang là {found}.",
        rule.source, text=passage.text, expected=expected, found=found,
        mend=partial(mending.set_spacing, para.element, values),
    )  # fmt: skip


def _line(anatomy: Anatomy, passage: Passage) -> Iterator[Fault]:
    para, text = passage.para, anatomy.layout.text
    span, kind, line = text.line.span, para.shape.rule or "auto", para.shape.line or 240
    if text.line_exact:
        right = kind == "exact" and span.holds(line / POINT, 0.05)
        expected = f"chính xác (Exactly) {points(span.least)}–{points(span.most)} pt"
        values = {"line": str(round(span.ours * POINT)), "lineRule": "exact"}
    else:
        right = span.holds(line / 240, 0.01) if kind == "auto" else EXACT_STATE[0] <= line / POINT <= EXACT_STATE[1]
        expected = f"từ {points(span.least)} đến {points(span.most)} dòng"
        values = {"line": str(round(span.ours * 240)), "lineRule": "auto"}
    if right:
        return
    found = _written(kind, line)
    yield Fault(
        Code.SPACING, para.index, f"Giãn dòng phải {expected}; đang là {found}.", text.line.source, text=passage.text,
        expected=expected, found=found, mend=partial(mending.set_spacing, para.element, values),
    )  # fmt: skip


def _written(kind: str, line: int) -> str:
    if kind == "auto":
        return f"{points(round(line / 240, 2))} dòng"
    return f"{'chính xác' if kind == 'exact' else 'tối thiểu'} {points(line / POINT)} pt"
