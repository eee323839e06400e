"""Tables whose headings are the engine's own fields: who in them is one person, and who may be."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from nennep.matching.engine import Asked, match
from nennep.matching.fields import Field
from nennep.matching.model import Mapping, Sheet
from nennep.workbench.child.places import COMPARED, GIVEN, ORDER

FIRST_RECORD = 2  # line of a .csv in which the first record stands


def compare(folder: Path, tell: Callable[[str], None]) -> dict[str, Any]:
    """Writes `compared.json`: `same`, groups of [file, record]; `review`, [file, record, file, record, weight, why].

    Records count from 0. Only groups and pairs, never what the records say.
    """
    order = json.loads((folder / ORDER).read_text("utf-8"))
    out = folder / "out"
    files = [folder / GIVEN / name for name in order["files"]]
    match(Asked(files=files, out=out, confirm=by_heading, today=date.fromisoformat(order["today"])), tell)
    compared = {"same": groups(out / "clusters.csv"), "review": pairs(out / "pairs.csv")}
    (folder / COMPARED).write_text(json.dumps(compared, ensure_ascii=False), "utf-8")
    return {name: len(found) for name, found in compared.items()}


def by_heading(sheet: Sheet) -> Mapping:
    return {letter: Field(heading) if heading in tuple(Field) else None for letter, heading in sheet.headings.items()}


def groups(clusters: Path) -> list[list[list[Any]]]:
    """Of two and more."""
    rows = pl.read_csv(clusters, schema_overrides={"cluster": pl.String})
    together = rows.filter(pl.len().over("cluster") > 1).group_by("cluster", maintain_order=True)
    return [
        [[source, row - FIRST_RECORD] for source, row in members.select("source", "row").iter_rows()]
        for _cluster, members in together
    ]


def pairs(file: Path) -> list[list[Any]]:
    rows = pl.read_csv(file, infer_schema=False).filter(pl.col("decision") == "review")
    told = rows.select("source_a", "row_a", "source_b", "row_b", "weight", "why")
    return [
        [source_a, int(row_a) - FIRST_RECORD, source_b, int(row_b) - FIRST_RECORD, float(weight), why]
        for source_a, row_a, source_b, row_b, weight, why in told.iter_rows()
    ]
