"""Which level of each comparison a pair reached: the reason of its weight, field by field."""

import polars as pl

from nennep.matching.linking.model import Comparison, Model

SIDES = ("uid_l", "uid_r")
_OF_NAME = ("given", "marked", "plain", "family", "ordered", "turned", "odd")
FACTS = ("uid", "id12", "id9", "sex", *_OF_NAME)  # by which records may contradict each other
_SLIP = 3  # level of the name


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

    `scored` is what Splink gives, which counts levels from the last.
    """
    for side in "lr":
        told = facts.select(pl.col("uid").alias(f"uid_{side}"), *(pl.col(n).alias(f"{n}_{side}") for n in _OF_NAME))
        scored = scored.join(told, on=f"uid_{side}", how="left", maintain_order="left")
    names = [comparison.name for comparison in model.comparisons]
    levelled = scored.with_columns(map(_level, model.comparisons)).with_columns(given_same=_given_same())
    told = levelled.rename({"match_weight": "weight", "match_probability": "probability"})
    return told.select(*SIDES, "weight", "probability", *names, "given_same").sort(SIDES)


def _given_same() -> pl.Expr:
    """Whether the given names agree, in their marks too where both have any.

    So they do in a name that begins with the given name, and where a slip has made of one what is no name: of twins
    both bear names.
    """

    def agree(name: str) -> pl.Expr:
        return pl.col(f"{name}_l") == pl.col(f"{name}_r")

    plain = pl.col("plain_l") | pl.col("plain_r")
    as_written = agree("given") & (plain | agree("marked"))
    turned = ~agree("family") & (agree("turned") | (plain & agree("ordered")))
    slip = (pl.col("name") == _SLIP) & ~agree("odd")
    return as_written | turned | slip


def _level(comparison: Comparison) -> pl.Expr:
    reached = pl.col(f"gamma_{comparison.name}").cast(pl.Int32)
    return pl.when(reached >= 0).then(len(comparison.levels) - 1 - reached).alias(comparison.name)
