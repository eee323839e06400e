"""Which pairs may reach the bound of review at all: nine in ten do not, and are let go before they are compared."""

import math
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import polars as pl

from nennep.matching.linking.blocks import THREADS
from nennep.matching.linking.keys import numbered
from nennep.matching.linking.model import Comparison, Model

AT_ONCE = 100_000  # pairs
FIGURES = {"id12": 12, "id9": 9, "card12": 12}
ROUNDING = 1e-6  # of weights
_DISTANCE = re.compile(r"(?:levenshtein|jaro_winkler_similarity)\((\w+)_l, \w+_r\) [<>]= ([\d.]+)")
_LENGTHS = re.compile(r"abs\(length\(\w+\) - length\(\w+\)\) <= \d+")
_LOWEST_BITS = int("1" * max(FIGURES.values()), 16)  # of each figure


def within_reach(people: pl.DataFrame, pairs: pl.DataFrame, model: Model, prior: float) -> pl.DataFrame:
    """Without the pairs that stay below `decision.review` even if every distance that is dear to measure were small.

    `people`: the keys and `tf_<key>` of every record, the `uid` being its place.
    """
    people = people.with_columns(_in_figures(name, length).alias(f"figures_{name}") for name, length in FIGURES.items())
    people = people.with_columns(numbered(name) for name, kind in people.schema.items() if kind == pl.String)
    most = pl.sum_horizontal(map(_most, model.comparisons)) + math.log2(prior / (1 - prior))
    looked_at = [name for name in most.meta.root_names() if not name.startswith("slips_")]
    looked_at += [f"figures_{name}_{side}" for name in FIGURES for side in "lr"]

    def reaching(start: int) -> pl.DataFrame:
        some = pairs[start : start + AT_ONCE]
        both = pl.DataFrame([people[name[:-2]].gather(some[f"uid_{name[-1]}"]).alias(name) for name in set(looked_at)])
        both = both.with_columns(_fewest_slips(name).alias(f"slips_{name}") for name in FIGURES)
        return some.filter(both.select(most >= model.decision.review - ROUNDING).to_series())

    with ThreadPoolExecutor(THREADS) as threads:  # polars works outside Python's lock
        return pl.concat([pairs.clear(), *threads.map(reaching, range(0, pairs.height, AT_ONCE))])


def _most(comparison: Comparison) -> pl.Expr:
    """The largest weight of the levels that a pair may reach."""
    return pl.when(pl.sql_expr(comparison.null)).then(0.0).otherwise(pl.max_horizontal(*_weights(comparison)))


def _weights(comparison: Comparison) -> Iterator[pl.Expr]:
    for level in comparison.levels:
        share = pl.col(f"tf_{level.often}_l") if level.often else pl.lit(level.u)
        weight = math.log2(level.m) - share.log(2)
        yield weight if level.when == "else" else pl.when(pl.sql_expr(_at_best(level.when))).then(weight)


def _at_best(condition: str) -> str:
    """With every distance as small as it may be."""

    def small(found: re.Match[str]) -> str:
        name, most = found.groups()
        known = f"{name}_l is not null and {name}_r is not null"
        return f"({known} and coalesce(slips_{name} <= {most}, true))" if name in FIGURES else f"({known})"

    return _DISTANCE.sub(small, _LENGTHS.sub("true", condition))


def _in_figures(name: str, length: int) -> pl.Expr:
    """A number of usual length with four bits to each figure; null for any other."""
    usual = pl.when(pl.col(name).str.contains(f"^[0-9]{{{length}}}$")).then(name)
    return usual.str.to_integer(base=16, dtype=pl.UInt64, strict=False)


def _fewest_slips(name: str) -> pl.Expr:
    """At the least so many, for two numbers that are no more than two apart.

    It counts the places where they agree neither as they stand nor moved by one, as they are between a figure that was
    left out and one that was put in.
    """
    left, right = pl.col(f"figures_{name}_l"), pl.col(f"figures_{name}_r")
    as_they_stand = _unlike(left, right)
    moved = (as_they_stand & _unlike(one * 16, other) for one, other in ((left, right), (right, left)))
    return pl.min_horizontal(each.bitwise_count_ones() for each in moved)


def _unlike(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """A bit for each figure that differs."""
    bits = one ^ other
    return (bits | bits // 2 | bits // 4 | bits // 8) & pl.lit(_LOWEST_BITS, pl.UInt64)
