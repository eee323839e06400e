"""Where a figure is used, and what it must be there: rooms above lend finders; this room knows none of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Use:
    word: str
    url: str


@dataclass(frozen=True)
class Need:
    """A place that can use a figure in some units alone."""

    word: str
    units: frozenset[str]


Finder = Callable[[str], Iterable[Use]]  # by the key of a figure

NeedFinder = Callable[[str], Iterable[Need]]

_lent: list[Finder] = []
_needs: list[NeedFinder] = []


def lend(finder: Finder) -> None:
    if finder not in _lent:
        _lent.append(finder)


def uses_of(key: str) -> list[Use]:
    return [use for finder in _lent for use in finder(key)]


def lend_needs(finder: NeedFinder) -> None:
    if finder not in _needs:
        _needs.append(finder)


def needs_of(key: str) -> list[Need]:
    return [need for finder in _needs for need in finder(key)]
