"""Periods bear the office's names on paper and the reader's words on a page; a wrong key is explained."""

import pytest
from django.utils.translation import override

from nennep.lib.periods import read_period

NAMES = {
    "2026-W07": ("tuần 7/2026", "week 7/2026"),
    "2026-M02": ("tháng 02/2026", "month 02/2026"),
    "2026-Q2": ("quý II/2026", "quarter II/2026"),
    "2026-H1": ("6 tháng đầu năm 2026", "first half of 2026"),
    "2026-H2": ("6 tháng cuối năm 2026", "second half of 2026"),
    "2026": ("năm 2026", "year 2026"),
}


@pytest.mark.parametrize("key", NAMES)
def test_a_period_is_named_on_paper_and_said_on_a_page(key: str) -> None:
    period = read_period(key)

    with override("en"):
        assert (period.key, period.name, period.said) == (key, *NAMES[key])
    with override("vi"):
        assert period.said == period.name


@pytest.mark.parametrize("key", ["", "2026-Q5", "2026-M13", "2026-W54", "26-Q1", "2026-X1"])
def test_a_key_of_no_period_is_explained(key: str) -> None:
    with override("en"), pytest.raises(ValueError, match="cannot be read"):
        read_period(key)
