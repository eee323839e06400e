"""Tables that a file tells as lines of text: markdown pipes, columns kept apart by gaps, or a cell to a line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nennep.lib.labels import ITEMS, read_labels
from nennep.reading import runtogether
from nennep.reading.columns import HEADS, Column, column_of, is_heading_row
from nennep.reading.phrases import plain
from nennep.reading.recurrence import is_constant, recurrence
from nennep.reading.subjects import body_at
from nennep.reading.times import Clock, find_times

_PIPE_RULE = re.compile(r"[|\s:+=-]+")
_ROW_NUMBER = re.compile(r"\d{1,3}[.)]?")
_GROUP_NUMBER = re.compile(r"[IVXL]+[.)]?|[A-Z][.)]?")
SMALLEST = 3  # columns
LARGEST = 9
LONGEST_CELL_LINE = 140


@dataclass(frozen=True)
class Span:
    """Lines `first`..`last` are a table with these rows; `removed` are the signs that only drew it."""

    first: int
    last: int
    rows: tuple[tuple[str, ...], ...]
    removed: tuple[tuple[str, str], ...] = ()


def find_tables(lines: Sequence[str]) -> list[Span]:
    found: list[Span] = []
    at = 0
    while at < len(lines):
        span = _pipes(lines, at) or _columns(lines, at) or _cells(lines, at) or _run_together(lines, at)
        if span:
            found.append(span)
        at = span.last + 1 if span else at + 1
    return found


def _pipes(lines: Sequence[str], first: int) -> Span | None:
    last = first
    while last < len(lines) and (lines[last].count("|") >= 2 or (last > first and not lines[last])):
        last += 1
    while last > first and not lines[last - 1]:
        last -= 1
    if last - first < 2:
        return None
    rows, signs = [], []
    for line in lines[first:last]:
        signs.append("|" * line.count("|"))
        if _PIPE_RULE.fullmatch(line):
            signs.append(line.replace("|", ""))
        elif line:
            rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
    return Span(first, last - 1, tuple(rows), tuple((sign, "dấu kẻ bảng") for sign in signs if sign.strip()))


def _columns(lines: Sequence[str], first: int) -> Span | None:
    head = lines[first].split("\t")
    if len(head) < SMALLEST or not is_heading_row(head):
        return None
    rows = [head]
    last = first
    for i in range(first + 1, len(lines)):
        cells = lines[i].split("\t") if lines[i] else []
        if len(cells) < 2 and not _continues(cells, rows[-1]):
            if lines[i]:
                break
            continue
        if len(cells) == 1:
            rows[-1] = _appended(rows[-1], cells[0])
        else:
            rows.append(_fitted(cells, len(head)))
        last = i
    return Span(first, last, tuple(tuple(row) for row in rows)) if len(rows) > 1 else None


def _continues(cells: Sequence[str], row: Sequence[str]) -> bool:
    """A lone line in small letters goes on with a cell of the row above."""
    return len(cells) == 1 and cells[0][:1].islower() and len(row) > 1


def _appended(row: Sequence[str], text: str) -> list[str]:
    return [*row[:1], f"{row[1]} {text}", *row[2:]]


def _fitted(cells: list[str], columns: int) -> list[str]:
    """Empty cells leave no trace in text: a short row is filled up at its end, a long one folded into its last cell."""
    if len(cells) > columns:
        return [*cells[: columns - 1], " ".join(cells[columns - 1 :])]
    return [*cells, *[""] * (columns - len(cells))]


def _run_together(lines: Sequence[str], first: int) -> Span | None:
    columns = runtogether.heading(lines[first])
    if columns is None:
        return None
    rows, taken = runtogether.rows(lines[first + 1 :], columns)
    if not rows:
        return None
    head = tuple(HEADS[column] for column in columns)
    removed = ((lines[first], "dòng đầu của bảng bị dồn thành một dòng"),)
    return Span(first, first + taken, (head, *(tuple(row) for row in rows)), removed)


def _cells(lines: Sequence[str], first: int) -> Span | None:
    """`TT` / `Nội dung` / `Chủ trì` / … / `1` / `Xây dựng …` / …: every cell on its own line."""
    if column_of(lines[first]) is not Column.NUMBER:
        return None
    filled = [i for i in range(first, len(lines)) if lines[i]]
    head = _cell_heading([lines[i] for i in filled])
    if head is None:
        return None
    kinds = [column_of(cell) for cell in head]
    rows: list[list[str]] = [head]
    at = len(head)
    while at < len(filled):
        if [lines[i] for i in filled[at : at + len(head)]] == head:
            at += len(head)
            continue
        row = _cell_row([lines[i] for i in filled[at : at + 3 * len(head)]], head)
        if row is None:
            break
        rows.append(_placed(row, kinds))
        at += len(row)
    return Span(first, filled[at - 1], tuple(tuple(row) for row in rows)) if len(rows) > 1 else None


def _cell_heading(lines: Sequence[str]) -> list[str] | None:
    """The lines up to the first row number, when they are the headings of a table."""
    for i, line in enumerate(lines[: LARGEST + 1]):
        if i and (_ROW_NUMBER.fullmatch(line) or _GROUP_NUMBER.fullmatch(line)):
            return list(lines[:i]) if i >= SMALLEST and is_heading_row(lines[:i]) else None
    return None


def _cell_row(lines: Sequence[str], head: Sequence[str]) -> list[str] | None:
    """The lines from a row number up to the next one, or up to as many as there are columns."""
    if _GROUP_NUMBER.fullmatch(lines[0]):
        return list(lines[:2])
    if not _ROW_NUMBER.fullmatch(lines[0]):
        return None
    row = [lines[0]]
    for line in lines[1:]:
        number = _ROW_NUMBER.fullmatch(line) or _GROUP_NUMBER.fullmatch(line) or line == head[0]
        if number or len(line) > LONGEST_CELL_LINE or (len(row) >= len(head) and not line[0].islower()):
            break
        labels = read_labels(line)
        if labels and labels[0].style not in ITEMS and len(row) > 2:
            break
        row.append(line)
    return row


def _placed(row: Sequence[str], kinds: Sequence[Column | None]) -> list[str]:
    """Give each line its column: small letters go on with the line above, and an empty cell left no line at all."""
    lines: list[str] = []
    for line in row:
        if len(lines) > 1 and line[0].islower() and len(row) > len(kinds):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    if len(lines) >= len(kinds) or len(lines) < 3:
        return _fitted(lines, len(kinds))
    placed = [*lines[:2], *[""] * (len(kinds) - 2)]
    at = 2
    for line in lines[2:]:
        while at < len(kinds) - 1 and not _suits(line, kinds[at]):
            at += 1
        placed[at] = f"{placed[at]} {line}".strip()
        at = min(at + 1, len(kinds) - 1)
    return placed


def _suits(line: str, kind: Column | None) -> bool:
    timed = bool(find_times(line, Clock(None, 2000))) or is_constant(line) or recurrence(line) is not None
    if kind is Column.DUE:
        return timed
    if kind in (Column.LEAD, Column.WITH, Column.SUPERVISOR):
        return body_at(plain(line), 0)
    return not timed
