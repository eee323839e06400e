"""The figures that come with the program: `data/*.toml`, one file a field, read without a database.

A row: key, name, value, unit, document (a name in documents.toml), confidence; where it has them start, extension with
its unit, times and ground, article, note, question, shift (does the limit move off days off? Unless said, days one
after another do; months and years, as of ages, time in the Party and probation, end on their very day). `value = ""` is
a figure that nobody has found: a question to the office. `before` = earlier versions, each with what differed then.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources
from typing import Any

from nennep.facts.values import check_value

DOCUMENTS = "documents"
MOVES = frozenset({"calendar_day"})  # time to act in: Bộ luật Dân sự 2015, Điều 148 khoản 5


@dataclass(frozen=True)
class Shipped:
    """One version of one figure, in the fields of the table."""

    key: str
    field: str
    name: str
    value: str
    unit: str
    shift_off_days: bool
    start_event: str
    extension_value: str
    extension_unit: str
    extension_times: int | None
    extension_ground: str
    document: str
    article: str
    effective_from: date | None
    effective_to: date | None
    source: str
    note: str
    question: str
    confidence: str

    @property
    def stamp(self) -> str:
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True, default=str).encode()).hexdigest()


@lru_cache(maxsize=1)
def shipped() -> Mapping[str, tuple[Shipped, ...]]:
    """By key, the versions of each figure from the oldest to the one in force."""
    folder = resources.files("nennep.facts").joinpath("data")
    documents = tomllib.loads(folder.joinpath(f"{DOCUMENTS}.toml").read_text("utf-8"))
    fields = sorted(file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml"))
    found: dict[str, tuple[Shipped, ...]] = {}
    for field in fields:
        if field != DOCUMENTS:
            rows = tomllib.loads(folder.joinpath(f"{field}.toml").read_text("utf-8"))["fact"]
            found |= {f"{field}.{row['key']}": tuple(_versions(field, row, documents)) for row in rows}
    return found


def _versions(field: str, row: Mapping[str, Any], documents: Mapping[str, Any]) -> Iterator[Shipped]:
    """An earlier version says only what was different; it ends with its document, or before the next begins."""
    now = _version(field, row, documents)
    for earlier in row.get("before", ()):
        changed = {"article": "", "note": "", "question": ""} | earlier
        version = _version(field, {**row, **changed}, documents)
        last = documents[earlier["document"]].get("to") or (now.effective_from or date.max) - timedelta(days=1)
        yield Shipped(**{**asdict(version), "effective_to": last})
    yield now


def _version(field: str, row: Mapping[str, Any], documents: Mapping[str, Any]) -> Shipped:
    document = documents[row["document"]]
    check_value(row["value"], row["unit"])
    return Shipped(
        key=f"{field}.{row['key']}",
        field=field,
        name=row["name"],
        value=row["value"],
        unit=row["unit"],
        shift_off_days=row.get("shift", row["unit"] in MOVES),
        start_event=row.get("start", ""),
        extension_value=row.get("extension", ""),
        extension_unit=row.get("extension_unit", ""),
        extension_times=row.get("times"),
        extension_ground=row.get("ground", ""),
        document=document["name"],
        article=row.get("article", ""),
        effective_from=document.get("from"),
        effective_to=None,
        source=document["source"],
        note=row.get("note", ""),
        question=row.get("question", ""),
        confidence=row["confidence"],
    )
