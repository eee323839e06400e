"""From the lines of a file to whole paragraphs: one Unicode form, no page furniture, no leftovers of markup.

Nothing goes silently: each piece taken out is kept as `Dropped` with its place and reason.
"""

from dataclasses import dataclass, field

from nennep.lib.labels import read_labels
from nennep.lib.text import nfc, one_line
from nennep.reading.cleaned import Block, Cell, Cleaned, Dropped, Grid, Paragraph
from nennep.reading.flattened import find_tables
from nennep.reading.furniture import Row, furniture
from nennep.reading.joining import Strip, line_width, runs_on
from nennep.reading.marks import Removed, plain
from nennep.reading.source import Line, Source, Table

SKETCH = 400  # characters
LONGEST_COLUMN_LINE = 160  # a longer line is prose, whatever gaps it has


@dataclass
class Draft:
    """A paragraph in the making."""

    text: str
    line: Line
    last: str = ""  # its last visual line, by whose length a wrapped paragraph is known
    gone: list[tuple[int, Removed]] = field(default_factory=list)  # what was taken out, and after which character
    more: list[str] = field(default_factory=list)  # lines that go on with it
    length: int = 0  # of all of them

    def __post_init__(self) -> None:
        self.length = len(self.text)

    def go_on(self, other: "Draft", between: list[Removed]) -> None:
        self.gone += [(self.length, mark) for mark in (*between, *(mark for _, mark in other.gone))]
        self.more.append(other.text)
        self.length += 1 + len(other.text)
        self.last = other.text

    @property
    def whole(self) -> str:
        return " ".join([self.text, *self.more])

    @property
    def sketch(self) -> str:
        """Its beginning and end, all that joining looks at: a long paragraph is not read again for each line."""
        if self.length <= SKETCH:
            return self.whole
        return f"{self.text[:SKETCH]} {' '.join(self.more[-3:])}" if self.more else self.text


Piece = Draft | Table


def clean(source: Source) -> Cleaned:
    pieces = _drafts(source)
    pieces = _without_furniture(pieces)
    pieces = _with_tables(pieces)
    return _laid_out(_joined(pieces))


def _drafts(source: Source) -> list[Piece]:
    pieces: list[Piece] = []
    loose: list[Removed] = []
    for block in source.blocks:
        if isinstance(block, Table) and len(block.rows) > 1:
            table, marks = _plain_table(block)
            pieces.append(table)
            loose += marks
            continue
        if isinstance(block, Table):
            pieces += [
                Draft(text, Line(text, page=block.page), text) for cell in block.rows[0] if (text := _cell_text(cell))
            ]
            continue
        text, removed = plain(f"{block.label}\t{block.text}" if block.label and block.text.strip() else block.text)
        if not text:
            loose += removed
            continue
        pieces.append(Draft(text, block, text, [(0, mark) for mark in (*loose, *removed)]))
        loose = []
    if loose:
        pieces.append(Draft("", Line(""), "", [(0, mark) for mark in loose]))
    return pieces


def _plain_table(table: Table) -> tuple[Table, list[Removed]]:
    """The table with the marks taken out of its cells."""
    removed: list[Removed] = []
    rows = []
    for row in table.rows:
        cells = [plain(cell) for cell in row]
        removed += [mark for _, marks in cells for mark in marks]
        rows.append(tuple(text.replace("\t", " ") for text, _ in cells))
    return Table(tuple(rows), table.page), removed


def _without_furniture(pieces: list[Piece]) -> list[Piece]:
    lines = [piece for piece in pieces if isinstance(piece, Draft) and piece.text]
    found = furniture([Row(draft.text, draft.line.page) for draft in lines])
    reasons = {id(lines[i]): why for i, why in found.items()}
    for draft in lines:
        if why := reasons.get(id(draft)):
            draft.gone.append((0, Removed(draft.text, why)))
            draft.text, draft.length = "", 0
    return pieces


def _with_tables(pieces: list[Piece]) -> list[Piece]:
    """Tables that came as lines of text become tables again; a table that is one already ends such lines."""
    result: list[Piece] = []
    lines: list[Draft] = []
    for piece in pieces:
        if isinstance(piece, Draft):
            lines.append(piece)
            continue
        result += [*_tables_found(lines), piece]
        lines = []
    return [*result, *_tables_found(lines)]


def _tables_found(lines: list[Draft]) -> list[Piece]:
    result: list[Piece] = []
    at = 0
    for span in find_tables([draft.text for draft in lines]):
        result += lines[at : span.first]
        inside = lines[span.first : span.last + 1]
        marks = [mark for draft in inside for _, mark in draft.gone] + [
            Removed(sign, why) for sign, why in span.removed
        ]
        if marks:
            result.append(Draft("", inside[0].line, "", [(0, mark) for mark in marks]))
        result.append(Table(span.rows, inside[0].line.page))
        at = span.last + 1
    return [*result, *lines[at:]]


def _joined(pieces: list[Piece]) -> list[Piece]:
    width = line_width([piece.last for piece in pieces if isinstance(piece, Draft) and piece.text])
    result: list[Piece] = []
    current: Draft | None = None
    loose: list[Removed] = []
    gap = False
    for piece in pieces:
        if isinstance(piece, Table):
            result.append(piece)
            current = None
            continue
        gap = gap or piece.line.gap
        if not piece.text:
            loose += [mark for _, mark in piece.gone]
            continue
        turned = current is not None and piece.line.page != current.line.page
        strip = Strip(piece.text, gap, bool(piece.line.label), turned or bool(loose))
        if current is not None and runs_on(current.sketch, current.last, strip, width):
            current.go_on(piece, loose)
        else:
            piece.gone[:0] = [(0, mark) for mark in loose]
            result.append(piece)
            current = piece
        loose, gap = [], False
    if loose:
        result.append(Draft("", Line(""), "", [(0, mark) for mark in loose]))
    return result


def _laid_out(pieces: list[Piece]) -> Cleaned:
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    lines: list[str] = []
    at = 0
    for piece in pieces:
        if isinstance(piece, Table):
            grid, text = _grid(piece, at)
            blocks.append(grid)
        else:
            dropped += [Dropped(mark.text, at + min(after, piece.length), mark.why) for after, mark in piece.gone]
            if not piece.text:
                continue
            text = _flat(piece.whole)
            blocks.append(Paragraph(text, at, piece.line.bold, piece.line.centred, piece.line.page))
        lines.append(text)
        at += len(text) + 1
    return Cleaned("\n".join(lines), tuple(blocks), tuple(dropped))


def _flat(text: str) -> str:
    """Columns matter in headers, tails and tables told in lines, never in prose."""
    return text.replace("\t", " ") if len(text) > LONGEST_COLUMN_LINE or read_labels(text) else text


def _grid(table: Table, at: int) -> tuple[Grid, str]:
    rows, texts, start = [], [], at
    for row in table.rows:
        cells = []
        for text in (_cell_text(raw) for raw in row):
            cells.append(Cell(text, at))
            at += len(text) + 1
        rows.append(tuple(cells))
        texts.append("\t".join(cell.text for cell in cells))
        at += 0 if cells else 1
    whole = "\n".join(texts)
    return Grid(tuple(rows), start, start + len(whole), table.page), whole


def _cell_text(raw: str) -> str:
    return one_line(nfc(raw))
