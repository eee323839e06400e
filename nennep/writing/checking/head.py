"""The head of a document, line by line: who says what to whom, under which number, where and when, about what."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from nennep.lib.documents import POSITIONS
from nennep.lib.labels import ITEMS, Style, read_labels
from nennep.writing.checking import words
from nennep.writing.checking.lines import Line, Side
from nennep.writing.components import DocumentType
from nennep.writing.layout import Part

LONGEST = 70  # lines
NAMED = {Style.PART, Style.CHAPTER, Style.SECTION, Style.ARTICLE}


class Extra(StrEnum):
    """Lines of the head that have no row of their own among the components."""

    STAR = "star"
    DASHES = "dashes"
    SECRECY = "secrecy"
    DECIDER = "decider"  # who decides, in capitals above the grounds
    UNKNOWN = "unknown"


Role = Part | Extra


@dataclass
class Head:
    lines: dict[Role, list[Line]] = field(default_factory=lambda: defaultdict(list))
    order: list[tuple[Role, Line]] = field(default_factory=list)
    kind: str | None = None  # name of the type
    party_title: bool = False
    state_title: bool = False
    end: int = 0  # lines taken

    def take(self, role: Role, line: Line) -> None:
        self.lines[role].append(line)
        self.order.append((role, line))

    @property
    def last(self) -> Role | None:
        return self.order[-1][0] if self.order else None


def read_head(lines: Sequence[Line], kinds: dict[str, DocumentType]) -> Head:
    head = Head()
    place = _above_type(head, lines, kinds)
    if place < len(lines) and words.SALUTATION.match(lines[place].text):
        place = _addressees(head, lines, place)
    head.end = place
    return head


def _above_type(head: Head, lines: Sequence[Line], kinds: dict[str, DocumentType]) -> int:
    for place, line in enumerate(lines[:LONGEST]):
        kind = words.type_of(line, kinds)
        if words.SALUTATION.match(line.text):
            return place
        if kind and line.side is not Side.LEFT:
            head.kind = kind
            head.take(Part.TYPE, line)
            return _below_type(head, lines, place + 1)
        if role := _role(head, line):
            head.take(role, line)
        elif _begins_text(lines[place]):
            return place
        elif _lost_type(head, line):
            return _below_type(head, lines, place)
        else:
            head.take(_body_or_letter(head, line), line)
    return min(len(lines), LONGEST)


def _role(head: Head, line: Line) -> Role | None:
    text, folded = line.text, line.folded
    if set(text) <= {"*", " "}:
        return Extra.STAR
    if line.is_rule:
        return Extra.DASHES
    if words.is_party_title(line) and not words.names_body(text):
        head.party_title = True
        return Part.TITLE
    if words.is_state_title(line):
        head.state_title = True
        return Part.TITLE
    if words.is_motto(line):
        return Part.MOTTO
    if words.PLACE_DATE.search(text) and len(text) < 80 and Part.PLACE_DATE not in head.lines:
        return Part.PLACE_DATE
    if Part.NUMBER not in head.lines and (words.NUMBER.match(text) or words.BARE_NUMBER.fullmatch(text)):
        return Part.NUMBER
    return _stamp(text, folded) or _letter(head, line)


def _stamp(text: str, folded: str) -> Role | None:
    if len(text) > 70:
        return None
    if words.NEARLY_SECRET.fullmatch(folded):
        return Extra.SECRECY
    if words.NEARLY_URGENT.fullmatch(folded):
        return Part.URGENCY
    if words.CIRCULATION.match(folded):
        return Part.CIRCULATION
    return Part.DRAFT if words.DRAFT.match(folded) else None


def _letter(head: Head, line: Line) -> Role | None:
    """The abstract of a letter under its number; it may run over several lines of its column."""
    if not {Part.NUMBER, Part.ISSUER} & set(head.lines) and line.side is not Side.LEFT:
        return None
    if line.side is Side.MIDDLE and line.centred and line.bold:
        return None  # the abstract of a document whose type is lost
    if words.ABOUT.match(line.text) and not words.is_prose(line):
        return Part.LETTER_ABSTRACT
    if head.last is Part.LETTER_ABSTRACT and not line.is_upper and _together(head.order[-1][1], line):
        return Part.LETTER_ABSTRACT
    return None


def _together(above: Line, line: Line) -> bool:
    """In one cell, or one under the other with the same alignment and no sentence's end between."""
    one, two = above.para.cell, line.para.cell
    if one and two:
        return one.element is two.element
    return one is two and not words.is_prose(line) and line.side is above.side and line.centred == above.centred


