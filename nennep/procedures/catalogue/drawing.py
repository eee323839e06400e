"""The picture of a procedure: its steps one below another, ways forward at the right, ways back at the left.

All ways to one box run in one lane; a dot says where a step joins it, lines without a dot only cross.
Places in units of the drawing, which a template turns into SVG. The table beside it says the same in words; a picture
alone would shut out who cannot see it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from nennep.procedures.catalogue.shape import Procedure

WIDTH, LEFT, RIGHT = 360, 56, 304  # the boxes stand between; the ways run beside them
LETTERS, LINE, GAP, LANE = 34, 17, 22, 8
TURN = 5  # a way leaves a box so far below its middle, and comes in so far above
TOWARDS = {RIGHT: "left", LEFT: "right"}


@dataclass(frozen=True)
class Box:
    key: str
    lines: tuple[str, ...]
    top: int
    is_end: bool
    is_here: bool

    left, width, text_left = LEFT, RIGHT - LEFT, LEFT + 10

    @property
    def height(self) -> int:
        return 14 + LINE * len(self.lines)

    @property
    def middle(self) -> int:
        return self.top + self.height // 2

    @property
    def texts(self) -> list[tuple[int, str]]:
        """Each line with the height at which it stands."""
        return [(self.top + 19 + n * LINE, line) for n, line in enumerate(self.lines)]


@dataclass(frozen=True)
class Trunk:
    """What leads to one box on one side."""

    to: Box
    sources: tuple[Box, ...]

    @property
    def enters(self) -> int:
        return self.to.middle - TURN

    @property
    def leaves(self) -> list[int]:
        return [box.middle + TURN for box in self.sources]

    @property
    def low(self) -> int:
        return min(self.enters, *self.leaves)

    @property
    def high(self) -> int:
        return max(self.enters, *self.leaves)


@dataclass(frozen=True)
class Drawing:
    name: str
    height: int
    boxes: list[Box]
    ways: list[str]  # paths, each with its arrow's head

    width = WIDTH


def picture(procedure: Procedure, here: str = "") -> Drawing:
    """`here` = the step at which a case stands."""
    boxes = list(_boxes(procedure, here))
    return Drawing(procedure.name, boxes[-1].top + boxes[-1].height + 6, boxes, list(_ways(procedure, boxes)))


def _boxes(procedure: Procedure, here: str) -> Iterator[Box]:
    top = 6
    named = [(step.key, f"{n}. {step.name}", False) for n, step in enumerate(procedure.steps, 1)]
    for key, name, is_end in [*named, *((f"={end.key}", end.name, True) for end in procedure.ends)]:
        box = Box(key, tuple(wrap(name, LETTERS)), top, is_end, is_here=key == here)
        yield box
        top += box.height + GAP


def _ways(procedure: Procedure, boxes: list[Box]) -> Iterator[str]:
    """One line for each pair of boxes, however many results lead along it."""
    places = {box.key: n for n, box in enumerate(boxes)}
    leads = dict.fromkeys(
        (places[step.key], places[result.next or f"={result.end}"])
        for step in procedure.steps
        for result in step.results
    )
    for here, there in leads:
        if there == here + 1:
            top, foot = boxes[there].top, boxes[here].top + boxes[here].height
            yield _line(f"M{WIDTH // 2} {foot}V{top}", WIDTH // 2, top, "down")
    for edge, sign in ((RIGHT, 1), (LEFT, -1)):
        aside = [(here, there) for here, there in leads if there != here + 1 and (there > here) == (sign > 0)]
        targets = dict.fromkeys(there for _, there in aside)
        trunks = [Trunk(boxes[to], tuple(boxes[here] for here, there in aside if there == to)) for to in targets]
        yield from _trunks(trunks, edge, sign)


def _trunks(trunks: list[Trunk], edge: int, sign: int) -> Iterator[str]:
    """The short ones next to the boxes; two share a lane where they do not meet."""
    lanes: list[list[Trunk]] = []
    for trunk in sorted(trunks, key=lambda trunk: trunk.high - trunk.low):
        free = (lane for lane in lanes if all(trunk.high < one.low or one.high < trunk.low for one in lane))
        if (lane := next(free, None)) is None:
            lanes.append(lane := [])
        lane.append(trunk)
    apart = min(LANE, (LEFT - LANE) // (len(lanes) or 1))
    farthest: dict[int, int] = {}
    for n, lane in enumerate(lanes, 1):
        x = edge + sign * (LANE + apart * (n - 1))
        farthest |= dict.fromkeys((y for trunk in lane for y in trunk.leaves), x)
        yield from (part for trunk in lane for part in _trunk(trunk, edge, x))
    yield from (f"M{edge} {y}H{x}" for y, x in farthest.items())


def _trunk(trunk: Trunk, edge: int, x: int) -> Iterator[str]:
    yield _line(f"M{x} {trunk.low}V{trunk.high}M{x} {trunk.enters}H{edge}", edge, trunk.enters, TOWARDS[edge])
    for y in trunk.leaves:
        yield f"M{x - 1} {y}a1 1 0 1 0 2 0a1 1 0 1 0-2 0"  # a dot, as its line is about as wide as it is


def _line(way: str, x: int, y: int, towards: str) -> str:
    """A way with its arrow's head."""
    heads = {"down": (-4, -6, 4, -6), "left": (6, -4, 6, 4), "right": (-6, -4, -6, 4)}
    a, b, c, d = heads[towards]
    head = f"M{x + a} {y + b}L{x} {y}L{x + c} {y + d}"
    return way + head
