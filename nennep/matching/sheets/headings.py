"""Which rows of a sheet are its headings, found by what they say and by how they differ from what stands below."""

import re
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from nennep.lib.text import fold, one_line, words_of
from nennep.matching.model import ROW
from nennep.matching.sheets.people import looks_like_person, looks_like_unit
from nennep.matching.sheets.vocabulary import ALONE, GLUED, HEADINGS, PARTS

LOOKED_AT = 60  # rows that are not blank
MOST_ROWS = 4  # of a heading
LONGEST = 160  # characters of a heading's cell
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_DATA = re.compile(r"\d{5}|\d+[./-]\d+[./-]\d+|^\W*\d+([.,]\d+)?\W*$|@|\d{4}-\d\d")
_NUMBERED = re.compile(r"\W*(?:cot )?(\d{1,2}|[a-z])(?:\W*=.*)?\W*")


@dataclass(frozen=True)
class Headings:
    rows: tuple[int, ...]  # numbers as Excel counts; empty where the sheet has none
    names: dict[str, str]  # letter → heading, parts joined by " / "
    printed: tuple[dict[str, str], ...] = ()  # each row's folded cells, by which it is known when printed again


@dataclass(frozen=True)
class Line:
    row: int
    cells: dict[str, str]  # letter → text, blank ones left out

    @property
    def first(self) -> str:
        return next(iter(self.cells.values()))


def lines(cells: pl.DataFrame) -> list[Line]:
    names = [name for name in cells.columns if name != ROW]
    return [
        Line(row, {name: str(cell) for name, cell in zip(names, rest, strict=True) if cell is not None})
        for row, *rest in cells.select(ROW, *names).iter_rows()
    ]


def find_headings(cells: pl.DataFrame) -> Headings:
    top = lines(cells.head(LOOKED_AT))
    place = _main(top, cells)
    none = {name: "" for name in cells.columns if name != ROW}
    if place is None:
        return Headings((), none)
    start = place - 1 if place and _is_parent(top[place - 1], top[place]) else place
    end = place + 1
    while end < len(top) and end - start < MOST_ROWS and _continues(top[end], top[start:end]):
        end += 1
    block = top[start:end]
    printed = tuple({name: plain(text) for name, text in line.cells.items()} for line in block)
    return Headings(tuple(line.row for line in block), none | _joined(block, list(none)), printed)


def plain(text: str) -> str:
    """`dateOfBirth`, `NGÀY SINH`, `Ngày_sinh (*)` → words, folded, without signs."""
    return " ".join(words_of(_CAMEL.sub(" ", text)))


def says_heading(text: str) -> bool:
    """Whether a cell is, or begins with, a word of headings; never one that carries a date or a number."""
    if len(text) > LONGEST or _DATA.search(text):
        return False
    folded = plain(text)
    if folded in HEADINGS or folded.replace(" ", "") in GLUED:
        return True
    if looks_like_person(text):
        return False
    words = folded.split()
    starts = (" ".join(words[:count]) for count in range(min(4, len(words)), 0, -1))
    found = next((start for start in starts if start in HEADINGS and start not in ALONE), "")
    return bool(found) and not (
        found in {"chi bo", "dang bo", "don vi", "xa", "huyen"} and looks_like_unit(text) and len(words) > 2
    )


def is_numbering(line: Line) -> bool:
    """`1 | 2 | 3`, `(1) | (2) | (3)`, `A | B | 1 | 2`: the row that numbers the columns."""
    found = [_NUMBERED.fullmatch(fold(text)) for text in line.cells.values()]
    marks = [match[1] for match in found if match]
    if len(found) < 3 or len(marks) < len(found):
        return False
    figures = [int(mark) for mark in marks if mark.isdecimal()]
    tags = [mark for mark in marks if not mark.isdecimal()]
    rising = all(0 < b - a <= 2 for a, b in pairwise(figures))
    return rising and tags == sorted(tags) and (len(figures) < 1 or figures[0] <= 3) and len(set(marks)) == len(marks)


