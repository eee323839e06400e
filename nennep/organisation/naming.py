"""How a directive names a body, and which of its ways mean the same. Pure: text in, text out.

“Các Chi, Đảng bộ trực thuộc” and “chi bộ, đảng bộ trực thuộc” are one wish; “Ban Tổ chức” may stand for “Ban Tổ chức
Đảng ủy”, but “Ban Tổ chức Thành ủy” never does: that body belongs to the superior committee.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nennep.lib.text import fold
from nennep.organisation.rules import UnitKind

# Written short in capitals; opened before accents and capitals are dropped ("ĐU" is not "dự").
SHORT = {
    "MTTQ": "Mặt trận Tổ quốc",
    "UBMTTQ": "Mặt trận Tổ quốc",
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "TAND": "Tòa án nhân dân",
    "VKSND": "Viện kiểm sát nhân dân",
    "UBKT": "Ủy ban Kiểm tra",
    "BTV": "Ban Thường vụ",
    "BCH": "Ban Chấp hành",
    "BTC": "Ban Tổ chức",
    "BTG&DV": "Ban Tuyên giáo và Dân vận",
    "ĐU": "Đảng ủy",
    "TU": "Thành ủy",
    "VP": "Văn phòng",
    "TNCS": "Thanh niên",
    "LĐLĐ": "Liên đoàn Lao động",
    "LHPN": "Liên hiệp Phụ nữ",
    "CCB": "Cựu chiến binh",
    "CT-XH": "chính trị – xã hội",
}
# The full official name → the one that people use; folded.
USUAL = {
    "thanh nien cong san ho chi minh": "thanh nien",
    "uy ban mat tran to quoc": "mat tran to quoc",
    "mat tran to quoc viet nam": "mat tran to quoc",
    "hoi lien hiep phu nu viet nam": "hoi phu nu",
    "hoi lien hiep phu nu": "hoi phu nu",
    "hoi nong dan viet nam": "hoi nong dan",
    "hoi cuu chien binh viet nam": "hoi cuu chien binh",
}
LEADS = ("giao", "cac dong chi", "dong chi", "d c", "cac", "nhung", "tat ca", "toan the", "toan bo", "tap the")
PLURAL = ("cac", "tat ca", "toan the", "toan bo", "nhung")

# In front of a name: the committee of that body, in one of its voices.
BODIES = {
    "ban chap hanh dang bo": UnitKind.COMMITTEE,
    "ban thuong vu dang uy": UnitKind.COMMITTEE,
    "thuong truc dang uy": UnitKind.COMMITTEE,
    "dang uy": UnitKind.COMMITTEE,
    "dang bo": UnitKind.COMMITTEE,
    "chi bo co so": UnitKind.CELL,
    "chi bo": UnitKind.CELL,
    "chi uy": UnitKind.CELL,
}
# In front of a group's name: words that a directive adds or leaves out.
GROUP_HEADS = (
    "to chuc co so dang trong",
    "to chuc dang trong",
    "to chuc dang truc thuoc dong thoi la",
    "to chuc dang",
    "co quan",
    "khoi",
    "cac",
)
SUPERIORS = ("thanh uy", "tinh uy", "huyen uy", "quan uy", "dang uy", "dang bo")
OWN = "dang uy"
GROUND = "thanh pho|tinh|phuong|xa|dac khu|thi xa|thi tran|quan|huyen"

BOTH = frozenset({UnitKind.COMMITTEE, UnitKind.CELL})
# “các … trực thuộc”: which kinds of the direct children are meant; longest first where one begins another.
BELOW: dict[str, frozenset[UnitKind]] = {
    "to chuc chinh tri xa hoi": frozenset({UnitKind.MASS}),
    "doan the chinh tri xa hoi": frozenset({UnitKind.MASS}),
    "doan the": frozenset({UnitKind.MASS}),
    "co quan tham muu giup viec": frozenset({UnitKind.BOARD, UnitKind.OFFICE, UnitKind.INSPECTION}),
    "to chuc co so dang": BOTH,
    "to chuc dang": BOTH,
    "cap uy dang": BOTH,
    "cap uy": BOTH,
    "dang uy co so": frozenset({UnitKind.COMMITTEE}),
    "dang bo co so": frozenset({UnitKind.COMMITTEE}),
    "dang uy": frozenset({UnitKind.COMMITTEE}),
    "dang bo": frozenset({UnitKind.COMMITTEE}),
    "chi bo co so": frozenset({UnitKind.CELL}),
    "chi bo": frozenset({UnitKind.CELL}),
    "chi uy": frozenset({UnitKind.CELL}),
    "chi": frozenset({UnitKind.CELL}),
    "uy ban kiem tra": frozenset({UnitKind.INSPECTION}),
    "van phong": frozenset({UnitKind.OFFICE}),
    "ban xay dung dang": frozenset({UnitKind.BOARD}),
    "ban": frozenset({UnitKind.BOARD}),
    "co quan don vi": frozenset(UnitKind),
    "don vi": frozenset(UnitKind),
}

_NOT_WORD = re.compile(r"[^\w\s]|_")
_SHORT = re.compile("|".join(rf"(?<!\w){re.escape(short)}(?!\w)" for short in sorted(SHORT, key=len, reverse=True)))
_USUAL = re.compile("|".join(rf"\b{long}\b" for long in sorted(USUAL, key=len, reverse=True)))
_JOINT = re.compile(r"(\s*[;,]\s*(?:và\s+)?|\s+(?:và|cùng|hoặc)\s+)", re.IGNORECASE)
_SHARED_HEAD = re.compile(r"(.+?)\s+các\s+(xã|phường|đặc khu|thôn|tổ dân phố|chi bộ)\s*:\s*(.+)", re.IGNORECASE)


@dataclass(frozen=True)
class Form:
    """A name taken apart: whose committee speaks, of which body, of which superior."""

    body: UnitKind | None
    core: str
    superior: str


def key(text: str) -> str:
    """The form by which names are compared: short forms opened, folded, without punctuation."""
    opened = _SHORT.sub(lambda found: SHORT[found[0]], text)
    plain = fold(_NOT_WORD.sub(" ", opened))
    for _ in range(2):  # “Ủy ban Mặt trận Tổ quốc Việt Nam” needs both of its rules
        plain = _USUAL.sub(lambda found: USUAL[found[0]], plain)
    return plain


def without_lead(text: str) -> str:
    """`cac dong chi bi thu` → `bi thu`; works on a key."""
    for lead in LEADS:
        if text.startswith(f"{lead} "):
            return without_lead(text[len(lead) + 1 :])
    return text


def phrase_key(words: str) -> str:
    """The form under which a taught phrase is kept and found again."""
    plain = key(words)
    return (without_lead(plain) or plain)[:400]


def is_plural(plain: str) -> bool:
    return plain.removeprefix("giao ").startswith(tuple(f"{word} " for word in PLURAL))


def group_core(plain: str) -> str:
    """A group's name without what a directive adds to it or leaves out."""
    for head in GROUP_HEADS:
        if plain.startswith(f"{head} "):
            return group_core(plain[len(head) + 1 :])
    return plain


