"""What the quarterly evaluation counts, and the thresholds that the documents set, as dated data with their source."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources import files

from nennep.lib.words import say


class Mark(StrEnum):
    """A figure of a unit or a person; each opens into the list that sums to it."""

    ALL = "all"
    ON_TIME = "on_time"  # done by its day
    LATE = "late"  # done after it
    NOT_DONE = "not_done"  # past its day or its period, not done, no objective cause
    EXCUSED = "excused"  # an objective cause is on record and admitted
    RUNNING = "running"  # its day has not come
    EXCEEDED = "exceeded"  # reached more than was allotted
    ENTERED_LATE = "entered_late"  # spoken of later than the office's rules allow


class Rate(StrEnum):
    """A share of a unit or a person, always shown with what it is a share of."""

    ON_TIME = "on_time_share"  # of what had to be done
    NOT_ON_TIME = "not_on_time_share"  # of the same: done late, or not done
    EXCEEDED = "exceeded_share"  # of all


PARTING = (Mark.ON_TIME, Mark.LATE, Mark.NOT_DONE, Mark.EXCUSED, Mark.RUNNING)  # exactly one of these for each answer


@dataclass(frozen=True)
class Threshold:
    """A condition of a level of rating, as far as it speaks of time and amount."""

    level: str
    words: str
    source: str
    confidence: str
    valid_from: date
    valid_to: date | None
    figures: Mapping[str, str]  # by their place in the words, keys of the facts

    @property
    def said_level(self) -> str:
        return say(self.level)


@functools.cache
def thresholds(on: date) -> tuple[Threshold, ...]:
    rows = tomllib.loads((files(__package__) / "thresholds.toml").read_text("utf-8"))["threshold"]
    known = [Threshold(**{"valid_to": None, "figures": {}, **row}) for row in rows]
    return tuple(t for t in known if t.valid_from <= on and (t.valid_to is None or on <= t.valid_to))


def share(part: int, whole: int) -> str:
    """“5/6 (83,3%)”; a dash of nothing."""
    if not whole:
        return "–"
    return f"{part}/{whole} ({round(part * 100 / whole, 1):g}%)".replace(".", ",")
