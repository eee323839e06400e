"""Dates as people write them, and mistake them."""

from collections.abc import Mapping

import polars as pl

from bench.people.dice import Dice, spread
from bench.people.habits import Habits

_TWO = pl.Series([f"{number:02}" for number in range(100)])
_EXCEL = 25569  # days from 30/12/1899 to 1970
_SERIAL = "serial"


def mistaken(dates: pl.Series, dice: Dice, habits: Habits, stream: str) -> pl.DataFrame:
    """Columns year, month, day; a day that does not exist may come of it, as it does in lists."""
    parts = pl.DataFrame(
        {"y": dates.dt.year(), "m": dates.dt.month().cast(pl.Int32), "d": dates.dt.day().cast(pl.Int32)}
    )
    draw = dice.unit(f"{stream} mistake")
    edges, reached = [], 0.0
    for share in (habits.swapped, habits.slip, habits.near_year, habits.first_january):
        edges.append((draw >= reached) & (draw < reached + share))
        reached += share
    swap, slip, year, january = edges
    other = dice.below(f"{stream} other", 9).cast(pl.Int32)
    near = pl.when(other % 2 == 0).then(1).otherwise(-1)
    y, m, d = pl.col("y"), pl.col("m"), pl.col("d")
    swap_fits = pl.lit(swap) & ((d <= 12) | pl.lit(other == 0))
    slip_year, slip_day = pl.lit(slip & (other < 4)), pl.lit(slip & (other >= 4))
    return parts.select(
        y=pl.when(pl.lit(year)).then(y + near).when(slip_year).then(y // 10 * 10 + (y + other + 1) % 10).otherwise(y),
        m=pl.when(pl.lit(january)).then(1).when(swap_fits).then(d).otherwise(m),
        d=pl.when(pl.lit(january))
        .then(1)
        .when(swap_fits)
        .then(m)
        .when(slip_day)
        .then((d + other) % 31 + 1)
        .otherwise(d),
    )


def written(parts: pl.DataFrame, dice: Dice, forms: Mapping[str, float], stream: str) -> pl.Series:
    form = dice.pick(f"{stream} form", spread(forms))
    day, month = _TWO.gather(parts["d"]), _TWO.gather(parts["m"])
    year, short = parts["y"].cast(pl.String), _TWO.gather(parts["y"] % 100)
    d, m = parts["d"].cast(pl.String), parts["m"].cast(pl.String)
    serial = pl.date(pl.lit(parts["y"]), pl.lit(parts["m"].clip(1, 12)), pl.lit(parts["d"].clip(1, 28))).cast(pl.Int32)
    made: dict[str, pl.Expr] = {
        "d/m/y": pl.concat_str(d, m, year, separator="/"),
        "day-month-year": pl.concat_str(day, month, year, separator="-"),
        "day.month.year": pl.concat_str(day, month, year, separator="."),
        "iso": pl.concat_str(year, month, day, separator="-"),
        "short": pl.concat_str(day, month, short, separator="/"),
        "words": pl.concat_str(pl.lit("ngày "), day, pl.lit(" tháng "), m, pl.lit(" năm "), year),
        _SERIAL: (serial + _EXCEL + (pl.lit(parts["d"]) - pl.lit(parts["d"].clip(1, 28)))).cast(pl.String),
    }
    text = pl.concat_str(day, month, year, separator="/")
    for name in forms:
        if name in made:
            text = pl.when(pl.lit(form == name)).then(made[name]).otherwise(text)
    return pl.select(text).to_series()


def birth(dates: pl.Series, dice: Dice, habits: Habits) -> pl.Series:
    """With the share of those of whom only the year, or the month, is known."""
    parts = mistaken(dates, dice, habits, "dob")
    whole = written(parts, dice, habits.dates, "dob")
    year = parts["y"].cast(pl.String)
    month = pl.concat_str(pl.lit(_TWO.gather(parts["m"])), pl.lit(year), separator="/")
    draw = pl.lit(dice.unit("dob known"))
    only_year, only_month = draw < habits.year_only, draw < habits.year_only + habits.month_only
    known = pl.when(only_year).then(pl.lit(year)).when(only_month).then(month).otherwise(pl.lit(whole))
    return pl.select(known).to_series()
