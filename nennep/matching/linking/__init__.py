"""Which records are one person."""

import polars as pl

from nennep.matching.linking.decided import NONE, found_again, read_decided
from nennep.matching.linking.deciding import Linked, decide
from nennep.matching.linking.keys import blocked, record_keys
from nennep.matching.linking.model import load
from nennep.matching.linking.scoring import scored

__all__ = ["NONE", "Linked", "found_again", "link", "load", "read_decided", "record_keys"]


def link(keys: pl.DataFrame, engine: str = "duckdb", decided: pl.DataFrame = NONE) -> Linked:
    """`keys`: `record_keys` of all records, with `uid`, their number; `decided`: what people have said of pairs."""
    model = load()
    made = blocked(keys, model)
    del keys
    found = scored(made, model, engine)
    del made
    return decide(found.pairs, found.facts, model, decided)
