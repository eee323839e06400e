"""What the cells of a column look like: shares of kinds of value, from a sample spread over the column."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import polars as pl

from nennep.lib.text import fold, one_line
from nennep.matching.fields import Field
from nennep.matching.sheets.people import looks_like_person, looks_like_unit

SAMPLE = 400  # values looked at
NEW_CENTURY = 30  # two digits up to this are of our century
SERIAL_DAYS, SERIAL_START = 365.25, 1900

_SEPARATOR = r"\s*[./\-, ]\s*"
_MONTHS = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"\D{{0,8}}(?:\d{{1,2}}{_SEPARATOR}\d{{1,2}}{_SEPARATOR}(?P<end>\d{{4}}|\d{{2}})(?:\s+\d.*)?"
    r"|(?P<start>\d{4})[./\-]\d{1,2}[./\-]\d{1,2}(?:[Tt ].*)?"
    r"|.*?thang\D*\d{1,2}\D+nam\D*(?P<words>\d{4})"
    r"|\d{1,2}[./\-](?P<month>(?:19|20)\d\d)"
    rf"|\d{{1,2}}[ -]{_MONTHS}[ -,]+(?P<english>\d{{2,4}}))\W*"
)
_YEAR = re.compile(r"\D{0,3}((?:19|20)\d\d)\D{0,3}")
_MONTH, _DAY, _CENTURY = "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12]\\d|3[01])", "(?:19|20)\\d\\d"
_COMPACT = re.compile(f"(?:{_CENTURY}{_MONTH}{_DAY}|{_DAY}{_MONTH}{_CENTURY})")
_CODE = re.compile(r"\d{2}[.\-/ ]\d{3}(?:[.\-/ ]\d{3}){1,3}")
_CARD = re.compile(r"\d{2}[. ]\d{6}|\d{8}")
_PHONE = re.compile(r"(?:\+?84|0)(?:[35789]\d{8}|1[2689]\d{8}|2\d{8,9})")
_LETTERS = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*[ .]*")


_WORDS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "values.toml").read_text(encoding="utf-8"))
_SEX, _MARK, _ETHNIC = frozenset(_WORDS["sex"]), frozenset(_WORDS["mark"]), frozenset(_WORDS["ethnic"])
_RELIGION = re.compile(f"(?:{'|'.join(_WORDS['religion'])})(?: .*)?")
_EDUCATION = re.compile(rf"(?:lop )?\d{{1,2}}\s*/\s*1[02].*|(?:{'|'.join(_WORDS['education'])})\b.*")
_PLACE = re.compile(rf"\b(?:{'|'.join(_WORDS['place'])})\b")


@dataclass(frozen=True)
class Contents:
    """Of a column: how many cells are filled, the share of each kind in the sample, the median year of its dates."""

    filled: int
    shares: Mapping[str, float]
    year: float | None

    def share(self, *kinds: str) -> float:
        return min(1.0, sum(self.shares.get(kind, 0.0) for kind in kinds))

    def fits(self, field: Field) -> float:
        """How well the cells suit a field, 0 to 1; 1 for an empty column, which contradicts nothing."""
        return self.share(*_FITTING[field]) if self.filled else 1.0


_DATES = ("date", "year", "serial")
_PLACES = ("place", "words", "word", "text", "person", "unit", "education", "ethnic")
_NAMES = ("person", "words", "word")
# Kinds are exclusive: each value counts once.
_FITTING: dict[Field, tuple[str, ...]] = {
    Field.NAME: _NAMES,
    Field.LAST_NAME: _NAMES,
    Field.MIDDLE_NAME: _NAMES,
    Field.GIVEN_NAME: _NAMES,
    Field.SEX: ("sex", "mark", "small"),
    Field.DOB: _DATES,
    Field.DOB_MAN: (*_DATES, "mark"),
    Field.DOB_WOMAN: (*_DATES, "mark"),
    Field.ID12: ("id12", "d12", "d11", "d10", "d9", "d8", "card", "text"),
    Field.ID9: ("id12", "d12", "d11", "d10", "d9", "d8", "d7", "card", "text"),
    Field.CARD: ("card", "d8", "d7", "id12", "d12", "d11", "text"),
    Field.CARD12: ("d12", "id12", "d11", "d10", "card", "d8", "d7"),
    Field.ADMISSION: _DATES,
    Field.OFFICIAL: _DATES,
    Field.PHONE: ("phone", "d9", "d10", "d11", "d8"),
    Field.ETHNIC: ("ethnic", "word"),
    Field.RELIGION: ("religion", "words", "word", "ethnic"),
    Field.EDUCATION: ("education", "words", "word", "small", "text", "place"),
    Field.HOMETOWN: _PLACES,
    Field.RESIDENCE: (*_PLACES, "small"),
    Field.CELL: (*_PLACES, "small"),
    Field.UNIT_CODE: ("code", "d12", "d11", "d14", "d8"),
}


def look_at(column: pl.Series) -> Contents:
    values = column.drop_nulls()
    sample = [one_line(text) for text in values.gather_every(max(1, values.len() // SAMPLE)).to_list()]
    kinds = Counter(kind_of(text) for text in sample)
    years = [year for text in sample if (year := year_of(text)) is not None]
    shares = {kind: count / len(sample) for kind, count in kinds.items()}
    return Contents(values.len(), shares, median(years) if len(years) * 2 >= len(sample) > 0 else None)


def kind_of(text: str) -> str:
    """The one kind that a value most likely is."""
    folded = fold(text)
    if folded.strip(" .()") in _SEX:
        return "sex"
    if any(sign.isdigit() for sign in folded):
        return next(_kinds_with_digits(folded), "text")
    bare = " ".join(folded.replace("(", " ").replace(")", " ").replace("'", " ").replace("-", " ").split())
    if folded in _MARK:
        return "mark"
    if bare in _ETHNIC:
        return "ethnic"
    if _RELIGION.fullmatch(bare):
        return "religion"
    return next(_kinds_of_words(text, folded), "text")


def _kinds_of_words(text: str, folded: str) -> Iterator[str]:
    if _EDUCATION.fullmatch(folded):
        yield "education"
    if looks_like_person(text):
        yield "person"
    if looks_like_unit(text) and folded.startswith(("chi bo", "cb ", "dang bo", "db ", "dang uy")):
        yield "unit"
    if "," in text or _PLACE.search(folded):
        yield "place"
    if _LETTERS.fullmatch(text):
        yield "word" if " " not in text else "words"


def _kinds_with_digits(folded: str) -> Iterator[str]:
    if _DATE.fullmatch(folded):
        yield "date"
    if _YEAR.fullmatch(folded):
        yield "year"
    if _CODE.fullmatch(folded):
        yield "code"
    if _COMPACT.fullmatch(folded):
        yield "date"
    if _CARD.fullmatch(folded):
        yield "card"
    figures = re.sub(r"[\s.\-'’+()]|\.0$", "", folded)
    if figures.isdecimal():
        yield from _kinds_of_figures(figures)
    if _EDUCATION.fullmatch(folded):
        yield "education"
    if folded.startswith(("chi bo", "cb ", "dang bo", "db ")):
        yield "unit"
    if "," in folded or _PLACE.search(folded) or re.match(r"\d+ [a-z]", folded):
        yield "place"


def _kinds_of_figures(figures: str) -> Iterator[str]:
    if len(figures) == 12 and "001" <= figures[:3] <= "096" and figures[3] in "0123":
        yield "id12"
    if _PHONE.fullmatch(figures):
        yield "phone"
    if len(figures) == 5 and "02000" < figures < "48000":
        yield "serial"
    if len(figures) <= 4:
        yield "mark" if figures == "1" else "small"
    yield f"d{len(figures)}"


def year_of(text: str) -> float | None:
    """Roughly, with the share of the year where a month is near: only to set columns in order."""
    folded = fold(text)
    if found := _DATE.fullmatch(folded):
        year = next(part for part in found.groups() if part)
        return float(year) if len(year) == 4 else float(year) + (2000 if int(year) <= NEW_CENTURY else 1900)
    if found := _YEAR.fullmatch(folded):
        return float(found[1])
    if _COMPACT.fullmatch(folded):
        return float(folded[:4] if "1900" <= folded[:4] <= "2099" else folded[4:])
    if folded.isdecimal() and len(folded) == 5:
        return SERIAL_START + int(folded) / SERIAL_DAYS
    return None
