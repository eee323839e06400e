"""Pairs with their weight, by Splink."""

import logging

import duckdb
import polars as pl
from splink import DuckDBAPI, Linker

from nennep.matching.linking.keys import NUMBERS
from nennep.matching.linking.model import Model
from nennep.matching.linking.spark import scored_by_spark

THREADS = 2
CHUNK = 1_500_000  # records whose pairs are scored at once; more are scored in turns, to bound the memory


def scored(keys: pl.DataFrame, model: Model, engine: str = "duckdb") -> pl.DataFrame:
    """`uid_l`, `uid_r`, `match_weight`, `match_probability` of every pair from `decision.review` up, in order."""
    with duckdb.connect(config={"threads": THREADS, "preserve_insertion_order": False}) as connection:
        connection.register("given", keys.to_arrow())
        connection.execute("create table people as select * from given")
        connection.unregister("given")
        prior = _prior(connection, model)
        if engine == "spark":
            return scored_by_spark(keys, model, prior)
        return _scored_by_duckdb(connection, model, prior)


def _scored_by_duckdb(connection: duckdb.DuckDBPyConnection, model: Model, prior: float) -> pl.DataFrame:
    people = DuckDBAPI(connection).register("people")
    linker = Linker(people, model.settings(prior), log_level=logging.ERROR, validate_settings=False)
    found = linker.inference.predict(
        threshold_match_weight=model.decision.review,
        num_chunks_left=1 + connection.table("people").shape[0] // CHUNK,
        warning_mode="never",
    )
    pairs = connection.table(found.physical_name).select("uid_l", "uid_r", "match_weight", "match_probability")
    return pl.DataFrame(pl.from_arrow(pairs.order("uid_l, uid_r").to_arrow_table()))


def _prior(connection: duckdb.DuckDBPyConnection, model: Model) -> float:
    """The share of all pairs that are one person: those that agree in a number and the year, or in name and day."""
    rules = [f"l.{number} = r.{number} and l.yob = r.yob" for number in NUMBERS] + ["l.fold = r.fold and l.dob = r.dob"]
    joins = (f"select l.uid, r.uid from people l join people r on {rule} and l.uid < r.uid" for rule in rules)  # noqa: S608
    found: int = connection.sql(" union ".join(joins)).to_arrow_table().num_rows
    records: int = connection.table("people").shape[0]
    return min(0.5, max(model.least, (found + 0.5) / model.recall / max(records * (records - 1) / 2, 1)))