@dataclass(frozen=True)
class Manner:
    """How this office writes names: its places, and the core of its own committee's name."""

    places: tuple[str, ...] = ()
    own: str = ""

    def form(self, plain: str) -> Form:
        """Takes a key apart: `dang uy van phong thanh uy` → committee, `van phong`, `thanh uy`."""
        rest = without_lead(plain)
        body = None
        for head, kind in BODIES.items():
            if f"{rest} ".startswith(f"{head} "):
                body, rest = kind, rest[len(head) + 1 :]
                break
        rest, superior = self._without_tail(f" {rest}" if rest else "")
        return Form(body, rest.strip(), superior)

    def _without_tail(self, rest: str) -> tuple[str, str]:
        rest = self._without_ground(rest)
        if self.own and rest.endswith(f" {self.own}") and rest.strip() != self.own:
            return self._without_ground(rest[: -len(self.own) - 1]), OWN
        for superior in SUPERIORS:
            if rest.endswith(f" {superior}") and rest.strip() != superior:
                return self._without_ground(rest[: -len(superior) - 1]), OWN if superior == "dang bo" else superior
        return rest, ""

    def _without_ground(self, rest: str) -> str:
        """Drops “thành phố”, “phường”, “tỉnh Bình Hải”, “Bình Hải” from the end."""
        places = "|".join(re.escape(place) for place in self.places)
        tail = rf" (?:cua )?(?:{GROUND})(?: (?:{places}))?$| (?:{places})$" if places else rf" (?:cua )?(?:{GROUND})$"
        return re.sub(tail, "", rest)

    def superior_words(self, words: str) -> str:
        """The superior's words at the end, as a key: `thanh uy`; empty where none is named."""
        return self.form(key(words)).superior

    def may_belong(self, name: str, superior: str) -> bool:
        """Whether a unit of this name may be a body of `superior`."""
        return self.superior_words(name) in ("", superior)

    def kinds_below(self, plain: str) -> frozenset[UnitKind] | None:
        """Kinds of the direct children meant by “các chi bộ, đảng bộ trực thuộc Đảng ủy”; None for anything else."""
        kinds: frozenset[UnitKind] = frozenset()
        rest, direct = without_lead(plain), False
        while rest:
            if rest == "truc thuoc" or rest.startswith("truc thuoc "):
                direct, rest = True, rest.removeprefix("truc thuoc").strip()
            if self._is_own_tail(rest) and (direct or not kinds <= BOTH):
                break
            noun = next((noun for noun in BELOW if f"{rest} ".startswith(f"{noun} ")), None)
            filler = next((word for word in ("va", "hoac", "cac") if rest.startswith(f"{word} ")), None)
            if direct or not (noun or filler):
                return None
            kinds |= BELOW[noun] if noun else frozenset()
            rest = rest[len(noun or filler or "") :].strip()
        return kinds if kinds and (direct or is_plural(plain) or kinds == BOTH) else None

    def _is_own_tail(self, rest: str) -> bool:
        """Whether nothing follows but the own committee: a superior's children are not ours."""
        own = self._without_ground(f" {rest}").strip()
        return own in ("", "dang uy", "dang bo", self.own, f"dang uy {self.own}", f"dang bo {self.own}")


