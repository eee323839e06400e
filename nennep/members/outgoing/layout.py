"""The columns in which members are handed over, as dated data (national.toml)."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from nennep.members.fields import kept_fields

ALL, OFFICIAL = "all", "official"  # of whom a column is needed


@dataclass(frozen=True)
class Column:
    heading: str
    source: str  # see national.toml; "" where the register keeps nothing of the kind
    needed: str = ""

    @property
    def field(self) -> str:
        """The field of the register on which it hangs; "" for what is derived."""
        key = self.source.partition(".")[0]
        return key if key in kept_fields() else ""

    def is_filled(self, kept: Collection[str]) -> bool:
        return bool(self.source) and (not self.field or self.field in kept)


@dataclass(frozen=True)
class Layout:
    version: str
    valid_from: date
    valid_to: date | None
    confidence: str
    source: str
    first_sure: int
    columns: tuple[Column, ...]

    def empty(self, kept: Collection[str]) -> list[Column]:
        """Columns that the receiver finds empty in every row."""
        return [column for column in self.columns if not column.is_filled(kept)]


def layout_on(day: date) -> Layout:
    """Of several that hold, the latest."""
    holding = [one for one in _layouts() if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)]
    return max(holding or _layouts()[:1], key=lambda one: one.valid_from)


@cache
def _layouts() -> list[Layout]:
    raw = tomllib.loads((Path(__file__).parent / "national.toml").read_text("utf-8"))
    return [_layout(entry) for entry in raw["layout"]]


def _layout(entry: dict[str, Any]) -> Layout:
    columns = tuple(Column(each["heading"], each["from"], each.get("needed", "")) for each in entry["column"])
    about = {key: value for key, value in entry.items() if key != "column"}
    return Layout(**{"valid_to": None, **about, "columns": columns})
