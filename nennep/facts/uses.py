"""Where a figure is used: rooms above lend a finder at the start; this room knows none of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Use:
    word: str
    url: str


Finder = Callable[[str], Iterable[Use]]  # by the key of a figure

_lent: list[Finder] = []


def lend(finder: Finder) -> None:
    if finder not in _lent:
        _lent.append(finder)


def uses_of(key: str) -> list[Use]:
    return [use for finder in _lent for use in finder(key)]
