"""An address taken apart: from the house to the province, each part with the kind of unit that it names."""

import re
from dataclasses import dataclass
from functools import lru_cache

from nennep.lib.text import fold
from nennep.matching.standard.gazetteer import KINDS, accented, squeezed

COUNTRY = frozenset(("vietnam", "vn", "nuocvietnam", "chxhcnvietnam"))
COMMUNE_KINDS = frozenset(("xa", "phuong", "thitran", "dackhu"))
DISTRICT_KINDS = frozenset(("huyen", "quan", "thixa", "thanhpho"))
PROVINCE_KINDS = frozenset(("tinh", "thanhpho"))

_SHORT_KINDS = {
    "x": "xa", "p": "phuong", "f": "phuong", "tt": "thitran", "dk": "dackhu", "h": "huyen", "q": "quan", "tx": "thixa",
    "tp": "thanhpho", "t": "tinh",
}  # fmt: skip
_LETTERS_APART = re.compile(r"\b([tT])\s*[./]\s*([pPxXtT])\b(?=[.\s])")  # T.P, T/X
# Names that hold a hyphen, in which it parts nothing.
_HYPHENED = re.compile(
    r"\b(bà rịa|phan rang|gia lai|quảng nam|sài gòn|thừa thiên|văn miếu|lang biang|lâm viên|xuân hương|cam ly|"
    r"ba ria|quang nam|sai gon|thua thien|van mieu|lam vien|xuan huong)\s*[-–]\s*"
    r"(?=(?:vũng tàu|tháp chàm|kon tum|công tum|đà nẵng|gia định|huế|quốc tử giám|đà lạt|"
    r"vung tau|thap cham|cong tum|da nang|gia dinh|hue|quoc tu giam|da lat)\b)",
    re.IGNORECASE,
)
_NOW = re.compile(r"\(\s*(?:nay|cũ|trước|cu\)|truoc)[^()]*\)|\bcũ\b", re.IGNORECASE)
# Tried only where the text has the sign: most have none, and there are many texts.
_REPAIRS = (
    *((sign, _NOW, " ") for sign in ("(", "cũ", "CŨ")),
    *((sign, _LETTERS_APART, r"\1\2") for sign in "./"),
    *((sign, _HYPHENED, r"\1 ") for sign in "-–"),
)
_BETWEEN = re.compile(r"[,;|/\\\n()]+|\s*[-–—]+\s*|(?<=[^\W\d_]{3})\.\s+|(?<=[0-9])\.\s+")
_BEFORE_KIND = re.compile(
    r"(?<=\w)(?<!\bxã)(?<!\bxa)(?<!\bphường)(?<!\bphuong)[\s.]+"
    r"(?=(?:(?<!thị )xã|phường|thị trấn|thị xã|đặc khu|huyện|quận|thành phố|tỉnh|"
    r"thi tran|thi xa|dac khu|huyen|thanh pho|phuong|tp|tx|tt)\b[\s.]|quan\s*[0-9]|"
    r"(?:p|q|h|x|t|tp|tx|tt)\.\s*\w)",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?:(xa|phuong|thi tran|dac khu|huyen(?: dao)?|quan|thi xa|thanh pho|tinh)[\s.:]+|"
    r"(tt|tx|tp|dk|x|p|f|h|q|t)(?:\s*[.:]\s*|\s+|(?=[0-9])))(?=\w)"
)
_ROMAN = re.compile(r"(?<=\w) (i{1,3})$")  # "Đông Hải II"
_ACCENTED_KINDS = frozenset(("xã", "phường", "thị", "đặc", "huyện", "quận", "thành", "tỉnh"))


@dataclass(frozen=True, slots=True)
class Part:
    """`name` is squeezed and without the kind; `whole` with it, for `Quan Hóa` is no "quận Hóa"."""

    kind: str  # "" when none is written
    name: str
    whole: str
    spelled: str  # the name with its accents; "" where the part was typed without any
    words: tuple[str, ...]

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Each reading as kind and name."""
        if self.kind and self.whole != self.name:
            return (self.kind, self.name), ("", self.whole)
        return (("", self.name),)


def parts_of(text: str) -> tuple[Part, ...]:
    """From the smallest to the largest, the country left out."""
    for sign, pattern, made in _REPAIRS:
        if sign in text:
            text = pattern.sub(made, text)
    pieces = [part for piece in _BETWEEN.split(text) for part in _BEFORE_KIND.split(piece)]
    parts = tuple(part for piece in pieces if (part := part_of(piece)).whole and part.whole not in KINDS)
    return parts[:-1] if parts and parts[-1].whole in COUNTRY else parts


@lru_cache(maxsize=65_536)
def part_of(text: str) -> Part:
    bare = text.strip(" .:'\"")
    folded = fold(bare)
    found = _KIND.match(folded)
    kind = (_SHORT_KINDS.get(found[2]) or found[1].replace(" dao", "").replace(" ", "")) if found else ""
    first = bare.split(" ", 1)[0].lower()
    if kind in KINDS and not bare.isascii() and first not in _ACCENTED_KINDS and found and found[1]:
        kind, found = "", None  # "Quán Thánh", "Quan Triều", "Tĩnh Gia"
    name = _ROMAN.sub(lambda found: f" {len(found[1])}", folded[found.end() :] if found else folded)
    spelled = "" if bare.isascii() else accented(bare[found.end() if found else 0 :])
    return Part(kind, squeezed(name), squeezed(folded), spelled, tuple(folded.split()))
