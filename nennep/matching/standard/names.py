"""Names of persons, written one way and taken apart."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from nennep.lib.syllables import is_syllable
from nennep.lib.text import fold, nfc
from nennep.matching.standard.cleaning import MALFORMED, cleaned, joined_rules, says_nothing
from nennep.matching.standard.syllables import tone_placed
from nennep.matching.standard.telex import untyped

CASE = "viết hoa chữ đầu"
TONE = "đặt lại dấu thanh"
ALIAS = "bỏ bí danh"
BRACKET = "bỏ phần trong ngoặc"
TITLE = "bỏ danh xưng"
POST = "bỏ phần ghi chú sau tên"
NUMBER = "bỏ số thứ tự"
SIGNS = "bỏ dấu câu"
APOSTROPHE = "viết dấu nháy thẳng"
APART = "tách chữ viết liền"
TELEX = "đọc lại chữ gõ kiểu Telex"

COMPOUND = (
    "Công Tằng Tôn Nữ", "Công Huyền Tôn Nữ", "Công Tôn Nữ", "Huyền Tôn Nữ", "Tôn Nữ", "Tôn Thất", "Âu Dương", "Tư Mã",
    "Gia Cát", "Hoàng Phủ",
)  # fmt: skip
COMPOUND_BEGINS = frozenset(family.split()[0] for family in COMPOUND)
_FAMILIES = frozenset(
    (  # noqa: SIM905
        "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao doan vuong trinh truong dinh "
        "lam phung mai to ha ta chu luong luu thai cao quach tong la nghiem dam kieu bach mac khuc nong trieu"
    ).split()
)
# Words that may begin something that is no part of the name: with one of them the name is looked at closely.
ADDRESSES = frozenset(
    "ông bà anh chị cô chú bác mr mrs ms đc dc đồng thiếu trung thượng đại".split()  # noqa: SIM905 -- as the first
)
_SUSPECT = frozenset("bí tức tên còn hay".split())  # noqa: SIM905
_ALIAS = re.compile(
    r"[\s,;(\[/–-]*\b(?:bí danh|tức|tên (?:gọi )?khác|(?:tên )?thường gọi|còn gọi|hay gọi)(?: là)?\b[\s:]*\w.*",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\([^()]*$|\[[^\[\]]*$")
_POST = re.compile(
    r"\s+[-–—]+\s+.*|\s*[-–—]\s*(?:PBT|BT|PCT|CT|PGĐ|GĐ|BCH|UV|UVBCH|UVBTV|CUV|ĐUV)\b.*|"
    r"\s*[:|].*|\s*[,;]\s*(?:bí thư|phó|chủ tịch|trưởng|đảng viên|cán bộ|nguyên|giám đốc)\b.*",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:(?:(?:pgs|gs|ts|ths|bs|ks|cn|ls)\s*\.|(?:đ\s*/\s*c|đ\.c|đc|dc|d/c|đồng chí|ông\s*/\s*bà|"
    r"(?:thiếu|trung|thượng|đại) (?:tướng|tá|úy|uý))(?![^\W\d_]))[\s.:/]*)+(?=\w)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:ông|bà|anh|chị|cô|chú|bác|mr|mrs|ms)(?:[.:]\s*|\s+)(?=(\w+)\s+\w)", re.IGNORECASE)
_NUMBER_BEFORE = re.compile(r"^[\s#(]*\d+[\s.)\]:/-]*(?=[^\W\d_])")
_NUMBER_BEHIND = re.compile(r"(?<=[^\W\d_])[\s.(]*\d[\s.)\d]*$")
_APOSTROPHES = re.compile("[’‘`´ʼʹ]")
_SIGNS = re.compile("[^\\w\\s'\u0300-\u036f-]|_")
_LETTERS = re.compile("(?:[^\\W\\d_]|[\u0300-\u036f])+")
_RUN_ON = re.compile(r"[A-ZÀÁÂÈÉÊÌÍÒÓÔÙÚÝĂĐĨŨƠƯẠ-Ỹ](?:(?![A-ZĐ])[^\W\d_])+")
DENIES = frozenset(("Không", "Khong", "Chưa", "Chua", "Đang", "Dang"))
_FIGURE = re.compile(r"\d")
LONGEST = 9  # words; longer is a sentence


@dataclass(frozen=True, slots=True)
class PersonName:
    """`name` is the whole; a name of one word is a given name."""

    name: str | None
    last: str | None = None
    middle: str | None = None
    given: str | None = None
    rule: str = ""
    fault: str = ""  # "malformed" also stands beside a name kept for linking, such as one with figures in it


def standard_name(text: str) -> PersonName:
    if (plain := _plain_words(text)) is not None:
        return _made(plain, ())
    tidy, rules = cleaned(text)
    if rules and (plain := _plain_words(tidy)) is not None:
        return _made(plain, rules)
    bare, more = ("", ()) if says_nothing(tidy) else _bare(tidy)
    pieces = [piece for word in bare.split() for piece in _apart(word)]
    if len(pieces) > len(bare.split()):
        more = (*more, APART)
    return _made([_written(piece) for piece in pieces], (*rules, *more))


def _plain_words(text: str) -> list[tuple[str, tuple[str, ...]]] | None:
    """The words of a name about which nothing else stands; None asks for a closer look."""
    words = []
    if text.partition(" ")[0].lower() in ADDRESSES:
        return None
    for word in text.split(" "):
        written = plain_word(word)
        if written is None:
            return None
        words.append(written)
    return words


@lru_cache(maxsize=65_536)
def plain_word(word: str) -> tuple[str, tuple[str, ...]] | None:
    """A plain word, not the first, as written and the rule that changed it; None: the whole asks for a closer look."""
    if not word.isalpha() or not _LETTERS.fullmatch(word) or (not word.isascii() and cleaned(word)[0] != word):
        return None
    if word.lower() in _SUSPECT or len(_apart(word)) > 1:
        return None
    return _written(word)


@lru_cache(maxsize=65_536)
def _written(word: str) -> tuple[str, tuple[str, ...]]:
    small = word.lower()
    read = untyped(small)
    placed = _LETTERS.sub(lambda found: tone_placed(found[0]), read)
    written = nfc(_LETTERS.sub(lambda found: _capital(found[0]), placed))
    cased = _LETTERS.sub(lambda found: _capital(found[0]), small) != word
    return written, (CASE,) * cased + (TELEX,) * (read != small) + (TONE,) * (placed != read)


def _capital(letters: str) -> str:
    first = letters[0].upper()
    return (first if len(first) == 1 else letters[0]) + letters[1:]


def _apart(word: str) -> list[str]:
    """`NguyễnVănAn` is three words, `McDonald` is one."""
    if word.isupper() or word[1:].islower() or not word.isalpha():
        return [word]
    pieces = _RUN_ON.findall(word)
    return pieces if "".join(pieces) == word and all(map(is_syllable, pieces)) else [word]


def _bare(text: str) -> tuple[str, tuple[str, ...]]:
    """The name without what stands about it; one thing taken off may bare another."""
    bare, before, rules = text, "", []
    while bare != before:
        before = bare
        for rule, step in _STEPS:
            after = step(bare)
            if after != bare:
                rules.append(rule)
            bare = after
    return bare, tuple(rules)


def _behind_two_words(pattern: re.Pattern[str]) -> Callable[[str], str]:
    """Cuts what the pattern finds, where a name of two words or more stands before it."""

    def cut(text: str) -> str:
        found = pattern.search(text)
        return text[: found.start()] if found and len(_LETTERS.findall(text[: found.start()])) > 1 else text

    return cut


def _without_address(text: str) -> str:
    found = _ADDRESS.match(text)
    if not found:
        return text
    # "Bà Quàng Thị Phượng": where what begins like a family name is followed by Thị or Văn, the family may be any
    said = fold(text[found.end() :]).split()
    return text[found.end() :] if fold(found[1]) in _FAMILIES or said[1] in ("thi", "van") else text


def _without_signs(text: str) -> str:
    words = (word.lstrip("'-").rstrip("-") for word in _SIGNS.sub(" ", text).split())
    return " ".join(word.rstrip("'") if len(word.rstrip("'")) > 2 else word for word in words if word)


_STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    (NUMBER, lambda text: _NUMBER_BEFORE.sub("", text).strip()),
    (TITLE, lambda text: text[found.end() :] if (found := _TITLE.match(text)) else text),
    (TITLE, _without_address),
    (ALIAS, _behind_two_words(_ALIAS)),
    (BRACKET, lambda text: _BRACKETS.sub(" ", text).strip()),
    (POST, _behind_two_words(_POST)),
    (NUMBER, lambda text: _NUMBER_BEHIND.sub("", text).strip()),
    (APOSTROPHE, lambda text: _APOSTROPHES.sub("'", text)),
    (SIGNS, _without_signs),
)


def _made(words: list[tuple[str, tuple[str, ...]]], rules: tuple[str, ...]) -> PersonName:
    parts = [word for word, _ in words]
    name = " ".join(parts)
    doubtful = len(parts) < 2 or len(name) < 5 or parts[0] in DENIES
    if doubtful and (says_nothing(name) or sum(map(str.isalpha, name)) < 2):
        return PersonName(None, fault=MALFORMED)
    rule = joined_rules(*rules, *(rule for _, changes in words for rule in changes))
    fault = MALFORMED if len(parts) > LONGEST or (not name.replace(" ", "").isalpha() and _FIGURE.search(name)) else ""
    if len(parts) == 1:
        return PersonName(name, given=name, rule=rule, fault=fault)
    family = _family_words(name, len(parts)) if parts[0] in COMPOUND_BEGINS else 1
    last, middle = " ".join(parts[:family]), " ".join(parts[family:-1])
    return PersonName(name, last, middle or None, parts[-1], rule, fault)


def _family_words(name: str, count: int) -> int:
    compound = next((family for family in COMPOUND if name.startswith(family + " ")), "")
    words = len(compound.split()) or 1
    return words if words < count else 1
