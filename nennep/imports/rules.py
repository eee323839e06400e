"""Which row of a sheet is what: headings in many spellings, titles, empty rows, totals, data. No row is lost."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from nennep.lib.text import fold
from nennep.lib.words import say

LATEST_HEADING = 25  # rows looked at for the headings
TOTALS = ("tong cong", "tong so", "cong", "tong")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


class Verdict(StrEnum):
    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"
    SKIPPED = "skipped"  # title, heading, empty row, total


WRITTEN = (Verdict.NEW, Verdict.CHANGED)


@dataclass(frozen=True)
class Column:
    """A field, the heading our own workbook gives it, and others under which it is met; folded when compared."""

    field: str
    heading: str
    spellings: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True)
class SheetKind:
    name: str  # "units"
    title: str  # of the sheet in our own workbook
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Row:
    """A row of data; every other row carries no values, and the reason why it was passed over."""

    sheet: str
    number: int  # as Excel counts it
    kind: str = ""
    values: dict[str, str] = field(default_factory=dict)
    skipped: str = ""


@dataclass(frozen=True)
class Judged:
    row: Row
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)  # field → before, after
    thing: str = ""  # public id of what exists


def plain(heading: str) -> str:
    return _NOT_WORD.sub(" ", fold(heading)).strip()


def columns_of(row: Sequence[str], kind: SheetKind) -> dict[str, int]:
    """Field → place of its column; the first heading that fits wins."""
    found: dict[str, int] = {}
    known = {plain(name): column.field for column in kind.columns for name in (column.heading, *column.spellings)}
    for place, cell in enumerate(row):
        name = known.get(plain(cell))
        if name and name not in found:
            found[name] = place
    return found


def fits(found: dict[str, int], kind: SheetKind) -> bool:
    return all(column.field in found for column in kind.columns if column.required)


def rows_of(name: str, first: int, rows: Sequence[Sequence[str]], kinds: Sequence[SheetKind]) -> list[Row]:
    """Every row of the sheet, in its order; a sheet without known headings is passed over row by row."""
    best: tuple[int, int, SheetKind, dict[str, int]] | None = None
    for place, row in enumerate(rows[:LATEST_HEADING]):
        for kind in kinds:
            found = columns_of(row, kind)
            if fits(found, kind) and (best is None or len(found) > best[0]):
                best = (len(found), place, kind, found)
    if best is None:
        return [
            Row(name, first + place, skipped=say("Trang tính không có dòng tiêu đề nhận ra được."))
            for place in range(len(rows))
        ]
    _, heading, kind, places = best
    return [_row(name, first + place, row, (place, heading, kind, places)) for place, row in enumerate(rows)]


def _row(sheet: str, number: int, row: Sequence[str], at: tuple[int, int, SheetKind, dict[str, int]]) -> Row:
    place, heading, kind, places = at
    if place < heading:
        return Row(sheet, number, skipped=say("Dòng tên bảng.") if any(row) else say("Dòng trống."))
    if place == heading:
        return Row(sheet, number, skipped=say("Dòng tiêu đề cột."))
    values = {name: row[column].strip() if column < len(row) else "" for name, column in places.items()}
    if not any(row):
        return Row(sheet, number, skipped=say("Dòng trống."))
    if not any(values.values()):
        return Row(sheet, number, skipped=say("Dòng ngoài các cột nhận ra được."))
    if is_total(row):
        return Row(sheet, number, skipped=say("Dòng tổng cộng."))
    if is_numbering(row):
        return Row(sheet, number, skipped=say("Dòng đánh số cột."))
    return Row(sheet, number, kind.name, values)


def is_total(row: Sequence[str]) -> bool:
    first = next((plain(cell) for cell in row if cell), "")
    return first in TOTALS or first.startswith(("tong cong ", "tong so "))


def is_numbering(row: Sequence[str]) -> bool:
    """“1 | 2 | 3 | 4” below the headings."""
    said = [cell.strip("()") for cell in row if cell]
    return len(said) > 2 and said == [str(number) for number in range(1, len(said) + 1)]
