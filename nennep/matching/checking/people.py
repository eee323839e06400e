"""Checks across records, once it is known which of them are one person."""

from collections.abc import Iterator

import polars as pl

from nennep.matching.checking.finding import Rule, Severity, findings
from nennep.matching.fields import LABELS, Field

_SHARED = ((Rule.DUP_CARD, "card"), (Rule.DUP_CARD, "card12"), (Rule.DUP_ID, "id12"), (Rule.DUP_ID, "id9"))
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
    return findings(wrong, rule, Severity.ERROR, field=number, message=says)


def _others(group: str) -> pl.Expr:
    """The first other record of the group: name and place."""
    said = pl.concat_str(pl.col("name").fill_null("(không tên)"), pl.lit(" ("), _PLACE, pl.lit(")"))
    first, second = said.first().over(group), said.last().over(group)
    return pl.when(said == first).then(second).otherwise(first)


def _twice(people: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """One person more than once in one source: in two cells, or simply again."""
    twice = people.filter(pl.len().over("cluster", "source") > 1).with_columns(
        unit=pl.coalesce("unit_code", pl.col("cell").str.to_lowercase()),
        both=pl.concat_str("source", "cluster", separator="\n"),
    )
    cells = pl.col("unit").drop_nulls().n_unique().over("both")
    others = _others("both")
    yield findings(
        twice.filter(cells > 1),
        *(Rule.TWO_CELLS, Severity.ERROR),
        field=Field.CELL,
        message=pl.format("Ở “{}”, và còn ở chi bộ khác: {}.", pl.coalesce("cell", "unit_code", pl.lit("?")), others),
    )
    yield findings(
        twice.filter(cells <= 1),
        *(Rule.REPEATED, Severity.WARNING),
        field=Field.NAME,
        message=pl.format("Cùng người với {}.", others),
    )
