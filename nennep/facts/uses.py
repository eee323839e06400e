"""Where a figure is used, what it must be there, what it would move: rooms above lend finders, unknown to this one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nennep.facts.values import FactValue

if TYPE_CHECKING:
    from nennep.accounts.models import User


@dataclass(frozen=True)
class Use:
    word: str
    url: str


@dataclass(frozen=True)
class Need:
    """A place that can use a figure in some units alone."""

    word: str
    units: frozenset[str]


@dataclass(frozen=True)
class Effect:
    """What another figure would do to one thing that this person may see."""

    word: str
    url: str
    was: date | None
    now: date | None


@dataclass(frozen=True)
class Effects:
    seen: Sequence[Effect] = ()
    others: int = 0  # of which this person sees nothing


Finder = Callable[[str], Iterable[Use]]  # by the key of a figure

NeedFinder = Callable[[str], Iterable[Need]]
EffectFinder = Callable[["User", FactValue], Effects]

_lent: list[Finder] = []
_needs: list[NeedFinder] = []
_effects: list["EffectFinder"] = []


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


def lend_effects(finder: EffectFinder) -> None:
    if finder not in _effects:
        _effects.append(finder)


def effects_of(user: "User", figure: FactValue) -> Effects:
    found = [finder(user, figure) for finder in _effects]
    return Effects([one for each in found for one in each.seen], sum(each.others for each in found))
