"""A sheet's columns → standardised columns. Each distinct text goes through Python once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any

import polars as pl

from nennep.matching.fields import DATES, PLACES, Field
from nennep.matching.model import ROW, Sheet
from nennep.matching.standard.commonly import AT, Way, place_way, ways
from nennep.matching.standard.dates import SWAPPED, standard_date
from nennep.matching.standard.month_first import day_first
from nennep.matching.standard.names import standard_name
from nennep.matching.standard.numbers import loose_number, standard_card, standard_ids, standard_phone
from nennep.matching.standard.originals import Columns, texts_of
from nennep.matching.standard.places import Places, listed
from nennep.matching.standard.sex import standard_sex
from nennep.matching.standard.units import standard_cell, standard_unit_code
from nennep.matching.standard.words import standard_education, standard_ethnic, standard_religion

PLACE_PARTS = ("commune_code", "commune", "province_code", "province")
COLUMNS = (
    *("source", "sheet", "row", "name", "last_name", "middle_name", "given_name", "sex", "dob", "dob_precision"),
    *("id12", "id9", "id_loose", "card", "card12", "card_loose"),
    *("admission", "admission_precision", "official", "official_precision"),
    *("phone", "ethnic", "religion", "education"),
    *(name for field in PLACES for name in (field.value, *(f"{field}_{part}" for part in PLACE_PARTS))),
    *("cell", "unit_code"),
)
"""Of `records.parquet`, `raw` and the rules apart; each is text, or null where nothing is known."""
LOOSE = {"id_loose": (Field.ID12, Field.ID9), "card_loose": (Field.CARD12, Field.CARD)}


@dataclass(frozen=True)
class Made:
    """How the texts of a field become columns: column → attribute of the answer of `function`."""

    field: Field
    function: Callable[[str], Any]
    columns: Mapping[str, str]
    ways: Sequence[Way] = ()


def standardise(sheet: Sheet, columns: Columns, today: date, places: Places) -> pl.DataFrame:
    """`COLUMNS`, and for each field of the sheet `<field>_rule`, `<field>_fault` and `<field>_text`, the original."""
    texts = texts_of(sheet.text, columns.mapping)
    turned = {field: day_first(texts[field]) for field in columns.month_first}
    if columns.sex_heading:
        texts[Field.SEX] = texts[Field.SEX].fill_null("")  # a blank tells the other sex
    sex = partial(standard_sex, heading=columns.sex_heading)
    frame = sheet.text.select(pl.lit(sheet.source).alias("source"), pl.lit(sheet.name).alias("sheet"), pl.col(ROW))
    for made in (Made(Field.SEX, sex, {"sex": "value"}), *makings(today, places)):
        if made.field in texts:
            answers = _applied(turned.get(made.field, texts[made.field]), made)
            frame = _joined(frame, _told(answers, made.field, texts[made.field]) if made.field in turned else answers)
    if Field.DOB_MAN in texts:
        frame = _joined(frame, pl.DataFrame({"sex": texts[Field.DOB_MAN]}))
    for column, fields in LOOSE.items():
        frame = _loose(frame, column, [field for field in fields if field in texts])
    return frame.with_columns(pl.lit(None, pl.String).alias(name) for name in COLUMNS if name not in frame.columns)


def _told(answers: pl.DataFrame, field: Field, original: pl.Series) -> pl.DataFrame:
    """With the original where day and month were exchanged, and the rule that says so."""
    changed = original != pl.col(f"{field}_text")
    rule = pl.when(changed & pl.col(field).is_not_null()).then(pl.lit(SWAPPED)).otherwise(f"{field}_rule")
    return answers.with_columns(rule.alias(f"{field}_rule"), original.alias(f"{field}_text"))


def _loose(frame: pl.DataFrame, column: str, fields: Sequence[Field]) -> pl.DataFrame:
    """A number of the wrong form says nothing to a database, but two records that bear it may be one person."""
    if not fields:
        return frame
    text = pl.coalesce(pl.when(pl.col(f"{field}_fault").is_not_null()).then(f"{field}_text") for field in fields)
    wrong = frame.select(text.alias("text")).to_series()
    return frame.with_columns(
        wrong.replace_strict(
            (distinct := wrong.drop_nulls().unique()),
            [loose_number(each) or None for each in distinct],
            default=None,
            return_dtype=pl.String,
        ).alias(column)
    )


def _joined(frame: pl.DataFrame, made: pl.DataFrame) -> pl.DataFrame:
    """Two columns may hold one field (CCCD in either of two): what the first does not say, the second may."""
    both = [name for name in made.columns if name in frame.columns]
    return frame.with_columns(
        made[name].alias(name) if name not in both else pl.coalesce(pl.col(name), made[name]) for name in made.columns
    )


def makings(today: date, places: Places) -> Iterator[Made]:
    parts = {"last_name": "last", "middle_name": "middle", "given_name": "given"}
    yield Made(Field.NAME, standard_name, {"name": "name", **parts}, ways(Field.NAME, today))
    for field in DATES:
        dated = partial(standard_date, kind=field, today=today)
        yield Made(field, dated, {field.value: "value", f"{field}_precision": "precision"}, ways(field, today))
    for field in (Field.ID12, Field.ID9):
        yield Made(field, standard_ids, {"id12": "id12", "id9": "id9"}, ways(field, today))
    for field in (Field.CARD12, Field.CARD):
        yield Made(field, standard_card, {"card12": "card12", "card": "card"}, ways(field, today))
    yield Made(Field.PHONE, standard_phone, {"phone": "value"}, ways(Field.PHONE, today))
    for field, function in ((Field.ETHNIC, standard_ethnic), (Field.RELIGION, standard_religion)):
        yield Made(field, function, {field.value: "value"})
    yield Made(Field.EDUCATION, standard_education, {"education": "value"})
    for field in PLACES:
        named = {f"{field}_{part}": part for part in PLACE_PARTS}
        columns = {field.value: "text", **named, f"{field}_candidates": "candidates"}
        yield Made(field, places.standard_place, columns, [place_way(places, field)])
    yield Made(Field.CELL, standard_cell, {"cell": "value"})
    yield Made(Field.UNIT_CODE, standard_unit_code, {"unit_code": "value"})


def _applied(texts: pl.Series, made: Made) -> pl.DataFrame:
    """The columns of a field: common texts in columns, the rest one distinct text at a time."""
    whole = pl.DataFrame({"text": texts}).with_row_index(AT)
    rest, tables = whole.drop_nulls("text"), []
    for way in made.ways:
        tables.append(way(rest))
        rest = rest.join(tables[-1].select(AT), on=AT, how="anti")
    tables.append(rest.join(_answered(rest["text"].unique(), made), on="text", how="left"))
    table = pl.concat((table.drop("text") for table in tables), how="diagonal")
    found = whole.join(table, on=AT, how="left", maintain_order="left")
    return found.select(
        *made.columns, *(pl.col(name).alias(f"{made.field}_{name}") for name in ("text", "rule", "fault"))
    )


def _answered(texts: pl.Series, made: Made) -> pl.DataFrame:
    answers = [made.function(text) for text in texts]
    attributes = {**made.columns, "rule": "rule", "fault": "fault"}
    return pl.DataFrame({"text": texts}).hstack(
        [_column(answers, attribute).alias(name) for name, attribute in attributes.items()]
    )


def _column(answers: Sequence[Any], attribute: str) -> pl.Series:
    """Empty answers are null; candidates are named one behind the other."""
    return pl.Series(map(said_of, map(attrgetter(attribute), answers)), dtype=pl.String)


def said_of(value: Any) -> str | None:
    if not value:
        return None
    return listed(value) if isinstance(value, tuple) else str(value)