@dataclass(frozen=True)
class Piece:
    """A part between two joints of a list; `joint` is what stands before it."""

    joint: str
    words: str


def pieces(words: str) -> list[Piece]:
    """“A, B và C” → three pieces. A shared head is dealt out: “UBND các xã: A, B” → “UBND xã A”, “UBND xã B”."""
    return [piece for part in re.split(r"\s*;\s*", words.strip()) if part for piece in _pieces_of_part(part)]


def _pieces_of_part(part: str) -> Iterator[Piece]:
    shared = _SHARED_HEAD.fullmatch(part)
    found = _JOINT.split(shared[3] if shared else part)
    head = f"{shared[1]} {shared[2]} " if shared else ""
    joints = ["; ", *found[1::2]]
    for joint, words in zip(joints, found[::2], strict=True):
        if words.strip():
            yield Piece("; " if shared else joint, f"{head}{words.strip()}")


def closeness(wanted: Form, named: Form) -> float:
    """0 when the superiors differ; else 1 less what the words leave out or add."""
    if wanted.superior and named.superior and wanted.superior != named.superior:
        return 0.0
    score = 1.0 - (0.05 if wanted.superior != named.superior else 0.0)
    if wanted.body != named.body:
        score -= 0.05 if wanted.body and named.body else 0.1
    return score


def likeness(one: str, other: str) -> float:
    """Share of words in common, 0–1, without small words."""
    a, b = ({word for word in text.split() if word not in _SMALL} for text in (one, other))
    return len(a & b) / len(a | b) if a and b else 0.0


_SMALL = frozenset({"cac", "va", "trong", "cua", "o", "la", "thuoc", "truc", "dong", "thoi"})
