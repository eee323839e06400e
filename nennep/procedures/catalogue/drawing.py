"""The picture of a procedure: its steps one below another, ways forward at the right, ways back at the left.

Places in units of the drawing, which a template turns into SVG. The table beside it says the same in words; a picture
alone would shut out who cannot see it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from nennep.procedures.catalogue.shape import Procedure

WIDTH, LEFT, RIGHT = 360, 56, 304  # the boxes stand between; the ways run beside them
LETTERS, LINE, GAP, LANE = 34, 17, 22, 8
LANES = 5


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
        (step.key, result.next or f"={result.end}") for step in procedure.steps for result in step.results
    )
    for n, (start, to) in enumerate(leads):
        here, there = boxes[places[start]], boxes[places[to]]
        if places[to] == places[start] + 1:
            yield _line(f"M{WIDTH // 2} {here.top + here.height}V{there.top}", WIDTH // 2, there.top, "down")
        elif places[to] > places[start]:
            lane = RIGHT + LANE + LANE * (n % LANES)
            yield _line(f"M{RIGHT} {here.middle + 3}H{lane}V{there.middle}H{RIGHT}", RIGHT, there.middle, "left")
        else:
            lane = LEFT - LANE - LANE * (n % LANES)
            yield _line(f"M{LEFT} {here.middle}H{lane}V{there.middle + 3}H{LEFT}", LEFT, there.middle + 3, "right")


def _line(way: str, x: int, y: int, towards: str) -> str:
    """A way with its arrow's head."""
    heads = {"down": (-4, -6, 4, -6), "left": (6, -4, 6, 4), "right": (-6, -4, -6, 4)}
    a, b, c, d = heads[towards]
    head = f"M{x + a} {y + b}L{x} {y}L{x + c} {y + d}"
    return way + head
