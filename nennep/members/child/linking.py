"""The engine's run over the register, written out as one list; its pairs by the place of their records."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from nennep.matching.engine import Asked, match
from nennep.matching.fields import Field
from nennep.matching.model import Mapping, Sheet

PEOPLE, OUT, PAIRS = "people.csv", "out", "pairs.csv"
FIELDS = (
    *(Field.NAME, Field.SEX, Field.DOB, Field.ID12, Field.ID9, Field.CARD12, Field.CARD, Field.ADMISSION),
    *(Field.OFFICIAL, Field.PHONE, Field.HOMETOWN, Field.RESIDENCE, Field.CELL),
)
HEADING = 1  # row of the headings, as the engine counts


def link(folder: Path, tell: Callable[[str], None]) -> dict[str, Any]:
    """Reads `people.csv`, whose columns are `FIELDS`; writes `pairs.csv`: one, other (places from 0), weight, decision,
    why."""
    asked = Asked([folder / PEOPLE], folder / OUT, confirmed, today=date.today())
    match(asked, tell)
    found = pl.read_csv(folder / OUT / "pairs.csv", infer_schema=False)
    places = (pl.col(f"row_{side}").cast(pl.Int64) - HEADING - 1 for side in "ab")
    one, other = places
    pairs = found.select(one.alias("one"), other.alias("other"), "weight", "decision", "why")
    pairs.write_csv(folder / PAIRS)
    return {"pairs": pairs.height}


def confirmed(sheet: Sheet) -> Mapping:
    letters = [name for name in sheet.text.columns if name != "row"]
    return dict(zip(letters, FIELDS, strict=True))
