"""Pairs with their weight, by Splink on DuckDB."""

import logging

import duckdb
import polars as pl
from splink import DuckDBAPI, Linker

from nennep.matching.linking.keys import NUMBERS
from nennep.matching.linking.model import Model

THREADS = 2
CHUNK = 1_500_000  # records whose pairs are scored at once; more are scored in turns, to bound the memory


def scored(keys: pl.DataFrame, model: Model, threads: int = THREADS) -> pl.DataFrame:
    """`uid_l`, `uid_r`, `match_weight`, `match_probability`, a `gamma_<comparison>` each; from `decision.review` up."""
    connection = duckdb.connect(config={"threads": threads, "preserve_insertion_order": False})
    connection.register("given", keys.to_arrow())
    connection.execute("create table people as select * from given")
    connection.unregister("given")
    api = DuckDBAPI(connection)
    settings = model.settings(_prior(connection, model))
    linker = Linker(api.register("people"), settings, log_level=logging.ERROR, validate_settings=False)
    found = linker.inference.predict(
        threshold_match_weight=model.decision.review,
        num_chunks_left=-(-keys.height // CHUNK),
        warning_mode="never",
    )
    table = connection.table(found.physical_name).order("uid_l, uid_r")
    return pl.DataFrame(pl.from_arrow(table.to_arrow_table()))


def _prior(connection: duckdb.DuckDBPyConnection, model: Model) -> float:
    """The share of all pairs that are one person: those that agree in a number and the year, or in name and day."""
    rules = [f"l.{number} = r.{number} and l.yob = r.yob" for number in NUMBERS] + ["l.fold = r.fold and l.dob = r.dob"]
    joins = (f"select l.uid, r.uid from people l join people r on {rule} and l.uid < r.uid" for rule in rules)  # noqa: S608
    found = connection.sql(" union ".join(joins)).to_arrow_table().num_rows
    records = connection.table("people").shape[0]
    return min(0.5, max(model.least, (found + 0.5) / model.recall / max(records * (records - 1) / 2, 1)))
