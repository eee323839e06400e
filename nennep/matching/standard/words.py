"""Ethnic group, religion and education: one way to write each; a word not in the tables stays as it was."""

import re
import tomllib
from importlib.resources import files

from nennep.lib.text import capitalised, fold
from nennep.matching.model import Standard
from nennep.matching.standard.cleaning import MISSING, cleaned, joined_rules, says_nothing

SPELLING = "ghi theo cách viết thống nhất"
GRADE = "ghi lớp trên hệ"
EXCEL = "sửa ngày tháng do Excel tự đổi"
_MONTHS = {"oct": "10", "dec": "12"}

_NOT_WORDS = re.compile("[^a-z0-9]+")
_LABEL = re.compile(r"^(?:dan toc|ton giao|trinh do(?: van hoa)?|van hoa|hoc van|tdvh)\s*[:.]?\s*")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")
_GRADE = re.compile(r"(?:lop|vh|pt|he)?\s*0?([0-9]|1[0-2])\s*[/\\|\-]\s*(10|12)(?:\s*(?:btvh|bt|pt|ptth|thpt))?")
_DATE = re.compile(
    r"20[0-9]{2}-([0-9]{2})-([0-9]{2})(?: 00:00:00)?|0?([0-9]|1[0-2])-(dec|oct)|(dec|oct)-0?([0-9]|1[0-2])"
)


def _key(text: str) -> str:
    return _NOT_WORDS.sub("", fold(text))


def _table(kind: str) -> dict[str, str]:
    written: dict[str, list[str]] = _TABLES[kind]
    return {_key(way): house for house, ways in written.items() for way in (house, *ways)}


_TABLES = tomllib.loads((files(__package__) / "words.toml").read_text("utf-8"))
_ETHNIC, _RELIGION, _EDUCATION = _table("ethnic"), _table("religion"), _table("education")


def standard_ethnic(text: str) -> Standard:
    return _standard(text, _ETHNIC)


def standard_religion(text: str) -> Standard:
    """`Không` is an answer here, not a blank."""
    return _standard(text, _RELIGION)


def standard_education(text: str) -> Standard:
    """General schooling as `12/12`; a degree by its name. More than one in a cell is kept as written."""
    tidy, _ = cleaned(text)
    plain = _LABEL.sub("", fold(tidy))
    if grade := _GRADE.fullmatch(plain):
        value = f"{grade[1]}/{grade[2]}"
        return Standard(value, GRADE if value != text else "")
    if grade_of := _as_grade(plain):
        return Standard(grade_of, EXCEL)
    return _standard(text, _EDUCATION)


def _as_grade(text: str) -> str | None:
    """`2025-12-10 00:00:00` is what Excel made of `10/12`: of the two orders only one is a grade."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    one, other = (int(_MONTHS.get(part, part)) for part in found.groups() if part)
    made = {f"{grade}/{of}" for grade, of in ((one, other), (other, one)) if of in (10, 12) and grade <= of}
    return made.pop() if len(made) == 1 else None


def _standard(text: str, table: dict[str, str]) -> Standard:
    tidy, rules = cleaned(text)
    plain = _LABEL.sub("", fold(tidy))
    house = table.get(_key(plain)) or table.get(_key(_IN_BRACKETS.sub("", plain)))
    if house:
        return Standard(house, SPELLING if house != text else "")
    if says_nothing(tidy):
        return Standard(None, fault=MISSING)
    kept = capitalised(tidy)
    return Standard(kept, joined_rules(*rules, "viết hoa chữ đầu" if kept != tidy else ""))
