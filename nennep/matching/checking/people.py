"""Checks across records, once it is known which of them are one person."""

from collections.abc import Iterator

import polars as pl

from nennep.matching.checking.finding import Kind, Rule, Severity, findings
from nennep.matching.fields import LABELS, Field
from nennep.matching.standard.units import plain_unit

_SHARED = ((Rule.DUP_CARD, "card"), (Rule.DUP_CARD, "card12"), (Rule.DUP_ID, "id12"), (Rule.DUP_ID, "id9"))
_CELLS_OF_COMMITTEE = 3  # cells beside one code from which it is the code of their committee
_OTHER = "_other"
_PLACE = pl.format("{} dòng {}", "source", "row")


def check_people(people: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """`people`: every record, standardised, with the `cluster` of its person."""
    for rule, number in _SHARED:
        yield _shared(people, rule, number)
    yield from _twice(people)


def _shared(people: pl.DataFrame, rule: Rule, number: str) -> pl.DataFrame:
    """One number on the records of two persons."""
    known = people.filter(pl.col(number).is_not_null() & pl.col(number).is_duplicated())
    wrong = known.filter(pl.col("cluster").n_unique().over(number) > 1)
    says = pl.format(f"{LABELS[Field(number)]} {{}} cũng của {{}}.", number, _OTHER)
    return findings(_with_others(wrong, number), Kind(rule, Severity.ERROR, number), says)


def _with_others(people: pl.DataFrame, group: str) -> pl.DataFrame:
    """Beside each the first other record of its group: name and place."""
    said = pl.concat_str(pl.col("name").fill_null("(không tên)"), pl.lit(" ("), _PLACE, pl.lit(")"))
    first, last = pl.col(_OTHER).first().over(group), pl.col(_OTHER).last().over(group)
    people = people.with_columns(said.alias(_OTHER))
    return people.with_columns(pl.when(pl.col(_OTHER) == first).then(last).otherwise(first).alias(_OTHER))


def _twice(people: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """One person more than once in one source: in two cells, or simply again."""
    people = people.with_columns(_cell=_named_alike(people["cell"]))
    # the code of a committee stands beside many cells and tells none of them
    beside = people.drop_nulls("unit_code").group_by("unit_code").agg(pl.col("_cell").n_unique())
    of_committee = beside.filter(pl.col("_cell") >= _CELLS_OF_COMMITTEE)["unit_code"]
    of_cell = pl.when(~pl.col("unit_code").is_in(of_committee.implode())).then("unit_code")
    several = people.filter(pl.col("cluster").is_duplicated()).with_columns(
        _code=of_cell, both=pl.concat_str("source", "cluster", separator="\n")
    )
    twice = several.filter(pl.col("both").is_duplicated())
    coded = pl.col("_code").is_not_null().all().over("both")
    codes, named = (pl.col(name).drop_nulls().n_unique().over("both") for name in ("_code", "_cell"))
    cells = pl.when(coded).then(codes).otherwise(named)
    twice = _with_others(twice, "both").with_columns(_cells=cells)
    yield findings(
        twice.filter(pl.col("_cells") > 1),
        Kind(Rule.TWO_CELLS, Severity.ERROR, Field.CELL),
        pl.format("Ở “{}”, và còn ở chi bộ khác: {}.", pl.coalesce("cell", "unit_code", pl.lit("?")), _OTHER),
    )
    yield findings(
        twice.filter(pl.col("_cells") <= 1),
        Kind(Rule.REPEATED, Severity.WARNING, Field.NAME),
        pl.format("Cùng người với {}.", _OTHER),
    )


def _named_alike(cells: pl.Series) -> pl.Expr:
    """`CB số 01` and `Chi bộ 1` are one."""
    distinct = cells.drop_nulls().unique()
    plain = [plain_unit(cell) or cell for cell in distinct]
    return pl.col("cell").replace_strict(distinct, plain, default=None, return_dtype=pl.String)
