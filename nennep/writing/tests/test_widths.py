"""Lengths of words, against what a printer of Times New Roman makes of them."""

import pytest

from nennep.writing.numbering import letter, roman
from nennep.writing.widths import lines_in, longest_line, narrowest, width_of


def test_marks_take_no_room_but_horns_do() -> None:
    assert width_of("ĐẢNG ỦY", 14, bold=True) == width_of("ĐANG UY", 14, bold=True)
    assert width_of("ơ", 14) > width_of("o", 14)
    assert width_of("ở", 14) == width_of("ơ", 14)


def test_the_title_is_as_long_as_on_paper() -> None:
    assert width_of("ĐẢNG CỘNG SẢN VIỆT NAM", 15, bold=True) == pytest.approx(73.5, abs=1.5)


def test_lines_come_out_even() -> None:
    name = "ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG THÀNH PHỐ"

    width = narrowest(name, 80, 14, bold=True)
    assert lines_in(name, 80, 14, bold=True) == lines_in(name, width, 14, bold=True) == 2
    assert width < 70
    assert longest_line("một\nhai ba", 80, 14) == width_of("hai ba", 14)


def test_points_follow_the_alphabet() -> None:
    assert [letter(n) for n in (1, 4, 5, 6, 24)] == ["a", "d", "đ", "e", "aa"]
    assert [roman(n) for n in (1, 4, 9, 14)] == ["I", "IV", "IX", "XIV"]
