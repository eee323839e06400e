"""Pairs and clusters against the truth."""

import math
from dataclasses import dataclass
from pathlib import Path

import polars as pl

PLACE = ("source", "sheet", "row")
SURE = 0.999  # the precision at which nobody looks again


@dataclass(frozen=True)
class Rates:
    found: int
    right: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0


@dataclass(frozen=True)
class Score:
    rows: int
    same: Rates
    kept: Rates  # same and review together
    review: Rates  # those in review alone, against all that are wanted
    best: Rates  # at the weight where F1 is best
    sure: Rates  # at the lowest weight with a precision of 0.999, decisions left aside
    sure_weight: float
    twins: int  # pairs of twins said to be the same
    nowhere: int  # pairs that name a row which is no record

    @property
    def review_per_million(self) -> float:
        return self.review.found / self.rows * 1e6


def score(pairs_csv: Path, truth: pl.DataFrame) -> Score:
    """`truth` has source, sheet, row, person, and, where twins are known, `twins`: one number for both of them."""
    wanted = _within(truth.group_by("person").len())
    pairs = _judged(pl.read_csv(pairs_csv, schema_overrides=_SCHEMA), truth)
    right = pl.col("right")
    same, review = (pairs.filter(pl.col("decision") == name) for name in ("same", "review"))

    def rates(frame: pl.DataFrame) -> Rates:
        return Rates(frame.height, int(frame["right"].sum()), wanted)

    best, sure, weight = _by_weight(pairs, wanted)
    twins = same.filter(~right & (pl.col("twins_a") == pl.col("twins_b"))).height
    nowhere = pairs.filter(pl.col("person_a").is_null() | pl.col("person_b").is_null()).height
    return Score(truth.height, rates(same), rates(pairs), rates(review), best, sure, weight, twins, nowhere)


def clusters(clusters_csv: Path, truth: pl.DataFrame) -> Rates:
    """Every two rows of one cluster are a pair."""
    told = pl.read_csv(clusters_csv, schema_overrides={"source": pl.String, "sheet": pl.String, "cluster": pl.String})
    joined = _keyed(told).join(_keyed(truth), on=PLACE, how="inner")
    right = _within(joined.group_by("cluster", "person").len())
    return Rates(_within(joined.group_by("cluster").len()), right, _within(truth.group_by("person").len()))


_SCHEMA = {
    **{f"{name}_{side}": pl.String for name in ("source", "sheet") for side in "ab"},
    "weight": pl.Float64,
    "decision": pl.String,
}


def _within(groups: pl.DataFrame) -> int:
    """Pairs inside groups of `len`."""
    sizes = groups["len"].cast(pl.Int64)
    return int((sizes * (sizes - 1) // 2).sum())


def _keyed(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.col("sheet").fill_null(""), pl.col("row").cast(pl.Int64))


def _judged(pairs: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    known = _keyed(
        truth if "twins" in truth.columns else truth.with_columns(pl.lit(None, dtype=pl.UInt64).alias("twins"))
    )
    for side in "ab":
        here = known.rename({name: f"{name}_{side}" for name in (*PLACE, "person", "twins")})
        keys = [f"{name}_{side}" for name in PLACE]
        pairs = pairs.with_columns(pl.col(keys[1]).fill_null(""), pl.col(keys[2]).cast(pl.Int64))
        pairs = pairs.join(here, on=keys, how="left", maintain_order="left")
    return pairs.with_columns((pl.col("person_a") == pl.col("person_b")).fill_null(value=False).alias("right"))


def _by_weight(pairs: pl.DataFrame, wanted: int) -> tuple[Rates, Rates, float]:
    """Where F1 is best; the lowest weight that is sure, and that weight."""
    none = Rates(0, 0, wanted)
    if pairs.is_empty():
        return none, none, math.inf
    steps = pairs.group_by("weight").agg(pl.len().alias("n"), pl.col("right").sum()).sort("weight", descending=True)
    summed = (pl.col(name).cast(pl.Int64).cum_sum() for name in ("n", "right"))
    steps = steps.select("weight", *summed)
    best = steps.row(steps.select((pl.col("right") / (pl.col("n") + wanted)).arg_max()).item(), named=True)
    sure = steps.filter(pl.col("right") / pl.col("n") >= SURE).tail(1)
    if sure.is_empty():
        return Rates(best["n"], best["right"], wanted), none, math.inf
    last = sure.row(0, named=True)
    return Rates(best["n"], best["right"], wanted), Rates(last["n"], last["right"], wanted), last["weight"]
