"""The tail of a document: who signed by what right, to whom it goes; and where it ends."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from nennep.writing.checking import words
from nennep.writing.checking.head import Extra, Role
from nennep.writing.checking.lines import Line, Side
from nennep.writing.components import DocumentType
from nennep.writing.layout import Part

LONGEST_LINE = 230
SOON = 6  # lines within which a name follows a position that signs


@dataclass
class Tail:
    lines: dict[Role, list[Line]] = field(default_factory=lambda: defaultdict(list))
    order: list[tuple[Role, Line]] = field(default_factory=list)
    start: int = 0
    end: int = 0
    minutes: bool = False  # two who sign side by side

    def take(self, role: Role, line: Line) -> None:
        self.lines[role].append(line)
        self.order.append((role, line))


def read_tail(lines: Sequence[Line], kinds: dict[str, DocumentType]) -> Tail:
    start = _start(lines)
    tail = Tail(start=start, end=_end(lines, start, kinds))
    tail.minutes = any(words.MINUTES.fullmatch(line.text) for line in lines[start : tail.end])
    listing = False
    for line in lines[start : tail.end]:
        role = _role(tail, line, listing)
        if role is Part.RECIPIENTS:
            listing = True
        elif role in {Part.AUTHORITY, Part.TITLE_OF_SIGNER}:
            listing = False
        tail.take(role, line)
    return tail


def _start(lines: Sequence[Line]) -> int:
    found = len(lines)
    for place, line in enumerate(lines):
        if line.para.in_grid:
            continue
        if words.RECIPIENTS.match(line.text) or words.is_authority(line) or words.MINUTES.fullmatch(line.text):
            found = place
            break
        if words.is_position(line) and _signs(lines, place):
            found = place
            break
    return _row_start(lines, found)


def _row_start(lines: Sequence[Line], found: int) -> int:
    """The whole table that holds it, from its first line."""
    cell = lines[found].para.cell if found < len(lines) else None
    while cell and found > 0 and (before := lines[found - 1].para.cell) and before.table == cell.table:
        found -= 1
    return found


def _signs(lines: Sequence[Line], place: int) -> bool:
    following = lines[place + 1 : place + 1 + SOON]
    line = lines[place]
    apart = line.side is Side.RIGHT or line.centred or line.tabbed or line.para.shape.aligned == "right"
    return apart and any(words.is_name(each.text) or words.RECIPIENTS.match(each.text) for each in following)


def _end(lines: Sequence[Line], start: int, kinds: dict[str, DocumentType]) -> int:
    for place in range(start, len(lines)):
        line = lines[place]
        if place > start and not _same_table(lines[start], line):
            leaves = line.para.new_page or line.para.in_grid or len(line.text) > LONGEST_LINE
            if leaves or words.ANNEX.match(line.text) or (line.is_upper and words.type_of(line, kinds)):
                return place
    return len(lines)


def _same_table(one: Line, two: Line) -> bool:
    return bool(one.para.cell and two.para.cell and one.para.cell.table == two.para.cell.table)


def _role(tail: Tail, line: Line, listing: bool) -> Role:
    text = line.text
    if words.RECIPIENTS.match(text):
        return Part.RECIPIENTS
    if words.SIGNED.match(text) or line.is_rule:
        return Extra.UNKNOWN
    if words.is_authority(line):
        return Part.AUTHORITY
    if _signing(tail, line, listing):
        return _signer(tail, line)
    if words.CONTACT.match(text) and not text.startswith("-"):
        return Part.CONTACT
    if words.CIRCULATION.match(line.folded):
        return Part.CIRCULATION
    if words.DRAFTER.fullmatch(text):
        return Part.DRAFTER
    return Part.RECIPIENT if Part.RECIPIENTS in tail.lines or text.startswith("-") else Extra.UNKNOWN


def _signing(tail: Tail, line: Line, listing: bool) -> bool:
    """Whether a line belongs to the signature: in its column, or below it where there are no columns."""
    if line.text.startswith(("-", "–", "+")) or line.para.label:
        return False
    if line.side is not Side.MIDDLE:
        return line.side is Side.RIGHT or tail.minutes
    if listing:
        return words.is_position(line) or (words.is_name(line.text) and (line.centred or line.bold))
    return True


def _expects_position(tail: Tail, line: Line) -> bool:
    return Part.AUTHORITY in tail.lines or (line.side is Side.RIGHT and not words.is_name(line.text))


def _signer(tail: Tail, line: Line) -> Role:
    text, before = line.text, tail.order[-1][0] if tail.order else None
    signing = [role for role, _ in tail.order if role in {Part.AUTHORITY, Part.TITLE_OF_SIGNER}]
    if words.MINUTES.fullmatch(text):
        return Part.TITLE_OF_SIGNER
    titled = Part.TITLE_OF_SIGNER in tail.lines
    if words.is_position(line) or (not titled and _expects_position(tail, line) and words.like_position(line)):
        return Part.TITLE_OF_SIGNER
    if line.is_upper and before is Part.AUTHORITY and not titled:
        return Part.AUTHORITY
    if words.is_name(text) and (signing or not line.is_upper):
        return Part.SIGNER
    if before in {Part.AUTHORITY, Part.TITLE_OF_SIGNER} and line.is_upper:
        return before or Extra.UNKNOWN
    return Extra.UNKNOWN
