"""The text proper: what each paragraph is, its size and weight."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial
from typing import Unpack

from nennep.lib.labels import Label, Style, read_labels
from nennep.writing.checking import mending, words
from nennep.writing.checking.anatomy import Anatomy
from nennep.writing.checking.model import Code, Fault, Rest
from nennep.writing.checking.paragraphs import Para, Piece
from nennep.writing.checking.rules.components import points, sized, weight
from nennep.writing.layout import Part, Source

ENDED = re.compile(r"[.;:,?!…]['”\")\]]*$")
SHORT = 60  # letters: a line or less
HEADING = 160  # letters: a heading is no longer
DECIDES = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|KẾT LUẬN|BAN HÀNH|CHỈ THỊ)\s*:?$")
NAMED = {Style.PART: Part.PART, Style.CHAPTER: Part.PART, Style.SECTION: Part.SECTION}


class Kind(StrEnum):
    PROSE = "prose"  # sentences, with or without a label
    HEADING = "heading"
    NAMED = "named heading"  # Phần, Chương, Mục and their titles
    ARTICLE = "article"
    GROUND = "ground"
    FORMULA = "formula"  # “QUYẾT ĐỊNH:”, who decides
    GRID = "grid"


@dataclass(frozen=True)
class Passage:
    para: Para
    kind: Kind
    label: Label | None = None
    part: Part = Part.BODY

    @cached_property
    def text(self) -> str:
        return f"{self.para.label} {self.para.plain}".strip()


def passages(anatomy: Anatomy) -> list[Passage]:
    """Paragraphs of the text that say something."""
    found: list[Passage] = []
    for para in anatomy.text:
        if para.plain:
            found.append(_passage(para, found))
    return _with_grounds(found)


def _passage(para: Para, before: list[Passage]) -> Passage:
    text = f"{para.label} {para.plain}".strip()
    labels = read_labels(text)
    label = labels[0] if labels else None
    if para.in_grid:
        return Passage(para, Kind.GRID)
    if label and label.style in NAMED:
        return Passage(para, Kind.NAMED, label, NAMED[label.style])
    if label and label.style is Style.ARTICLE:
        return Passage(para, Kind.ARTICLE, label, Part.ARTICLE)
    if not label and before and before[-1].kind is Kind.NAMED and before[-1].label and _is_title(para, before[-1]):
        title = Part.PART_TITLE if before[-1].part is Part.PART else Part.SECTION_TITLE
        return Passage(para, Kind.NAMED, None, title)
    if para.plain.isupper() and not label and (para.shape.aligned == "centre" or DECIDES.search(para.plain)):
        return Passage(para, Kind.FORMULA)
    if label and len(text) < HEADING and not ENDED.search(text):
        return Passage(para, Kind.HEADING, label)
    if not label and not ENDED.search(text) and len(text) < HEADING and _all(para, "bold"):
        return Passage(para, Kind.HEADING)
    return Passage(para, Kind.PROSE, label)


def _is_title(para: Para, above: Passage) -> bool:
    return not ENDED.search(para.plain) and len(para.plain) < HEADING and len(above.text) < 20


def _all(para: Para, name: str) -> bool:
    lettered = [piece for piece in para.pieces if piece.lettered]
    return bool(lettered) and all(getattr(piece.look, name) for piece in lettered)


def _with_grounds(found: list[Passage]) -> list[Passage]:
    """The first paragraphs that name grounds, one after the other, are a list; one sentence that goes on is none."""
    count = 0
    for each in found:
        if each.kind not in {Kind.PROSE, Kind.HEADING} or not words.GROUND.match(each.para.plain):
            break
        if each.para.plain.endswith(":") or "như sau" in each.para.plain[-40:]:
            break
        count += 1
    named = sum("ăn cứ" in each.para.plain[:12] for each in found[:count])
    formula = count < len(found) and found[count].kind is Kind.FORMULA
    if named and (count > 1 or formula):
        return [Passage(each.para, Kind.GROUND, None, Part.GROUND) for each in found[:count]] + found[count:]
    return found


def check(anatomy: Anatomy) -> Iterator[Fault]:
    for passage in passages(anatomy):
        if passage.kind is Kind.GRID:
            continue
        yield from _size(anatomy, passage)
        yield from _weight(anatomy, passage)
        yield from _case(anatomy, passage)


def _size(anatomy: Anatomy, passage: Passage) -> Iterator[Fault]:
    component = anatomy.layout.parts[passage.part]
    wrong = [p for p in passage.para.pieces if p.lettered and not component.size.holds(sized(p)) and not _raised(p)]
    if wrong:
        span, found = component.size, f"cỡ {points(sized(wrong[0]))}"
        expected = f"cỡ {points(span.least)}–{points(span.most)}"
        wanted = min(max(span.least, _usual(anatomy)), span.most)
        yield Fault(
            Code.SIZE, passage.para.index, f"Nội dung phải dùng chữ {expected}; đang là {found}.", component.source,
            text=passage.text, expected=expected, found=found,
            mend=mending.in_turn(partial(mending.set_size, piece.run, wanted) for piece in wrong),
        )  # fmt: skip


def _raised(piece: Piece) -> bool:
    return (
        piece.text.strip().isdigit() and len(piece.text.strip()) < 3 and piece.run.find(".//{*}vertAlign") is not None
    )


def _usual(anatomy: Anatomy) -> float:
    """The size in which most letters of the text stand."""
    counts: dict[float, int] = {}
    for para in anatomy.text:
        for piece in para.pieces:
            counts[sized(piece)] = counts.get(sized(piece), 0) + len(piece.text)
    return max(counts, key=lambda size: counts[size], default=14.0)


def _weight(anatomy: Anatomy, passage: Passage) -> Iterator[Fault]:
    component, para = anatomy.layout.parts[passage.part], passage.para
    lettered = [piece for piece in para.pieces if piece.lettered]
    if passage.kind is Kind.ARTICLE:
        yield from _article(anatomy, passage, lettered)
    elif passage.kind is Kind.NAMED:
        if not all(piece.look.bold for piece in lettered):
            mend = mending.in_turn(partial(mending.set_switch, piece.run, "b", True) for piece in lettered)
            yield _reweighed(
                passage,
                f"{component.name} phải in đậm.",
                expected="in đậm",
                found="chữ không đậm",
                source=component.source,
                mend=mend,
            )
    elif passage.kind is Kind.FORMULA:
        yield from _formula(anatomy, passage, lettered)
    elif passage.kind is Kind.GROUND:
        wrong = [piece for piece in lettered if bool(piece.look.italic) is not component.italic]
        heavy = [piece for piece in lettered if piece.look.bold]
        if sum(len(piece.text) for piece in wrong) * 2 > len(para.plain) or len(heavy) == len(lettered):
            steps = [partial(mending.set_switch, p.run, "i", component.italic) for p in wrong]
            mend = mending.in_turn([*steps, *(partial(mending.set_switch, p.run, "b", False) for p in heavy)])
            found = "chữ nghiêng" if wrong and not component.italic else "chữ đứng" if wrong else "chữ đậm"
            yield _reweighed(
                passage,
                f"{component.name} phải {weight(component)}.",
                expected=weight(component),
                found=found,
                source=component.source,
                mend=mend,
            )
    elif passage.kind is Kind.PROSE and len(passage.text) > SHORT:
        yield from _emphasised(anatomy, passage, lettered)


def _article(anatomy: Anatomy, passage: Passage, lettered: list[Piece]) -> Iterator[Fault]:
    component = anatomy.layout.parts[passage.part]
    first = lettered[0] if lettered else None
    if first and not first.look.bold and not passage.para.label:
        apart = first.alone and len(first.text.strip()) <= len("Điều 100.")
        bolder = partial(mending.set_switch, first.run, "b", True) if apart else None
        message = "“Điều” và số thứ tự phải in đậm."
        yield _reweighed(
            passage, message, expected="in đậm", found="chữ không đậm", source=component.source, mend=bolder
        )


def _formula(anatomy: Anatomy, passage: Passage, lettered: list[Piece]) -> Iterator[Fault]:
    """Custom of both: “QUYẾT ĐỊNH:” and who decides stand in bold."""
    light = [piece for piece in lettered if not piece.look.bold]
    if light and DECIDES.search(passage.para.plain):
        mend = mending.in_turn(partial(mending.set_switch, piece.run, "b", True) for piece in light)
        source = anatomy.layout.parts[Part.BODY].source
        yield _reweighed(
            passage, f"“{passage.text}” phải in đậm.", expected="in đậm", found="chữ không đậm", source=source,
            sure=False, mend=mend,
        )  # fmt: skip


def _emphasised(anatomy: Anatomy, passage: Passage, lettered: list[Piece]) -> Iterator[Fault]:
    """A whole paragraph of sentences in bold, italic or underlined; a lead in them is everybody's custom."""
    component = anatomy.layout.parts[Part.BODY]
    for name, word in (("bold", "đậm"), ("italic", "nghiêng"), ("underline", "gạch chân")):
        if _all(passage.para, name):
            mend = mending.in_turn(
                partial(mending.set_underline, piece.run, False)
                if name == "underline"
                else partial(mending.set_switch, piece.run, name[0], False)
                for piece in lettered
            )
            message = f"Nội dung phải in chữ thường, đứng; cả đoạn đang là chữ {word}."
            yield _reweighed(
                passage, message, expected="chữ thường, đứng", found=f"chữ {word}", source=component.source, mend=mend
            )


def _reweighed(passage: Passage, message: str, source: Source, **rest: Unpack[Rest]) -> Fault:
    return Fault(Code.WEIGHT, passage.para.index, message, source, text=passage.text, **rest)


def _case(anatomy: Anatomy, passage: Passage) -> Iterator[Fault]:
    component = anatomy.layout.parts[passage.part]
    if passage.kind is Kind.NAMED and component.upper and not passage.label and not passage.para.plain.isupper():
        yield Fault(
            Code.CASE, passage.para.index, f"{component.name} phải viết in hoa.", component.source, text=passage.text,
            expected=passage.para.plain.upper(), found=passage.para.plain,
        )  # fmt: skip
    elif passage.kind is Kind.PROSE and len(passage.text) > SHORT and passage.text.isupper():
        body = anatomy.layout.parts[Part.BODY]
        yield Fault(
            Code.CASE, passage.para.index, "Nội dung viết chữ thường, không in hoa cả đoạn.", body.source,
            text=passage.text, expected="chữ in thường", found="chữ in hoa",
        )  # fmt: skip
