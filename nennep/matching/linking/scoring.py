"""Pairs with their weight, by Splink."""

import logging
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import polars as pl

from nennep.matching.linking.blocks import THREADS, blocked, bounded, candidates, prior
from nennep.matching.linking.keys import UID
from nennep.matching.linking.levels import FACTS, SIDES, level_of, told_columns
from nennep.matching.linking.model import Model
from nennep.matching.linking.reach import within_reach
from nennep.matching.linking.spark import Keys, scored_by_spark

MEMORY_MB = 1_000  # of DuckDB; what does not fit goes to the disk
CHUNK = 1_500_000  # pairs that are scored at once, to bound the memory
_NO_RULE = pl.lit("0").alias("match_key")
_JOINED = (pl.col("uid_l").alias("join_key_l"), pl.col("uid_r").alias("join_key_r"))


@dataclass(frozen=True)
class Scored:
    pairs: pl.DataFrame  # as `levels.level_of` gives them, from the model's `decision.review` up
    facts: pl.DataFrame  # a row per record: `FACTS`


def scored(keys: pl.DataFrame, model: Model, engine: str = "duckdb") -> Scored:
    """Every pair of a block with its weight."""
    keys = bounded(keys, model)
    facts = keys.select(FACTS)
    told = Keys(keys.with_columns(often(keys, model)), tuple(model.often), prior(keys, model))
    if engine == "spark":
        found = scored_by_spark(replace(told, people=told.people.hstack(blocked(keys, model))), model)
    else:
        pairs = within_reach(told.people, candidates(keys, model), model, told.prior)
        found = scored_by_duckdb(told, pairs, model)
    return Scored(level_of(found, facts, model), facts)


def scored_by_duckdb(keys: Keys, pairs: pl.DataFrame, model: Model) -> pl.DataFrame:
    """Those of `pairs` that reach the model's `decision.review`."""
    from splink import DuckDBAPI, Linker  # noqa: PLC0415 -- slow to load: the engine does it while files are read

    compared = keys.people.filter(pl.col(UID).is_in(pl.concat([pairs[side] for side in SIDES]).unique().implode()))
    with tempfile.TemporaryDirectory() as folder, _database(Path(folder)) as connection:
        connection.register("people", compared.to_arrow())
        api = DuckDBAPI(connection)
        settings = model.settings(keys.prior, blocks=0)
        linker = Linker(api.register("people"), settings, log_level=logging.ERROR, validate_settings=False)
        for key in keys.often:  # each record bears it already: see `often`
            connection.register(f"often_{key}", compared.select(key, f"tf_{key}").clear().to_arrow())
            linker.table_management.register_term_frequency_lookup(api.register(f"often_{key}"), key)
        found = []
        for start in range(0, max(1, pairs.height), CHUNK):
            connection.register("pairs", pairs[start : start + CHUNK].select(_NO_RULE, *_JOINED).to_arrow())
            linker.table_management.register_blocked_pairs_for_predict(api.register("pairs"))
            kept = linker.inference.predict(threshold_match_weight=model.decision.review, warning_mode="never")
            found.append(_told(connection.table(kept.physical_name), model))
            kept.drop_table_from_database_and_remove_from_cache()
    return pl.concat(found)


def _told(kept: duckdb.DuckDBPyRelation, model: Model) -> pl.DataFrame:
    return pl.DataFrame(pl.from_arrow(kept.select(*told_columns(model)).to_arrow_table()))


def _database(folder: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        config={
            "memory_limit": f"{MEMORY_MB}MB",
            "temp_directory": str(folder),
            "threads": THREADS,
            "preserve_insertion_order": False,
        }
    )


def often(keys: pl.DataFrame, model: Model) -> list[pl.Expr]:
    """`tf_<key>`: how often the value of a record's key is borne, among the files and the people added to them."""

    def frequency(key: str, u: float, added: int) -> pl.Expr:
        borne = (pl.len().over(key) + added * u) / (keys[key].count() + added)
        return pl.when(pl.col(key).is_not_null()).then(borne).alias(f"tf_{key}")

    return [frequency(key, *told) for key, told in model.often.items()]
