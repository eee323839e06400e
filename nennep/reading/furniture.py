"""Page numbers and running heads: lines that belong to the page, not to the text."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from nennep.lib.labels import read_labels
from nennep.lib.text import fold
from nennep.reading.cleaned import is_upper
from nennep.reading.zones import is_authority, is_position

PAGE_NUMBER, RUNNING_HEAD = "số trang", "tiêu đề lặp ở đầu hoặc cuối trang"
_MARKED_NUMBER = re.compile(
    r"[-–—]\s*\d{1,3}\s*[-–—]|(?:trang|tr\.|page)\s*:?\s*\d{1,3}(?:\s*(?:/|trên|of)\s*\d{1,3})?", re.I
)
_BARE_NUMBER = re.compile(r"\d{1,3}")
_DIGITS = re.compile(r"\d+")
_SYMBOL = re.compile(r"\d*\s*[-/]\s*[A-ZĐ]{2,4}\s*/\s*[A-ZĐ]{2,}")
_CHAPTER = re.compile(r"(?:chương|phần|mục)\s+(?:thứ\s+)?\w+[.:]?", re.I)
_ENDS = tuple(".;:!?…”")
LONGEST_HEAD = 120
EDGE = 3  # lines at the top or bottom of a page that may be furniture
SHORTEST_PAGE = 450  # characters; numbers that follow each other more closely count rows, not pages
HEADER_LINES = 14
FEWEST_LETTERS = 6  # a head says something; "15/9/2026." is the end of a sentence


@dataclass(frozen=True)
class Row:
    text: str
    page: int


def furniture(rows: Sequence[Row]) -> dict[int, str]:
    """The index of each line that is furniture, and what it is."""
    found = dict.fromkeys(_page_numbers(rows), PAGE_NUMBER)
    for i in _running_heads(rows, found):
        found[i] = RUNNING_HEAD
    return found


def _page_numbers(rows: Sequence[Row]) -> list[int]:
    edges = _edges(rows)
    numbers, expected, last_end, position = [], {1, 2}, 0, 0
    for i, row in enumerate(rows):
        position += len(row.text) + 1
        if _MARKED_NUMBER.fullmatch(row.text):
            numbers.append(i)
        elif _BARE_NUMBER.fullmatch(row.text):
            counts_on = int(row.text) in expected and position - last_end > SHORTEST_PAGE and not _counts_rows(rows, i)
            if i in edges or _interrupts_with_head(rows, i) or counts_on:
                numbers.append(i)
            else:
                continue
        else:
            continue
        last_end = position
        expected = {int(_DIGITS.findall(row.text)[0]) + 1}
    return numbers


def _interrupts_with_head(rows: Sequence[Row], i: int) -> bool:
    """The number stands inside a sentence, alone or with a short line above or below it."""
    spans = [(i, i)]
    spans += [(min(i, j), max(i, j)) for j in (i - 1, i + 1) if 0 <= j < len(rows) and _may_be_head(rows[j].text)]
    return any(_interrupts(rows, first, last) for first, last in spans)


def _may_be_head(text: str) -> bool:
    return len(text) <= LONGEST_HEAD and text[0].isupper() and not text.endswith(_ENDS) and not _is_item(text)


def _counts_rows(rows: Sequence[Row], i: int) -> bool:
    """The next number follows at once: these are the rows of a table told line by line."""
    following, room = str(int(rows[i].text) + 1), SHORTEST_PAGE
    for row in rows[i + 1 :]:
        if row.text == following:
            return True
        room -= len(row.text)
        if room < 0:
            return False
    return False


def _edges(rows: Sequence[Row]) -> set[int]:
    """Lines near the top or bottom of a page, where the file knows its pages."""
    pages: dict[int, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        pages[row.page].append(i)
    if len(pages) < 2:
        return set()
    return {i for lines in pages.values() if len(lines) > EDGE for i in (*lines[:EDGE], *lines[-EDGE:])}


def _running_heads(rows: Sequence[Row], numbers: dict[int, str]) -> list[int]:
    edges = _edges(rows)
    short = [i for i, row in enumerate(rows) if len(row.text) <= LONGEST_HEAD and i not in numbers]
    places: dict[str, list[int]] = defaultdict(list)
    for i in short:
        if sum(map(str.isalpha, rows[i].text)) >= FEWEST_LETTERS:
            places[_DIGITS.sub("#", fold(rows[i].text))].append(i)
    opening = fold(" ".join(row.text for row in rows[:HEADER_LINES]))
    heads: list[int] = []
    for key, lines in places.items():
        ends = sum(i in edges if edges else _next_to(i, numbers) for i in lines)
        repeated = len(lines) > 1 and 2 * ends > len(lines)  # a cell that comes again stands elsewhere too
        for i in lines:
            later = rows[i].page > rows[0].page if edges else i >= HEADER_LINES
            if not later or _is_item(rows[i].text) or _is_title(rows, i, numbers):
                continue
            at_break = i in edges if edges else _next_to(i, numbers)
            known = (repeated and len(key) > 3) or key in opening or bool(_SYMBOL.search(rows[i].text))
            if (at_break and known) or (_interrupts(rows, i, i) and (known or is_upper(rows[i].text))):
                heads.append(i)
    return sorted({*heads, *_interrupting_pairs(rows, numbers, heads)})


def _interrupting_pairs(rows: Sequence[Row], numbers: dict[int, str], heads: Sequence[int]) -> list[int]:
    """A line beside a page number that is much shorter than those of the text, both in the middle of a sentence."""
    gone = {*numbers, *heads}
    lengths = sorted(len(row.text) for row in rows)
    longest = min(LONGEST_HEAD, int(0.6 * lengths[int(0.8 * len(lengths))])) if lengths else 0
    found = []
    for number in numbers:
        first = number - 1 if number - 1 not in gone else number
        for low, high in ((first, number), (number, number + 1), (number - 2, number), (number, number + 2)):
            inside = [i for i in range(low, high + 1) if 0 <= i < len(rows) and i not in gone]
            if inside and all(len(rows[i].text) <= longest for i in inside) and _interrupts(rows, low, high):
                found += [i for i in inside if not _is_item(rows[i].text) and rows[i].text[0].isupper()]
    return found


def _interrupts(rows: Sequence[Row], first: int, last: int) -> bool:
    """Whether the lines `first`..`last` stand inside a sentence: unfinished before them, a small letter after."""
    if first < 1 or last + 1 >= len(rows):
        return False
    before, after = rows[first - 1].text, rows[last + 1].text
    unfinished = len(before) > 40 and not before.endswith(_ENDS) and not is_upper(before)
    return unfinished and after[0].islower() and not read_labels(after)


def _is_title(rows: Sequence[Row], i: int, numbers: dict[int, str]) -> bool:
    """`CHƯƠNG II` / `CHẾ ĐỘ BÁO CÁO`: the title of a chapter, though its words stand in the abstract too."""
    above = next((rows[j].text for j in range(i - 1, -1, -1) if j not in numbers), "")
    return _CHAPTER.fullmatch(above) is not None


def _next_to(i: int, numbers: dict[int, str]) -> bool:
    return any(i + step in numbers for step in (-2, -1, 1, 2))


def _is_item(text: str) -> bool:
    """Numbered text and signatures are never furniture, however often they come."""
    return (bool(read_labels(text)) and not is_upper(text)) or is_position(text) or is_authority(text)
