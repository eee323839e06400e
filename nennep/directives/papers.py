"""A directive's text as paragraphs whose sentences lead to their tasks; plain data for the pages, no database."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

COLUMNS = 2  # a line of more cells is a row of a table


class Marked(Protocol):
    """A task as the paper shows it: its number and its span."""

    @property
    def number(self) -> int: ...
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...


class Numbered(Protocol):
    n: int
    path: str
    label: str
    title: str
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    text: str
    start: int
    task: Marked | None = None
    first: bool = False  # the task begins here: its number stands before
    column: str | None = None  # a cell of a table begins here, under this heading


@dataclass(frozen=True)
class Paragraph:
    start: int
    label: str
    pieces: tuple[Piece, ...]
    clause: Numbered | None = None
    opens: bool = False  # the first paragraph of its clause
    heading: bool = False
    row: bool = False  # of a table


@dataclass
class Paper:
    front: list[Paragraph] = field(default_factory=list)  # before the first clause
    body: list[Paragraph] = field(default_factory=list)
    back: list[Paragraph] = field(default_factory=list)  # behind the last one: recipients, signature


def lay_out(text: str, clauses: Sequence[Numbered], tasks: Iterable[Marked]) -> Paper:
    """Paragraphs of the text in order; O(length + clauses + tasks)."""
    placed = sorted((t for t in tasks if t.start is not None and t.end is not None), key=lambda t: (t.start, t.end))
    starts = [clause.start for clause in clauses]
    last = max((clause.end for clause in clauses), default=0)
    paper = Paper()
    heads: list[str] = []  # of the table we are in
    for start, end in lines_of(text):
        clause = clauses[bisect_right(starts, start) - 1] if starts and start >= starts[0] and start < last else None
        paragraph = make_paragraph(text, (start, end), clause, placed)
        cells = text[start:end].split("\t")
        if len(cells) > COLUMNS and clause:
            paragraph = as_row(text, paragraph, heads)
            heads = heads or cells
        else:
            heads = []
        where = paper.body if clause else paper.front if not starts or start < starts[0] else paper.back
        where.append(paragraph)
    return paper


def lines_of(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def make_paragraph(text: str, span: tuple[int, int], clause: Numbered | None, tasks: list[Marked]) -> Paragraph:
    start, end = span
    opens = clause is not None and clause.start == start
    label = clause.label if clause and opens and text.startswith(clause.label, start) else ""
    begin = start + len(label)
    pieces = tuple(cut_line(text, begin, end, tasks))
    heading = bool(opens and clause and clause.title and not any(p.task for p in pieces))
    return Paragraph(start, label, pieces, clause, opens, heading)


def as_row(text: str, line: Paragraph, heads: Sequence[str]) -> Paragraph:
    """The line of a table cut at its cells, each with the heading of its column; the headings have none."""
    cells = [cell for piece in line.pieces for cell in cells_of(text, line, piece, heads)]
    if len(cells) == 1:  # a group row: a heading over those below
        cells = [replace(cells[0], column=None)]
    return replace(line, row=True, pieces=tuple(cells))


def cells_of(text: str, line: Paragraph, piece: Piece, heads: Sequence[str]) -> Iterator[Piece]:
    at = piece.start
    for words in piece.text.split("\t"):
        if words.strip():
            nth = text.count("\t", line.start, at)
            begins = at == line.start or text[at - 1] == "\t"
            column = (heads[nth] if nth < len(heads) else "") if begins and not piece.task else None
            yield replace(piece, text=words, start=at, first=piece.first and at == piece.start, column=column)
        at += len(words) + 1


def cut_line(text: str, start: int, end: int, tasks: list[Marked]) -> Iterator[Piece]:
    """The line as stretches with and without a task; where two tasks overlap, the first keeps the words."""
    at = start
    for task in tasks_between(tasks, start, end):
        assert task.start is not None
        assert task.end is not None
        begin, finish = max(task.start, at), min(task.end, end)
        if finish <= begin:
            continue
        if begin > at:
            yield Piece(text[at:begin], at)
        yield Piece(text[begin:finish], begin, task, first=begin == task.start)
        at = finish
    if at < end:
        yield Piece(text[at:end], at)


def tasks_between(tasks: list[Marked], start: int, end: int) -> Iterator[Marked]:
    for task in tasks:
        assert task.start is not None
        assert task.end is not None
        if task.start >= end:
            return
        if task.end > start:
            yield task