def _body_or_letter(head: Head, line: Line) -> Role:
    titles = head.lines.get(Part.TITLE, [])
    exchanged = bool(titles) and titles[0].side is Side.LEFT
    if (line.side is Side.RIGHT and not exchanged) or Part.NUMBER in head.lines:
        return Extra.UNKNOWN
    return Part.ISSUER


def _begins_text(line: Line) -> bool:
    if line.para.cell and line.para.cell.columns > 1 and not line.para.in_grid:
        return False
    labels = read_labels(f"{line.para.label} {line.text}".strip())
    numbered = bool(labels) and labels[0].style not in ITEMS and not (line.is_upper and line.centred)
    return bool(words.OPENING.match(line.text)) or words.is_prose(line) or numbered or line.para.in_grid


def _lost_type(head: Head, line: Line) -> bool:
    """A line in the middle below number and date where the type should stand: its abstract goes on without it."""
    in_columns = line.para.cell is not None and line.para.cell.columns > 1
    return Part.NUMBER in head.lines and not in_columns and line.side is Side.MIDDLE and (line.centred or line.bold)


def _below_type(head: Head, lines: Sequence[Line], place: int) -> int:
    """The abstract up to its mark or to the text; then who decides."""
    marked = False
    while place < min(len(lines), LONGEST):
        line = lines[place]
        if words.SALUTATION.match(line.text):
            return place
        if line.is_rule or set(line.text) <= {"*", " "}:
            head.take(Extra.DASHES, line)
            marked = True
        elif _decides(head, lines, place, marked):
            head.take(Extra.DECIDER, line)
        elif role := _late(head, line):
            head.take(role, line)
        elif marked or head.last is Extra.DECIDER or not _goes_on(head, line):
            return place
        else:
            head.take(Part.ABSTRACT, line)
        place += 1
    return place


def _late(head: Head, line: Line) -> Role | None:
    """Number and date may stand below the type where a table was read row by row; stamps anywhere."""
    if line.para.cell is None or line.para.in_grid:
        return _stamp(line.text, line.folded) if len(line.text) < 40 else None
    return _role(head, line)


def _goes_on(head: Head, line: Line) -> bool:
    if line.para.in_grid or len(line.text) > 400:
        return False
    if words.OPENING.match(line.text) and not (line.centred or line.bold):
        return False
    if line.text.endswith((".", ";", ":")) and not line.centred and not line.bold:
        return False
    labels = read_labels(f"{line.para.label} {line.text}".strip())
    if labels and (not line.centred or labels[0].style in NAMED):
        return False
    first = Part.ABSTRACT not in head.lines
    return line.centred or (line.bold and not words.is_prose(line)) or (first and len(line.text) < 160)


def _decides(head: Head, lines: Sequence[Line], place: int, marked: bool) -> bool:
    line = lines[place]
    ready = marked or bool(head.lines.get(Part.ABSTRACT))
    named = line.is_upper and (words.names_body(line.text) or line.text.startswith(POSITIONS))
    if head.last is Extra.DECIDER and line.is_upper:
        return True
    following = next((each.text for each in lines[place + 1 : place + 5] if not each.is_upper and not each.is_rule), "")
    return ready and named and bool(words.GROUND.match(following))


def _addressees(head: Head, lines: Sequence[Line], place: int) -> int:
    first = lines[place]
    head.take(Part.SALUTATION, first)
    rest = words.SALUTATION.sub("", first.text).strip(" :")
    open_list = not rest or rest.endswith((";", ","))
    place += 1
    while place < len(lines) and open_list:
        line = lines[place]
        marked = line.text.startswith(("-", "–", "+")) or line.para.label.startswith(("-", "–", "•"))
        if not (marked or len(line.text) < 110) or words.OPENING.match(line.text) or line.para.in_grid:
            break
        if words.is_prose(line) and not marked:
            break
        head.take(Part.ADDRESSEE, line)
        open_list = line.text.endswith((";", ",")) or _next_marked(lines, place)
        place += 1
    return place


def _next_marked(lines: Sequence[Line], place: int) -> bool:
    following = lines[place + 1] if place + 1 < len(lines) else None
    return following is not None and following.text.startswith(("-", "–")) and len(following.text) < 110
