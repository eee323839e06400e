"""The tail of a document: whom it is sent to, and who signed it by what right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from nennep.lib.documents import AUTHORITY_PREFIXES, POSITIONS, RANKS, SURNAMES
from nennep.lib.text import one_line
from nennep.reading.cleaned import Paragraph, is_upper
from nennep.reading.model import Signature
from nennep.reading.zones import ADDRESSEES, RECIPIENTS, is_authority, is_name, is_position

_SIGNED = re.compile(
    r"[(\[]?\s*(?:đã ký|ký tên,? đóng dấu|ký,? (?:ghi rõ )?(?:họ tên|đóng dấu)|chữ ký|ký số|đã ký số)[^)\]]*[)\]]?",
    re.I,
)
_PREFIXES = "|".join(re.escape(prefix.strip()) for prefix in AUTHORITY_PREFIXES)
_CAPITALS = r"[A-ZÀ-ỸĐ][A-ZÀ-ỸĐ,.\-–]*"
# What two columns on one line leave behind a recipient: "- Các chi bộ, T/M BAN THƯỜNG VỤ".
_AUTHORITY_DEBRIS = re.compile(rf"(?:\s+|(?<=[.;,]))((?:{_PREFIXES})\s*{_CAPITALS}(?:\s+{_CAPITALS})*)\s*$")
_POSITIONS = "|".join(sorted((re.escape(position.strip()) for position in POSITIONS), key=len, reverse=True))
_POSITION_DEBRIS = re.compile(rf"\s+((?:{_POSITIONS})(?:\s+{_CAPITALS})*)\s*$")
_NAME_DEBRIS = re.compile(rf"(?<=[.;,)\d])\s+((?:{'|'.join(SURNAMES)})(?:\s+[A-ZÀ-ỸĐ][a-zà-ỹ]+){{1,4}})\s*$")
_ITEM_BREAK = re.compile(r"(?<=[;,.:])\s+[-–]\s*(?=[A-ZÀ-ỸĐ])")
_SPECK = re.compile(r"(?<=[a-zà-ỹ])\s+[.,·'’]+$")  # recognition of print: "Vũ Đức Toàn ."
_TITLES = re.compile(r"^(?:(?:Đ/c|Đồng chí|Ông|Bà)\s+|(?:GS|PGS|TS|ThS|CN|KS|BS)\.?\s*)+")
_RANK = re.compile(rf"(?:{'|'.join(RANKS)})\.?\s+")  # part of the name as printed: "Đại tá Nguyễn Văn An"


@dataclass
class Found:
    recipients: list[str] = field(default_factory=list)
    authority: list[str] = field(default_factory=list)
    position: list[str] = field(default_factory=list)
    name: str | None = None
    early: str | None = None  # a name that stands before any position
    in_recipients: bool = False
    used: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Tail:
    signature: Signature
    recipients: tuple[str, ...]
    unused: tuple[Paragraph, ...]


def read_tail(tail: Sequence[Paragraph]) -> Tail:
    found = Found()
    for i, paragraph in enumerate(tail):
        for part in paragraph.text.split("\t"):
            part = _SPECK.sub("", part.strip())
            if part and _take(found, part):
                found.used.add(i)
    signature = Signature(_joined(found.authority), _joined(found.position), found.name or found.early)
    unused = tuple(paragraph for i, paragraph in enumerate(tail) if i not in found.used)
    return Tail(signature, tuple(_trimmed(recipient) for recipient in found.recipients), unused)


def read_addressees(head: Sequence[Paragraph]) -> tuple[str, ...]:
    """The bodies after `Kính gửi:`, on its line or in the list below it."""
    found: list[str] = []
    for i, paragraph in enumerate(head):
        if match := ADDRESSEES.match(paragraph.text):
            texts = [paragraph.text[match.end() :], *(following.text for following in head[i + 1 :])]
            for text in texts:
                found += [_trimmed(_unmarked(item)) for item in _ITEM_BREAK.split(text) if item.strip()]
            break
    return tuple(addressee for text in found for addressee in re.split(r";\s+", text) if addressee)


def _take(found: Found, text: str) -> bool:
    """Put one part of a line where it belongs; false when it belongs nowhere."""
    if match := RECIPIENTS.match(text):
        found.in_recipients = True
        rest = text[match.end() :].strip()
        if rest:
            _take(found, rest)
        return True
    if found.in_recipients or text.startswith(("-", "–")):
        text = _without_debris(found, text)
        if not text:
            return True
    if _SIGNED.match(text):
        rest = _SIGNED.sub("", text).strip()
        return _take(found, rest) if rest else True
    if is_authority(text):
        found.authority.append(text)
        found.in_recipients = False
        return True
    return _take_signer(found, text) or _take_recipient(found, text)


def _take_signer(found: Found, text: str) -> bool:
    if (
        found.name is None
        and _names_person(text)
        and (found.position or found.authority)
        and not text.endswith((";", ","))
    ):
        found.name = _TITLES.sub("", text)
        return True
    listed = found.in_recipients and not (found.recipients and found.recipients[-1].endswith("."))
    if found.name is None and not listed and _names_person(text):
        found.early = _TITLES.sub("", text)
        return True
    if is_upper(text) and not text.startswith("-") and (is_position(text) or found.authority) and not found.name:
        if not is_position(text) and not found.position:
            found.authority.append(text)  # "T/M BAN CHẤP HÀNH" / "ĐẢNG BỘ PHƯỜNG …": the right to sign over two lines
        elif not found.position or not is_position(text) or not _repeats(found.position, text):
            found.position.append(text)
        return True
    return False


def _names_person(text: str) -> bool:
    return is_name(_RANK.sub("", _TITLES.sub("", text), count=1))


def _take_recipient(found: Found, text: str) -> bool:
    wrapped = bool(found.recipients) and found.recipients[-1][-1:].isalpha() and text.endswith((",", ";", "."))
    if not found.in_recipients and not wrapped and not text.startswith(("-", "–", "•", "*", "+")):
        return False
    if _is_new_recipient(found, text):
        parts = _ITEM_BREAK.split(text)
        marked = text.startswith(("-", "–", "•", "*", "+", "·"))
        items = parts if marked else [item for part in parts for item in re.split(r";\s+(?=[A-ZÀ-ỸĐ])", part)]
        found.recipients += [_unmarked(item) for item in items if item.strip()]
    else:
        found.recipients[-1] = f"{found.recipients[-1]} {text}"
    return True


def _is_new_recipient(found: Found, text: str) -> bool:
    marked = text.startswith(("-", "–", "•", "*", "+", "·"))
    return marked or not found.recipients or (found.recipients[-1].endswith((";", ",", ".")) and not text[:1].islower())


def _without_debris(found: Found, text: str) -> str:
    """Take the signature out of a line that both columns share."""
    for pattern, place in ((_AUTHORITY_DEBRIS, found.authority), (_POSITION_DEBRIS, found.position)):
        match = pattern.search(f" {text}")
        if match and not (place is found.position and not found.authority and not found.recipients):
            place.append(match[1])
            text = text[: max(0, match.start() - 1)].strip()
    if found.name is None and (found.authority or found.position) and (match := _NAME_DEBRIS.search(text)):
        found.name = match[1]
        text = text[: match.start()].strip()
    return text


def _repeats(lines: Sequence[str], text: str) -> bool:
    return text in lines


def _unmarked(text: str) -> str:
    return re.sub(r"^\s*[-–—•*+·]\s*", "", text)


def _trimmed(text: str) -> str:
    return one_line(text).strip(" ;,.:/")


def _joined(lines: Sequence[str]) -> str | None:
    return one_line(" ".join(lines)) or None
