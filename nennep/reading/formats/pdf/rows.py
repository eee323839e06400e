"""Glyphs → segments of text that stand on one line without a wide gap between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from nennep.lib.cleaning import clean, raised
from nennep.lib.legacy import Converter
from nennep.reading.formats.pdf.glyphs import Glyph

SAME_LINE = 0.45  # of the letters' height: how far a raised figure may stand from the baseline
WORD_GAP = 0.16  # of the height: a blank between words
WIDE_GAP = 1.3  # of the height: a gap between columns
STEP_BACK = 0.3  # of the height: further left than this, another chunk of text begins


@dataclass(frozen=True, slots=True)
class Segment:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False


Row = list[Segment]


def rows(found: Iterable[Glyph], converter: Converter) -> list[Row]:
    """Rows from top to bottom, the segments of each from left to right."""
    lines = (_chunks(line) for line in _lines([glyph for glyph in found if glyph.size > 0]))
    made = ([_segment(group, converter) for group in _groups(chunks)] for chunks in lines)
    return [row for row in ([s for s in row if s.text] for row in made) if row]


def _lines(found: list[Glyph]) -> list[list[tuple[int, Glyph]]]:
    """Glyphs with nearly one baseline; the number keeps the order of drawing."""
    lines: list[list[tuple[int, Glyph]]] = []
    anchor = found[0] if found else None
    for place, glyph in sorted(enumerate(found), key=lambda pair: pair[1].base):
        assert anchor is not None
        if not lines or glyph.base - anchor.base > SAME_LINE * max(anchor.size, glyph.size):
            lines.append([])
            anchor = glyph
        elif glyph.size > anchor.size:
            anchor = glyph
        lines[-1].append((place, glyph))
    return lines


def _chunks(line: list[tuple[int, Glyph]]) -> list[list[Glyph]]:
    """Runs drawn one after another, so that a mark drawn over its letter stays behind it; sorted by place."""
    line.sort(key=lambda pair: pair[0])
    chunks: list[list[Glyph]] = []
    for _, glyph in line:
        last = chunks[-1][-1] if chunks else None
        forward = last is not None and glyph.left >= last.left - STEP_BACK * glyph.size
        if last is None or not forward or glyph.left - last.right > WIDE_GAP * glyph.size:
            chunks.append([])
        chunks[-1].append(glyph)
    return sorted(chunks, key=lambda chunk: chunk[0].left)


def _groups(chunks: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Chunks that follow each other closely are one segment; blanks do not bridge a wide gap."""
    groups: list[list[Glyph]] = []
    for glyph in (glyph for chunk in chunks for glyph in chunk):
        if glyph.text.isspace():
            if groups:
                groups[-1].append(glyph)
            continue
        last = next((g for g in reversed(groups[-1]) if not g.text.isspace()), None) if groups else None
        if last is None or glyph.left - last.right > WIDE_GAP * max(glyph.size, last.size):
            groups.append([])
        groups[-1].append(glyph)
    return groups


def _segment(group: list[Glyph], converter: Converter) -> Segment:
    seen = [glyph for glyph in group if not glyph.text.isspace()]
    size = median(glyph.size for glyph in seen)
    base = median(glyph.base for glyph in seen)
    text = _text(group, size, base)
    fonts = {glyph.font.name for glyph in seen}
    if len(fonts) == 1:
        text = converter.run(text, next(iter(fonts)))
    return Segment(
        text=clean(converter.line(text)),
        left=seen[0].left,
        right=max(glyph.right for glyph in seen),
        top=min(glyph.top for glyph in seen),
        bottom=max(glyph.bottom for glyph in seen),
        base=base,
        size=size,
        bold=all(glyph.font.bold for glyph in seen),
        italic=all(glyph.font.italic for glyph in seen),
    )


def _text(group: list[Glyph], size: float, base: float) -> str:
    parts = [_letter(group[0], size, base)]
    for before, glyph in pairwise(group):
        if glyph.left - before.right > WORD_GAP * size and not (before.text.isspace() or glyph.text.isspace()):
            parts.append(" ")
        parts.append(_letter(glyph, size, base))
    return "".join(parts)


def _letter(glyph: Glyph, size: float, base: float) -> str:
    """A small raised figure becomes a Unicode superscript: a footnote's mark must not read as part of a number."""
    is_raised = glyph.size < 0.8 * size and base - glyph.base > 0.15 * size
    return raised(glyph.text) if is_raised and not glyph.text.isspace() else glyph.text
