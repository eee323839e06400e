"""The head of a document: who issues what, under which number, where and when, about what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from nennep.lib.dates import make_date
from nennep.lib.documents import BODY_STARTS, LETTER, MOTTOES, POSITIONS, TYPE_OF_SYMBOL
from nennep.lib.text import capitalised, one_line
from nennep.reading.cleaned import Paragraph, is_upper
from nennep.reading.misread import with_digits
from nennep.reading.model import Header
from nennep.reading.zones import ADDRESSEES, RECIPIENTS, is_stamp, type_of_line

_BLANK = r"[.…_\s-]"
# "Số 12-KL/ĐU", "Số: 15/QĐ-UBND", "Số: - KL/ĐU", "Số: 01/2026/NQ-HĐND", "Số:     /KH-UBND"
_NUMBER = re.compile(
    rf"\b(?:Số|SỐ)\s*:?\s*(?P<number>\d{{1,5}}[A-Za-z]?(?:\s*/\s*\d{{4}}(?=\s*/))?)?{_BLANK}*?[-–/]?\s*"
    r"(?P<symbol>[A-ZĐ][A-Za-zĐđƯưÔô]{0,9}\s*[-/–]\s*[A-ZĐƯ][\w.&]*(?:\s?[-–/]\s?[\wĐđ.&]+)*)",
)
# The number without the word before it, as some headers print it: "12-KL/ĐU"
_BARE_NUMBER = re.compile(r"(?P<number>\d{1,5})\s*[-–/]\s*(?P<symbol>[A-ZĐ][A-Za-zĐ]{0,4}\s*[/-]\s*[A-ZĐ][\w.-]*)")
_LONE_SYMBOL = re.compile(r"[-–/]\s?[A-ZĐ][A-Za-zĐđ]{0,4}[/-][A-ZĐƯ][\wĐđ.-]*")  # "Số" and "-NQ/CB" left on two lines
_DATE = re.compile(
    rf"(?:,\s*|^)ngày\s*(?P<day>\d{{1,2}}|{_BLANK}*?)\s*tháng\s*(?P<month>\d{{1,2}}|"
    rf"{_BLANK}*?)\s*năm\s*(?P<year>\d{{4}}|{_BLANK}*)",
    re.I,
)
_ABOUT = re.compile(r"\(?\s*(?:V/v|V/v:|Về việc|về việc|v/v)\s*:?\s*")
_TERM = re.compile(r"nhiệm kỳ\s*:?\s*(\d{4})\s*[-–—]\s*(\d{4})", re.I)
_MOTTO = re.compile(
    "|".join(re.escape(motto).replace(r"\ ", r"\s+").replace(r"\-", "[-–—]") for motto in MOTTOES), re.I
)
_WRAPPED_MOTTO = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA\s*$")  # "VIỆT NAM" stands on the next line
_UNION = re.compile(r"ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH")
# A field left open to be filled in by hand is no gap between columns: "Số:      -KL/ĐU", "ngày      tháng 4".
_OPEN_FIELD = re.compile(r"(Số\s*:?|ngày|tháng|năm)\t(?=[-–/\d]|tháng|năm)")
_SHORT_PLACES = frozenset({"TP", "TP.", "ĐK", "TX", "TX.", "P.", "Q.", "H."})
_EVENTS = ("HỘI NGHỊ", "ĐẠI HỘI", "HỘI THI")
_DECIDES = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|KẾT LUẬN)\s*:")
_MEETING = r"(?:hội nghị|cuộc họp|phiên họp|kỳ họp|buổi làm việc|họp|buổi họp|làm việc với|hội ý|giao ban|sinh hoạt)"
_ANY_DATE = re.compile(
    r"(?<![\d/])(?:ngày\s+)?(\d{1,2})(?:\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})|\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4}))",
    re.I,
)
_REFERENCE_BEFORE = re.compile(r"(?:/|-)[A-ZĐ][\w.-]*\s*,?\s*(?:ra\s+|ký\s+|ban hành\s+)?$")


@dataclass
class Found:
    """What was met while going through the head, line by line."""

    fields: dict[str, str] = field(default_factory=dict)
    day: date | None = None
    bodies: list[str] = field(default_factory=list)
    late_bodies: list[str] = field(default_factory=list)
    abstract: list[str] = field(default_factory=list)
    has_date_line: bool = False
    has_number_line: bool = False


def read_header(head: Sequence[Paragraph], preamble: Sequence[str]) -> Header:
    found = Found()
    for text in _segments(head):
        _take(found, text)
    _settle_type(found, any(ADDRESSEES.match(paragraph.text) for paragraph in head))
    bodies = _grouped(_without_union(found.bodies or found.late_bodies))
    abstract = _abstract(found)
    term = _TERM.search(abstract) or _TERM.search(" ".join(preamble[:2]))
    return Header(
        type=found.fields.get("type"),
        number=found.fields.get("number"),
        symbol=found.fields.get("symbol"),
        place=found.fields.get("place"),
        date=found.day,
        issuer=bodies[-1] if bodies else None,
        superior=bodies[0] if len(bodies) > 1 else None,
        abstract=abstract or None,
        term=f"{term[1]}-{term[2]}" if term else None,
        meeting_date=_meeting_date([abstract, *preamble], found.day),
    )


def _without_union(lines: Sequence[str]) -> list[str]:
    """`BCH ĐOÀN TỈNH …` beside `ĐOÀN TNCS HỒ CHÍ MINH`: the right-hand line is what a motto is elsewhere."""
    return [line for i, line in enumerate(lines) if not (i and _UNION.fullmatch(line))]


def _segments(head: Sequence[Paragraph]) -> Iterator[str]:
    """The lines of the head, its columns apart, mottoes and addressees left out."""
    wrapped = titled = False
    for paragraph in head:
        if ADDRESSEES.match(paragraph.text) or RECIPIENTS.match(paragraph.text):
            return
        if _LONE_SYMBOL.fullmatch(paragraph.text):
            yield f"Số {paragraph.text}"
            continue
        for part in _OPEN_FIELD.sub(r"\1 ", paragraph.text).split("\t"):
            titled = titled or type_of_line(part.strip(" *")) is not None
            for text in [part] if titled else _MOTTO.split(part):
                if wrapped and text.strip(" *-–—") == "VIỆT NAM":
                    wrapped = False
                    continue
                wrapped = wrapped or bool(_WRAPPED_MOTTO.search(text))
                text = _WRAPPED_MOTTO.sub("", text)
                if text.strip(" *-–—"):
                    yield text.strip(" *")


def _take(found: Found, text: str) -> None:
    text = _take_number(found, _take_date(found, with_digits(text))).strip(" *")
    if not text or is_stamp(text):
        return
    kind = type_of_line(text)
    if kind and "type" not in found.fields and not _DECIDES.match(text):
        found.fields["type"] = kind
        rest = text[len(kind) :].strip(" :-–")
        if rest and rest != "HÀNH ĐỘNG":
            found.abstract.append(rest)
    elif _ABOUT.match(text) and "type" not in found.fields:
        found.fields.setdefault("letter", "yes")
        found.abstract.append(text)
    elif _DECIDES.match(text):
        return
    elif "type" in found.fields:
        _take_below_title(found, text)
    elif "letter" in found.fields and not is_upper(text):
        found.abstract.append(text)
    elif is_upper(text) and len(text) < 120:
        found.bodies.append(text)


def _take_below_title(found: Found, text: str) -> None:
    """Below the title stand the lines of the abstract, and in some orders of columns the issuer."""
    names_body = is_upper(text) and text.startswith((*BODY_STARTS, *POSITIONS)) and not text.startswith(_EVENTS)
    continues = bool(found.late_bodies) and is_upper(text)
    if (names_body and found.abstract) or ((names_body or continues) and not found.bodies):
        found.late_bodies.append(text)
    else:
        found.abstract.append(text)


def _take_date(found: Found, text: str) -> str:
    match = _DATE.search(text)
    if not match or found.has_date_line:
        return text
    before, place = _place(text[: match.start()])
    if not place and text[: match.start()].strip():
        return text
    found.has_date_line = True
    if place:
        found.fields["place"] = place
    try:
        found.day = make_date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        found.day = None  # "ngày … tháng 6 năm 2026": left open to be filled in by hand
    return f"{before} {text[match.end() :]}".strip()


def _place(text: str) -> tuple[str, str]:
    """`ĐẢNG ỦY PHƯỜNG X Hải Phòng` → the rest, and the place: the last words with only their first letter large."""
    words = text.split()
    first = len(words)
    while first > 0 and _names_place(words[first - 1]):
        first -= 1
    return " ".join(words[:first]), " ".join(words[first:])


def _names_place(word: str) -> bool:
    return word in _SHORT_PLACES or (word[0].isupper() and not word.isupper() and word.replace(".", "").isalpha())


def _take_number(found: Found, text: str) -> str:
    match = _NUMBER.search(text) or _BARE_NUMBER.fullmatch(text)
    if not match or found.has_number_line or (found.abstract and match.start()):
        return text
    found.has_number_line = True
    if match["number"]:
        found.fields["number"] = re.sub(r"\s", "", match["number"])
    found.fields["symbol"] = re.sub(r"\s", "", match["symbol"]).replace("–", "-")
    return f"{text[: match.start()]} {text[match.end() :]}".strip()


def _settle_type(found: Found, has_addressees: bool) -> None:
    """A letter prints no type; a lost title is told by the symbol."""
    if "type" in found.fields:
        return
    words = re.split(r"[/-]", found.fields.get("symbol", ""))
    named = next((TYPE_OF_SYMBOL[word] for word in words if word in TYPE_OF_SYMBOL), None)
    if named and named != LETTER and "letter" not in found.fields and not has_addressees:
        found.fields["type"] = named
    elif named == LETTER or "letter" in found.fields or has_addressees:
        found.fields["type"] = LETTER


def _grouped(lines: Sequence[str]) -> list[str]:
    """Lines of the issuing block as bodies: a line that names no body of its own goes on with the one above."""
    bodies: list[str] = []
    for line in lines:
        starts = line.startswith(BODY_STARTS) and not (
            bodies and bodies[-1].endswith(("BAN CHẤP HÀNH", "BAN THƯỜNG VỤ", " VÀ", ","))
        )
        if starts or not bodies:
            bodies.append(line)
        else:
            bodies[-1] = f"{bodies[-1]} {line}"
    return bodies


def _abstract(found: Found) -> str:
    text = one_line(" ".join(found.abstract)).strip(" -–*")
    if text.lstrip("( ")[:3].lower() == "v/v":
        text = _ABOUT.sub("", text, count=1).strip("() ")
    return capitalised(text) if is_upper(text) else text


def _meeting_date(texts: Sequence[str], issued: date | None) -> date | None:
    """The day of the meeting whose conclusions these are: a date near the word, no document's date."""
    for text in texts:
        if not re.search(_MEETING, text, re.I):
            continue
        for match in _ANY_DATE.finditer(text):
            day = _day(match, issued)
            near = text[max(0, match.start() - 160) : match.end() + 160]
            if day and not _REFERENCE_BEFORE.search(text[: match.start()]) and re.search(_MEETING, near, re.I):
                return day
    return None


def _day(match: re.Match[str], issued: date | None) -> date | None:
    try:
        day = make_date(int(match[3] or match[5]), int(match[2] or match[4]), int(match[1]))
    except ValueError:
        return None
    return day if issued is None or 0 <= (issued - day).days <= 120 else None
