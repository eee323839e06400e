"""A paragraph as the lines and columns that a reader sees: broken by hand, parted by tabs or by a row of blanks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from nennep.lib.text import fold, nfc, one_line
from nennep.writing.checking.paragraphs import Para, Piece

FAR_RIGHT = 3_400  # twentieths of a point, 6 cm: a line that begins there stands in the right column
# Blanks part two columns where a new line of words begins behind them, but not in a field left open by hand.
COLUMNS = re.compile(r"(?<=\S) {4,}(?=[A-ZĐÀ-Ỹ][^\W\d_])")
OPEN_FIELD = re.compile(r"(?:số:?|ngày|tháng|năm)$", re.I)
RULE = re.compile(r"[-_–—‐‑─━=¯.\s]{3,}|_+")


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"


@dataclass(frozen=True)
class Line:
    para: Para
    pieces: tuple[Piece, ...]
    side: Side
    whole: bool  # it is all that its paragraph says
    tabbed: bool = False  # its place comes from tabs or blanks

    @property
    def text(self) -> str:
        return one_line(nfc("".join(piece.text for piece in self.pieces)))

    @property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def is_upper(self) -> bool:
        return self.text.isupper()

    @property
    def bold(self) -> bool:
        """Most of its letters are bold."""
        return self._most("bold")

    @property
    def italic(self) -> bool:
        return self._most("italic")

    @property
    def centred(self) -> bool:
        return self.para.shape.aligned == "centre"

    @property
    def is_rule(self) -> bool:
        """Signs that only draw a line."""
        return bool(RULE.fullmatch(self.text)) and not set(self.text) <= {".", " "}

    def _most(self, name: str) -> bool:
        lettered = [p for p in self.pieces if p.lettered]
        marked = sum(len(p.text) for p in lettered if getattr(p.look, name))
        return bool(lettered) and marked * 2 > sum(len(p.text) for p in lettered)


def lines_of(para: Para) -> list[Line]:
    """Lines with words or signs on them."""
    found = [line for row in _rows(para.pieces) for line in _columns(para, row)]
    return [replace(line, whole=len(found) == 1) for line in found]


def _rows(pieces: tuple[Piece, ...]) -> Iterator[list[Piece]]:
    row: list[Piece] = []
    for piece in pieces:
        if piece.text == "\n":
            yield row
            row = []
        else:
            row.append(piece)
    yield row


def _columns(para: Para, row: list[Piece]) -> Iterator[Line]:
    columns = [c for c in _parted(row) if "".join(p.text for p in c).strip()]
    led = _leading_tabs(row)
    for place, column in enumerate(columns):
        tabbed = len(columns) > 1 or (led > 0 and para.cell is None)
        yield Line(para, tuple(column), _side(para, place, len(columns), led), False, tabbed)


def _parted(row: list[Piece]) -> Iterator[list[Piece]]:
    column: list[Piece] = []
    for piece in row:
        if piece.text == "\t":
            yield column
            column = []
            continue
        *done, rest = _at_blanks(piece)
        for part in done:
            yield [*column, part]
            column = []
        column.append(rest)
    yield column


def _at_blanks(piece: Piece) -> list[Piece]:
    parts = COLUMNS.split(piece.text)
    if len(parts) == 1 or any(OPEN_FIELD.search(part) for part in parts[:-1]):
        return [piece]
    return [replace(piece, text=part, alone=False) for part in parts]


def _leading_tabs(row: list[Piece]) -> int:
    count = 0
    for piece in row:
        if piece.text == "\t":
            count += 1
        elif piece.text.strip():
            return count
    return count


def _side(para: Para, place: int, columns: int, led: int) -> Side:
    if columns > 1:
        return Side.LEFT if place == 0 else Side.RIGHT
    if para.cell and para.cell.columns > 1:
        return Side.LEFT if para.cell.column == 0 else Side.RIGHT
    if led > 1 or (para.shape.left or 0) >= FAR_RIGHT:
        return Side.RIGHT
    return Side.MIDDLE