def _main(top: list[Line], cells: pl.DataFrame) -> int | None:
    """The first row that says headings; else the first whose cells are words above columns of figures."""
    for place, line in enumerate(top):
        known = sum(map(says_heading, line.cells.values()))
        data = sum(_is_value(text) and not says_heading(text) for text in line.cells.values())
        alone = len(line.cells) == 1 and cells.width <= 3
        if data >= max(known, 1) or is_numbering(line):
            continue
        if known >= 3 or (known >= 2 and known >= 0.3 * len(line.cells)) or (known and alone):
            return place
    return next((place for place in range(min(5, len(top) - 1)) if _stands_above_figures(top, place)), None)


def _stands_above_figures(top: list[Line], place: int) -> bool:
    """For headings in words that nobody foresaw."""
    line, below = top[place], top[place + 1 : place + 21]
    if len(line.cells) < 3 or any(_DATA.search(text) or len(text) > 40 for text in line.cells.values()):
        return False
    if any(looks_like_person(text) for text in line.cells.values()) or len(set(line.cells.values())) < len(line.cells):
        return False
    figures = 0
    for name in line.cells:
        texts = [other.cells[name] for other in below if name in other.cells]
        figures += len(texts) >= 2 and sum(map(_is_value, texts)) >= 0.8 * len(texts)
    return figures >= 2


def _is_value(text: str) -> bool:
    return bool(_DATA.search(text)) or looks_like_person(text)


def _is_parent(line: Line, main: Line) -> bool:
    """A row of group names right above: "Thông tin cá nhân | | | Thông tin đảng viên"."""
    if line.row != main.row - 1 or len(line.cells) < 2 or len(line.cells) >= len(main.cells):
        return False
    texts = list(line.cells.values())
    if any(_DATA.search(text) or len(text) > 60 or looks_like_unit(text) for text in texts):
        return False
    said = " ".join(map(plain, texts))
    return not re.search(r"cong san|danh sach|doc lap|\bso \d|bieu|mau |tinh uy|thanh uy|huyen uy|don vi|\*", said)


def _continues(line: Line, above: list[Line]) -> bool:
    """A second or third row of the headings: words that divide what stands above them."""
    if line.row != above[-1].row + 1 or is_numbering(line):
        return False
    texts = list(line.cells.values())
    if any(_DATA.search(text) or len(text) > 60 or looks_like_person(text) for text in texts):
        return False
    known = sum(plain(text) in PARTS or says_heading(text) for text in texts)
    free = sum(name not in above[-1].cells for name in line.cells)
    named = [
        name for over in above for name, text in over.cells.items() if plain(text).startswith(("ho ten", "ho va ten"))
    ]
    if any(name in line.cells and plain(line.cells[name]) not in PARTS for name in named):
        return False
    whole = known == len(texts) and (len(texts) >= 2 or free == 1)
    return whole or (known >= 2 and known >= 0.5 * len(texts))


def _joined(block: list[Line], letters: list[str]) -> dict[str, str]:
    """Parts from above to below; a name that stands over several columns goes on to the right above what divides it."""
    parts: dict[str, list[str]] = {name: [] for name in letters}
    for depth, line in enumerate(block):
        lower = block[depth + 1 :]
        over, divides = "", False
        for name in letters:
            text = one_line(line.cells.get(name, ""))
            below = next((plain(other.cells[name]) for other in lower if name in other.cells), "")
            if text:
                over, divides = text, bool(below)
            elif below and (divides or below in _PARTS_OF_NAME) and over:
                text = over
            if text and text not in parts[name]:
                parts[name].append(text)
    return {name: " / ".join(texts) for name, texts in parts.items()}


_PARTS_OF_NAME = frozenset({"ten", "dem", "chu dem", "ho dem"})
