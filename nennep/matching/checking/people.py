"""Checks across records, once it is known which of them are one person."""

from collections.abc import Iterator

import polars as pl

from nennep.matching.checking.finding import Kind, Rule, Severity, findings
from nennep.matching.fields import LABELS, Field
from nennep.matching.standard.units import plain_unit

_SHARED = ((Rule.DUP_CARD, "card"), (Rule.DUP_CARD, "card12"), (Rule.DUP_ID, "id12"), (Rule.DUP_ID, "id9"))
_CELLS_OF_COMMITTEE = 3  # cells beside one code from which it is the code of their committee
_PLACE = pl.format("{} dòng {}", "source", "row")


def check_people(people: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """`people`: every record, standardised, with the `cluster` of its person."""
    for rule, number in _SHARED:
        yield _shared(people, rule, number)
    yield from _twice(people)


def _shared(people: pl.DataFrame, rule: Rule, number: str) -> pl.DataFrame:
    """One number on the records of two persons."""
    known = people.filter(pl.col(number).is_not_null() & (pl.len().over(number) > 1))
    wrong = known.filter(pl.col("cluster").n_unique().over(number) > 1)
    others = _others(number)
    says = pl.format(f"{LABELS[Field(number)]} {{}} cũng của {{}}.", number, others)
    return findings(wrong, Kind(rule, Severity.ERROR, number), says)


def _others(group: str) -> pl.Expr:
    """The first other record of the group: name and place."""
    said = pl.concat_str(pl.col("name").fill_null("(không tên)"), pl.lit(" ("), _PLACE, pl.lit(")"))
    first, second = said.first().over(group), said.last().over(group)
    return pl.when(said == first).then(second).otherwise(first)


def _twice(people: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """One person more than once in one source: in two cells, or simply again."""
    cell, code = _named_alike(people["cell"]), pl.col("unit_code")
    # the code of a committee stands beside many cells and tells none of them
    of_cell = pl.when(cell.n_unique().over(code) < _CELLS_OF_COMMITTEE).then(code)
    people = people.with_columns(_cell=cell, _code=of_cell)
    twice = people.filter(pl.len().over("cluster", "source") > 1).with_columns(
        both=pl.concat_str("source", "cluster", separator="\n")
    )
    coded = pl.col("_code").is_not_null().all().over("both")
    codes, named = (pl.col(name).drop_nulls().n_unique().over("both") for name in ("_code", "_cell"))
    cells = pl.when(coded).then(codes).otherwise(named)
    others = _others("both")
    yield findings(
        twice.filter(cells > 1),
        Kind(Rule.TWO_CELLS, Severity.ERROR, Field.CELL),
        pl.format("Ở “{}”, và còn ở chi bộ khác: {}.", pl.coalesce("cell", "unit_code", pl.lit("?")), others),
    )
    yield findings(
        twice.filter(cells <= 1),
        Kind(Rule.REPEATED, Severity.WARNING, Field.NAME),
        pl.format("Cùng người với {}.", others),
    )


def _named_alike(cells: pl.Series) -> pl.Expr:
    """`CB số 01` and `Chi bộ 1` are one."""
    distinct = cells.drop_nulls().unique()
    plain = [plain_unit(cell) or cell for cell in distinct]
    return pl.col("cell").replace_strict(distinct, plain, default=None, return_dtype=pl.String)
