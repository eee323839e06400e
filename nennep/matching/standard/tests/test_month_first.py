import polars as pl

from nennep.matching.standard.month_first import day_first, is_month_first

AMERICAN = ["8/9/1967", "9/25/1995", "03/31/1976", "12/13/1981 0:00", None, "1970"]


def test_a_column_that_only_makes_sense_with_the_month_first_is_turned() -> None:
    turned = day_first(pl.Series(AMERICAN))

    assert is_month_first(pl.Series(AMERICAN))
    assert turned.to_list() == ["9/8/1967", "25/9/1995", "31/03/1976", "13/12/1981 0:00", None, "1970"]


def test_a_column_that_names_the_day_first_or_either_stays() -> None:
    assert not is_month_first(pl.Series(["25/9/1995", "8/9/1967", "3/31/1976", "4/30/1980", "5/31/1981"]))
    assert not is_month_first(pl.Series(["1/2/1995", "3/4/1967", "5/31/1976"]))
    assert not is_month_first(pl.Series([None, None], dtype=pl.String))
