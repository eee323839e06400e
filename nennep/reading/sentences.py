"""Splitting a paragraph into sentences, and sentences at their semicolons."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A full stop ends a sentence when a capital, a quote or a numbered part follows, and no abbreviation stands before it.
_STOP = re.compile(r"[.!?…]+[”\"’)\]]*\s+(?=[A-ZÀ-ỸĐ“\"‘(\d–-])")
# "TP. Hải Phòng", "đ/c. An", "v.v.", "Q. Ngô Quyền": dots that end no sentence.
_ABBREVIATIONS = frozenset(
    {
        *(
            "tp",
            "tx",
            "q",
            "p",
            "h",
            "tt",
            "ths",
            "ts",
            "pgs",
            "gs",
            "đ/c",
            "ông",
            "bà",
            "nđ",
            "qđ",
            "tm",
            "kt",
        ),
        *("tl", "tuq", "ct", "bs", "cn", "ks", "st", "mr", "mrs", "vd", "tr", "vv", "v.v"),
    }
)
_COUNTED_BY_LETTER = re.compile(r"\b(?:cấp|loại|hạng|khóa|quý|đợt|nhóm|lần|khu|vùng|mức|mục|phụ lục|mẫu|biểu)[ (“\"]*$")
_OPENING, _CLOSING = "(“[«", ")”]»"
_SIGNS = re.compile(r"[;(“\[«)”\]»]")
_INLINE = re.compile(r"(?:\((?:\d{1,2}|[ivx]{1,4}|[a-zđ])\)|(?:\d{1,2}|[a-zđ])\)|[-–+•])\s+")
_ORDINAL = re.compile(
    r"(?:(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)),?:?\s+", re.I
)


@dataclass(frozen=True)
class Span:
    """A stretch of a paragraph's text, blanks at its ends left out."""

    start: int
    end: int


def sentences(text: str, start: int = 0) -> Iterator[Span]:
    """The sentences of `text[start:]`; brackets and quotes keep theirs together."""
    begin = start
    for match in _STOP.finditer(text, start):
        if _is_abbreviation(text, match.start(), begin) or _depth(text, begin, match.start()):
            continue
        yield _trimmed(text, begin, match.end())
        begin = match.end()
    if begin < len(text):
        yield _trimmed(text, begin, len(text))


def pieces(text: str, span: Span) -> Iterator[Span]:
    """A sentence cut at its semicolons, those inside brackets and quotes left alone."""
    begin, depth = span.start, 0
    for match in _SIGNS.finditer(text, span.start, span.end):
        sign, i = match.group(), match.start()
        if sign in _OPENING:
            depth += 1
        elif sign in _CLOSING:
            depth = max(0, depth - 1)
        elif not depth:
            yield _trimmed(text, begin, i + 1)
            begin = i + 1
    if begin < span.end:
        yield _trimmed(text, begin, span.end)


def past_marker(text: str, place: int) -> int:
    """Where the words begin behind `(1)`, `a)`, `-`, `Một là,` inside a paragraph."""
    for pattern in (_INLINE, _ORDINAL):
        if match := pattern.match(text, place):
            place = match.end()
    return place


def is_ordinal(text: str) -> bool:
    """Whether a paragraph is an item that counts in words: `Một là, …`, `Thứ hai, …`."""
    return _ORDINAL.match(text) is not None


def _is_abbreviation(text: str, stop: int, begin: int) -> bool:
    if text[stop] != ".":
        return False
    word = text[max(begin, text.rfind(" ", begin, stop) + 1) : stop].lstrip('(“"').lower()
    if word == "số":  # "số. 12" is a number, "dân tộc thiểu số. Rà soát" two sentences
        return re.match(r"\s*\d+\s*[-/]", text[stop + 1 : stop + 12]) is not None
    inner = text[stop : stop + 2].strip()
    if len(word) == 1 and word.isalpha():  # "Q. Ngô Quyền", "A. Nguyễn", but not "cấp V. Thông tin"
        return inner == "." and not _COUNTED_BY_LETTER.search(text[max(begin, stop - 24) : stop - 1].lower())
    return inner == "." and word in _ABBREVIATIONS


def _depth(text: str, begin: int, end: int) -> int:
    part = text[begin:end]
    opened = sum(part.count(sign) for sign in _OPENING) - sum(part.count(sign) for sign in _CLOSING)
    return max(0, opened) if len(part) < 1200 else 0  # a bracket never closed must not swallow the paragraph


def _trimmed(text: str, begin: int, end: int) -> Span:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return Span(begin, end)
