"""What one counts with on the road to membership: figures of the rules, and the office's own of `figures.toml`."""

import functools
import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from nennep.facts.values import FactValue


@dataclass(frozen=True)
class Figure:
    name: str
    value: int
    unit: str
    counted_from: str
    source: str
    confidence: str  # "custom": the office's own, no rule
    valid_from: date
    valid_to: date | None = None
    fact: FactValue | None = None  # of a rule: the row of the facts

    def holds(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Limits:
    """The values alone; months, working days or days as `queries.figures.OF_FACTS` and `figures.toml` say."""

    certificate: int
    ceremony: int
    probation: int
    review: int
    youngest: int
    oldest: int
    certificate_warning: int
    ceremony_warning: int
    probation_warning: int
    target_warning: int
    cases: int
    past: int
    open_file: int


@functools.cache
def own(on: date) -> dict[str, Figure]:
    """Of the office itself, no rule."""
    known = (Figure(**row) for row in told()["figure"])
    return {each.name: each for each in known if each.holds(on)}


@functools.cache
def told() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "figures.toml").read_text("utf-8"))
