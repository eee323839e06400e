"""Text of the TCVN3 (ABC, fonts .VnTime…) and VNI (fonts VNI-Times…) encodings, turned into Unicode.

Both put Vietnamese letters on the places of Latin-1; a file that says it is Unicode still carries them when its writer
used such a font. They are told apart by the share of possible Vietnamese syllables before and after.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from nennep.lib.syllables import is_syllable, plausible


class Encoding(StrEnum):
    TCVN3 = "TCVN3"
    TCVN3_CAPITALS = "TCVN3H"  # fonts .VnTimeH: small codes, drawn as capitals
    VNI = "VNI"
    UNICODE = "Unicode"


_TCVN3_CODES = "µ¸¶·¹ ¨»¾¼½Æ ©ÇÊÈÉË ® ÌÐÎÏÑ ªÒÕÓÔÖ ×ÝØÜÞ ßãáâä «åèæçé ¬êíëìî ïóñòô \xadõøö÷ù úýûüþ ¡¢§£¤¥¦"
_TCVN3_LETTERS = "àáảãạ ăằắẳẵặ âầấẩẫậ đ èéẻẽẹ êềếểễệ ìíỉĩị òóỏõọ ôồốổỗộ ơờớởỡợ ùúủũụ ưừứửữự ỳýỷỹỵ ĂÂĐÊÔƠƯ"
TCVN3 = dict(zip(map(ord, _TCVN3_CODES.replace(" ", "")), _TCVN3_LETTERS.replace(" ", ""), strict=True))

# VNI writes a base letter and then a mark; a few letters stand alone.
_VNI_MARKS = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323", "â": "\u0302", "ê": "\u0306",
    "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "è": "\u0306\u0300", "é": "\u0306\u0301", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ì": "ì", "í": "í"}
_VNI_PAIR = re.compile("([aeouyôö])([øùûõïâêàáåãäèéúüë])|([ñôöæóòî])", re.IGNORECASE)

# Signs of TCVN3 that are letters to nobody else: they join words, so they must count as letters here.
_TOKEN = re.compile(r"[^\s\d.,;:!?()\[\]{}\"'“”‘’/\\–—\-+*=<>|_…%&@#]+")
_UNICODE_ONLY = re.compile(
    "[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)  # ă đ ơ ư ạ…: in neither old encoding
_LETTERS = re.compile(r"[^\W\d_]+")
_UNMISTAKABLE = 0.8  # share of words that must become syllables
_GAIN = 0.3  # and by how much the share must rise


def convert(text: str, encoding: Encoding) -> str:
    if encoding is Encoding.UNICODE:
        return text
    if encoding is Encoding.VNI:
        return unicodedata.normalize("NFC", _VNI_PAIR.sub(_vni_letter, text))
    converted = text.translate(TCVN3)
    if encoding is Encoding.TCVN3_CAPITALS:
        return converted.upper()
    return "\n".join(_with_capitals(line) for line in converted.split("\n"))


# What a capital that TCVN3 lacks must have begun: a line or sentence, and the name of a committee.
_BEGINS = re.compile(r"(^(?:[-–+•*]|\d+(?:\.\d+)*[-.)]|[a-zđ]\))?\s*|[.!?]\s+)([à-ỹđ])")
_COMMITTEE = re.compile(r"\bủy ban(?= (?:nhân dân|[Kk]iểm tra|[Mm]ặt trận|[Tt]rung ương|Thường vụ))")


def _with_capitals(text: str) -> str:
    """TCVN3 has no accented capitals: a heading typed in it comes out as "Kế HOạCH", and is meant "KẾ HOẠCH".

    A word shows its case by its plain letters after the first; one that does not ("Kế") goes with its neighbours.
    """
    words = [(found, _case(found[0])) for found in _LETTERS.finditer(text)]
    made, place = [], 0
    for index, (found, case) in enumerate(words):
        before = next((c for _, c in reversed(words[:index]) if c), None)
        after = next((c for _, c in words[index + 1 :] if c), None)
        capital = case == "capital" or (not case and "capital" in (before, after) and "small" not in (before, after))
        made += [text[place : found.start()], found[0].upper() if capital else found[0]]
        place = found.end()
    whole = "".join((*made, text[place:]))
    return _BEGINS.sub(lambda found: found[1] + found[2].upper(), _COMMITTEE.sub("Ủy ban", whole))


def _case(word: str) -> str:
    """ "capital", "small", or "" where the word does not show it."""
    plain = [letter for letter in word if letter.isascii()]
    if any(letter.islower() for letter in plain) or not is_syllable(word):
        return "small" if is_syllable(word) else ""
    return "capital" if any(letter.isascii() and letter.isupper() for letter in word[1:]) else ""


def _vni_letter(found: re.Match[str]) -> str:
    base, mark, alone = found.groups()
    letter = base or alone
    plain = _VNI_ALONE.get(letter.lower(), letter.lower())
    capital = letter.isupper()
    whole = plain + (_VNI_MARKS[mark.lower()] if mark else "")
    return whole.upper() if capital else whole


def of_font(name: str) -> Encoding | None:
    """The encoding that a font's name gives away: `.VnTime`, `.VnArialH`, `VNI-Times`."""
    plain = name.lower().lstrip(".")
    if plain.startswith("vni"):
        return Encoding.VNI
    if plain.startswith("vn") and name.startswith("."):
        return Encoding.TCVN3_CAPITALS if plain.endswith("h") else Encoding.TCVN3
    return None


def tokens(text: str) -> list[str]:
    return [word for word in _TOKEN.findall(text) if not word.isascii()]


def detect(text: str) -> Encoding:
    """Statistical, for one paragraph: UNICODE unless another reading makes clearly more syllables."""
    words = [] if _UNICODE_ONLY.search(text) else tokens(text)
    if not words:
        return Encoding.UNICODE
    as_it_is = plausible(words)
    if as_it_is > 1 - _GAIN:
        return Encoding.UNICODE
    shares = {e: plausible(convert(word, e) for word in words) for e in (Encoding.TCVN3, Encoding.VNI)}
    best = max(shares, key=lambda e: shares[e])
    return best if shares[best] >= _UNMISTAKABLE and shares[best] - as_it_is >= _GAIN else Encoding.UNICODE


@dataclass
class Converter:
    """Converts run by run or line by line, and remembers which encodings it met."""

    met: set[Encoding] = field(default_factory=set)

    def line(self, text: str) -> str:
        if text.isascii():
            return text
        return self.known(text, detect(text))

    def known(self, text: str, encoding: Encoding) -> str:
        if encoding is Encoding.UNICODE or (text.isascii() and encoding is not Encoding.TCVN3_CAPITALS):
            return text
        self.met.add(encoding)
        return convert(text, encoding)

    def run(self, text: str, font: str) -> str:
        """A run whose font names an encoding is converted unless its text is plainly Unicode already."""
        encoding = of_font(font)
        if encoding is None or _UNICODE_ONLY.search(text):
            return text
        return self.known(text, encoding)

    @property
    def notes(self) -> tuple[str, ...]:
        names = {"TCVN3" if e is Encoding.TCVN3_CAPITALS else e.value for e in self.met}
        return tuple(f"Đã chuyển chữ từ bảng mã {name} sang Unicode." for name in sorted(names))
