"""Which rows below the headings are no record: totals, signatures, names of groups, headings printed again."""

import re
from collections.abc import Iterable

from nennep.lib.text import fold, nfc, one_line
from nennep.matching.model import Aside
from nennep.matching.sheets.headings import Headings, Line, is_numbering, plain, says_heading
from nennep.matching.sheets.people import looks_like_person, looks_like_unit
from nennep.matching.sheets.vocabulary import NOTE, SIGNATURE, TITLE, TOTAL

_PLACE_AND_DATE = re.compile(r"(?:ngay|ngày)\W*(?:\d+|[.…_ ]+)?\W*(?:thang|tháng)\W*(?:\d+|[.…_ ]*)?\W*(?:nam|năm)\b")
_ROMAN = re.compile(r"\W*(?=[ivxlc])(?:x{0,3})(?:ix|iv|v?i{0,3})\W*")
_OUTLINE = re.compile(r"\W*(?:[ivx]+|[a-zđ]|\d+(?:\.\d+)+)\W*")  # I, a), 1.2
_FIGURE = re.compile(r"\W*\d+([.,]\d+)*\W*")
_OUTLINED = re.compile(r"\W*(?:[ivx]+|[a-zđ]|\d+(?:\.\d+)*)\s*[.):–-]\s*\D")  # I. Chi bộ…
_TELLING = re.compile(r"\d{8}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d|\b(?:19|20)\d\d\b")


def kind_of(line: Line, headings: Headings, name_column: str | None) -> Aside | None:
    """None for a record. Only what the row itself says; where it stands is judged by the caller."""
    if is_repeated(line, headings):
        return Aside.HEADING
    texts = [nfc(one_line(text)).lower() for text in line.cells.values()]
    telling = sum(1 for text in texts if _TELLING.search(text))
    name = line.cells.get(name_column, "") if name_column is not None else ""
    person = looks_like_person(name) and not TOTAL.match(nfc(name).lower())
    if any(map(TOTAL.match, texts[:3])) and not person:
        return Aside.TOTAL
    if len(texts) <= 4 and (any(map(_PLACE_AND_DATE.search, texts)) or any(map(SIGNATURE.match, texts))):
        return None if person and len(texts) > 1 else Aside.SIGNATURE
    if len(texts) <= 2 and any(TITLE.match(text) or NOTE.match(text) for text in texts):
        return None if person else Aside.TITLE
    return Aside.GROUP if not telling and not person and _is_group(line, name_column) else None


def is_repeated(line: Line, headings: Headings) -> bool:
    if is_numbering(line):
        return True
    said = {name: plain(text) for name, text in line.cells.items()}
    for printed in headings.printed:
        same = sum(printed.get(name) == text for name, text in said.items())
        if (same >= 2 and same >= 0.6 * len(said)) or (same == len(said) and len(printed) <= 2):
            return True
    known = sum(map(says_heading, line.cells.values()))
    return known >= 3 and known >= 0.75 * len(said)


def _is_group(line: Line, name_column: str | None) -> bool:
    """`Chi bộ Văn phòng`, `I | Khối phường | | 12`, `1.2 | Chi bộ 3`: a unit, and at most figures beside it."""
    texts = [one_line(text) for text in line.cells.values()]
    words = [text for text in texts if not _is_mark(text)]
    if not words:
        return all(_ROMAN.fullmatch(fold(text)) for text in texts[:1]) and len(texts) == 1
    if len(words) > 1:
        return False
    text, first = words[0], fold(texts[0])
    named = looks_like_unit(_without_mark(text))
    # "5 | T. Nguyên Bảo" is a person whose family name was cut short.
    outlined = not _FIGURE.fullmatch(first) and bool(
        _OUTLINED.match(fold(text)) or (len(texts) > 1 and _OUTLINE.fullmatch(first))
    )
    if named or (outlined and name_column is not None):
        return True
    # One text, not in the column of names, is a line across the table.
    return len(texts) == 1 and name_column is not None and name_column not in line.cells and not looks_like_person(text)


def _is_mark(text: str) -> bool:
    folded = fold(text)
    return bool(_FIGURE.fullmatch(folded) or _OUTLINE.fullmatch(folded) or not re.search(r"\w", folded))


def _without_mark(text: str) -> str:
    return re.sub(r"^\W*(?:[IVXivx]+|[A-Za-zĐđ]|\d+(?:\.\d+)*)\s*[.):–-]\s*", "", text)


def is_part_of_signature(line: Line) -> bool:
    """Below a place and date: posts and names, without a number or a date of their own."""
    texts: Iterable[str] = line.cells.values()
    return len(line.cells) <= 3 and not any(_TELLING.search(text) or re.fullmatch(r"\W*\d+\W*", text) for text in texts)
