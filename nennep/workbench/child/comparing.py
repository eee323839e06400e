"""Tables in the order of `FIELDS`: who in them is one person, and who may be."""

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

FIELDS = (
    *("name", "sex", "dob", "id12", "id9", "card12", "card", "admission", "official", "phone"),
    *("hometown", "residence", "cell"),
)
FIRST_RECORD = 2  # line of a .csv in which the first record stands


def compare(folder: Path, tell: Callable[[str], None]) -> dict[str, Any]:
    """Writes `compared.json`: `same`, groups of [file, record]; `pairs`, [file, record, file, record, weight or null,
    "same" or "review", why].

    Records count from 0. Only groups and pairs, never what the records say.
    """
    order = json.loads((folder / ORDER).read_text("utf-8"))
    out = folder / "out"
    files = [folder / GIVEN / name for name in order["files"]]
    match(Asked(files=files, out=out, confirm=in_order, today=date.fromisoformat(order["today"])), tell)
    compared = {"same": groups(out / "clusters.csv"), "pairs": pairs(out / "pairs.csv")}
    (folder / COMPARED).write_text(json.dumps(compared, ensure_ascii=False), "utf-8")
    return {name: len(found) for name, found in compared.items()}


def in_order(sheet: Sheet) -> Mapping:
    letters = [name for name in sheet.text.columns if name != "row"]
    return dict(zip(letters, map(Field, FIELDS), strict=True))


def groups(clusters: Path) -> list[list[list[Any]]]:
    """Of two and more."""
    rows = pl.read_csv(clusters, schema_overrides={"cluster": pl.String})
    together = rows.filter(pl.len().over("cluster") > 1).group_by("cluster", maintain_order=True)
    return [
        [[source, row - FIRST_RECORD] for source, row in members.select("source", "row").iter_rows()]
        for _cluster, members in together
    ]


def pairs(file: Path) -> list[list[Any]]:
    rows = pl.read_csv(file, infer_schema=False)
    told = rows.select("source_a", "row_a", "source_b", "row_b", "weight", "decision", "why")
    return [
        [one, int(row_one) - FIRST_RECORD, other, int(row_other) - FIRST_RECORD, weight and float(weight), *said]
        for one, row_one, other, row_other, weight, *said in told.iter_rows()
    ]
