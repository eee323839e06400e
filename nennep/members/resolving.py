"""Of two values of one field, the one to propose; who merges decides."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from nennep.lib.text import fold, without_accents


class Taken(StrEnum):
    """Why a value is proposed."""

    ONLY = "only"  # the other record says nothing
    FULLER = "fuller"  # it says all that the other says, and more
    SOUND = "sound"  # it agrees with the year of birth and the sex; the other does not
    NEWEST = "newest"  # it was written last
    KEPT = "kept"  # nothing speaks for the other


@dataclass(frozen=True)
class Said:
    """What one record says of a field."""

    text: str
    sound: bool = True
    at: datetime | None = None  # when it was written


@dataclass(frozen=True)
class Proposal:
    from_loser: bool
    why: Taken


Speaks = Callable[[Said, Said], bool]  # whether the first is to be taken before the second


def is_only(one: Said, other: Said) -> bool:
    return bool(one.text) and not other.text


def is_fuller_day(one: Said, other: Said) -> bool:
    """`1970-05-12` over `1970`."""
    return one.text.startswith(f"{other.text}-")


def is_fuller_text(one: Said, other: Said) -> bool:
    """`Đặng Thị Lan` over `Dang Thi Lan`; `Xã Nghi Lâm, Nghệ An` over `Nghệ An`."""
    folded, less = fold(one.text), fold(other.text)
    if folded == less:
        return accents(one.text) > accents(other.text)
    return less in folded


def accents(text: str) -> int:
    return sum(letter != plain for letter, plain in zip(text, without_accents(text), strict=False))


def is_sound(one: Said, other: Said) -> bool:
    return one.sound and not other.sound


def is_newer(one: Said, other: Said) -> bool:
    return one.at is not None and (other.at is None or one.at > other.at)


ORDER: dict[str, tuple[tuple[Taken, Speaks], ...]] = {  # kind of field → what is asked, in this order
    "day": ((Taken.ONLY, is_only), (Taken.FULLER, is_fuller_day), (Taken.NEWEST, is_newer)),
    "number": ((Taken.ONLY, is_only), (Taken.SOUND, is_sound), (Taken.NEWEST, is_newer)),
    "words": ((Taken.ONLY, is_only), (Taken.FULLER, is_fuller_text), (Taken.NEWEST, is_newer)),
}
NUMBERS = frozenset({"id12", "id9", "card", "card12", "phone"})  # kinds of fields


def propose(kind: str, winner: Said, loser: Said) -> Proposal:
    """Of two values that differ."""
    group = "number" if kind in NUMBERS else kind if kind in ORDER else "words"
    for why, speaks in ORDER[group]:
        if speaks(winner, loser):
            return Proposal(False, why)
        if speaks(loser, winner):
            return Proposal(True, why)
    return Proposal(False, Taken.KEPT)


def fits(id12: str, sex: str, dob: str) -> bool:
    """Whether an identity number tells the sex and year of birth that stand beside it; what is not known fits."""
    if len(id12) != 12 or not id12.isdigit():
        return not id12
    century = int(id12[3])
    year = f"{19 + century // 2}{id12[4:6]}"
    told = "nữ" if century % 2 else "nam"
    return (not sex or sex == told) and (not dob or dob[:4] == year)
