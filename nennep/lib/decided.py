"""Days off as decided and published, year by year: data with its source, and what is still open."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

from nennep.lib.words import say

GUESS = (
    "Ngày nghỉ Tết Nguyên đán và Quốc khánh từ năm {year} do Thủ tướng Chính phủ quyết định từng năm; "
    "lịch có sẵn mới là dự kiến."
)


@dataclass(frozen=True)
class Open:
    """What the decisions of a year leave open; it matters to a counting that touches these days."""

    first: date
    last: date
    words: str


@dataclass(frozen=True)
class DecidedYear:
    year: int
    source: str
    off: Mapping[date, str]
    open: tuple[Open, ...]


@dataclass(frozen=True)
class SwappedDay:
    """A working day given away for a Saturday worked; decided year by year, so it is data with a source."""

    off: date
    worked: date
    reason: str
    source: str


@lru_cache(maxsize=1)
def swapped_days() -> tuple[SwappedDay, ...]:
    return tuple(SwappedDay(**row) for row in _rows("swapped_days.toml", "swap"))


@lru_cache(maxsize=1)
def decided_years() -> Mapping[int, DecidedYear]:
    return {row["year"]: _decided(row) for row in _rows("public_holidays.toml", "year")}


def still_open(first: date, last: date) -> list[str]:
    """What is not decided about the days from `first` to `last`, in words; years past the data are an estimate."""
    decided = decided_years()
    said = [
        say(doubt.words)
        for year in decided.values()
        for doubt in year.open
        if doubt.first <= last and first <= doubt.last
    ]
    later = [year for year in range(first.year, last.year + 1) if year > max(decided)]
    return [*said, say(GUESS, year=later[0])] if later else said


def _rows(file: str, table: str) -> list[dict[str, Any]]:
    text = resources.files("nennep.lib").joinpath(f"data/{file}").read_text("utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)[table]
    return found


def _decided(row: Mapping[str, Any]) -> DecidedYear:
    doubts = tuple(Open(doubt["from"], doubt["to"], doubt["words"]) for doubt in row["open"])
    return DecidedYear(row["year"], row["source"], {one["day"]: one["name"] for one in row["off"]}, doubts)
