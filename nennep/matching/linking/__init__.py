"""Which records are one person."""

import polars as pl

from nennep.matching.linking.deciding import Linked, decide
from nennep.matching.linking.keys import NEEDS, keys_of
from nennep.matching.linking.model import load
from nennep.matching.linking.scoring import scored

__all__ = ["NEEDS", "Linked", "link", "load"]


def link(people: pl.DataFrame, engine: str = "duckdb") -> Linked:
    """`people`: `NEEDS` of standardised records with `uid`, their number."""
    model = load()
    made = keys_of(people, model)
    del people
    found = scored(made, model, engine)
    del made
    return decide(found.pairs, found.facts, model)
