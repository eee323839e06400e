"""Things of which a reader of the journal may not hear: rooms above lend finders; this room knows none of them."""

from collections.abc import Callable, Iterable
from typing import Any

Finder = Callable[[Any], Iterable[str]]  # by the reader; names as in `actions.name_of`

_lent: list[Finder] = []


def lend(finder: Finder) -> None:
    if finder not in _lent:
        _lent.append(finder)


def hidden_from(reader: Any) -> list[str]:
    return [name for finder in _lent for name in finder(reader)]
