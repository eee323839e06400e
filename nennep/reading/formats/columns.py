"""Text typed in two columns with tabs or spaces (a header, a signature) → left lines, then right lines."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nennep.lib.cleaning import clean
from nennep.reading.source import Line, Table

Block = Line | Table

HEADER_LINES = 12  # a header typed in columns stands within this many first lines
_GAP = re.compile(r"(?<=\S)(?:[ \u00a0]*\t[\s\u00a0]*|[ \u00a0]{4,})(?=\S)")
_INDENT = re.compile(r"(?:[ \u00a0]*\t[\s\u00a0]*|[ \u00a0]{8,})\S")
_MARKER = re.compile(r"\s*(?:[-–+•*]|\(?\w{1,4}[.)-])?\s*")
_STAR = re.compile(r"\s{2,}\*")  # under the issuer's name, set in from the margin
_RIGHT = re.compile(r"[\WA-ZÀ-ỸĐ]")  # the right side begins with a capital or a sign
_RECIPIENTS = re.compile(r"\s*(?:Nơi nhận|NƠI NHẬN)")


def split_columns(blocks: Sequence[Block]) -> list[Block]:
    """Both places where columns are usual; every text cleaned on the way out."""
    head = min(HEADER_LINES, len(blocks))
    tail = next((i for i in range(len(blocks) - 1, -1, -1) if _opens_tail(blocks[i])), len(blocks))
    tail = max(tail, head)
    parts = (*_region(blocks[:head]), *blocks[head:tail], *_region(blocks[tail:]))
    cleaned = (replace(block, text=clean(block.text)) if isinstance(block, Line) else block for block in parts)
    return [block for block in cleaned if isinstance(block, Table) or block.text or block.label]


def _opens_tail(block: Block) -> bool:
    return isinstance(block, Line) and _RECIPIENTS.match(block.text) is not None


def _sides(block: Block) -> tuple[str, str] | None:
    """Left and right text of a line with a wide gap; None when it has none, or only a list's number before it."""
    if isinstance(block, Table):
        return None
    found = _GAP.search(block.text)
    if found is None:
        return None
    left, right = block.text[: found.start()], block.text[found.end() :]
    is_number = _MARKER.fullmatch(left) and not _STAR.fullmatch(left)
    return None if is_number or not _RIGHT.match(right) else (left, right)


def _region(blocks: Sequence[Block]) -> list[Block]:
    """From the first line with two sides to the last one."""
    gapped = [i for i, block in enumerate(blocks) if _sides(block)]
    if not gapped:
        return list(blocks)
    first, last = gapped[0], gapped[-1]
    while last + 1 < len(blocks) and _is_right(blocks[last + 1]):
        last += 1
    left: list[Block] = []
    right: list[Block] = []
    for block in blocks[first : last + 1]:
        sides = _sides(block)
        if sides and isinstance(block, Line):
            left.append(replace(block, text=sides[0]))
            right.append(replace(block, text=sides[1], gap=block.gap or not right))
        else:
            (right if _is_right(block) else left).append(block)
    return [*blocks[:first], *left, *right, *blocks[last + 1 :]]


def _is_right(block: Block) -> bool:
    return isinstance(block, Line) and _INDENT.match(block.text) is not None
