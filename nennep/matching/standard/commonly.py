"""What most cells look like, standardised in columns; what is left goes through the functions, one text at a time.

Each way here gives what the function of the field gives: tests/test_commonly.py holds them to it.
"""

import re
from collections.abc import Callable
from datetime import date

import polars as pl

from nennep.matching.fields import DATES, Field
from nennep.matching.standard.cleaning import TIDY
from nennep.matching.standard.common_dates import TEXT, Dates
from nennep.matching.standard.names import ADDRESSES, CASE, COMPOUND, DENIES, LONGEST, plain_word
from nennep.matching.standard.numbers import DOT
from nennep.matching.standard.phones import SIGNS, ZERO
from nennep.matching.standard.places import FULL, Place, Places, listed

AT = "at"  # which row
Way = Callable[[pl.DataFrame], pl.DataFrame]  # rows with `at` and `text` → those that it knows, with their columns
# Commune, district and province: of fewer parts what was taken for a street may be the commune, "Đường Lâm".
_NAMES_COMMUNE = re.compile(r"(?:,|\s[–-]\s).*(?:,|\s[–-]\s)")
FEW_FIGURES = 3  # a number of fewer different ones is for Python to look at
_COMPOUND = f"^(?:{'|'.join(COMPOUND)}) "
SHORTEST = 5  # letters of a name that needs no closer look
# "Số 5 ngõ 3, ", "Thôn Đông - ": one or more parts that name no unit, before at least two that may.
_HOUSE = (
    r"(?:số|so|sn|thôn|thon|xóm|xom|tổ|to|tdp|khu|kdc|kp|ngõ|ngo|ngách|ngach|hẻm|hem|đội|doi|ấp|ap|bản|ban|làng|lang"
    r"|đường|duong|phố|pho|lô|lo|căn|can|[0-9]+[a-z]?[/0-9a-z]*)\b"
)
_HOUSES = rf"(?i)^(?:{_HOUSE}[^,]*,\s*)+([^,]+,.+)$|^(?:{_HOUSE}[^,–-]*\s[–-]\s+)+([^,–-]+\s[–-]\s.+)$"


def ways(field: Field, today: date) -> list[Way]:
    """The common ways of a field, the commonest first."""
    if field in DATES:
        return Dates(field, today).ways()
    if field is Field.NAME:
        return [_names]
    if field in (Field.ID12, Field.ID9):
        return [_as_it_is("id12", "^[0-9]{12}$"), _as_it_is("id9", "^[0-9]{9}$")]
    if field in (Field.CARD, Field.CARD12):
        return [_as_it_is("card12", "^[0-9]{12}$"), _cards]
    if field is Field.PHONE:
        return [_as_it_is("phone", "^0[35789][0-9]{8}$"), _phones, _parted_phones]
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
    words = texts.select(AT, "text", words=TEXT.str.split(" "))
    distinct = words["words"].explode(empty_as_null=True).unique()
    looked_at = [plain_word(word) for word in distinct]
    plain = [word[0] if word is not None and word[1] in ((), (CASE,)) else None for word in looked_at]
    written = pl.element().replace_strict(distinct, plain, default=None, return_dtype=pl.String)
    names = words.with_columns(pl.col("words").list.eval(written)).select(
        AT,
        "text",
        pl.col("words").list.join(" ", ignore_nulls=False).alias("name"),  # null where a word is not plain
        pl.col("words").list.first().alias("last_name"),
        pl.col("words").list.last().alias("given_name"),
        pl.col("words").list.len().alias("words"),
    )
    addressed = pl.col("last_name").str.to_lowercase().is_in(list(ADDRESSES))
    special = addressed | pl.col("last_name").is_in(list(DENIES)) | pl.col("name").str.contains(_COMPOUND)
    short = pl.col("name").str.len_chars() < SHORTEST
    known = names.filter(pl.col("name").is_not_null() & pl.col("words").is_between(2, LONGEST) & ~special & ~short)
    middle = pl.col("name").str.extract("^[^ ]+ (.+) [^ ]+$")
    rule = pl.when(pl.col("name") != TEXT).then(pl.lit(CASE))
    return known.select(AT, "text", "name", "last_name", "given_name", middle_name=middle, rule=rule)


def place_way(places: Places, field: Field) -> Way:
    """A house or a hamlet before a commune is let go; what then is left stands in a list again and again."""
    named = ("commune_code", "commune", "province_code", "province")
    columns = (*(f"{field}_{part}" for part in named), f"{field}_candidates", "rule", field.value)

    def row(tail: str, place: Place) -> tuple[str | None, ...]:
        parts = (place.commune_code, place.commune, place.province_code, place.province)
        if place.commune_code:
            return tail, *parts, None, place.rule or FULL, place.text
        return tail, *parts, listed(place.candidates), None, None

    def way(texts: pl.DataFrame) -> pl.DataFrame:
        behind = texts.with_columns(tail=TEXT.str.replace(_HOUSES, "$1$2")).filter(pl.col("tail") != TEXT)
        found = ((tail, places.standard_place(tail)) for tail in behind["tail"].unique())
        rows = [
            row(tail, place)
            for tail, place in found
            if place.commune_code or (place.candidates and _NAMES_COMMUNE.search(tail))
        ]
        table = pl.DataFrame(rows, schema=dict.fromkeys(("tail", *columns), pl.String), orient="row")
        known = behind.join(table, on="tail").drop("tail")
        # one that may be several communes keeps its words, if these need no cleaning
        kept = known.filter(pl.col(field.value).is_not_null() | TEXT.str.contains(f"^(?:{TIDY})$"))
        return kept.with_columns(pl.coalesce(field.value, TEXT).alias(field.value))

    return way


def _phones(texts: pl.DataFrame) -> pl.DataFrame:
    """A mobile number whose zero Excel has eaten."""
    varied = TEXT.str.split("").list.n_unique() > FEW_FIGURES
    known = texts.filter(TEXT.str.contains("^[35789][0-9]{8}$") & varied)
    return known.with_columns(pl.concat_str(pl.lit("0"), TEXT).alias("phone"), pl.lit(ZERO).alias("rule"))


def _parted_phones(texts: pl.DataFrame) -> pl.DataFrame:
    """0903 888 636, 0903.888.636."""
    written = "^(0[35789][0-9]{2})(?: ([0-9]{3}) |[.]([0-9]{3})[.])([0-9]{3})$"
    figures = TEXT.str.replace_all("[ .]", "")
    varied = figures.str.split("").list.n_unique() > FEW_FIGURES
    known = texts.filter(TEXT.str.contains(written) & ~TEXT.str.ends_with(".000") & varied)
    return known.with_columns(figures.alias("phone"), pl.lit(SIGNS).alias("rule"))
