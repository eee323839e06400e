"""Cells that are not in the office's tree."""

from collections.abc import Iterator

import polars as pl

from nennep.matching.checking.finding import Kind, Rule, Severity, findings
from nennep.matching.fields import Field
from nennep.matching.standard.units import Units


def unknown_units(people: pl.DataFrame, units: Units) -> Iterator[pl.DataFrame]:
    """A record whose code and whose cell's name are both unknown to the tree; one that names neither is not."""
    named = people.filter(pl.col("cell").is_not_null() | pl.col("unit_code").is_not_null())
    known = named["cell"].drop_nulls().unique()
    found = [text for text in known if units.match(text).code]
    strangers = named.filter(
        ~pl.col("cell").is_in(found).fill_null(False), ~pl.col("unit_code").is_in(list(units.tree)).fill_null(False)
    )
    says = pl.format("“{}” không có trong cây tổ chức.", pl.coalesce("cell", "unit_code"))
    yield findings(strangers, Kind(Rule.UNKNOWN_UNIT, Severity.ERROR, Field.CELL), says)
