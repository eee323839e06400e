"""Scored pairs → same, or to be looked at by a person."""

from dataclasses import dataclass

import polars as pl

from nennep.matching.linking.clusters import clusters
from nennep.matching.linking.decided import NONE, outranked
from nennep.matching.linking.keys import UID
from nennep.matching.linking.model import Model

SAME, REVIEW = "same", "review"
LARGEST = 12  # records of one person; more is a mistake of the data, to be looked at
# Levels of the model by place: see model.toml.
_NAME_EQUAL, _NAME_PLAIN, _NAME_SLIP, _NAME_SHORT, _NAME_NEAR, _NAME_ELSE = 0, 1, 3, 4, 5, 7
_DOB_EQUAL, _DOB_TURNED, _DOB_MONTH, _DOB_YEAR, _DOB_ELSE = 0, 1, 2, 3, 6
_AGREES, _NEAR, _DIFFERS = 0, 1, 2
_SEX_DIFFERS = 1


@dataclass(frozen=True)
class Linked:
    pairs: pl.DataFrame  # uid_l < uid_r, weight, probability, decision, a level for each comparison (null: not known)
    clusters: pl.DataFrame  # uid, cluster: the smallest uid of the person's records; every record


def decide(pairs: pl.DataFrame, facts: pl.DataFrame, model: Model, decided: pl.DataFrame = NONE) -> Linked:
    """`pairs` and `facts` as `scoring.scored` gives them; `decided` by people: see `decided.read_decided`."""
    pairs = pairs.with_columns(by_number=_by_number(model), by_odds=_by_odds(model))
    pairs = pairs.with_columns(same=(pl.col("by_number") | pl.col("by_odds")).fill_null(False))
    doubtful = _contradicting(pairs, facts)
    firm = pl.col("by_number") | _whole_name(model)
    pairs = pairs.with_columns(same=pl.col("same") & (firm | ~pl.col("uid_l").is_in(doubtful.implode())))
    decision = pl.when("same").then(pl.lit(SAME)).otherwise(pl.lit(REVIEW))
    whole = outranked(pairs.with_columns(decision=decision).drop("by_number", "by_odds", "same"), decided)
    return Linked(whole, clusters(facts[UID], whole.filter(pl.col("decision") == SAME)))


def _by_number(model: Model) -> pl.Expr:
    """An exact number, and nothing in the rest that speaks of another person."""
    agrees = (pl.col("number") == _AGREES) | (pl.col("card") == _AGREES)
    name = (pl.col("name") <= _NAME_NEAR) | ((pl.col("name") < _NAME_ELSE) & pl.col("given_same"))
    dob = (pl.col("dob") != _DOB_ELSE).fill_null(True) | (pl.col("name") <= _NAME_PLAIN)
    return (agrees & name & dob & ~_against() & (pl.col("weight") >= model.decision.same_by_number)).fill_null(False)


def _by_odds(model: Model) -> pl.Expr:
    """Odds alone: nothing in name and day of birth by which twins differ; beyond doubt, slips in them are forgiven."""
    name = pl.col("name").is_in([_NAME_EQUAL, _NAME_PLAIN, _NAME_SHORT]) | (pl.col("name") == _NAME_SLIP)
    likely = name & pl.col("dob").is_in([_DOB_EQUAL, _DOB_TURNED, _DOB_MONTH, _DOB_YEAR])
    surely = (pl.col("name") < _NAME_ELSE) & (
        (pl.col("dob") != _DOB_ELSE).fill_null(True) | (pl.col("name") <= _NAME_PLAIN)
    )
    number = pl.col("number").is_null() | ((pl.col("number") == _NEAR) & (pl.col("name") <= _NAME_PLAIN))
    enough = (likely & (pl.col("weight") >= model.decision.same_by_odds)) | (
        surely & (pl.col("weight") >= model.decision.same_beyond_doubt)
    )
    return (enough & pl.col("given_same") & number & ~_against()).fill_null(False)


def _whole_name(model: Model) -> pl.Expr:
    """Twins do not share their whole name; they do have numbers that follow one another."""
    day = (pl.col("dob") == _DOB_EQUAL) | ((pl.col("number") == _NEAR) & (pl.col("dob") <= _DOB_YEAR))
    both = (pl.col("name") == _NAME_EQUAL) & day
    return (both & (pl.col("weight") >= model.decision.same_beyond_doubt)).fill_null(False)


def _against() -> pl.Expr:
    differs = (pl.col(number) >= _DIFFERS for number in ("number", "card"))
    return pl.any_horizontal(
        *(each.fill_null(False) for each in differs), (pl.col("sex") == _SEX_DIFFERS).fill_null(False)
    )


def _contradicting(pairs: pl.DataFrame, known: pl.DataFrame) -> pl.Series:
    """Records of clusters that hold two numbers of one kind or two given names: twins joined by a poor record."""
    grouped = clusters(known[UID], pairs.filter("same")).filter(pl.col("cluster").is_duplicated())
    # one name in two orders is one, and what is no name tells nothing
    given = pl.when(~pl.col("plain") & ~pl.col("odd")).then(pl.col("marked").first().over("cluster", "turned"))
    facts = grouped.join(known, on=UID, maintain_order="left").with_columns(marking=given)
    several = [pl.col(fact).drop_nulls().n_unique().over("cluster") > 1 for fact in ("id12", "id9", "marking", "sex")]
    return facts.filter(pl.any_horizontal(*several) | (pl.len().over("cluster") > LARGEST))[UID]
