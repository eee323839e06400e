"""What stands in the index, and how a question is folded: words, pairs of words, days, doors."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from nennep.lib.periods import PeriodKind, period_of
from nennep.lib.text import nfc, words_of

LONGEST, MOST_WORDS = 4_000, 12  # characters of a text that are indexed; words of a question that are asked
FORGIVEN_FROM = 5  # letters from which on one edit is forgiven
PREFIX_FROM = 3  # letters from which on the last word may be only a beginning
PERIODS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)


class Door(StrEnum):
    """By which right a text is seen; a door stands at a unit, or is a person's own."""

    DRAFT = "d"  # who reads the office's directives, drafts too
    TASK = "t"  # who reads the office's tasks
    OWN = "o"  # who sees what the unit was given
    INSIDE = "a"  # who answers for that very unit
    PERSON = "p"


@dataclass(frozen=True)
class Doc:
    """One text as it is found: by its words, through its doors, narrowed by the rest."""

    kind: str
    pk: int
    text: str
    doors: frozenset[str]
    units: frozenset[str] = frozenset()  # paths of units it speaks of
    states: frozenset[str] = frozenset()
    days: frozenset[date] = frozenset()  # in whose periods it lies
    directive: str = ""
    clause: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.pk}"


def at_unit(door: Door, path: str) -> Iterator[str]:
    """Terms of a door at a unit: for grants on it alone, and for grants on it or above with all below."""
    yield f"{door}={path}"
    for top in tops_of(path):
        yield f"{door}{top}"


def tops_of(path: str) -> Iterator[str]:
    """`0001.0003.` → `0001.`, `0001.0003.`"""
    parts = path.split(".")[:-1]
    for n in range(1, len(parts) + 1):
        yield ".".join(parts[:n]) + "."


def held(door: Door, grants: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """Terms that a person's grants (path, with what lies below) open."""
    for path, below in grants:
        yield f"{door}{path}" if below else f"{door}={path}"


def person(pk: int) -> str:
    return f"{Door.PERSON}{pk}"


def pairs_of(words: Sequence[str]) -> list[str]:
    """Neighbours as one term: a Vietnamese word is mostly two of them."""
    return [f"{one}_{other}" for one, other in pairwise(words)]


def with_accents(text: str) -> list[str]:
    """The words as they were written, in lower case: who types accents means them."""
    return nfc(text).lower().split()


def periods_of(days: Iterable[date]) -> list[str]:
    return sorted({period_of(day, kind).key for day in days for kind in PERIODS})


def clauses_of(path: str) -> list[str]:
    """`II.2.1` → `II`, `II.2`, `II.2.1`"""
    parts = path.split(".") if path else []
    return [".".join(parts[:n]) for n in range(1, len(parts) + 1)]


@dataclass(frozen=True)
class Question:
    """What is asked for: words, and to what the answer is narrowed."""

    typed: str
    kind: str = ""
    unit: str = ""  # path
    state: str = ""
    period: str = ""  # key
    directive: str = ""  # public id
    clause: str = ""

    @property
    def words(self) -> list[str]:
        return words_of(self.typed[:400])[:MOST_WORDS]

    @property
    def narrowed(self) -> dict[str, str]:
        named = ("kind", "unit", "state", "period", "directive", "clause")
        return {name: value for name in named if (value := getattr(self, name))}
