"""What a figure can say, and what it looks like in words."""

from decimal import Decimal
from fractions import Fraction

import pytest

from nennep.clock.limits import Limit, Unit
from nennep.facts.models import FactUnit
from nennep.facts.values import Share, check_value, limit_of, numbers_in, share_in
from nennep.facts.wording import amount
from nennep.lib.errors import RuleBroken


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("30", FactUnit.WORKING_DAY, "30 ngày làm việc"),
        ("12", FactUnit.MONTH, "12 tháng"),
        ("2/3", FactUnit.SHARE, "ít nhất 2/3"),
        (">1/2", FactUnit.SHARE, "quá 1/2"),
        ("0.5", FactUnit.PERCENT, "0,5 %"),
        ("30; 35; 40", FactUnit.YEAR, "30; 35; 40 năm"),
        ("1000000000", FactUnit.MONEY, "1.000.000.000 đồng"),
        ("5000", FactUnit.MONEY, "5000 đồng"),
        ("1.5", FactUnit.BASE_PAY, "1,5 lần mức lương cơ sở"),
        ("kỳ sinh hoạt gần nhất", FactUnit.WORDS, "kỳ sinh hoạt gần nhất"),
        ("", FactUnit.MONTH, ""),
    ],
)
def test_a_figure_in_words(value: str, unit: FactUnit, words: str) -> None:
    assert amount(value, unit) == words


def test_numbers_and_shares_are_read_exactly() -> None:
    assert numbers_in("30; 35;40") == [Decimal(30), Decimal(35), Decimal(40)]
    assert share_in("2/3") == Share(Fraction(2, 3), over=False)
    assert share_in(">1/2") == Share(Fraction(1, 2), over=True)


@pytest.mark.parametrize(
    ("value", "unit"),
    [("ba mươi", "month"), ("1,5", "percent"), ("3/2", "share"), ("0/3", "share"), ("quá nửa", "share")],
)
def test_a_figure_that_cannot_be_read_is_refused(value: str, unit: str) -> None:
    with pytest.raises(RuleBroken, match="phải"):
        check_value(value, unit)


def test_a_length_of_time_is_a_limit_for_a_clock_and_nothing_else_is() -> None:
    assert limit_of("2", "year", shift_off_days=True) == Limit(24, Unit.MONTHS, shift_off_days=True)
    assert limit_of("30", "working_day", shift_off_days=False) == Limit(30, Unit.WORKING)
    assert [limit_of(value, unit, shift_off_days=False) for value, unit in (("2/3", "share"), ("", "month"))] == [
        None,
        None,
    ]
    assert limit_of("0.5", "month", shift_off_days=False) is None
