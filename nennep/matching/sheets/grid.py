"""A sheet before anything is known of it: numbered rows of text."""

from dataclasses import dataclass

import polars as pl

from nennep.matching.model import ROW
from nennep.matching.sheets.letters import letters

# White space of any kind, and the signs that nobody sees.
_PRINTED = "[!-~]"  # hardly a cell is without: only those are looked at closely
_BLANK = r"^[\s\u200b-\u200f\u2060\ufeff\u00ad]*$"


@dataclass(frozen=True)
class Grid:
    name: str
    cells: pl.DataFrame  # `row` and a text column a letter; blank cells are null, blank rows are gone


def numbered(name: str, table: pl.DataFrame, *, first_column: int = 0, first_row: int = 1) -> Grid:
    """The grid of a table whose first line is `first_row`: blank cells made null, blank rows and columns left out."""
    named = letters(first_column + table.width)[first_column:]
    cells = table.rename(dict(zip(table.columns, named, strict=True)))
    odd = cells.select((~pl.all().str.contains(_PRINTED)).any())
    cells = cells.with_columns(
        pl.when(pl.col(name).str.contains(_PRINTED) | ~pl.col(name).str.contains(_BLANK)).then(pl.col(name)).alias(name)
        for name in odd.columns
        if odd[name][0]
    )
    cells = cells.select(column for column in cells.iter_columns() if column.null_count() < column.len())
    cells = cells.with_row_index(ROW, offset=first_row)
    some = [pl.col(column).is_not_null() for column in cells.columns if column != ROW]
    if not some:
        return Grid(name, cells.clear())
    filled = cells.select(pl.any_horizontal(some).alias("filled"))["filled"]
    return Grid(name, cells if filled.all() else cells.filter(filled))
