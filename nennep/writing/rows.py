"""Rows of dated figures from `figures/*.toml`: where each comes from, how sure it is, from when to when it holds."""

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import resources
from typing import Any

Row = Mapping[str, Any]


class Confidence(StrEnum):
    HIGH = "high"  # read in a copy of the document, or in two agreeing sources
    MEDIUM = "medium"  # one decent secondary source
    LOW = "low"  # one weak source, or custom


@dataclass(frozen=True)
class Source:
    document: str
    point: str
    confidence: Confidence
    valid_from: date
    valid_to: date | None
    verified: bool  # held against the paper original by somebody

    @property
    def sentence(self) -> str:
        return f"{self.document}, {self.point}"


@dataclass(frozen=True)
class Span:
    """What is allowed, and what this house writes within it."""

    least: float
    most: float
    ours: float

    @classmethod
    def of(cls, row: Row, key: str) -> "Span":
        least, most = row[key]
        return cls(least, most, row.get("ours", least))

    def holds(self, value: float, tolerance: float = 0.01) -> bool:
        return self.least - tolerance <= value <= self.most + tolerance


@dataclass(frozen=True)
class Figures:
    """One file as it holds on one day."""

    file: Row
    on: date

    @property
    def document(self) -> str:
        return str(self.file["document"])

    @property
    def in_force(self) -> bool:
        return _holds(self.file, self.on)

    def rows(self, table: str) -> Iterator[tuple[str, Row, Source]]:
        """Key, row and source of every row of a table that holds on the day."""
        found = self.file.get(table, {})
        keyed = found.items() if isinstance(found, dict) else ((str(n), row) for n, row in enumerate(found))
        for key, versions in keyed:
            several = versions if isinstance(versions, list) else [versions]
            for row in several if len(several) == 1 else [row for row in several if _holds(row, self.on)]:
                yield key, row, self._source(row)

    def row(self, table: str, wanted: str) -> tuple[Row, Source]:
        return next((row, source) for key, row, source in self.rows(table) if key == wanted)

    def _source(self, row: Row) -> Source:
        known = {**self.file, **row}
        return Source(
            document=known["document"],
            point=known["point"],
            confidence=Confidence(known["confidence"]),
            valid_from=known["valid_from"],
            valid_to=known.get("valid_to"),
            verified=known["verified"],
        )


def _holds(row: Row, on: date) -> bool:
    return bool(row.get("valid_from", on) <= on <= row.get("valid_to", on))


def figures(style: str, on: date) -> Figures:
    """The file of this style that holds on the day; before the first one, the first."""
    files = [file for file in _files() if file["style"] == style]
    begun = [file for file in files if file["valid_from"] <= on]
    return Figures(begun[-1] if begun else files[0], on)


@functools.cache
def _files() -> tuple[Row, ...]:
    folder = resources.files("nennep.writing").joinpath("figures")
    read = [tomllib.loads(file.read_text("utf-8")) for file in folder.iterdir() if file.name.endswith(".toml")]
    return tuple(sorted(read, key=lambda file: file["valid_from"]))
