"""Standardised records → the keys that they are compared by: folded, plain, one column each."""

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import polars as pl

from nennep.lib.text import without_accents
from nennep.matching.linking.model import Block, Model
from nennep.matching.standard.commonly import several
from nennep.matching.standard.units import plain_unit

UID, THREADS = "uid", 2
_LATIN = [letter for letter in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))) if letter.islower()]
_PLAIN = {letter: plain for letter in _LATIN if (plain := without_accents(letter)).isascii()}
_JOINERS = "['’‘`´ʼ]"  # "K'Brôi"
_I_FOR_Y = r"\b(qu|ph|th|kh|nh|ch|tr|ng|[bcdhklmnprstvx])y\b"  # Lý and Lí, Quý and Quí are one name in two spellings
_Y_FOR_I = r"\bqui(nh|t|p|ch|n)\b"
_INITIAL = r"\b[a-z]\b"  # "Nguyễn V. An"
_NO_WORD = "[^a-z0-9]+"
_WHERE = re.compile(r" [-–] |, ")  # "Chi bộ 3 - Phường Lê Chân"
_NEW_YEAR = "-01-01"  # the day that software writes when only the year is known
# Keys that only agree or do not: a number for each text is compared faster and needs a quarter of the memory.
EQUAL_OR_NOT = (
    *("dia", "given", "marked", "family", "family1", "middle", "middle1", "ordered", "yob", "month", "monthday", "day"),
    *("joined_year", "joined_monthday", "phone", "living", "living_province", "home", "home_province", "cell", "sex"),
)
NUMBERS = ("id12", "id9", "card12", "card")


def fold(text: pl.Expr) -> pl.Expr:
    """As `nennep.lib.text.fold` does, with one spelling of i and y, in columns: `LÍ QUÌNH MĨ` → `li quynh mi`."""
    plain = text.str.to_lowercase().str.replace_all(_JOINERS, "").str.replace_many(_PLAIN)
    words = plain.str.replace_all(_NO_WORD, " ").str.strip_chars()
    return words.str.replace_all(_I_FOR_Y, "${1}i").str.replace_all(_Y_FOR_I, "quy${1}")


def record_keys(people: pl.DataFrame) -> pl.DataFrame:
    """What each standardised record is compared by; a key that is not known is null."""
    given = people.with_columns(
        cell_plain=_cell(people), fold=fold(pl.col("name")), dia=pl.col("name").str.to_lowercase()
    )
    frame = given.select(*_of_name(), *_of_dates(), *_of_numbers(), *_of_places(), "sex", cell="cell_plain")
    return frame.with_columns(**_apart())


def blocked(keys: pl.DataFrame, model: Model) -> pl.DataFrame:
    """The keys of all records, numbers for texts where they only agree or do not, and the block of each record."""
    frame = keys.with_columns(
        pl.col(*EQUAL_OR_NOT).cast(pl.Categorical).to_physical().cast(pl.UInt32),
        *(_of_few(number, model.most_of_a_number) for number in NUMBERS),
    )
    with ThreadPoolExecutor(THREADS) as threads:  # polars works outside Python's lock
        blocks = list(threads.map(lambda block: _block(block, frame), model.blocks))
    return frame.hstack([block.alias(f"b{place}") for place, block in enumerate(blocks)])


def _of_name() -> Sequence[pl.Expr]:
    words = pl.col("fold").str.split(" ")
    return (
        pl.col("dia"),
        pl.col("fold"),
        pl.col("fold").str.extract("([^ ]*)$").alias("given"),
        pl.col("dia").str.extract("([^ ]*)$").alias("marked"),
        pl.col("fold").str.extract("^([^ ]*)").alias("family"),
        pl.col("fold").str.slice(0, 1).alias("family1"),
        pl.col("fold").str.extract("^[^ ]* (.*) [^ ]*$").alias("middle"),
        pl.col("fold").str.extract("^[^ ]* (.).* [^ ]*$").alias("middle1"),
        words.list.sort().list.join(" ").alias("ordered"),
        pl.col("fold").str.contains(_INITIAL).alias("short"),
    )


