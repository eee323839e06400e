"""What each column says of a member."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nennep.lib.dates import format_known
from nennep.matching.standard.places import Places
from nennep.members.fields import kept_fields
from nennep.members.labels import SEXES, STANDINGS
from nennep.members.outgoing.layout import Column

NUMBER = "number"  # the place of a row in its list, which no member knows
PLACES_KEPT = 16_384  # most members come from a few thousand communes
PARTS = ("province", "commune", "detail")  # of a place
PARTS_OF_DAY = ("year", "month", "day")  # as ISO has them
DAYS = frozenset(key for key, field in kept_fields().items() if field.kind == "day")
SEXED = frozenset(key for key, field in kept_fields().items() if field.kind == "sex")
WORDS_OF_SEX: dict[str, object] = dict(SEXES)
WORDS_OF_STANDING: dict[str, object] = {str(key): word for key, word in STANDINGS}


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
    return teller(column)(known)


@lru_cache(maxsize=256)
def teller(column: Column) -> Callable[[Known], str]:
    """What says the cells of a column: made once, asked for every member."""
    if column.source in SAID:
        return SAID[column.source]
    key, _dot, part = column.source.partition(".")
    if part in PARTS_OF_DAY:
        which = PARTS_OF_DAY.index(part)
        return lambda known: dict(enumerate(known.values.get(key, "").split("-"))).get(which, "")
    if part:
        place = PARTS.index(part)
        return lambda known: parts_of_place(known.values.get(key, ""))[place]
    return lambda known: shown(key, known.values.get(key, ""))


def rows_said(people: Iterable[Known], columns: Sequence[Column]) -> Iterator[list[object]]:
    """A row for each, numbered from 1 where a column asks for it."""
    tellers = [teller(column) for column in columns]
    numbered = [place for place, column in enumerate(columns) if column.source == NUMBER]
    for number, known in enumerate(people, 1):
        row: list[object] = [tell(known) for tell in tellers]
        for place in numbered:
            row[place] = number
        yield row


def shown(key: str, text: str) -> str:
    """A value as a file says it, in Vietnamese."""
    if key in DAYS:
        return format_known(text)
    return str(WORDS_OF_SEX.get(text, text)) if key in SEXED else text


@lru_cache(maxsize=PLACES_KEPT)
def parts_of_place(text: str) -> tuple[str, str, str]:
    """Province and commune of today, and in words what could not be told apart."""
    if not text:
        return "", "", ""
    place = Places.load().standard_place(text)
    return place.province or "", place.commune or "", "" if place.commune else text


SAID: dict[str, Callable[[Known], str]] = {
    NUMBER: lambda _known: "",
    "cell": lambda known: known.cell,
    "cell.code": lambda known: known.code,
    "cell.above": lambda known: known.above,
    "cell.since": lambda known: format_known(known.since),
    "cell.temporary": lambda known: known.temporary,
    "standing": lambda known: str(WORDS_OF_STANDING.get(known.standing, known.standing)),
    "posts": lambda known: "; ".join(known.posts),
}
