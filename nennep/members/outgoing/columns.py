"""What each column says of a member."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from nennep.lib.dates import format_known
from nennep.matching.standard.places import Places
from nennep.members.fields import kept_fields
from nennep.members.labels import SEXES, STANDINGS
from nennep.members.outgoing.layout import Column

PLACES_KEPT = 16_384  # most members come from a few thousand communes


@dataclass(frozen=True)
class Known:
    """One member as it leaves; values in clear."""

    values: Mapping[str, str]  # field → value, of the fields that are kept
    cell: str = ""  # full name
    code: str = ""  # M1.M2.M3.M4.M5
    above: str = ""
    since: str = ""  # in this cell, ISO cut to what is known
    temporary: str = ""  # where the member stays for a while
    standing: str = ""
    posts: tuple[str, ...] = ()


def said(known: Known, column: Column) -> str:
    """The text of one cell; blank where nothing is known."""
    if column.source in SAID:
        return SAID[column.source](known)
    key, _, part = column.source.partition(".")
    text = known.values.get(key, "")
    return part_of_place(text, part) if part else shown(key, text)


def shown(key: str, text: str) -> str:
    """A value as a file says it, in Vietnamese."""
    field_kind = kept_fields()[key].kind if key in kept_fields() else ""
    if field_kind == "day":
        return format_known(text)
    return str(dict(SEXES).get(text, text)) if field_kind == "sex" else text


def part_of_place(text: str, part: str) -> str:
    return dict(zip(("province", "commune", "detail"), parts_of_place(text), strict=True))[part]


@lru_cache(maxsize=PLACES_KEPT)
def parts_of_place(text: str) -> tuple[str, str, str]:
    """Province and commune of today, and in words what could not be told apart."""
    if not text:
        return "", "", ""
    place = Places.load().standard_place(text)
    return place.province or "", place.commune or "", "" if place.commune else text


SAID: dict[str, Callable[[Known], str]] = {
    "cell": lambda known: known.cell,
    "cell.code": lambda known: known.code,
    "cell.above": lambda known: known.above,
    "cell.since": lambda known: format_known(known.since),
    "cell.temporary": lambda known: known.temporary,
    "standing": lambda known: str(dict(STANDINGS).get(known.standing, known.standing)),  # type: ignore[call-overload]
    "posts": lambda known: "; ".join(known.posts),
}
