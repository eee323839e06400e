"""Which level of each comparison a pair reached: the reason of its weight, field by field."""

from collections.abc import Iterator

import polars as pl

from nennep.matching.linking.model import Model

FACTS = ("uid", "id12", "id9", "given", "marked", "plain", "sex")  # by which records may contradict each other
_OF_NAME = ("given", "marked", "plain")


def told_columns(model: Model) -> list[str]:
    """Of what Splink gives, those that are read."""
    return [
        "uid_l",
        "uid_r",
        "match_weight",
        "match_probability",
        *(f"gamma_{each.name}" for each in model.comparisons),
    ]


def level_of(scored: pl.DataFrame, facts: pl.DataFrame, model: Model) -> pl.DataFrame:
    """`uid_l`, `uid_r`, `weight`, `probability`, a level for each comparison (its place, from 0; null: not known).

    `scored` is what Splink gives, which counts levels from the last. `given_same` says whether the given names agree,
    in their marks too where both have any.
    """
    for side in "lr":
        told = facts.select(pl.col("uid").alias(f"uid_{side}"), *(pl.col(n).alias(f"{n}_{side}") for n in _OF_NAME))
        scored = scored.join(told, on=f"uid_{side}", how="left", maintain_order="left")
    alike = pl.col("plain_l") | pl.col("plain_r") | (pl.col("marked_l") == pl.col("marked_r"))
    return scored.select(
        *("uid_l", "uid_r"),
        pl.col("match_weight").alias("weight"),
        pl.col("match_probability").alias("probability"),
        *_levels(model),
        ((pl.col("given_l") == pl.col("given_r")) & alike).alias("given_same"),
    ).sort("uid_l", "uid_r")


def _levels(model: Model) -> Iterator[pl.Expr]:
    for comparison in model.comparisons:
        reached = pl.col(f"gamma_{comparison.name}").cast(pl.Int32)
        level = len(comparison.levels) - 1 - reached
        yield pl.when(reached >= 0).then(level).alias(comparison.name)
