"""Names folded to what they are compared by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nennep.lib.text import fold
from nennep.matching.linking.tests.make_people import folded
from nennep.matching.standard.names import standard_name


@given(st.text())
def test_a_folded_name_is_plain_and_stays(text: str) -> None:
    key = folded(text)

    assert key.isascii()
    assert folded(key) == key


@pytest.mark.parametrize("name", ["Nguyễn Thị Hồng Nhung", "ĐẶNG VŨ KHÚC ỪNG", "Lương Ngọc Bảo Trâm", "Müller Ñandú"])
def test_names_fold_as_all_texts_of_the_house_do(name: str) -> None:
    assert folded(name) == fold(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Lý Quỳnh Mỹ", "LÍ QUÌNH MĨ"), ("Quý", "Quí"), ("Hòa", "Hoà"), ("K'Brôi", "K’Brôi"), ("Đặng Hy", "ÐẶNG HI")],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert folded(standard_name(one).name or "") == folded(standard_name(other).name or "")
    assert folded("Huy") != folded("Hui")
