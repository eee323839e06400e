"""Which records are one person."""

import polars as pl

from nennep.matching.linking.decided import NONE
from nennep.matching.linking.deciding import Linked, decide
from nennep.matching.linking.model import load
from nennep.matching.linking.scoring import scored


def link(keys: pl.DataFrame, engine: str = "duckdb", decided: pl.DataFrame = NONE) -> Linked:
    """`keys`: `record_keys` of all records, with `uid`, their number; `decided`: what people have said of pairs."""
    model = load()
    found = scored(keys, model, engine)
    return decide(found.pairs, found.facts, model, decided)
