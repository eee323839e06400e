"""Standardised records → the keys that they are compared by: folded, plain, one column each."""

import re
from collections.abc import Sequence

import polars as pl

from nennep.lib.syllables import is_syllable
from nennep.lib.text import without_accents
from nennep.matching.standard.commonly import several
from nennep.matching.standard.units import plain_unit

UID = "uid"
_LATIN = [letter for letter in map(chr, (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))) if letter.islower()]
_PLAIN = {letter: plain for letter in _LATIN if (plain := without_accents(letter)).isascii()}
_JOINERS = "['’‘`´ʼ]"  # "K'Brôi"
_I_FOR_Y = r"\b(qu|ph|th|kh|nh|ch|tr|ng|[bcdhklmnprstvx])y\b"  # Lý and Lí, Quý and Quí are one name in two spellings
_Y_FOR_I = r"\bqui(nh|t|p|ch|n)\b"
_INITIAL = "(?:^| )[a-z](?: |$)"  # "Nguyễn V. An"
_NO_WORD = "[^a-z0-9]+"
_WHERE = re.compile(r" [-–] |, ")  # "Chi bộ 3 - Phường Lê Chân"
_NEW_YEAR = "-01-01"  # the day that software writes when only the year is known
# Keys that only agree or do not: a number for each text is compared faster and needs a quarter of the memory.
EQUAL_OR_NOT = (
    *("dia", "given", "marked", "family", "family1", "middle", "middle1"),
    *("yob", "month", "monthday", "day"),
    *("joined_year", "joined_monthday", "phone", "living", "living_province", "home", "home_province", "cell", "sex"),
)
NUMBERS = ("id12", "id9", "card12", "card")
_SEED, _SPACE = 11, 1 << 32  # two texts share a number once in four thousand million: no pair depends on that
_OF_PLACE = ("commune_code", "province_code")


def fold(text: pl.Expr) -> pl.Expr:
    """As `nennep.lib.text.fold` does, with one spelling of i and y, in columns: `LÍ QUÌNH MĨ` → `li quynh mi`."""
    plain = text.str.to_lowercase().str.replace_all(_JOINERS, "").str.replace_many(_PLAIN)
    words = plain.str.replace_all(_NO_WORD, " ").str.strip_chars()
    return words.str.replace_all(_I_FOR_Y, "${1}i").str.replace_all(_Y_FOR_I, "quy${1}")


def record_keys(people: pl.DataFrame) -> pl.DataFrame:
    """What each standardised record is compared by; a key that is not known is null. One list apart from the others."""
    names = _names(people)
    odd = _is_odd(names["marked"]).alias("odd")
    living, home = (
        _of_distinct(people, [field, *(f"{field}_{part}" for part in _OF_PLACE)], _place(field, key))
        for field, key in (("residence", "living"), ("hometown", "home"))
    )
    frame = people.select(*_of_dates(), *_of_numbers(), "sex", _cell(people).alias("cell"))
    frame = frame.hstack([*names, odd, *living, *home]).with_columns(**_apart())
    return frame.with_columns(numbered(name) for name in EQUAL_OR_NOT)


def numbered(name: str) -> pl.Expr:
    """A number for each text, null for none."""
    number = (pl.col(name).hash(_SEED) % _SPACE).cast(pl.UInt32)
    return pl.when(pl.col(name).is_not_null()).then(number).alias(name)


def _of_distinct(people: pl.DataFrame, on: list[str], made: Sequence[Sequence[pl.Expr]]) -> pl.DataFrame:
    """Texts that come again and again are worked on once; `made`: columns, then columns made of these."""
    told = people.select(on)
    distinct = told.unique()
    for step in made:
        distinct = distinct.with_columns(step)
    return told.join(distinct, on=on, how="left", nulls_equal=True, maintain_order="left").drop(on)


