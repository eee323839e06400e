"""What two records say of one time, as one: spans of one thing that overlap are one span."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

FULL = len("2000-01-01")


@dataclass(frozen=True)
class Held:
    """A span of either record; days are ISO texts cut to what is known, blank where nothing is."""

    pk: int
    winners: bool
    what: Any  # the cell, the standing, the post
    starts: str
    ends: str
    paper: str = ""


@dataclass(frozen=True)
class Joined:
    """The row that remains, what it then says, and the rows that go."""

    pk: int
    what: Any
    starts: str
    ends: str
    paper: str
    gone: tuple[int, ...] = ()


def joined(spans: Iterable[Held]) -> list[Joined]:
    """In order of time."""
    groups: list[list[Held]] = []
    for span in sorted(spans, key=lambda each: (each.starts, not each.winners, each.pk)):
        group = [span]
        while touching := [each for each in groups if overlap(whole(each), whole(group))]:
            groups = [each for each in groups if each not in touching]
            group += [each for several in touching for each in several]
        groups.append(group)
    return sorted(map(as_one, groups), key=lambda each: (each.starts, each.pk))


def whole(group: list[Held]) -> Held:
    one = as_one(group)
    return Held(one.pk, True, one.what, one.starts, one.ends)


def overlap(one: Held, other: Held) -> bool:
    return one.what == other.what and begins_by(one, other) and begins_by(other, one)


def begins_by(one: Held, other: Held) -> bool:
    """Before the other is over, as far as either is known."""
    return not one.starts or not other.ends or one.starts[: len(other.ends)] <= other.ends


def as_one(group: list[Held]) -> Joined:
    first, *others = sorted(group, key=lambda each: (not each.winners, each.pk))
    starts = sorted(filter(None, (each.starts for each in group)))
    ends = [each.ends for each in group]
    return Joined(
        first.pk,
        first.what,
        fullest(starts[0], starts) if starts else "",
        "" if "" in ends else max(ends),
        next((each.paper for each in (first, *others) if each.paper), ""),
        tuple(each.pk for each in others),
    )


def fullest(day: str, days: list[str]) -> str:
    """`1996-02-03` where `1996` is the earliest that is said."""
    return next((each for each in reversed(days) if each.startswith(day)), day)


def with_one_open(spans: list[Joined], what: object, today: date) -> list[Joined]:
    """Of the spans without an end only those of `what` stay open: the others end where it begins, else today."""
    begins = max((each.starts for each in spans if each.what == what and not each.ends), default="")
    return [each if each.ends or each.what == what else ended(each, begins, today) for each in spans]


def ended(span: Joined, begins: str, today: date) -> Joined:
    last = today
    if len(begins) == FULL and span.starts < begins:
        last = date.fromisoformat(begins) - timedelta(days=1)
    return Joined(span.pk, span.what, span.starts, last.isoformat(), span.paper, span.gone)
