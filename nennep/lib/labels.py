"""The grammar of the numbers that stand before a clause."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

ALPHABET = "abcdđeghiklmnopqrstuvxy"  # the order of điểm in Vietnamese law; f, j, w, z are not used
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")


class Style(StrEnum):
    ATTACHMENT = "attachment"  # a Quy chế issued with a Quyết định, behind its signature
    APPENDIX = "appendix"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    UPPER = "upper"
    ROMAN = "roman"
    DECIMAL = "decimal"
    PAREN = "paren"
    LETTER = "letter"
    PAREN_LETTER = "paren letter"
    PAREN_ROMAN = "paren roman"
    DASH = "dash"
    PLUS = "plus"


# Where a style stands that the document has not used yet: a smaller rank holds a larger one.
RANK = {
    Style.ATTACHMENT: 0,
    Style.APPENDIX: 0,
    Style.PART: 1,
    Style.CHAPTER: 2,
    Style.SECTION: 3,
    Style.ARTICLE: 4,
    Style.UPPER: 5,
    Style.ROMAN: 5,
    Style.DECIMAL: 7,
    Style.PAREN: 9,
    Style.LETTER: 9,
    Style.PAREN_LETTER: 9,
    Style.PAREN_ROMAN: 9,
    Style.DASH: 11,
    Style.PLUS: 12,
}
# Items without a name of their own: they take the path of the clause they stand in.
ITEMS = frozenset({Style.DASH, Style.PLUS})


@dataclass(frozen=True)
class Label:
    style: Style
    printed: str  # "1.1.", "(4)", "Điều 3."
    part: str  # what it adds to a path: "1.1", "(4)", "Điều 3"
    numbers: tuple[int, ...] = ()  # (1, 1), (4,), (3,)
    length: int = 0  # characters up to the text behind it
    within: str = ""  # a path printed in the label itself: the "II" of "II.1."

    @property
    def value(self) -> int:
        return self.numbers[-1] if self.numbers else 0

    @property
    def mark(self) -> str:
        """The sign behind the number: `1.` and `1)` may be two levels of one list."""
        return self.printed.rstrip()[-1:]


def roman_value(text: str) -> int:
    digits = [_ROMAN[letter] for letter in text.lower()]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


def letter_value(letter: str) -> int:
    place = ALPHABET.find(letter.lower())
    return place + 1 if place >= 0 else 0


_CAPITAL = "A-ZÀ-ỸĐ"
_WORDED = r"thứ\s+\w+|[IVXL]+|\d{1,2}|[A-Z]"
# Each with an example; the number stands in group 1.
_GRAMMAR: tuple[tuple[Style, re.Pattern[str]], ...] = tuple(
    (style, re.compile(pattern, flags))
    for style, pattern, flags in (
        # "PHỤ LỤC II", "Phụ lục 01:", "Phụ lục (kèm theo Kế hoạch …)"
        (
            Style.APPENDIX,
            r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?:số\s+|SỐ\s+)?(\d{1,2}|[IVX]+|[A-Z])\b)?\s*(?:[.:–-]|$|"
            r"(?=\()|(?<=C)\s(?=[A-ZÀ-ỸĐ]{2})|(?<=C \d)\s(?=[A-ZÀ-ỸĐ]{2}))",
            0,
        ),
        # "Phần thứ nhất", "PHẦN II. …"
        (Style.PART, rf"phần\s+({_WORDED})(?:\s*[.:–/-]|$|(?=\s+[{_CAPITAL}]{{2}}))", re.I),
        # "Chương I", "CHƯƠNG 2 – …"
        (Style.CHAPTER, rf"chương\s+([IVXL]+|\d{{1,2}})(?:\s*[.:–/-]|$|(?=\s+[{_CAPITAL}]))", re.I),
        # "Mục 1. …", "MỤC II"
        (Style.SECTION, r"(?:tiểu )?mục\s+(\d{1,2}|[IVX]+|[A-Z])(?:\s*[.:–-]|$)", re.I),
        # "Điều 3.", "Điều 12a:"
        (Style.ARTICLE, r"điều\s+(\d{1,3}[a-zđ]?|[lI]\d{0,2})(?:\s*[.:–/-]|$)", re.I),
        # "II.1. …": the decimal names its section
        (Style.DECIMAL, rf"([IVX]+\.\d{{1,2}}(?:\.\d{{1,2}})*)(?:[.)]\s*(?=\S)|\s+(?=[{_CAPITAL}]))", 0),
        # "I.", "II-", "III/", "IV -"
        (Style.ROMAN, r"([IVXL]+)\s?(?:[.)]|/(?=\s)|[–-](?=\s*\D))(?=\s*\S|$)", 0),
        # "A.", "B -", "Đ)"
        (Style.UPPER, r"([A-ZĐ])\s?(?:[.)/]\s|\s?[–-]\s)", 0),
        # "1.1.", "1.1.1 Xây dựng": without a closing dot a capital must follow, or it is a quantity
        (Style.DECIMAL, rf"([1-9]\d?(?:\.[1-9]\d?)+)(?:[.)]\s*(?=[^\d\s])|\s?[–-]\s+|\s+(?=[{_CAPITAL}“\"]))", 0),
        # "1.", "2)", "3/", "4 -", "05."
        (Style.DECIMAL, rf"(\d{{1,3}})(?:[.)]\s*(?=[^\d\s]|$)|[.)]\s(?=\d+[\s%])|/\s+|\s?[–-]\s+(?=[{_CAPITAL}]))", 0),
        # "(1)"
        (Style.PAREN, r"\((\d{1,2})\)\s*(?=\S)", 0),
        # "(ii)"
        (Style.PAREN_ROMAN, r"\(([ivx]+)\)\s*(?=\S)", 0),
        # "(a)"
        (Style.PAREN_LETTER, rf"\(([{ALPHABET}])\)\s*(?=\S)", 0),
        # "a)", "đ.", "b/"
        (Style.LETTER, rf"([{ALPHABET}])\s?(?:\)\s*|[./]\s+)(?=\S)", 0),
        # "- …", "– …", "• …", "* …" and what Word prints for its own bullets
        (Style.DASH, r"([-–—‑•·●▪■□◦♦➢➤✓*①-⑳\uf0b7\uf0a7\uf02d]|o(?=\s+[A-ZÀ-ỸĐ]))\s*(?=[^\s\d]|\d+\s?%|\d{2,})", 0),
        # "+ …"
        (Style.PLUS, r"(\+)\s*(?=\S)", 0),
    )
)
_FIRST = (
    frozenset("PpCcMmTtĐđ(+*IVXL")
    | frozenset("0123456789")
    | frozenset(ALPHABET)
    | frozenset("-–—‑•·●▪■□◦♦➢➤✓①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
)
_NAMED = {
    Style.APPENDIX: "Phụ lục",
    Style.PART: "Phần",
    Style.CHAPTER: "Chương",
    Style.SECTION: "Mục",
    Style.ARTICLE: "Điều",
}


@lru_cache(maxsize=1024)  # a paragraph is asked by several readers
def read_labels(text: str) -> tuple[Label, ...]:
    """Every way to read the label a paragraph begins with, the likeliest first; empty when it has none."""
    if not text or not (text[0] in _FIRST or text[0].isupper() or ord(text[0]) >= 0xF000):
        return ()
    found = []
    for style, pattern in _GRAMMAR:
        if match := pattern.match(text):
            found.append(_label(style, match, text))
            if style not in (Style.ROMAN, Style.PAREN_ROMAN):
                break
    return tuple(label for label in found if label.style in ITEMS or label.value or label.style is Style.APPENDIX)


def _label(style: Style, match: re.Match[str], text: str) -> Label:
    number = match.group(1) or ""
    if style is Style.ARTICLE and number[:1] in "lI":
        number = f"1{number[1:]}"  # "Điều l.": recognition of print
    length = match.end()
    while length < len(text) and text[length] in " \t":
        length += 1
    within, numbers = _numbers(style, number)
    part = {Style.PAREN: f"({number})", Style.PAREN_ROMAN: f"({number})", Style.PAREN_LETTER: f"({number})"}.get(
        style, number
    )
    if style in _NAMED:
        part = f"{_NAMED[style]} {number}".strip() if not number.lower().startswith("thứ") else f"Phần {number.lower()}"
    if within:
        part = number[len(within) + 1 :]
    if style is Style.DECIMAL:
        part = part.lstrip("0") or part
    return Label(style, match.group(0).strip(), part, numbers, length, within)


def _numbers(style: Style, number: str) -> tuple[str, tuple[int, ...]]:
    if style is Style.DECIMAL:
        head, _, rest = number.partition(".")
        within = head if not head.isdigit() else ""
        digits = rest if within else number
        return within, tuple(int(digit) for digit in digits.split("."))
    if style in ITEMS or not number:
        return "", ()
    if number.lower().startswith("thứ"):
        word = number.split()[-1].lower()
        return "", (_ORDINALS.index(word) + 1 if word in _ORDINALS else 1,)
    if leading := re.match(r"\d+", number):
        return "", (int(leading.group()),)
    if style in (Style.LETTER, Style.PAREN_LETTER, Style.UPPER) or not re.fullmatch(r"[IVXLCivxlc]+", number):
        return "", (letter_value(number),)
    return "", (roman_value(number),)


def label_length(text: str) -> int:
    """How many characters of the text are its label."""
    labels = read_labels(text)
    return labels[0].length if labels else 0
