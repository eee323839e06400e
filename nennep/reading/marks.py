"""Marks that carry no words: leftovers of markup, invisible characters, drawn lines."""

import re
from dataclasses import dataclass

from nennep.lib.text import nfc

# Characters that print nothing: zero-width spaces and joiners, soft hyphen, byte-order mark, direction marks, controls.
_INVISIBLE = re.compile("[\u200b-\u200f\u00ad\ufeff\u2060\u202a-\u202e\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f]")
_BREAKS = re.compile("[\r\n\v\f\x1c-\x1f\x85\u2028\u2029]+")
_ODD_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_COLUMN_GAP = re.compile(r" *\t[ \t]*| {3,}")
_SPACES = re.compile(r" {2,}")

# Leftovers of markdown and HTML, each with an example.
_MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^\s*#{1,6}\s+(?=\S)"), "dấu tiêu đề của markdown"),  # "## II. NHIỆM VỤ"
    (re.compile(r"^\s*(?:>\s*)+(?=\S)"), "dấu trích dẫn của markdown"),  # "> Nơi nhận:"
    (re.compile(r"\*{2,3}(?=\S)|(?<=\S)\*{2,3}"), "dấu in đậm của markdown"),  # "**T/M BAN CHẤP HÀNH"
    (re.compile(r"(?<![\w_])__(?=[^\s_])|(?<=[^\s_])__(?![\w_])"), "dấu in đậm của markdown"),  # "__Nơi nhận__"
    (re.compile(r"(?<![\w*])\*(?=[^\s*][^*]{0,200}\*(?!\w))|(?<=[^\s*])\*(?![\w*])"), "dấu in nghiêng của markdown"),
    (re.compile(r"(?<![\w_])_(?=[^\s_][^_]{0,200}_(?!\w))|(?<=[^\s_])_(?![\w_])"), "dấu in nghiêng của markdown"),
    (re.compile(r"\\(?=[-\\`*_{}\[\]()#+.!>|~&/])|\\\s*$"), "dấu gạch chéo ngược của markdown"),  # "1\. Giao"
    (re.compile(r"</?(?:br|b|i|u|strong|em|p|div|span|center)\s*/?>", re.I), "thẻ HTML"),  # "<br>"
    (re.compile(r"&nbsp;"), "mã HTML"),
    (re.compile(r"`+"), "dấu mã của markdown"),
)
_MARKUP_SIGNS = frozenset("#>*_\\<&`")
# A line that only draws: "-----", "*", "***", "_____", "o0o".
_RULE = re.compile(r"[-–—_=*~.·…\s]{2,}|[*_=~·…]|-{1,2}\s*o\s*0\s*o\s*-{1,2}|o\s*0\s*o|[-–—]", re.I)


_WORDS = re.compile(r"\w+")
_LEGACY_CAPITALS = re.compile(r"\b[A-ZĐ]+[à-ỹ]+[A-ZĐ]+|\b[à-ỹ][A-ZĐ]{2,}|[A-ZĐ]{2,}[à-ỹ]\b")


@dataclass(frozen=True)
class Removed:
    text: str
    why: str


def plain(raw: str) -> tuple[str, tuple[Removed, ...]]:
    """The words of one line, and each mark taken out of it; a gap between columns becomes a tab."""
    removed: list[Removed] = []
    text = _ODD_SPACES.sub(" ", _BREAKS.sub(" ", nfc(raw)))
    text = _take_out(_INVISIBLE, "ký tự không in được", text, removed)
    text = _capitals(text)
    if not _MARKUP_SIGNS.isdisjoint(text) and not _RULE.fullmatch(text.strip()):
        for pattern, why in _MARKUP:
            text = _take_out(pattern, why, text, removed)
    text = _SPACES.sub(" ", _COLUMN_GAP.sub("\t", text.strip()))
    if text and _RULE.fullmatch(text):
        removed.append(Removed(text, "đường kẻ hoặc dấu trang trí"))
        text = ""
    return text, tuple(removed)


def _take_out(pattern: re.Pattern[str], why: str, text: str, removed: list[Removed]) -> str:
    found = [match.group().strip() for match in pattern.finditer(text)]
    removed += [Removed(mark, why) for mark in found if mark]
    return pattern.sub(" " if "HTML" in why else "", text) if found else text


def _capitals(text: str) -> str:
    """`KIểM TRA` → `KIỂM TRA`: old one-byte fonts have no capitals with marks, so capitals come back mixed."""
    if not _LEGACY_CAPITALS.search(text):
        return text
    return _WORDS.sub(lambda word: word.group().upper() if _is_capitals(word.group()) else word.group(), text)


def _is_capitals(word: str) -> bool:
    """All its plain letters are capitals, and there are two of them, or it begins small and goes on large (`ủY`)."""
    letters = [c for c in word if c.isascii() and c.isalpha()]
    return bool(letters) and all(c.isupper() for c in letters) and (len(letters) > 1 or word[0].islower())
