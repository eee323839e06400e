"""How good the records are: by source, by cell, by rule; every figure has its list in `findings.csv`."""

from dataclasses import dataclass

import polars as pl

from nennep.matching.checking.finding import PLACE, Rule, Severity

OF_CELL = pl.coalesce("cell", "unit_code", pl.lit("(chưa rõ chi bộ)"))


@dataclass(frozen=True)
class Scores:
    by_source: pl.DataFrame  # source, records, errors, warnings, score
    by_cell: pl.DataFrame  # cell, records, errors, warnings, score; the worst first
    by_rule: pl.DataFrame  # rule, severity, records


def scores(people: pl.DataFrame, found: pl.DataFrame) -> Scores:
    """The score is the share of records without an error, in percent."""
    told = found.filter(pl.col("rule") != Rule.NOT_A_RECORD)
    worst = told.group_by(PLACE).agg(
        error=(pl.col("severity") == Severity.ERROR).any(), warning=(pl.col("severity") == Severity.WARNING).any()
    )
    marked = people.select(*PLACE, cell=OF_CELL).join(worst, on=PLACE, how="left")
    return Scores(
        _grouped(marked, "source").sort("source"),
        _grouped(marked, "cell").sort("score", "records", "cell", descending=[False, True, False]),
        told.group_by("rule", "severity")
        .len("records")
        .sort("severity", "records", "rule", descending=[False, True, False]),
    )


def _grouped(marked: pl.DataFrame, by: str) -> pl.DataFrame:
    grouped = marked.group_by(by).agg(records=pl.len(), errors=pl.col("error").sum(), warnings=pl.col("warning").sum())
    return grouped.with_columns(score=((1 - pl.col("errors") / pl.col("records")) * 100).round(1))
