"""Whose texts are found. Rooms above put theirs into `searchable.py`, found when the program starts.

The journal is the outbox: whatever is changed leaves an entry there in the same transaction, and the index follows the
entries in their order. A source says which things' entries concern it, and makes the texts of those things anew.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from nennep.search.rules import Doc

Touched = Mapping[str, set[str]]  # public id of a thing → actions that the journal tells of it


@dataclass(frozen=True)
class Source:
    thing: str  # as the journal names it: “task”, “directive”, “unit”
    every: Callable[[], Iterable[Doc]]
    touched: Callable[[Touched], Iterator[Doc]]
    overturning: frozenset[str] = frozenset()  # actions after which everything is indexed anew


SOURCES: list[Source] = []


def source(one: Source) -> None:
    if all(one.thing != other.thing for other in SOURCES):
        SOURCES.append(one)
