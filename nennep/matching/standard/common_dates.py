"""The common ways of writing a date, in columns; tests/test_commonly.py holds them to `dates.standard_date`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl

from nennep.matching.fields import Field
from nennep.matching.standard.dates import (
    BIRTHS,
    EXCEL_DAY_ZERO,
    FIRST_ADMISSION,
    FIRST_LIKELY,
    FIRST_YEAR,
    ISO,
    SERIAL,
    TWO_FIGURES,
    YOUNGEST,
    Precision,
)

Rows = pl.DataFrame  # with `at` and `text`
TEXT = pl.col("text")
_WHOLE = "^(?:[0-9]{1,2}/[0-9]{1,2}/|[0-9]{1,2}[.][0-9]{1,2}[.]|[0-9]{1,2}-[0-9]{1,2}-)[0-9]{4}$"
_SHORT = "^(?:[0-9]{1,2}/[0-9]{1,2}/|[0-9]{1,2}[.][0-9]{1,2}[.]|[0-9]{1,2}-[0-9]{1,2}-)[0-9]{2}$"
_SPOKEN = "^ngày ([0-9]{1,2}) tháng ([0-9]{1,2}) năm ([0-9]{4})$"
_MONTH = "^([0-9]{1,2})[/.-]([0-9]{4})$"


@dataclass(frozen=True)
class Dates:
    """What is known of a field of dates."""

    field: Field
    today: date

    def ways(self) -> list[Callable[[Rows], Rows]]:
        """The commonest first."""
        return [self.whole, self.years, self.serials, self.short_years, self.months, self.spoken]

    def whole(self, texts: Rows) -> Rows:
        """12/05/1970, 2.5.1970, 1970-05-12."""
        iso = TEXT.str.contains("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
        read = texts.filter(iso | TEXT.str.contains(_WHOLE))
        days = pl.when(iso).then(TEXT.str.to_date("%Y-%m-%d", strict=False)).otherwise(_day(_slashed()))
        return self._days(read, days, pl.when(~iso).then(pl.lit(ISO)))

    def years(self, texts: Rows) -> Rows:
        bounds = pl.lit(str(self._first)), pl.lit(str(self.today.year))
        known = texts.filter(TEXT.str.contains("^[0-9]{4}$") & TEXT.is_between(*bounds))
        return self._made(known, TEXT, Precision.YEAR, pl.lit(None, pl.String))

    def serials(self, texts: Rows) -> Rows:
        """25703, a day as Excel counts."""
        read = texts.filter(TEXT.str.contains("^[1-9][0-9]{4}$"))
        day = pl.lit(EXCEL_DAY_ZERO) + pl.duration(days=TEXT.cast(pl.Int32, strict=False))
        likely = day.dt.year().is_between(FIRST_LIKELY, self.today.year - self._youngest)
        return self._days(read.filter(likely), day, pl.lit(SERIAL))

    def short_years(self, texts: Rows) -> Rows:
        """12/05/70: of the two centuries the later in which the person may have been born, or the day have come."""
        read = texts.filter(TEXT.str.contains(_SHORT))
        later, earlier = (_day(_slashed().str.replace("([0-9]{2})$", f"{age}$1")) for age in ("20", "19"))
        latest = pl.lit(self.today.year - self._youngest) * 10_000 + self.today.month * 100 + self.today.day
        shape = _slashed().str.extract_groups("^([0-9]+)/([0-9]+)/([0-9]+)$")
        day, month, year = (shape.struct.field(str(nth)).cast(pl.Int32) for nth in (1, 2, 3))
        days = pl.when((2000 + year) * 10_000 + month * 100 + day <= latest).then(later).otherwise(earlier)
        return self._days(read, days, pl.lit(TWO_FIGURES))

    def months(self, texts: Rows) -> Rows:
        """05/1970."""
        read = texts.filter(TEXT.str.contains(_MONTH))
        month, year = (TEXT.str.extract(_MONTH, nth).cast(pl.Int32) for nth in (1, 2))
        come = year * 100 + month <= self.today.year * 100 + self.today.month
        known = read.filter(month.is_between(1, 12) & (year >= self._first) & come)
        value = pl.concat_str(TEXT.str.extract(_MONTH, 2), pl.lit("-"), TEXT.str.extract(_MONTH, 1).str.zfill(2))
        return self._made(known, value, Precision.MONTH, pl.lit(ISO))

    def spoken(self, texts: Rows) -> Rows:
        """ngày 12 tháng 5 năm 1970."""
        read = texts.filter(TEXT.str.contains(_SPOKEN))
        return self._days(read, _day(TEXT.str.replace(_SPOKEN, "$1/$2/$3")), pl.lit(ISO))

    def _days(self, texts: Rows, day: pl.Expr, rule: pl.Expr) -> Rows:
        known = texts.with_columns(day=day).filter(pl.col("day").is_between(date(self._first, 1, 1), self.today))
        return self._made(known, pl.col("day").dt.to_string("%Y-%m-%d"), Precision.DAY, rule)

    def _made(self, known: Rows, value: pl.Expr, precision: Precision, rule: pl.Expr) -> Rows:
        said = (value.alias(self.field.value), pl.lit(precision.value).alias(f"{self.field}_precision"))
        return known.select("at", "text", *said, rule.alias("rule"))

    @property
    def _first(self) -> int:
        return FIRST_YEAR if self.field in BIRTHS else FIRST_ADMISSION

    @property
    def _youngest(self) -> int:
        return YOUNGEST if self.field in BIRTHS else 0


def _slashed() -> pl.Expr:
    return TEXT.str.replace_all("[.-]", "/")


def _day(text: pl.Expr) -> pl.Expr:
    return text.str.to_date("%d/%m/%Y", strict=False)
