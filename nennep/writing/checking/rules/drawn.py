"""Which components of the head have their rule below: a shape, a border, an underline, or signs in a row."""

from collections.abc import Sequence

from nennep.writing.checking.anatomy import Anatomy
from nennep.writing.checking.head import Extra
from nennep.writing.checking.lines import Line, Side
from nennep.writing.checking.paragraphs import Para
from nennep.writing.layout import Part

OPPOSITE = {Side.LEFT, Side.RIGHT}


def without_rule(anatomy: Anatomy, wanted: Sequence[Part]) -> list[Part]:
    """Of the wanted ones those with none. A shape may hang on any paragraph of the head: each serves one component."""
    shapes = {p.index: len(p.rules) for p in _head_paras(anatomy)}
    missing = []
    for part in wanted:
        lines = anatomy.lines(part)
        if not lines or _marked(anatomy, lines) or _take_shape(shapes, _places(anatomy, lines)):
            continue
        missing.append(part)
    missing = [part for part in missing if not _take_shape(shapes, _column(anatomy, anatomy.lines(part)[-1]))]
    free = sum(shapes.values())
    return missing[free:]


def _head_paras(anatomy: Anatomy) -> list[Para]:
    last = max((line.para.index for _, line in anatomy.head.order), default=-1)
    first_text = anatomy.text[0].index if anatomy.text else last
    return [p for p in anatomy.paras if p.index <= max(last, first_text) and not p.boxed]


def _marked(anatomy: Anatomy, lines: list[Line]) -> bool:
    """Its own paragraph draws the line, or signs in a row stand right below it."""
    last = lines[-1]
    shape, cell = last.para.shape, last.para.cell
    if shape.line_below or _underlined(last):
        return True
    below = _following(anatomy, last.para)
    if any(para.shape.line_above or (not para.plain and para.shape.line_below) for para in below):
        return True
    if cell and cell.line_below and not any(para.plain for para in below):
        return True
    order = [(role, line) for role, line in anatomy.head.order if {line.side, last.side} != OPPOSITE]
    place = next((n for n, (_, line) in enumerate(order) if line is last), -1)
    return any(role is Extra.DASHES for role, _ in order[place + 1 : place + 2])


def _underlined(line: Line) -> bool:
    lettered = [piece for piece in line.pieces if piece.lettered]
    return bool(lettered) and all(piece.look.underline for piece in lettered)


def _following(anatomy: Anatomy, para: Para) -> list[Para]:
    """Paragraphs below in the same cell or outside of any, up to the first that says something."""
    found = []
    for each in anatomy.paras:
        if each.index <= para.index or each.boxed:
            continue
        if (each.cell and each.cell.element) is not (para.cell and para.cell.element):
            break
        found.append(each)
        if each.plain:
            break
    return found


def _column(anatomy: Anatomy, line: Line) -> list[int]:
    """Paragraphs of the head in the same column, where each line of the head has a row of its own."""
    cell = line.para.cell
    if cell is None or cell.columns < 2:
        return []
    own = (cell.table, cell.column)
    return [p.index for p in _head_paras(anatomy) if p.cell and (p.cell.table, p.cell.column) == own]


def _places(anatomy: Anatomy, lines: list[Line]) -> list[int]:
    """Paragraphs on which its shape hangs if it is its own."""
    return [*(line.para.index for line in lines), *(p.index for p in _following(anatomy, lines[-1].para))]


def _take_shape(shapes: dict[int, int], places: list[int]) -> bool:
    place = next((p for p in places if shapes.get(p)), None)
    if place is None:
        return False
    shapes[place] -= 1
    return True
