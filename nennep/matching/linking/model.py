"""The linkage model as data: `model.toml`, read and checked."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "model.toml"


@dataclass(frozen=True)
class Level:
    says: str
    when: str  # SQL over `<key>_l` and `<key>_r`; "else" for the last
    m: float
    u: float
    often: str = ""  # key whose frequency in the files stands for u


@dataclass(frozen=True)
class Comparison:
    name: str
    says: str
    levels: tuple[Level, ...]
    null: str  # SQL: when one side says nothing
    as_if: int  # people added to the files, for how often a value is


@dataclass(frozen=True)
class Block:
    on: tuple[str, ...]
    most: int  # records; a larger block tells nothing and is left out


@dataclass(frozen=True)
class Decision:
    """Weights (log2 of the odds) from which a pair is kept for review, or is the same."""

    review: float
    same_by_number: float
    same_by_odds: float
    same_beyond_doubt: float


@dataclass(frozen=True)
class Model:
    version: str
    decision: Decision
    recall: float  # of the rules by which the number of pairs is estimated
    least: float  # lower bound of the prior
    most_of_a_number: int
    comparisons: tuple[Comparison, ...]
    blocks: tuple[Block, ...]

    @property
    def often(self) -> dict[str, tuple[float, int]]:
        """Key → how often two people share a value of it, and among how many added people."""
        told = ((level, comparison.as_if) for comparison in self.comparisons for level in comparison.levels)
        return {level.often: (level.u, as_if) for level, as_if in reversed(list(told)) if level.often}

    def settings(self, prior: float, blocks: int) -> dict[str, Any]:
        """As Splink takes them, for either engine: the SQL of the levels is common to both.

        `blocks`: how many columns b0, b1, … tell it the pairs; 0 where it is given them.
        """
        return {
            "link_type": "dedupe_only",
            "unique_id_column_name": "uid",
            "probability_two_random_records_match": prior,
            "blocking_rules_to_generate_predictions": [
                {"blocking_rule": f"l.b{place} = r.b{place}"} for place in range(blocks)
            ],
            "comparisons": [_comparison(comparison) for comparison in self.comparisons],
            "retain_matching_columns": True,
            "retain_intermediate_calculation_columns": False,
        }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    null = {"sql_condition": comparison.null, "label_for_charts": "chưa biết", "is_null_level": True}
    return {
        "output_column_name": comparison.name,
        "comparison_levels": [null, *(_level(level) for level in comparison.levels)],
    }


def _level(level: Level) -> dict[str, Any]:
    made = {
        "sql_condition": "ELSE" if level.when == "else" else level.when,
        "label_for_charts": level.says,
        "m_probability": level.m,
        "u_probability": level.u,
    }
    if level.often:
        made |= {"tf_adjustment_column": level.often, "disable_tf_exact_match_detection": True}
    return made


@cache
def load() -> Model:
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    decision = {name: read["decision"][name] for name in Decision.__annotations__}
    return Model(
        version=read["version"],
        decision=Decision(**decision),
        recall=read["prior"]["recall"],
        least=read["prior"]["least"],
        most_of_a_number=read["blocks"]["most_of_a_number"],
        comparisons=tuple(_read_comparison(each) for each in read["comparison"]),
        blocks=tuple(_read_block(each, read["blocks"]) for each in read["block"]),
    )


def _read_comparison(read: dict[str, Any]) -> Comparison:
    null = read.get("null") or "{0}_l is null or {0}_r is null".format(read["empty"])
    return Comparison(
        read["name"], read["says"], tuple(Level(**level) for level in read["levels"]), null, read.get("as_if", 0)
    )


def _read_block(read: dict[str, Any], bounds: dict[str, int]) -> Block:
    usual = bounds["most_of_a_number"] if read.get("number") else bounds["most"]
    return Block(tuple(read["on"]), read.get("most", usual))
