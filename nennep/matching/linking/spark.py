"""The same model scored by Splink on Spark (extra `spark`), for what has outgrown one machine."""

import logging
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from splink.internals.splink_dataframe import SplinkDataFrame

from nennep.matching.linking.levels import told_columns
from nennep.matching.linking.model import Model

MEMORY = "4g"  # of the Java process in local mode


@dataclass(frozen=True)
class Keys:
    people: pl.DataFrame
    often: Sequence[str]  # the keys of which they bear `tf_<key>`
    prior: float


def scored_by_spark(keys: Keys, model: Model) -> pl.DataFrame:
    """As Splink gives them; a session that runs already is used, else one is started on this machine."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 -- an extra, and slow to start
    from splink import Linker, SparkAPI  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        session = (
            SparkSession.builder.master("local[2]")
            .appName("nennep match")
            .config("spark.driver.memory", MEMORY)
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "8")
            .config("spark.sql.warehouse.dir", folder)
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("ERROR")
        api = SparkAPI(spark_session=session, register_udfs_automatically=False, break_lineage_method="persist")  # type: ignore[no-untyped-call]

        def given(frame: pl.DataFrame, name: str) -> SplinkDataFrame:
            path = Path(folder) / f"{name}.parquet"
            frame.write_parquet(path)
            return api.register(session.read.parquet(str(path)))

        settings = model.settings(keys.prior, len(model.blocks))
        people = given(keys.people.drop(f"tf_{key}" for key in keys.often), "people")
        linker = Linker(people, settings, log_level=logging.ERROR, validate_settings=False)
        for key in keys.often:
            frequencies = keys.people.select(key, f"tf_{key}").drop_nulls().unique()
            linker.table_management.register_term_frequency_lookup(given(frequencies, f"often_{key}"), key)
        found = linker.inference.predict(threshold_match_weight=model.decision.review, warning_mode="never")
        rows = found.as_spark_dataframe().select(*told_columns(model)).toArrow()
    return pl.DataFrame(pl.from_arrow(rows))
