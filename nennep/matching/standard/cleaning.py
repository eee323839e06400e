"""What is done to every cell first: one Unicode form, no characters that nobody sees, single spaces."""

import re
import unicodedata

from nennep.lib.cleaning import clean
from nennep.lib.text import fold

MALFORMED = "malformed"
MISSING = "missing"  # the cell is filled only to say that nothing is known: "không rõ", "-"

# Letters, figures and signs that cannot be a part of anything else and need no cleaning.
TIDY = "[!-~À-ÏÑ-ïñ-ɏḀ-ỿ]+(?: [!-~À-ÏÑ-ïñ-ɏḀ-ỿ]+)*"
_PLAIN = re.compile(TIDY)
_STROKED = str.maketrans("ÐðƉ", "ĐđĐ")  # the Icelandic and African letters that look like Đ
_SAYS_NOTHING = frozenset(
    (  # noqa: SIM905
        "x xx xxx k ko kg khong 0 00 n/a na nan nat none null #n/a #ref! #value! khongro khongco khongbiet chuaro "
        "chuaco chuabiet chuacapnhat dangcapnhat chuacothongtin khongcothongtin kro kco trong rong"
    ).split()
)

_LONGEST_NOTHING = 30  # letters
UNICODE = "đổi sang Unicode dựng sẵn"
SPACES = "bỏ dấu cách thừa, ký tự ẩn"
STROKE = "đổi Ð thành Đ"


def cleaned(text: str) -> tuple[str, tuple[str, ...]]:
    """The text in one line, and the rules that changed it."""
    if _PLAIN.fullmatch(text):
        return text, ()
    rules = []
    if not unicodedata.is_normalized("NFC", text):
        rules.append(UNICODE)
    tidy = clean(text)
    if len(tidy) != len(unicodedata.normalize("NFC", text)):
        rules.append(SPACES)
    stroked = tidy.translate(_STROKED)
    if stroked != tidy:
        rules.append(STROKE)
    if stroked != text and not rules:
        rules.append(SPACES)
    return stroked, tuple(rules)


def says_nothing(text: str) -> bool:
    """`không rõ`, `-`, `n/a`: a cell that was filled to say that it is empty."""
    if len(text) > _LONGEST_NOTHING:
        return not any(letter.isalnum() for letter in text)
    return not any(letter.isalnum() for letter in text) or fold(text).replace(" ", "").strip(".") in _SAYS_NOTHING


def joined_rules(*rules: str) -> str:
    """As a clerk reads them, each once, in order."""
    return "; ".join(dict.fromkeys(rule for rule in rules if rule))
