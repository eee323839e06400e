"""The text of each field, from the one or several columns that hold it."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from nennep.lib.text import fold
from nennep.matching.fields import DATES, PLACES, Field
from nennep.matching.model import Mapping, Sheet
from nennep.matching.standard.month_first import is_month_first
from nennep.matching.standard.sex import is_mark, names_one_sex

_BETWEEN = dict.fromkeys(DATES, "/") | dict.fromkeys(PLACES, ", ")
_PARTS = (Field.LAST_NAME, Field.MIDDLE_NAME, Field.GIVEN_NAME)


@dataclass(frozen=True)
class Columns:
    """How the columns of a sheet are read; told by the whole of them, so that all of its pieces are read alike."""

    mapping: Mapping  # the parts of a place from the commune up
    month_first: frozenset[Field] = frozenset()
    sex_heading: str = ""  # of a column of marks under the name of one sex


def columns_of(sheet: Sheet, mapping: Mapping) -> Columns:
    ordered = narrow_first(mapping, sheet.headings)
    texts = texts_of(sheet.text, ordered)
    american = frozenset(field for field in DATES if field in texts and is_month_first(texts[field]))
    return Columns(ordered, american, headed_sex(sheet, mapping, texts))


def texts_of(frame: pl.DataFrame, mapping: Mapping) -> dict[Field, pl.Series]:
    """Columns of one field joined in order: dates by "/", places by ", ", all else by a space.

    A name in several columns is one text under `NAME`. Birth dates of men and women in two columns are one `DOB`; under
    `DOB_MAN` stands then the sex that the column tells.
    """
    letters: dict[Field, list[str]] = {}
    for letter, field in mapping.items():
        if field is not None and letter in frame.columns:
            letters.setdefault(field, []).append(letter)
    texts = {field: _one(frame, of_field, _BETWEEN.get(field, " ")) for field, of_field in letters.items()}
    _gather_name(texts)
    _gather_birth(texts)
    return texts


_WIDE, _NARROW = ("tinh", "thanh pho", "tp", "province"), ("xa", "phuong", "thon", "xom", "ward", "commune", "dia chi")


def narrow_first(mapping: Mapping, headings: dict[str, str]) -> Mapping:
    """`Tỉnh | Huyện | Xã` in the order of an address: xã, huyện, tỉnh."""
    turned: dict[str, Field | None] = {}
    for field in PLACES:
        letters = [letter for letter, given in mapping.items() if given is field]
        parts = [fold(headings.get(letter, "")).rpartition(" / ")[2] for letter in letters]
        if len(letters) > 1 and parts[0].startswith(_WIDE) and parts[-1].startswith(_NARROW):
            turned |= dict.fromkeys(reversed(letters), field)
    return {letter: field for letter, field in mapping.items() if letter not in turned} | turned


def headed_sex(sheet: Sheet, mapping: Mapping, texts: dict[Field, pl.Series]) -> str:
    """The heading of the one column of marks that names a sex ("Nữ"), whose blank cells then say the other; or ""."""
    letters = [letter for letter, field in mapping.items() if field is Field.SEX]
    if len(letters) != 1 or Field.SEX not in texts or not names_one_sex(sheet.headings.get(letters[0], "")):
        return ""
    said = texts[Field.SEX].drop_nulls().unique()
    if said.is_empty() or not all(map(is_mark, said)):
        return ""
    return sheet.headings[letters[0]]


def _one(frame: pl.DataFrame, letters: Sequence[str], between: str) -> pl.Series:
    if len(letters) == 1:
        return frame[letters[0]]
    joined = pl.concat_str(letters, separator=between, ignore_nulls=True)
    return frame.select(pl.when(joined != "").then(joined).alias("text")).to_series()


def _gather_name(texts: dict[Field, pl.Series]) -> None:
    parts = [texts.pop(field) for field in _PARTS if field in texts]
    if not parts:
        return
    parted = _one(
        pl.DataFrame([part.alias(str(place)) for place, part in enumerate(parts)]),
        [str(n) for n in range(len(parts))],
        " ",
    )
    whole = texts.get(Field.NAME)
    if whole is None:
        texts[Field.NAME] = parted
        return
    # "Họ và tên | Tên": the second column is the rest of the name, or the given name once more to sort by.
    both = pl.DataFrame({"whole": whole, "part": parted})
    again = pl.col("whole").str.to_lowercase().str.ends_with(pl.col("part").str.to_lowercase())
    said = (
        pl.when(again.fill_null(False))
        .then("whole")
        .otherwise(pl.concat_str("whole", "part", separator=" ", ignore_nulls=True))
    )
    texts[Field.NAME] = both.select(pl.when(said != "").then(said).alias("text")).to_series()


def _gather_birth(texts: dict[Field, pl.Series]) -> None:
    man, woman = texts.pop(Field.DOB_MAN, None), texts.pop(Field.DOB_WOMAN, None)
    if man is None and woman is None:
        return
    empty = pl.Series([None] * len(man if man is not None else woman or []), dtype=pl.String)
    both = pl.DataFrame({"man": empty if man is None else man, "woman": empty if woman is None else woman})
    dated = both.select(
        pl.coalesce("man", "woman").alias("dob"),
        pl.when(pl.col("man").is_not_null() & pl.col("woman").is_null())
        .then(pl.lit("nam"))
        .when(pl.col("woman").is_not_null() & pl.col("man").is_null())
        .then(pl.lit("nữ"))
        .alias("sex"),
    )
    texts[Field.DOB], texts[Field.DOB_MAN] = dated["dob"], dated["sex"]
