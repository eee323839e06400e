"""What most cells look like, standardised in columns; what is left goes through the functions, one text at a time.

Each way here gives what the function of the field gives: tests/test_commonly.py holds them to it.
"""

from collections.abc import Callable
from datetime import date

import polars as pl

from nennep.matching.fields import DATES, Field
from nennep.matching.standard.dates import BIRTHS, FIRST_ADMISSION, FIRST_YEAR, ISO, Precision
from nennep.matching.standard.names import CASE, COMPOUND_BEGINS, DENIES, LONGEST, plain_word
from nennep.matching.standard.numbers import DOT
from nennep.matching.standard.phones import ZERO
from nennep.matching.standard.places import FULL, Places

Way = Callable[[pl.DataFrame], pl.DataFrame]  # distinct `text`s → rows of those that it knows, with their columns
_DAY_FIRST = "^(?:[0-9]{1,2}/[0-9]{1,2}/|[0-9]{1,2}[.][0-9]{1,2}[.]|[0-9]{1,2}-[0-9]{1,2}-)[0-9]{4}$"
FEW_FIGURES = 3  # a number of fewer different ones is for Python to look at
SHORTEST = 5  # letters of a name that needs no closer look
# "Số 5 ngõ 3, ", "Thôn Đông - ": one or more parts that name no unit, before at least two that may.
_HOUSE = (
    r"(?:số|so|sn|thôn|thon|xóm|xom|tổ|to|tdp|khu|kdc|kp|ngõ|ngo|ngách|ngach|hẻm|hem|đội|doi|ấp|ap|bản|ban|làng|lang"
    r"|đường|duong|phố|pho|lô|lo|căn|can|[0-9]+[a-z]?[/0-9a-z]*)\b"
)
_HOUSES = rf"(?i)^(?:{_HOUSE}[^,]*,\s*)+([^,]+,.+)$|^(?:{_HOUSE}[^,–-]*\s[–-]\s+)+([^,–-]+\s[–-]\s.+)$"
TEXT = pl.col("text")


def ways(field: Field, today: date) -> list[Way]:
    """The common ways of a field, the commonest first."""
    if field in DATES:
        return [lambda texts: _dates(texts, field, today)]
    if field is Field.NAME:
        return [_names]
    if field in (Field.ID12, Field.ID9):
        return [_as_it_is("id12", "^[0-9]{12}$"), _as_it_is("id9", "^[0-9]{9}$")]
    if field in (Field.CARD, Field.CARD12):
        return [_as_it_is("card12", "^[0-9]{12}$"), _cards]
    if field is Field.PHONE:
        return [_as_it_is("phone", "^0[35789][0-9]{8}$"), _phones]
    return []


def _as_it_is(column: str, pattern: str) -> Way:
    def way(texts: pl.DataFrame) -> pl.DataFrame:
        return texts.filter(TEXT.str.contains(pattern) & several(TEXT)).with_columns(TEXT.alias(column))

    return way


def _cards(texts: pl.DataFrame) -> pl.DataFrame:
    known = texts.filter(TEXT.str.contains("^[0-9]{8}$") & several(TEXT))
    dotted = pl.concat_str(TEXT.str.slice(0, 2), pl.lit("."), TEXT.str.slice(2))
    return known.with_columns(dotted.alias("card"), pl.lit(DOT).alias("rule"))


def several(text: pl.Expr) -> pl.Expr:
    """Not one figure again and again, which people type where a number is asked for."""
    return text.str.strip_chars(text.str.slice(0, 1)) != ""


