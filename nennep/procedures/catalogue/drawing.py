"""The picture of a procedure: its steps one below another, ways forward at the right, ways back at the left.

The table beside it says the same in words; a picture alone would shut out who cannot see it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from nennep.lib.words import say
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

    @property
    def height(self) -> int:
        return 14 + LINE * len(self.lines)

    @property
    def middle(self) -> int:
        return self.top + self.height // 2


def picture(procedure: Procedure, here: str = "") -> str:
    """SVG; `here` = the step at which a case stands."""
    boxes = list(_boxes(procedure))
    height = boxes[-1].top + boxes[-1].height + 6
    title = escape(say("Các bước của quy trình: {name}", name=procedure.name))
    parts = [*_ways(procedure, boxes), *(part for box in boxes for part in _drawn(box, here))]
    return (
        f'<svg class="procedure" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        f'aria-label="{title}" font-size="13" fill="none" stroke="currentColor">{"".join(parts)}</svg>'
    )


def _boxes(procedure: Procedure) -> Iterator[Box]:
    top = 6
    named = [(step.key, f"{n}. {step.name}", False) for n, step in enumerate(procedure.steps, 1)]
    for key, name, is_end in [*named, *((f"={end.key}", end.name, True) for end in procedure.ends)]:
        box = Box(key, tuple(wrap(name, LETTERS)), top, is_end)
        yield box
        top += box.height + GAP


def _drawn(box: Box, here: str) -> Iterator[str]:
    width, round_ = RIGHT - LEFT, 16 if box.is_end else 2
    stroke = 3 if box.key == here else 1
    yield (
        f'<rect x="{LEFT}" y="{box.top}" width="{width}" height="{box.height}" rx="{round_}" stroke-width="{stroke}"/>'
    )
    for n, line in enumerate(box.lines):
        y = box.top + 19 + n * LINE
        yield f'<text x="{LEFT + 10}" y="{y}" fill="currentColor" stroke="none">{escape(line)}</text>'


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
    return f'<path d="{way}{head}"/>'
