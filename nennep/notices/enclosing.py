"""Files that go with a letter, made when it leaves: no copy of what they hold lies with the letters, and who lost the
right to a file meanwhile does not get it. Rooms above lend the makers when the program starts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nennep.notices.models import Letter
from nennep.notices.rules import BYTES_ENCLOSED

if TYPE_CHECKING:
    from nennep.accounts.models import User


@dataclass(frozen=True)
class Enclosed:
    name: str
    content: bytes
    content_type: str


Maker = Callable[[list[str], "User"], Iterable[Enclosed]]  # references to what is wanted, and for whom
_makers: dict[str, Maker] = {}


def lend(kind: str, maker: Maker) -> None:
    _makers[kind] = maker


def enclosed_in(letter: Letter) -> tuple[list[Enclosed], int]:
    """What goes with the letter, and how many files that it speaks of do not."""
    wanted = [tuple(pair) for pairs in letter.notices.values_list("encloses", flat=True) for pair in pairs]
    if not wanted or letter.to is None:
        return [], len(wanted)
    taken, size = [], 0
    for one in made_for(wanted, letter.to):
        size += len(one.content)
        if size <= BYTES_ENCLOSED:
            taken.append(one)
    return taken, len(wanted) - len(taken)


def made_for(wanted: list[tuple[str, ...]], person: "User") -> Iterator[Enclosed]:
    for kind in dict.fromkeys(kind for kind, _ref in wanted):
        yield from _makers[kind]([ref for each, ref in wanted if each == kind], person)
