"""Names, limits and kinds of the vault; what may be opened and how it is told."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nennep.lib.text import fold

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without look-alikes
OPEN_FOR = timedelta(minutes=10)  # an unlocked key
ASKED_FOR = timedelta(hours=72)  # what waits for a second person
RELEASED_WITHIN = timedelta(hours=24)  # two custodians
RELEASES = 2
ROTATED_WITHIN = timedelta(days=7)
FEWEST = 2  # living holders and custodians of a letter
CUSTODIANS = 3
SHORTEST_REASON = 10  # characters
MOST_FILES = 5
LARGEST_FILE = 10 * 1024 * 1024  # bytes; files of letters lie in memory alone until they are sealed
LARGEST_SENDING = 20 * 1024 * 1024  # all files of one sending
LONGEST_TEXT = 50_000


class BlockKind(StrEnum):
    AUTHOR = "author"  # name, number, address, phone in one
    LETTER = "letter"  # as it came
    COPY = "copy"  # the letter with the author's name struck out
    FILE = "file"  # key, name and type of an attachment
    NOTE = "note"  # of a holder
    MESSAGE = "message"  # of the author, come back
    ANSWER = "answer"  # to the author, as the holders read it
    REPLY = "reply"  # the same, as the author reads it


OF_THE_CASE = tuple(kind for kind in BlockKind if kind != BlockKind.REPLY)
WITHOUT_NAME = frozenset({BlockKind.COPY, BlockKind.NOTE, BlockKind.MESSAGE, BlockKind.ANSWER})


class Opened(StrEnum):
    """What one act of opening shows."""

    TEXT = "text"  # the copy without the name, notes and messages
    AUTHOR = "author"
    LETTER = "letter"  # as it came, with the name
    FILE = "file"  # one attachment as it came
    CLEAN = "clean"  # one attachment, stripped


SHOWN: dict[Opened, frozenset[BlockKind]] = {
    Opened.TEXT: WITHOUT_NAME,
    Opened.AUTHOR: frozenset({BlockKind.AUTHOR}),
    Opened.LETTER: frozenset({BlockKind.LETTER}),
    Opened.FILE: frozenset({BlockKind.FILE}),
    Opened.CLEAN: frozenset({BlockKind.FILE, BlockKind.AUTHOR}),
}
NEEDS_REASON = frozenset({Opened.AUTHOR, Opened.LETTER, Opened.FILE})


class Why(StrEnum):
    """For what a seal is opened; chosen, not typed, for it stands in the journal."""

    MEET = "meet"
    VERIFY = "verify"
    REPORT = "report"
    PROTECT = "protect"
    COPY = "copy"
    FORWARD = "forward"
    OTHER = "other"


class LetterKind(StrEnum):
    STATE = "state"
    PARTY = "party"


class Seated(StrEnum):
    RECEIVER = "receiver"  # new letters are sealed to
    CUSTODIAN = "custodian"


class Asked(StrEnum):
    """What waits for a second person."""

    ADD = "add"  # a holder of a letter
    REMOVE = "remove"
    SEAT = "seat"
    UNSEAT = "unseat"


def new_alias() -> str:
    """“A7F3”; says nothing, and is unique in the house."""
    return "".join(secrets.choice(LETTERS) for _ in range(4))


def is_overdue(flagged: date | None, today: date) -> bool:
    return flagged is not None and today - flagged > ROTATED_WITHIN


HEADS = re.compile(
    r"(quyen )?(pho|((vien|cuc|vu|hieu|thu|doan|to) )?truong|bi thu|chu nhiem|chu tich|chanh|giam doc|tong)\b"
)


def leads(title: str) -> bool:
    """“Phó Trưởng ban”, “Chánh Văn phòng”: a post over the others of its unit."""
    return HEADS.match(fold(title)) is not None


@dataclass(frozen=True)
class Standing:
    """Where a person stands in the tree: paths of units with a post or role, and those led."""

    person: int
    at: tuple[str, ...]
    led: tuple[str, ...]


@dataclass(frozen=True)
class Against:
    """Who and what a letter is about."""

    people: frozenset[int]
    units: tuple[str, ...]  # and those that an accused person leads
    chains: tuple[str, ...]  # units whose superiors are named too


def is_concerned(standing: Standing, against: Against) -> bool:
    """Rank opens nothing: the accused, who stands in an accused unit, below it or under an accused leader, and the
    leaders above where named."""
    inside = any(at.startswith(unit) for at in standing.at for unit in against.units)
    above = any(unit.startswith(led) for led in standing.led for unit in against.chains)
    return standing.person in against.people or inside or above


def name_forms(name: str) -> Sequence[str]:
    """The whole name, and its last two words: how a letter speaks of its author."""
    words = name.split()
    return [" ".join(words)] if len(words) < 3 else [" ".join(words), " ".join(words[-2:])]
