"""Columns whose dates were typed or exported the American way: month, day, year."""

import polars as pl

_DATE = r"^([0-9]{1,2})([/.-])([0-9]{1,2})([/.-](?:[0-9]{4}|[0-9]{2})(?:\D.*)?)$"
ENOUGH = 3  # dates that can be nothing else
SURE = 0.2  # their share among the dates of the column; by chance it is six in ten
STRAY = 0.01  # share of dates that speak against it and may be slips


def is_month_first(texts: pl.Series) -> bool:
    """False where the column names the day first, or nobody can tell."""
    filled = texts.drop_nulls().alias("text").value_counts()
    first, second = (pl.col("text").str.extract(_DATE, group).cast(pl.Int32) for group in (1, 3))
    known, day_before, day_behind = (
        filled.filter(said).select(pl.col("count").sum()).item()
        for said in (first.is_not_null(), first > 12, second > 12)
    )
    return bool(day_behind >= max(ENOUGH, SURE * known) and day_before <= STRAY * known)


def day_first(texts: pl.Series) -> pl.Series:
    """The column with day and month exchanged."""
    return texts.str.replace(_DATE, "$3$2$1$4")
