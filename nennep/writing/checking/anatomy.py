"""A document taken apart: style, type, issuer, head, text, tail, annexes; what the rules ask about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from nennep.lib.dates import make_date
from nennep.lib.documents import TYPE_OF_SYMBOL
from nennep.lib.text import fold, one_line
from nennep.writing.checking import words
from nennep.writing.checking.head import Extra, Head, Role, read_head
from nennep.writing.checking.lines import Line, Side, lines_of
from nennep.writing.checking.paragraphs import Para, Reader
from nennep.writing.checking.tail import Tail, read_tail
from nennep.writing.checking.wordfile import WordFile
from nennep.writing.components import DocumentType
from nennep.writing.layout import Layout, Part, Style, layout_for

LETTER = "Công văn"
DATE = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.I)
PARTY_BODIES = (
    *("dang uy", "dang bo", "chi bo", "chi uy", "thanh uy", "tinh uy", "quan uy", "ban thuong vu", "uy ban kiem tra"),
    *("ban to chuc", "ban tuyen giao", "ban noi chinh", "ban xay dung dang", "ban chap hanh dang"),
)
STATE_BODIES = (
    *("uy ban nhan dan", "hoi dong nhan dan", "so ", "phong ", "bo ", "cuc ", "chi cuc", "ubnd", "thanh tra"),
    *("chinh phu", "truong ", "benh vien", "trung tam phuc vu"),
)
BARE = {"ĐẢNG ỦY", "ĐẢNG UỶ", "CHI BỘ", "ĐẢNG BỘ", "BAN CHẤP HÀNH", "VĂN PHÒNG", "ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN"}
TYPED = re.compile(r"\d\s*[-/]\s*(?:" + "|".join(TYPE_OF_SYMBOL) + r")\s*[-/]")
STATE_NUMBER = re.compile(r"Số\s*:|\d\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ][A-Za-zĐđ]*\s*-\s*[A-ZĐ]")
PARTY_NUMBER = re.compile(r"Số\s*[\d.… ]*\s*-\s*[A-ZĐ][A-Za-zĐđ]*\s*/")


@dataclass
class Anatomy:
    file: WordFile
    reader: Reader
    paras: list[Para]
    style: Style
    layout: Layout
    head: Head
    tail: Tail
    text: list[Para]  # the text proper
    annexes: list[Para]
    superiors: list[Line]
    issuers: list[Line]

    def lines(self, part: Role) -> list[Line]:
        if part is Part.ISSUER:
            return self.issuers
        if part is Part.SUPERIOR:
            return self.superiors
        return [*self.head.lines.get(part, []), *self.tail.lines.get(part, [])]

    def words(self, part: Role) -> str:
        return one_line(" ".join(line.text for line in self.lines(part)))

    @property
    def issuer(self) -> str:
        return self.words(Part.ISSUER)

    @property
    def is_letter(self) -> bool:
        return self.kind == LETTER

    @property
    def kind(self) -> str | None:
        if self.head.kind:
            return self.head.kind
        return LETTER if Part.LETTER_ABSTRACT in self.head.lines or _writes_letter(self.head) else None

    @property
    def is_party(self) -> bool:
        return self.style is Style.PARTY


def dissect(file: WordFile) -> Anatomy:
    reader = Reader.of(file)
    paras = reader.read()
    lines = [line for para in paras for line in lines_of(para)]
    kinds = {**_kinds(Style.STATE), **_kinds(Style.PARTY)}
    head = read_head(lines, kinds)
    rest = lines[head.end :]
    tail = read_tail(rest, kinds)
    superiors, issuers = _bodies(head.lines.get(Part.ISSUER, []))
    style = _style(head, tail, *(fold(" ".join(each.text for each in group)) for group in (superiors, issuers)))
    layout = layout_for(style, _day(head) or date.today())
    taken = {line.para.index for _, line in head.order}
    signed = {line.para.index for line in rest[tail.start : tail.end]}
    first = rest[0].para.index if rest else len(paras)
    last = rest[tail.start].para.index if tail.start < len(rest) else len(paras)
    after = rest[tail.end].para.index if tail.end < len(rest) else len(paras)
    text = [p for p in paras if first <= p.index < last and p.index not in taken and not p.boxed]
    annexes = [p for p in paras if p.index >= after and p.index not in signed]
    return Anatomy(file, reader, paras, style, layout, head, tail, text, annexes, superiors, issuers)


def _kinds(style: Style) -> dict[str, DocumentType]:
    return dict(layout_for(style, date.today()).types)


def _writes_letter(head: Head) -> bool:
    number = " ".join(line.text for line in head.lines.get(Part.NUMBER, []))
    return "CV/" in number.replace(" ", "") or (Part.SALUTATION in head.lines and not TYPED.search(number))


def _day(head: Head) -> date | None:
    found = DATE.search(" ".join(line.text for line in head.lines.get(Part.PLACE_DATE, [])))
    try:
        return make_date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _bodies(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Lines of the superior body and of the issuing one: by weight where it tells them apart, else by the names."""
    groups = _grouped([line for line in lines if line.side is not Side.RIGHT] or list(lines))
    if len(groups) < 2:
        return _by_weight([line for group in groups for line in group])
    flat = [line for group in groups for line in group]
    weights = [bold for bold, _ in groupby(line.bold for line in flat)]
    if weights == [False, True]:
        return _by_weight(flat)
    return [line for group in groups[:-1] for line in group], groups[-1]


def _by_weight(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    light = [line for line in lines if not line.bold]
    heavy = [line for line in lines if line.bold]
    ordered = light + heavy == lines
    return (light, heavy) if light and heavy and ordered and words.names_body(heavy[0].text) else ([], lines)


def _grouped(lines: Sequence[Line]) -> list[list[Line]]:
    """A line that begins with no body's name goes on with the one above."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and (not words.names_body(line.text) or _goes_on(groups[-1][-1], line)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(above: Line, line: Line) -> bool:
    """`VĂN PHÒNG HĐND VÀ` / `UBND PHƯỜNG`, `ĐẢNG ỦY` / `CÔNG AN THÀNH PHỐ`, the lines of a congress: one body."""
    unfinished = above.text.endswith((" VÀ", ",", "-")) or above.text in BARE or above.text.startswith("ĐẠI HỘI")
    return unfinished and above.bold is line.bold


def _style(head: Head, tail: Tail, superior: str, issuer: str) -> Style:
    """By most signs, so that one wrong block does not turn the whole document round."""
    number = " ".join(line.text for line in head.lines.get(Part.NUMBER, []))
    signs = " ".join(line.text for line in tail.lines.get(Part.AUTHORITY, []))
    party = 3 * head.party_title + 4 * issuer.startswith(PARTY_BODIES) + bool(PARTY_NUMBER.search(number))
    state = 3 * head.state_title + 4 * f"{issuer} ".startswith(STATE_BODIES) + bool(STATE_NUMBER.search(number))
    party += 2 * superior.startswith(PARTY_BODIES)
    state += 2 * superior.startswith(STATE_BODIES)
    party += bool(re.search(r"\b[TK]/[MTL]\b", signs)) + (Extra.STAR in head.lines)
    state += bool(re.search(r"\b(?:TM|KT|TL|TUQ)\.", signs)) + (Part.MOTTO in head.lines)
    return Style.STATE if state > party else Style.PARTY
