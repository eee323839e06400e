"""The visible text of a paragraph: results of fields, insertions; neither deletions nor hidden text."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from nennep.lib.cleaning import raised
from nennep.lib.legacy import Converter
from nennep.lib.word.package import MATH, MC, W, number, value
from nennep.lib.word.styles import Styles

LEFT_OUT = {"del": "deleted", "moveFrom": "deleted"}
SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad"}
NOTE_MARKS = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


@dataclass(frozen=True)
class Piece:
    text: str
    bold: bool = False
    italic: bool = False
    font: str = ""


@dataclass
class Reading:
    """What a document's reader carries from one paragraph to the next."""

    styles: Styles
    converter: Converter = field(default_factory=Converter)
    fields: list[bool] = field(default_factory=list)  # open fields; True while still in the field's code
    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[tuple[str, str]] = field(default_factory=list)  # (footnote | endnote, id) in order of mention
    boxes: list[etree._Element] = field(default_factory=list)  # text boxes anchored in the paragraph being read


def pieces(element: etree._Element, style: str, reading: Reading) -> Iterator[Piece]:
    """Pieces below a paragraph or any element that wraps runs (links, insertions, controls)."""
    for child in element.iterchildren(tag=etree.Element):
        name = etree.QName(child).localname
        if child.tag == f"{W}r":
            yield from _run(child, style, reading)
        elif name in LEFT_OUT and child.tag.startswith(W):
            reading.left_out[LEFT_OUT[name]] += any((t.text or "").strip() for t in child.iter(f"{W}delText", f"{W}t"))
        elif child.tag == f"{MATH}oMath" or child.tag == f"{MATH}oMathPara":
            yield Piece("".join(t.text or "" for t in child.iter(f"{MATH}t")))
        elif name == "AlternateContent":
            yield from pieces(_alternative(child), style, reading)
        elif name not in {"pPr", "rPr", "sdtPr", "sdtEndPr"}:
            yield from pieces(child, style, reading)


def _alternative(element: etree._Element) -> etree._Element:
    """One of the two ways in which Word says the same."""
    choice, fallback = element.find(f"{MC}Choice"), element.find(f"{MC}Fallback")
    return choice if choice is not None else fallback if fallback is not None else element


def _run(run: etree._Element, style: str, reading: Reading) -> Iterator[Piece]:
    properties = run.find(f"{W}rPr")
    text = "".join(_contents(run, reading))
    if not text:
        return
    styles = reading.styles
    if styles.is_on("vanish", properties, style):
        reading.left_out["hidden"] += bool(text.strip())
        return
    if styles.is_on("caps", properties, style):
        text = text.upper()
    if value(properties, "vertAlign") == "superscript":
        text = raised(text)
    bold, italic = styles.is_on("b", properties, style), styles.is_on("i", properties, style)
    yield Piece(text, bold, italic, styles.font(properties, style))


def _contents(run: etree._Element, reading: Reading) -> Iterator[str]:
    for child in run.iterchildren(tag=etree.Element):
        name = etree.QName(child).localname
        if name == "fldChar":
            _field(child.get(f"{W}fldCharType", ""), reading)
        elif name in {"drawing", "pict", "object", "AlternateContent"}:
            holder = _alternative(child) if name == "AlternateContent" else child
            reading.boxes.extend(_boxes(holder))
        elif any(reading.fields):
            continue
        elif name == "t":
            yield child.text or ""
        elif name in SIGNS:
            yield SIGNS[name]
        elif name == "sym":
            yield _symbol(child)
        elif name in NOTE_MARKS:
            reading.notes.append((NOTE_MARKS[name], child.get(f"{W}id", "")))
            if child.get(f"{W}customMarkFollows") not in {"1", "true"}:
                yield raised(str(len(reading.notes)))
        elif name == "ruby":
            yield "".join(t.text or "" for t in child.iterfind(f"{W}rubyBase//{W}t"))


def _field(kind: str, reading: Reading) -> None:
    if kind == "begin":
        reading.fields.append(True)
    elif kind == "separate" and reading.fields:
        reading.fields[-1] = False
    elif kind == "end" and reading.fields:
        reading.fields.pop()


def _symbol(sign: etree._Element) -> str:
    code = sign.get(f"{W}char", "")
    try:
        letter = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return chr(0xF000 + ord(letter)) if ord(letter) < 0x100 and number(code, -1) != 0 else letter


def _boxes(holder: etree._Element) -> Iterator[etree._Element]:
    """Outermost text boxes below a drawing, the fallback of one already taken left aside."""
    for child in holder.iterchildren(tag=etree.Element):
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{MC}AlternateContent":
            yield from _boxes(_alternative(child))
        else:
            yield from _boxes(child)
