"""Records of one person → one row: which value is taken, and what was not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import polars as pl

from nennep.lib.text import fold, without_accents
from nennep.matching.fields import DATES, LABELS, PLACES, Field

FIELDS = (
    *("name", "sex", "dob", "id12", "id9", "card", "card12", "admission", "official"),
    *("phone", "ethnic", "religion", "education", "hometown", "residence", "cell", "unit_code"),
)
PRECISIONS = tuple(field.value for field in DATES)
COLUMNS = (
    *("cluster", "name", "sex", "dob", "dob_precision", "id12", "id9", "card", "card12"),
    *("admission", "admission_precision", "official", "official_precision"),
    *("phone", "ethnic", "religion", "education", "hometown", "residence", "cell", "unit_code"),
    *("sources", "conflicts"),
)
BETWEEN = " · "  # file · sheet · row


def merged(records: pl.DataFrame, clusters: pl.Series, sources: Sequence[str]) -> pl.DataFrame:
    """`COLUMNS`, a row a person in the order of the files; `sources`: the files, the most trusted first."""
    ordered = _in_order_of_trust(records, clusters, sources)
    rows = ordered.group_by("cluster", maintain_order=True).agg(
        *(pl.col(name).drop_nulls().first() for name in FIELDS),
        sources=pl.col("at"),
    )
    mended = _mended(ordered)
    rows = rows.join(mended, on="cluster", how="left", maintain_order="left", suffix="_mended")
    rows = rows.with_columns(pl.coalesce(f"{name}_mended", name).alias(name) for name in FIELDS)
    rows = rows.with_columns(
        *(_precision(name) for name in PRECISIONS),
        pl.col("cluster").cast(pl.String),
    )
    return rows.select(COLUMNS)


def _in_order_of_trust(records: pl.DataFrame, clusters: pl.Series, sources: Sequence[str]) -> pl.DataFrame:
    """Each person's records, the one whose values are taken first: by file, then the fuller."""
    rank = pl.col("source").replace_strict(list(sources), range(len(sources)), default=len(sources))
    filled = pl.sum_horizontal(pl.col(name).is_not_null() for name in FIELDS)
    at = pl.concat_str(
        "source", pl.when(pl.col("sheet") != "").then("sheet"), "row", separator=BETWEEN, ignore_nulls=True
    )
    numbered = records.with_columns(clusters.alias("cluster"), at=at, rank=rank, filled=filled).with_row_index("uid")
    return numbered.sort("cluster", "rank", "filled", "uid", descending=[False, False, True, False])


def _precision(name: str) -> pl.Expr:
    length = pl.col(name).str.len_chars()
    told = pl.when(length == 4).then(pl.lit("year")).when(length == 7).then(pl.lit("month")).otherwise(pl.lit("day"))
    return pl.when(pl.col(name).is_not_null()).then(told).alias(f"{name}_precision")


def _mended(ordered: pl.DataFrame) -> pl.DataFrame:
    """The persons whose records differ in anything: values that say the same more fully, and what is in conflict."""
    differs = (pl.col(name).drop_nulls().n_unique().over("cluster") > 1 for name in FIELDS)
    several = ordered.filter(pl.len().over("cluster") > 1).filter(pl.any_horizontal(*differs))
    rows = several.select("cluster", "at", *FIELDS).iter_rows(named=True)
    made = [_person(cluster, list(records)) for cluster, records in groupby(rows, key=itemgetter("cluster"))]
    schema = {"cluster": pl.UInt32, **dict.fromkeys(FIELDS, pl.String), "conflicts": pl.String}
    return pl.DataFrame(made, schema=schema)


def _person(cluster: int, records: Sequence[dict[str, Any]]) -> dict[str, Any]:
    row: dict[str, Any] = {"cluster": cluster}
    conflicts: list[str] = []
    for name in FIELDS:
        values: dict[str, str] = {}
        for record in records:
            if record[name] is not None:
                values.setdefault(record[name], record["at"])
        if len(values) > 1:
            choice = choose(name, values)
            row[name] = choice.value
            conflicts += (f"{LABELS[Field(name)]}: {shown(name, lost)} ({values[lost]})" for lost in choice.lost)
    return {**row, "conflicts": "; ".join(conflicts) or None}


@dataclass(frozen=True)
class Choice:
    value: str
    lost: Sequence[str]


def choose(field: str, values: Iterable[str]) -> Choice:
    """The first of the values, or one that says the same more fully; and those that say something else."""
    first, *others = values
    value = first
    for other in others:
        if says_more(field, other, value):
            value = other
    return Choice(value, [each for each in (first, *others) if each != value and not says_more(field, value, each)])


def says_more(field: str, fuller: str, value: str) -> bool:
    """Whether `fuller` says all that `value` says: with the day beside the year, with accents, with the commune."""
    if field in PRECISIONS:
        return fuller.startswith(f"{value}-")
    if field in PLACES:
        return fold(value) in fold(fuller)
    return len(fuller) == len(value) and all(map(accented, value.lower(), fuller.lower()))


def accented(letter: str, other: str) -> bool:
    """Whether the other is the letter itself, or the letter with its accents."""
    return letter in (other, without_accents(other))


def shown(field: str, value: str) -> str:
    return "/".join(reversed(value.split("-"))) if field in PRECISIONS else value