def _apart() -> dict[str, pl.Expr]:
    """Keys made of keys."""
    day, month = pl.col("dob").str.slice(8, 2), pl.col("dob").str.slice(5, 2)
    turned = pl.concat_str(pl.col("dob").str.slice(0, 4), day, month, separator="-")
    year_of_number = pl.when(pl.col("id12").str.len_chars() == 12).then(
        19 + pl.col("id12").str.slice(3, 1).cast(pl.Int32, strict=False) // 2
    ).cast(pl.String) + pl.col("id12").str.slice(4, 2)
    return {
        "plain": pl.col("dia") == pl.col("dia").str.replace_many(_PLAIN),
        "monthday": pl.col("dob").str.slice(5),
        "day": day,
        "joined_monthday": pl.col("joined").str.slice(5),
        "bod": pl.when((day <= "12") & (day != month)).then(turned),
        "yob": pl.col("yob").fill_null(year_of_number),
    }


def _of_dates() -> Sequence[pl.Expr]:
    return (
        _whole("dob").alias("dob"),
        pl.col("dob").str.slice(0, 4).alias("yob"),
        pl.when(pl.col("dob").str.len_chars() == 7).then("dob").otherwise(_whole("dob").str.slice(0, 7)).alias("month"),
        _whole("admission").alias("joined"),
        _whole("admission").str.to_date("%Y-%m-%d", strict=False).dt.epoch("d").alias("joined_day"),
        _whole("official").alias("official"),
        pl.col("admission").str.slice(0, 4).alias("joined_year"),
    )


def _whole(date: str) -> pl.Expr:
    known = (pl.col(date).str.len_chars() == 10) & ~pl.col(date).str.ends_with(_NEW_YEAR)
    return pl.when(known).then(pl.col(date))


def _of_numbers() -> Sequence[pl.Expr]:
    loose = pl.when(pl.col("id12").is_null() & pl.col("id9").is_null()).then(pl.col("id_loose"))
    loose_card = pl.when(pl.col("card12").is_null() & pl.col("card").is_null()).then(pl.col("card_loose"))
    return (
        _number(pl.col("id12")).alias("id12"),
        _number(pl.coalesce("id9", loose)).alias("id9"),
        _number(pl.col("card12")).alias("card12"),
        _number(pl.coalesce("card", loose_card)).alias("card"),
        pl.col("phone"),
    )


def _number(number: pl.Expr) -> pl.Expr:
    """Without what stands for "no number": one digit again and again, 123456789."""
    return pl.when(several(number) & ~number.str.contains("^0?123456789")).then(number)


def _of_few(number: str, most: int) -> pl.Expr:
    return pl.when(pl.len().over(number) <= most).then(pl.col(number)).alias(number)


def _of_places() -> Sequence[pl.Expr]:
    return (*_place("residence", "living"), *_place("hometown", "home"))


def _place(field: str, key: str) -> Sequence[pl.Expr]:
    """A text that is no place we know is compared as it stands."""
    text = fold(pl.when(pl.col(f"{field}_province_code").is_null()).then(field))
    return (
        pl.coalesce(f"{field}_commune_code", text).alias(key),
        pl.coalesce(f"{field}_province_code", text).alias(f"{key}_province"),
        text.alias(f"{key}_text"),
    )


def _cell(people: pl.DataFrame) -> pl.Series:
    """Lists name one cell in their own ways: the kind, what it lies in and abbreviations are left out."""
    distinct = people["cell"].drop_nulls().unique()
    plain = [plain_unit(_WHERE.split(text)[0]) or plain_unit(text) or None for text in distinct]
    named = people["cell"].replace_strict(distinct, plain, default=None, return_dtype=pl.String)
    return named.zip_with(named.is_not_null(), people["unit_code"])


def _block(block: Block, frame: pl.DataFrame) -> pl.Series:
    """The block a record belongs to, or null: some key unknown, nobody shares it, or too many do."""
    keys = frame.select(block.on)
    known = keys.select(pl.all_horizontal(pl.all().is_not_null())).to_series()
    none = pl.Series([None], dtype=pl.UInt64)
    hashed = keys.hash_rows(7).zip_with(known, none).alias("block")
    sizes = hashed.drop_nulls().value_counts()
    shared = sizes.filter(pl.col("count").is_between(2, block.most))["block"]
    return hashed.zip_with(hashed.is_in(shared.implode()).fill_null(False), none).reinterpret(signed=True)
