"""Rows of a page → lines in reading order, each with what its place on the page says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from nennep.reading.formats.pdf.rows import Row, Segment
from nennep.reading.source import Line

MOST_ABOVE = 6  # single lines above a pair of columns that may belong to one of them
KEPT = 1.0  # times the height: what must stay of the gutter between the longest lines
FAR = 12.0  # times the height: a signature's name may stand this far below the office
NEAR = 2.6
GAP = 1.25  # times the usual distance of lines
_MARKER = re.compile(r"[-–+•*]|\(?\w{1,5}[.)-]|\d+(?:\.\d+)*\.?|[IVXLC]+\.?")


@dataclass(frozen=True)
class Extent:
    """Left and right edge of the text, and the usual distance of its baselines."""

    left: float
    right: float
    pitch: float

    def is_centred(self, segment: Segment) -> bool:
        width = max(self.right - self.left, 1.0)
        before, after = segment.left - self.left, self.right - segment.right
        return abs(before - after) < 0.05 * width and min(before, after) > 0.05 * width

    def is_indented(self, segment: Segment) -> bool:
        return segment.left - self.left > 0.6 * segment.size


@dataclass
class Region:
    """Consecutive rows on both sides of an empty gutter."""

    first: int
    last: int
    left: float  # edges of the gutter
    right: float

    def side(self, segment: Segment) -> str:
        """Which column a line belongs to ("left", "right"); "" for one across the gutter or within it."""
        room = KEPT * segment.size
        if segment.left < self.left and segment.right + room <= self.right:
            return "left"
        middle = (segment.left + segment.right) / 2  # a title in the middle of the page is in neither
        return "right" if middle > self.right and segment.left - room >= self.left else ""

    def take(self, row: Row) -> bool:
        sides = [self.side(segment) for segment in row]
        if "" in sides or len(row) > 2 or len(set(sides)) < len(row):
            return False
        for side, segment in zip(sides, row, strict=True):
            if side == "left":
                self.left = max(self.left, segment.right)
            else:
                self.right = min(self.right, segment.left)
        return self.right > self.left


def extent(rows: Sequence[Row]) -> Extent:
    lefts = sorted(row[0].left for row in rows)
    rights = sorted(row[-1].right for row in rows)
    steps = [below[0].base - above[0].base for above, below in pairwise(rows)]
    return Extent(lefts[len(lefts) // 20], rights[-1 - len(rights) // 20], median(steps) if steps else 0.0)


def lines(rows: Sequence[Row], page: int, whole: Extent) -> Iterator[Line]:
    """`whole` is the extent of the page's text, tables left aside."""
    joined = [_with_marker(row) for row in rows]
    place, above = 0, None
    for region in _regions(joined):
        for row in joined[place : region.first]:
            yield from _plain(row, page, whole, above)
            above = row
        yield from _columns(joined[region.first : region.last + 1], region, page)
        place, above = region.last + 1, joined[region.last]
    for row in joined[place:]:
        yield from _plain(row, page, whole, above)
        above = row


def _with_marker(row: Row) -> Row:
    """A list's number set apart by a tab belongs to the text after it."""
    if len(row) > 1 and _MARKER.fullmatch(row[0].text):
        first, second, *rest = row
        whole = replace(second, text=f"{first.text} {second.text}", left=first.left, bold=first.bold and second.bold)
        return [whole, *rest]
    return row


def _plain(row: Row, page: int, whole: Extent, above: Row | None) -> Iterator[Line]:
    far = above is not None and row[0].base - above[0].base > GAP * max(whole.pitch, row[0].size * 0.9)
    bold, italic = all(s.bold for s in row), all(s.italic for s in row)
    yield Line(
        " ".join(segment.text for segment in row), page=page, bold=bold, italic=italic,
        centred=len(row) == 1 and whole.is_centred(row[0]), gap=far, indented=whole.is_indented(row[0]),
    )  # fmt: skip


def _regions(rows: Sequence[Row]) -> Iterator[Region]:
    place = free = 0
    while place < len(rows):
        row = rows[place]
        if len(row) != 2:
            place += 1
            continue
        region = Region(place, place, row[0].right, row[1].left)
        while region.first > max(free, place - MOST_ABOVE) and _joins(rows, region, region.first - 1, region.first):
            region.first -= 1
        while region.last + 1 < len(rows) and _joins(rows, region, region.last + 1, region.last):
            region.last += 1
        place = free = region.last + 1
        yield region


def _joins(rows: Sequence[Row], region: Region, new: int, beside: int) -> bool:
    row = rows[new]
    distance = abs(row[0].base - rows[beside][0].base) / max(row[0].size, 1.0)
    right_only = len(row) == 1 and region.side(row[0]) == "right"
    return distance <= (FAR if right_only else NEAR) and region.take(row)


def _columns(rows: Sequence[Row], region: Region, page: int) -> Iterator[Line]:
    middle = (region.left + region.right) / 2
    for is_left in (True, False):
        column = [s for row in rows for s in row if (s.left + s.right < 2 * middle) is is_left]
        yield from _column(column, page)


def _column(column: Sequence[Segment], page: int) -> Iterator[Line]:
    middles = [(s.left + s.right) / 2 for s in column]
    widths = [s.right - s.left for s in column]
    even = len(column) > 1 and max(middles) - min(middles) < 8 and max(widths) - min(widths) > 8
    steps = [below.base - above.base for above, below in pairwise(column)]
    usual = median(steps) if steps else 0.0
    above: Segment | None = None
    for segment in column:
        gap = above is None or segment.base - above.base > 1.5 * max(usual, segment.size)
        yield Line(segment.text, page=page, bold=segment.bold, italic=segment.italic, centred=even, gap=gap)
        above = segment
