"""Pairs are found as Splink would find them, only faster."""

import logging

import duckdb
import polars as pl
from splink import DuckDBAPI, Linker

from nennep.matching.linking.blocks import blocked, bounded, candidates
from nennep.matching.linking.model import load
from nennep.matching.linking.tests.make_people import HUNG, LAN, keyed, strangers


def test_the_pairs_of_all_blocks_are_those_that_splink_finds_by_the_same_rules() -> None:
    model = load()
    keys = bounded(keyed(HUNG, LAN, {**HUNG, "card": None}, *strangers(), *strangers(90)), model)
    connection = duckdb.connect()
    api = DuckDBAPI(connection)
    people = keys.hstack(blocked(keys, model))
    connection.register("people", people.to_arrow())

    linker = Linker(api.register("people"), model.settings(0.1, len(model.blocks)), log_level=logging.ERROR)
    found = linker.inference.compute_blocked_pairs_for_predict()

    by_splink = connection.table(found.physical_name).select("join_key_l", "join_key_r")
    rows = by_splink.order("join_key_l, join_key_r").fetchall()
    assert candidates(keys, model).rows() == rows
    assert len(rows) > 90


def test_what_too_many_share_joins_nobody() -> None:
    model = load()
    crowd = [{**each, "id12": "031070001234"} for each in strangers(20)]

    keys = bounded(keyed(*crowd), model)

    assert keys["id12"].null_count() == len(keys)
    assert candidates(keys, model).schema == {"uid_l": pl.UInt32, "uid_r": pl.UInt32}
