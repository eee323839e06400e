"""Cutting and joining stretches of a directive's text."""

from dataclasses import dataclass

from nennep.directives.models import Task

EDGE = " \n\t;,."


@dataclass(frozen=True)
class Piece:
    words: str
    start: int  # in the text that was cut
    end: int


def trim(text: str, start: int, end: int) -> Piece:
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    return Piece(text[start:end], start, end)


def cut(text: str, at: int) -> tuple[Piece, Piece]:
    """“lập kế hoạch; tổ chức lớp” cut at 13 → “lập kế hoạch”, “tổ chức lớp”."""
    return trim(text, 0, max(0, min(at, len(text)))), trim(text, max(0, min(at, len(text))), len(text))


def covering(first: Task, second: Task) -> tuple[str, int | None, int | None]:
    """Text and span of two tasks as one: the document's own words where they stand side by side in it."""
    joined = f"{first.text.rstrip(EDGE)}; {second.text}"
    if first.start is None or second.start is None or first.directive is None:
        return joined, first.start, first.end
    stretch = first.directive.text[first.start : second.end]
    gap = first.directive.text[first.end : second.start]
    if not gap.strip(EDGE):
        return stretch, first.start, second.end
    return joined, first.start, first.end
