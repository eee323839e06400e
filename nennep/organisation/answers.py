"""What the words of a directive turned out to mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from nennep.organisation.models import Group, Unit

if TYPE_CHECKING:
    from nennep.accounts.models import User


class How(StrEnum):
    PHRASE = "phrase"  # taught, or an alias typed by the office
    NAME = "name"
    GROUP = "group"
    POST = "post"
    ALL_BELOW = "all_below"  # “các chi bộ, đảng bộ trực thuộc”


@dataclass(frozen=True)
class Meaning:
    """Whom some words mean."""

    units: tuple[Unit, ...] = ()
    groups: tuple[Group, ...] = ()
    people: tuple["User", ...] = ()

    def __bool__(self) -> bool:
        return bool(self.units or self.groups or self.people)


@dataclass(frozen=True)
class Resolution(Meaning):
    """A meaning, how it was found, how sure (0–1), why in a sentence, and the words that nobody answered to."""

    how: How | None = None
    score: float = 0.0
    note: str = ""
    unresolved: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.how is not None


def unknown(note: str = "", *words: str) -> Resolution:
    return Resolution(note=note, unresolved=words)


def joined(parts: Sequence[Resolution]) -> Resolution:
    """One answer of several parts; as sure as the least sure, and less for each part unanswered."""
    good = [part for part in parts if part]
    ways = {part.how for part in good}
    lost = tuple(words for part in parts for words in part.unresolved)
    return Resolution(
        units=tuple(dict.fromkeys(unit for part in good for unit in part.units)),
        groups=tuple(dict.fromkeys(group for part in good for group in part.groups)),
        people=tuple(dict.fromkeys(person for part in good for person in part.people)),
        how=ways.pop() if len(ways) == 1 else How.NAME,
        score=round(min(part.score for part in good) * len(good) / len(parts), 2),
        note=_("Chưa nhận ra: %(words)s.") % {"words": "; ".join(lost)}
        if lost
        else _("Ghép từ %(n)s phần.") % {"n": len(parts)},
        unresolved=lost,
    )
