"""Forms of reports as data (`shapes.toml`)."""

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from nennep.lib.periods import Period, PeriodKind

COMMITTEE, UNIT = "committee", "unit"


@dataclass(frozen=True)
class Slot:
    part: str
    level: int
    title: str = ""


@dataclass(frozen=True)
class Shape:
    key: str
    name: str
    abstract: str
    named: bool  # sentences say whose result it is
    slots: tuple[Slot, ...]


@functools.cache
def shapes() -> dict[str, Shape]:
    rows = tomllib.loads((files("nennep.reports") / "shapes.toml").read_text("utf-8"))
    return {
        key: Shape(key, row["name"], row["abstract"], row["named"], tuple(Slot(**slot) for slot in row["sections"]))
        for key, row in rows.items()
    }


def filled(text: str, period: Period) -> str:
    return text.format(period=in_full(period), next=in_full(period.next))


def in_full(period: Period) -> str:
    """As headings write it: “quý IV năm 2026”."""
    return period.name if period.kind == PeriodKind.HALF else period.name.replace("/", " năm ")