def _names(texts: pl.DataFrame) -> pl.DataFrame:
    """Names of plain words, of which at most the case is changed; a list has a few thousand words."""
    words = texts.with_columns(word=TEXT.str.split(" ")).explode("word")
    distinct = words["word"].unique()
    looked_at = [plain_word(word) for word in distinct]
    table = pl.DataFrame(
        {
            "word": distinct,
            "written": [word and word[0] for word in looked_at],
            "plain": [word is not None and word[1] in ((), (CASE,)) for word in looked_at],
            "cased": [word is not None and word[1] == (CASE,) for word in looked_at],
        },
        schema_overrides={"written": pl.String},
    )
    written = pl.col("written")
    names = (
        words.join(table, on="word", maintain_order="left")
        .group_by("text")
        .agg(
            written.str.join(" ").alias("name"),
            written.first().alias("last_name"),
            written.last().alias("given_name"),
            pl.col("plain").all().alias("plain_all"),
            pl.col("cased").any(),
            pl.len().alias("words"),
        )
    )
    special = pl.col("last_name").is_in(list(COMPOUND_BEGINS | DENIES))
    short = pl.col("name").str.len_chars() < SHORTEST
    known = names.filter(pl.col("plain_all") & pl.col("words").is_between(2, LONGEST) & ~special & ~short)
    middle = pl.col("name").str.extract("^[^ ]+ (.+) [^ ]+$")
    rule = pl.when("cased").then(pl.lit(CASE))
    return known.select("text", "name", "last_name", "given_name", middle_name=middle, rule=rule)


def place_way(places: Places, field: Field) -> Way:
    """A house or a hamlet before a commune is let go; what then is left stands in a list again and again."""

    def way(texts: pl.DataFrame) -> pl.DataFrame:
        behind = texts.with_columns(tail=TEXT.str.replace(_HOUSES, "$1$2")).filter(pl.col("tail") != TEXT)
        tails = behind["tail"].unique()
        found = [(tail, places.standard_place(tail)) for tail in tails]
        rows = [
            (
                tail,
                place.text,
                place.commune_code,
                place.commune,
                place.province_code,
                place.province,
                place.rule or FULL,
            )
            for tail, place in found
            if place.commune_code
        ]
        named = ("commune_code", "commune", "province_code", "province")
        columns = ("tail", field.value, *(f"{field}_{part}" for part in named), "rule")
        table = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
        return behind.join(table, on="tail").drop("tail")

    return way


def _dates(texts: pl.DataFrame, field: Field, today: date) -> pl.DataFrame:
    """12/05/1970, 2.5.1970, 1970-05-12: a whole day; 1970: a year."""
    first = FIRST_YEAR if field in BIRTHS else FIRST_ADMISSION
    iso = TEXT.str.contains("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    slashed = TEXT.str.replace_all("[.-]", "/")
    read = texts.filter(iso | TEXT.str.contains(_DAY_FIRST)).with_columns(
        day=pl.when(iso)
        .then(TEXT.str.to_date("%Y-%m-%d", strict=False))
        .otherwise(slashed.str.to_date("%d/%m/%Y", strict=False))
    )
    days = read.filter(pl.col("day").is_between(date(first, 1, 1), today)).select(
        "text",
        pl.col("day").dt.to_string("%Y-%m-%d").alias(field.value),
        pl.lit(Precision.DAY.value).alias(f"{field}_precision"),
        pl.when(~iso).then(pl.lit(ISO)).alias("rule"),
    )
    years = texts.filter(TEXT.str.contains("^[0-9]{4}$") & TEXT.is_between(pl.lit(str(first)), pl.lit(str(today.year))))
    whole = (TEXT.alias(field.value), pl.lit(Precision.YEAR.value).alias(f"{field}_precision"))
    return pl.concat([days, years.select("text", *whole, rule=pl.lit(None, pl.String))])


def _phones(texts: pl.DataFrame) -> pl.DataFrame:
    """A mobile number whose zero Excel has eaten."""
    varied = TEXT.str.split("").list.n_unique() > FEW_FIGURES
    known = texts.filter(TEXT.str.contains("^[35789][0-9]{8}$") & varied)
    return known.with_columns(pl.concat_str(pl.lit("0"), TEXT).alias("phone"), pl.lit(ZERO).alias("rule"))
