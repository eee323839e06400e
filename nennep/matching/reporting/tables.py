"""The tables that other programs read: records, pairs, clusters, findings."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from nennep.matching.linking.decided import marks
from nennep.matching.linking.deciding import Linked
from nennep.matching.linking.model import Model
from nennep.matching.reporting.scores import Scores
from nennep.matching.standard.table import COLUMNS

RAW = "raw."  # before the heading, in the parts
_PLACE = ("source", "sheet", "row")


def write_part(people: pl.DataFrame, raw: pl.DataFrame, headings: dict[str, str], to: Path) -> None:
    """One sheet of `records.parquet`: what is standardised, the rules, and every original cell by heading."""
    rules = [name for name in people.columns if name.endswith("_rule")]
    named = raw.select(
        pl.col(letter).alias(RAW + name) for letter, name in names(headings).items() if letter in raw.columns
    )
    people.select(*COLUMNS, *rules).hstack(named).write_parquet(to, compression="lz4", statistics=False)


def names(headings: dict[str, str]) -> dict[str, str]:
    """Letter → heading, made unique by the letter where it is empty or stands twice."""
    said = list(headings.values())
    return {
        letter: heading if heading and said.count(heading) == 1 else f"{heading or 'Cột'} ({letter})"
        for letter, heading in headings.items()
    }


def write_records(parts: Sequence[Path], to: Path) -> None:
    """All parts as one table; `raw` holds every heading of every sheet, null where a sheet has none such."""
    whole = pl.concat([pl.scan_parquet(part) for part in parts], how="diagonal")
    columns = whole.collect_schema().names()
    raw = [pl.col(name).alias(name.removeprefix(RAW)) for name in columns if name.startswith(RAW)]
    rules = sorted(name for name in columns if name.endswith("_rule") and not name.startswith(RAW))
    whole.select(*_PLACE, pl.struct(raw).alias("raw"), *COLUMNS[3:], *rules).sink_parquet(
        to, compression="zstd", compression_level=1, statistics=False
    )


def placed(linked: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Pairs with `source_a, sheet_a, row_a, source_b, …` beside the numbers of their records, which count `people`."""
    where = people.select(_PLACE)
    for side, number in (("a", "uid_l"), ("b", "uid_r")):
        linked = linked.hstack(where[linked[number]].rename({name: f"{name}_{side}" for name in _PLACE}))
    return linked


def write_pairs(linked: Linked, people: pl.DataFrame, model: Model, to: Path) -> None:
    """Under `decided` a person writes same or different; the marks find the records again in later files."""
    pairs = placed(linked.pairs, people)
    marked = marks(people.filter(pl.col("uid").is_in(pl.concat([pairs["uid_l"], pairs["uid_r"]]).implode())))
    for side, number in (("a", "uid_l"), ("b", "uid_r")):
        pairs = pairs.join(marked.rename({"uid": number, "mark": f"mark_{side}"}), on=number, maintain_order="left")
    pairs.select(
        *(f"{name}_{side}" for side in "ab" for name in _PLACE),
        pl.col("weight").round(3),
        pl.col("probability").round(6),
        "decision",
        pl.col("said").alias("decided"),
        why(model),
        "mark_a",
        "mark_b",
    ).write_csv(to)


def why(model: Model) -> pl.Expr:
    """Field by field, as a clerk reads it: "Họ tên: trùng cả dấu; Ngày sinh: trùng"."""
    said = []
    for comparison in model.comparisons:
        words = [f"{comparison.says}: {level.says}" for level in comparison.levels]
        said.append(
            pl.col(comparison.name).replace_strict(range(len(words)), words, return_dtype=pl.String, default=None)
        )
    return pl.concat_str(said, separator="; ", ignore_nulls=True).alias("why")


def write_clusters(linked: Linked, people: pl.DataFrame, to: Path) -> None:
    people.select(_PLACE).hstack(linked.clusters.select("cluster")).write_csv(to)


def write_scores(made: Scores, to: Path) -> None:
    """Every source, unit and cell; the report lists the worst."""
    tables = (("source", made.by_source), ("unit", made.by_unit), ("cell", made.by_cell))
    told = [each.select(pl.lit(by).alias("by"), pl.col(by).alias("name"), *each.columns[1:]) for by, each in tables]
    pl.concat(told).write_csv(to)
