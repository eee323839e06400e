"""Pairs with their weight, by Splink."""

import logging
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
from splink import DuckDBAPI, Linker

from nennep.matching.linking.keys import NUMBERS, THREADS, UID
from nennep.matching.linking.levels import frame_of, level_of
from nennep.matching.linking.model import Model
from nennep.matching.linking.spark import Keys, scored_by_spark

LEAST_MB, MB_PER_MILLION = 300, 900
FACTS = (UID, "id12", "id9", "marked", "plain", "sex")  # by which a group of records may contradict itself
CHUNK = 1_500_000  # records whose pairs are scored at once; more are scored in turns, to bound the memory


@dataclass(frozen=True)
class Scored:
    pairs: pl.DataFrame  # as `levels.level_of` gives them, from the model's `decision.review` up
    facts: pl.DataFrame  # a row per record: `FACTS`


def scored(keys: pl.DataFrame, model: Model, engine: str = "duckdb") -> Scored:
    """Every pair of a block with its weight. `keys` is not kept: it lives on in the database alone."""
    with tempfile.TemporaryDirectory() as folder, _database(Path(folder), keys.height) as connection:
        keys.write_parquet(Path(folder) / "keys.parquet", compression="lz4")
        del keys
        connection.execute(
            "create table people as select * from read_parquet($1)", [f"{folder}/keys.parquet"]
        ).fetchall()
        prior = _prior(connection, model)
        if engine == "spark":
            tables = {key: connection.table(_frequencies(connection, model, key)).pl() for key in model.often}
            found = scored_by_spark(Keys(connection.table("people").pl(), tables, prior), model)
            connection.register("spark", found.to_arrow())
            table = "spark"
        else:
            table = _scored_by_duckdb(connection, model, prior)
        facts = connection.table("people").select(*FACTS).order("uid")
        return Scored(level_of(connection, table, model), frame_of(facts))


def _database(folder: Path, records: int) -> duckdb.DuckDBPyConnection:
    """In memory up to a bound that grows with the records, then on the disk."""
    most = f"{LEAST_MB + MB_PER_MILLION * records // 1_000_000}MB"
    return duckdb.connect(
        config={
            "memory_limit": most,
            "temp_directory": str(folder),
            "threads": THREADS,
            "preserve_insertion_order": False,
        }
    )


def _scored_by_duckdb(connection: duckdb.DuckDBPyConnection, model: Model, prior: float) -> str:
    """The name of the table of pairs."""
    api = DuckDBAPI(connection)
    linker = Linker(api.register("people"), model.settings(prior), log_level=logging.ERROR, validate_settings=False)
    for key in model.often:
        linker.table_management.register_term_frequency_lookup(api.register(_frequencies(connection, model, key)), key)
    found = linker.inference.predict(
        threshold_match_weight=model.decision.review,
        num_chunks_left=1 + connection.table("people").shape[0] // CHUNK,
        warning_mode="never",
    )
    return found.physical_name


def _frequencies(connection: duckdb.DuckDBPyConnection, model: Model, key: str) -> str:
    """The table of how often each value of a key is borne, among the files and the people added to them."""
    u, added = model.often[key]
    name = f"often_{key}"
    connection.execute(f"""
        create table {name} as
        select {key}, (count(*) + {added * u}) / (sum(count(*)) over () + {added}) as tf_{key}
        from people where {key} is not null group by {key}
    """).fetchall()  # noqa: S608 -- names and figures of our own model
    return name


def _prior(connection: duckdb.DuckDBPyConnection, model: Model) -> float:
    """The share of all pairs that are one person: those that agree in a number and the year, or in name and day."""
    rules = [f"l.{number} = r.{number} and l.yob = r.yob" for number in NUMBERS] + ["l.fold = r.fold and l.dob = r.dob"]
    joins = (f"select l.uid, r.uid from people l join people r on {rule} and l.uid < r.uid" for rule in rules)  # noqa: S608
    found: int = connection.sql(" union ".join(joins)).to_arrow_table().num_rows
    records: int = connection.table("people").shape[0]
    return min(0.5, max(model.least, (found + 0.5) / model.recall / max(records * (records - 1) / 2, 1)))
