"""What a heading says by itself: the field of the longest phrase in it."""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from nennep.matching.fields import Field
from nennep.matching.sheets.headings import plain

NONE, PLACE_PART = "none", "place_parts"


@dataclass(frozen=True, slots=True)
class Said:
    field: Field | None  # None: known not to be a field
    rank: int  # place in the list of its field: 0 is the best claim
    whole: bool  # the phrase is the whole heading
    place_part: bool = False
    date_part: bool = False  # "Ngày", "Tháng" or "Năm" below the heading of a date


@lru_cache(maxsize=10_000)
def said_by(heading: str) -> Said | None:
    """None where nothing is recognised; "Ngày vào Đảng / Chính thức" is read as one phrase."""
    words = [word for word in plain(heading).split() if not word.isdecimal() or len(word) > 1] or plain(heading).split()
    glued = _glued().get("".join(words))
    if glued is not None:
        return _said(*glued, whole=True)
    known = _phrases()
    for size in range(min(len(words), _longest()), 0, -1):
        found = [
            known[phrase]
            for start in range(len(words) - size + 1)
            if (phrase := " ".join(words[start : start + size])) in known
        ]
        found = [each for each in found if size > 1 or len(words) == 1 or each[0] not in _WEAK]
        if found:
            return _said(*min(found, key=lambda each: (each[0] != NONE, each[1])), whole=size == len(words))
    return None


# A single word of these says nothing inside a longer heading: "Tên cơ quan", "Số nữ".
_WEAK = frozenset(
    {Field.GIVEN_NAME.value, Field.LAST_NAME.value, Field.MIDDLE_NAME.value, Field.SEX.value, NONE, PLACE_PART}
)


def _said(group: str, rank: int, *, whole: bool) -> Said:
    if group == NONE:
        return Said(None, rank, whole)
    if group == PLACE_PART:
        return Said(Field.RESIDENCE, rank, whole, place_part=True)
    return Said(Field(group), rank, whole)


@cache
def _phrases() -> dict[str, tuple[str, int]]:
    groups = tomllib.loads((Path(__file__).parent / "headings.toml").read_text(encoding="utf-8"))
    made: dict[str, tuple[str, int]] = {}
    for group, phrases in groups.items():
        for rank, phrase in enumerate(phrases):
            made.setdefault(phrase, (group, rank))
    return made


@cache
def _glued() -> dict[str, tuple[str, int]]:
    """`NGAYSINH`, `HoTen`: as software without blanks writes them."""
    return {phrase.replace(" ", ""): place for phrase, place in reversed(_phrases().items())}


@cache
def _longest() -> int:
    return max(len(phrase.split()) for phrase in _phrases())
