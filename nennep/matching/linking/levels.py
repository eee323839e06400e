"""Which level of each comparison a pair reached: the reason of its weight, field by field."""

import duckdb
import polars as pl

from nennep.matching.linking.model import Comparison, Model


def level_of(connection: duckdb.DuckDBPyConnection, scored: str, model: Model) -> pl.DataFrame:
    """`uid_l`, `uid_r`, `weight`, `probability`, a level for each comparison (its place, from 0; null: not known).

    `scored` is the table of pairs; the keys stand in `people`.
    """
    blocks = {f"b{place}" for place in range(len(model.blocks))}
    keys = [key for key in connection.table("people").columns if key not in blocks]
    sides = ", ".join(f"l.{key} as {key}_l, r.{key} as {key}_r" for key in keys)
    cases = ", ".join(f"{_case(comparison)} as {comparison.name}" for comparison in model.comparisons)
    found = connection.sql(f"""
        with paired as (
            select {sides}, match_weight as weight, match_probability as probability
            from {scored} scored join people l on l.uid = scored.uid_l join people r on r.uid = scored.uid_r
        )
        select uid_l, uid_r, weight, probability, {cases},
            given_l = given_r and (plain_l or plain_r or marked_l = marked_r) as given_same
        from paired order by uid_l, uid_r
    """)  # noqa: S608 -- names and conditions of our own model
    return frame_of(found)


def frame_of(relation: duckdb.DuckDBPyRelation) -> pl.DataFrame:
    return pl.DataFrame(pl.from_arrow(relation.to_arrow_table()))


def _case(comparison: Comparison) -> str:
    *levels, _ = comparison.levels
    whens = " ".join(f"when {level.when} then {place}" for place, level in enumerate(levels))
    return f"case when {comparison.null} then null {whens} else {len(levels)} end"