def _names(people: pl.DataFrame) -> pl.DataFrame:
    """Names come again and again, and their words far more often: each is folded once."""
    told = people.select("name")
    distinct = told.unique()
    words = distinct["name"].drop_nulls().str.split(" ").explode(empty_as_null=True).drop_nulls().unique()
    folded = pl.DataFrame({"word": words}).select(fold(pl.col("word"))).to_series()
    written = pl.element().replace_strict(words, folded, default=None, return_dtype=pl.String)
    joined = pl.col("name").str.split(" ").list.eval(written).list.join(" ")
    if not folded.str.contains("^[^ ]+$").all():  # signs alone, or two words in one
        joined = joined.str.replace_all(" +", " ").str.strip_chars(" ")
    made = distinct.with_columns(pl.col("name").str.to_lowercase().alias("dia"), joined.alias("fold"))
    made = made.with_columns(_parts=pl.col("fold").str.split(" "), _marked=pl.col("dia").str.split(" "))
    made = made.with_columns(_OF_PARTS).drop("_parts", "_marked")
    return told.join(made, on="name", how="left", nulls_equal=True, maintain_order="left").drop("name")


def _in_any_order(words: str) -> pl.Expr:
    """One number for the same words, however they stand; as `EQUAL_OR_NOT`."""
    numbers = pl.col(words).list.eval(pl.element().hash(_SEED) % _SPACE)
    return pl.when(pl.col(words).is_not_null()).then((numbers.list.sum() % _SPACE).cast(pl.UInt32))


_PARTS, _MARKED = pl.col("_parts").list, pl.col("_marked").list
_MIDDLE = pl.when(_PARTS.len() > 2).then(_PARTS.slice(1, _PARTS.len().cast(pl.Int64) - 2).list.join(" "))
_OF_PARTS = (
    _PARTS.last().alias("given"),
    _MARKED.last().alias("marked"),
    _PARTS.first().alias("family"),
    pl.col("fold").str.slice(0, 1).alias("family1"),
    _MIDDLE.alias("middle"),
    _MIDDLE.str.slice(0, 1).alias("middle1"),
    _in_any_order("_parts").alias("ordered"),
    _in_any_order("_marked").alias("turned"),
    pl.col("fold").str.contains(_INITIAL).alias("short"),
    (~pl.col("dia").str.contains(f"[{''.join(_PLAIN)}]")).alias("plain"),
)


def _is_odd(given: pl.Series) -> pl.Series:
    """No syllable of the language: a slip of the hand, or a name of another people."""
    distinct = given.drop_nulls().unique()
    return given.replace_strict(
        distinct, [not is_syllable(word) for word in distinct], default=None, return_dtype=pl.Boolean
    )


def _place(field: str, key: str) -> Sequence[Sequence[pl.Expr]]:
    """A text that is no place we know is compared as it stands."""
    commune, province = (f"{field}_{part}" for part in _OF_PLACE)
    text = fold(pl.when(pl.col(province).is_null()).then(field)).alias(f"{key}_text")
    of_text = ((commune, key), (province, f"{key}_province"))
    return (text,), [pl.coalesce(code, f"{key}_text").alias(name) for code, name in of_text]


def _apart() -> dict[str, pl.Expr]:
    """Keys made of keys."""
    day, month = pl.col("dob").str.slice(8, 2), pl.col("dob").str.slice(5, 2)
    turned = pl.concat_str(pl.col("dob").str.slice(0, 4), day, month, separator="-")
    year_of_number = pl.when(pl.col("id12").str.len_chars() == 12).then(
        19 + pl.col("id12").str.slice(3, 1).cast(pl.Int32, strict=False) // 2
    ).cast(pl.String) + pl.col("id12").str.slice(4, 2)
    return {
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


def _cell(people: pl.DataFrame) -> pl.Series:
    """Lists name one cell in their own ways: the kind, what it lies in and abbreviations are left out."""
    distinct = people["cell"].drop_nulls().unique()
    plain = [plain_unit(_WHERE.split(text)[0]) or plain_unit(text) or None for text in distinct]
    named = people["cell"].replace_strict(distinct, plain, default=None, return_dtype=pl.String)
    return named.zip_with(named.is_not_null(), people["unit_code"])
