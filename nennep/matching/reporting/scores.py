"""How good the records are: by source, unit, cell and rule; every figure has its list in `findings.csv`."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from nennep.matching.checking.finding import Rule, Severity

OF_CELL = pl.coalesce("cell", "unit_code", pl.lit("(chưa rõ chi bộ)"))
AT = "at"  # which record of `people`
_ROWS = 1 << 32


@dataclass(frozen=True)
class Scores:
    by_source: pl.DataFrame  # source, records, errors, warnings, score
    by_unit: pl.DataFrame  # unit, records, errors, warnings, score; the worst first
    by_cell: pl.DataFrame  # cell, records, errors, warnings, score; the worst first
    by_rule: pl.DataFrame  # rule, severity, records


def of_unit(tree: Mapping[str, str]) -> pl.Expr:
    """What a cell lies in: the unit above it by its code, else what its own name says: "Chi bộ 3 - Phường Lê Chân"."""
    above = pl.col("unit_code").str.extract(r"^(.+)\.[0-9]+$")
    named = above.replace_strict(dict(tree), default=None, return_dtype=pl.String) if tree else pl.lit(None, pl.String)
    within = pl.col("cell").str.extract(r"(?: [-–] |, )(.+)$")
    return pl.coalesce(named, within, above, pl.lit("(chưa rõ đơn vị)"))


def located(found: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """`found` with the number of its record among `people`; null where the row is no record."""
    sheets = people.select("source", "sheet").unique().with_row_index("nth")
    key = (pl.col("nth").cast(pl.UInt64) * _ROWS + pl.col("row")).alias("key")
    records = people.join(sheets, on=("source", "sheet"), maintain_order="left").select(key).with_row_index(AT)
    keyed = found.join(sheets, on=("source", "sheet"), how="left", maintain_order="left").with_columns(key)
    return keyed.join(records, on="key", how="left", maintain_order="left").drop("nth", "key")


def scores(people: pl.DataFrame, found: pl.DataFrame, tree: Mapping[str, str] | None = None) -> Scores:
    return scored(people.select("source", unit=of_unit(tree or {}), cell=OF_CELL), located(found, people))


def scored(people: pl.DataFrame, told: pl.DataFrame) -> Scores:
    """The score: the share without an error, in percent. `people`: source, unit, cell; `told`: findings, `located`."""
    told = told.filter(pl.col("rule") != Rule.NOT_A_RECORD)
    worst = told.group_by(AT).agg(
        error=(pl.col("severity") == Severity.ERROR).any(), warning=(pl.col("severity") == Severity.WARNING).any()
    )
    marked = people.with_row_index(AT).join(worst, on=AT, how="left")
    by_rule = told.group_by("rule", "severity").len("records")
    return Scores(
        _grouped(marked, "source").sort("source"),
        _worst_first(marked, "unit"),
        _worst_first(marked, "cell"),
        by_rule.sort("severity", "records", "rule", descending=[False, True, False]),
    )


def _worst_first(marked: pl.DataFrame, by: str) -> pl.DataFrame:
    return _grouped(marked, by).sort("score", "records", by, descending=[False, True, False])


def _grouped(marked: pl.DataFrame, by: str) -> pl.DataFrame:
    grouped = marked.group_by(by).agg(records=pl.len(), errors=pl.col("error").sum(), warnings=pl.col("warning").sum())
    return grouped.with_columns(score=((1 - pl.col("errors") / pl.col("records")) * 100).round(1))
