"""Tables that a file tells as lines of text: markdown pipes, columns kept apart by tabs or wide gaps."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nennep.reading.columns import is_heading_row

_PIPE_RULE = re.compile(r"[|\s:+=-]+")
SMALLEST = 3  # columns


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
        span = _pipes(lines, at) or _columns(lines, at)
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
