"""What the engine wrote → tables from which a page takes its slice at once, and the figures of the run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from nennep.matching.checking.finding import PLACE
from nennep.matching.linking.decided import DIFFERENT, found_again, marks
from nennep.matching.model import Told
from nennep.matching.reporting.scores import of_unit, scores
from nennep.workbench.child.books import write_books
from nennep.workbench.child.merging import FIELDS, merged
from nennep.workbench.rules import NO_CELL

BOOKS = "Ghi tệp tải về"
SEVERITIES = ("error", "warning", "info")  # the gravest first
PAIRS_IN_GROUP, ROWS_IN_GROUP = 2_000, 20_000  # rows that are read together: a page asks for fifty
SHOWN = (*PLACE, *FIELDS)
_WHOLE, _DECIMAL = ("row", "row_a", "row_b"), ("weight", "probability")


@dataclass(frozen=True)
class Settling:
    out: Path  # what the engine wrote
    sources: Sequence[str]  # the names of the files, the most trusted first
    decided: pl.DataFrame  # as the engine took it
    before: Path  # the result before this one, or a folder that is not there
    tell: Told
    units: Mapping[str, str] = field(default_factory=dict)  # the office's tree: code → name


def settle(asked: Settling) -> dict[str, Any]:
    out = asked.out
    records = pl.read_parquet(out / "records.parquet", columns=list(SHOWN)).with_columns(pl.col("sheet").fill_null(""))
    found = table(out / "findings.csv")
    clusters = table(out / "clusters.csv")["cluster"].cast(pl.UInt32)
    pairs = table(out / "pairs.csv")
    write_findings(records, found, asked)
    write_heat(records, found, asked)
    write_pairs(records, pl.concat([pairs, parted(records, asked)], how="diagonal"), out)
    people = merged(records, clusters, asked.sources)
    people.write_parquet(out / "clean.parquet", row_group_size=ROWS_IN_GROUP)
    people.filter(pl.col("conflicts").is_not_null()).write_parquet(out / "conflicts.parquet")
    asked.tell(BOOKS)
    write_books(people, out)
    counted = dict(found.group_by("severity").len().iter_rows())
    decided = dict(pairs.group_by("decision").len().iter_rows())
    return {
        "persons": clusters.n_unique(),
        "errors": counted.get("error", 0),
        "warnings": counted.get("warning", 0),
        "infos": counted.get("info", 0),
        "same": decided.get("same", 0),
        "review": decided.get("review", 0),
    }


def table(path: Path) -> pl.DataFrame:
    """Texts alone but for places and odds; a sheet without a name is "", not unknown."""
    read = pl.read_csv(path, infer_schema=False)
    known = [pl.col(name).cast(pl.UInt32) for name in _WHOLE if name in read.columns]
    known += [pl.col(name).cast(pl.Float64) for name in _DECIMAL if name in read.columns]
    names = [name for name in read.columns if name.startswith(("sheet", "field"))]
    return read.with_columns(*known, *(pl.col(name).fill_null("") for name in names))


def write_findings(records: pl.DataFrame, found: pl.DataFrame, asked: Settling) -> None:
    """The gravest first; with the name, the cell and the unit, by which a clerk finds the person."""
    cell = pl.coalesce("cell", "unit_code", pl.lit(NO_CELL))
    whose = records.select(*PLACE, "name", of_cell=cell, unit=of_unit(asked.units))
    named = found.join(whose, on=PLACE, how="left", maintain_order="left")
    gravity = pl.col("severity").replace_strict(SEVERITIES, range(len(SEVERITIES)), return_dtype=pl.UInt8)
    named.sort(gravity, maintain_order=True).rename({"of_cell": "cell"}).write_parquet(
        asked.out / "findings.parquet", row_group_size=ROWS_IN_GROUP
    )


def write_heat(records: pl.DataFrame, found: pl.DataFrame, asked: Settling) -> None:
    """`by`, `name`, the score of a source, unit or cell, the worst first; and `rule`, `severity`, `count` of its
    findings."""
    made = scores(records, found, asked.units)
    shown = {"source": made.by_source, "unit": made.by_unit, "cell": made.by_cell}
    scored = pl.concat(
        [
            each.rename({by: "name"}).select(pl.lit(by).alias("by"), "name", "records", "errors", "warnings", "score")
            for by, each in shown.items()
        ]
    ).with_row_index("place")
    told = pl.read_parquet(asked.out / "findings.parquet", columns=[*shown, "rule", "severity"])
    counts = pl.concat(
        [
            told.drop_nulls(by).group_by(by, "rule", "severity").len("count").rename({by: "name"})
            .select(pl.lit(by).alias("by"), "name", "rule", "severity", "count")
            for by in shown
        ]
    )  # fmt: skip
    scored.write_parquet(asked.out / "scores.parquet")
    counts.write_parquet(asked.out / "heat.parquet")


def parted(records: pl.DataFrame, asked: Settling) -> pl.DataFrame:
    """The pairs that people said are two persons: the engine keeps none, but who takes the word back must see them."""
    apart = asked.decided.filter(pl.col("decided") == DIFFERENT)
    if apart.is_empty():
        return pl.DataFrame()
    people = records.with_row_index("uid")
    found = found_again(apart, people).rename({"uid_l": "uid_a", "uid_r": "uid_b"})
    for side in "ab":
        told = people.join(marks(people), on="uid").select("uid", *PLACE, "mark")
        named = told.rename({name: f"{name}_{side}" for name in told.columns})
        found = found.join(named, on=f"uid_{side}", how="left")
    found = found.select(
        *(f"{name}_{side}" for side in "ab" for name in PLACE), decision=pl.lit(DIFFERENT), decided="said",
        mark_a="mark_a", mark_b="mark_b",
    )  # fmt: skip
    return _as_before(found, asked.before / "pairs.parquet")


def _as_before(pairs: pl.DataFrame, before: Path) -> pl.DataFrame:
    """With what the machine thought of them, where the last result still told."""
    if not before.is_file():
        return pairs
    thought = pl.scan_parquet(before).select("mark_a", "mark_b", "weight", "probability", "why").collect()
    return pairs.join(thought.unique(["mark_a", "mark_b"]), on=["mark_a", "mark_b"], how="left")


def write_pairs(records: pl.DataFrame, pairs: pl.DataFrame, out: Path) -> None:
    """With both records beside each other; those to review first, the most doubtful first."""
    for side in "ab":
        told = records.select(
            *(pl.col(name).alias(f"{name}_{side}") for name in SHOWN),
        )
        pairs = pairs.join(told, on=[f"{name}_{side}" for name in PLACE], how="left", maintain_order="left")
    low, high = pl.min_horizontal("mark_a", "mark_b"), pl.max_horizontal("mark_a", "mark_b")
    ordered = pairs.with_columns(key=pl.concat_str(low, high, separator="-")).sort(
        pl.col("decision") != "review", "weight", maintain_order=True, nulls_last=True
    )
    ordered.write_parquet(out / "pairs.parquet", row_group_size=PAIRS_IN_GROUP)
