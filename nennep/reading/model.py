"""What reading a document gives: header, signature, clauses, proposed tasks, and all that could not be placed."""

import datetime
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    RESULTS = "results"
    TASKS = "tasks"
    ORGANISATION = "organisation"
    OTHER = "other"


class Kind(StrEnum):
    DELIVERABLE = "deliverable"
    TARGET = "target"
    STANDING = "standing"


@dataclass(frozen=True)
class Header:
    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    date: datetime.date | None = None
    issuer: str | None = None
    superior: str | None = None
    abstract: str | None = None
    term: str | None = None
    meeting_date: datetime.date | None = None


@dataclass(frozen=True)
class Signature:
    authority: str | None = None
    position: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class Clause:
    """A numbered piece; `start`..`end` holds its label, title and own text, not the clauses below it."""

    path: str
    label: str
    title: str | None
    text: str
    role: Role
    start: int
    end: int


@dataclass(frozen=True)
class Target:
    value: float
    unit: str
    by: datetime.date | None = None


@dataclass(frozen=True)
class Due:
    """When a task is due, the words that say so, and the rule (a code of docs/reading.md) that made them a date."""

    day: datetime.date | None = None
    words: str | None = None
    rule: str | None = None


@dataclass(frozen=True)
class Task:
    clause: str
    text: str
    start: int
    end: int
    kind: Kind
    assignees: tuple[str, ...] = ()
    collaborators: tuple[str, ...] = ()
    supervisor: str | None = None
    product: str | None = None
    due: Due = Due()
    recurrence: str | None = None
    target: Target | None = None
    references: tuple[str, ...] = ()
    confidence: float = 0.0
    why: str = ""

    def as_json(self) -> dict[str, Any]:
        plain = asdict(replace(self, due=Due()))
        return plain | {"due": self.due.day, "due_words": self.due.words, "due_rule": self.due.rule}


@dataclass(frozen=True)
class Shortcoming:
    clause: str
    text: str


@dataclass(frozen=True)
class Remark:
    """A warning for the person who reviews: a code of docs/reading.md and one plain sentence."""

    code: str
    message: str
    clause: str | None = None


@dataclass(frozen=True)
class Unplaced:
    """Text that is neither header, clause, "
    "recipient nor signature; `start == end` when it is not in the text at all."""

    text: str
    start: int
    end: int
    why: str


@dataclass(frozen=True)
class Reading:
    text: str
    header: Header
    signature: Signature
    recipients: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    tasks: tuple[Task, ...] = ()
    shortcomings: tuple[Shortcoming, ...] = ()
    references: tuple[str, ...] = ()
    warnings: tuple[Remark, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    notes: tuple[str, ...] = ()
    placed: tuple[tuple[int, int], ...] = ()  # the spans of header, recipients and signature

    def as_json(self) -> dict[str, Any]:
        """The object of the reading contract: plain types, ISO dates, null where the document does not say."""
        plain = asdict(replace(self, tasks=(), placed=())) | {"tasks": [task.as_json() for task in self.tasks]}
        return {key: _plain(value) for key, value in plain.items() if key != "placed"}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
