import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nennep.matching.linking.tests.make_people import folded
from nennep.matching.standard.names import CASE, TONE, standard_name

WORDS = st.sampled_from(
    (
        *("Nguyễn", "Trần", "Lê", "Đặng", "Văn", "Thị", "Hoà", "Thuỷ", "Quý", "Khoẻ", "Đức", "Ngọc", "Yến", "Ỷ", "An"),
        *("K'Brôi", "Hoàng-Nam", "Ông", "Tức", "Bà"),
    )
)
NAMES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("NGUYỄN VĂN AN", "Nguyễn Văn An"),
        ("nguyễn  thị hoà ", "Nguyễn Thị Hòa"),
        ("tRẦN tHUỶ kHOẺ", "Trần Thủy Khỏe"),
        ("Lê Đức Hòan", "Lê Đức Hoàn"),
        ("Nguyễn Qúy", "Nguyễn Quý"),
        ("Ðặng Thị Ðào", "Đặng Thị Đào"),
        ("Đ/c Nguyễn Văn An (bí danh Ba)", "Nguyễn Văn An"),
        ("Đồng chí: Nguyễn Văn An", "Nguyễn Văn An"),
        ("Ông Nguyễn Văn An", "Nguyễn Văn An"),
        ("Ông Ích Khiêm", "Ông Ích Khiêm"),
        ("Nguyễn Văn Tức", "Nguyễn Văn Tức"),
        ("Nguyễn Văn An, tức Sáu Dân", "Nguyễn Văn An"),
        ("12. Nguyễn Văn A 1", "Nguyễn Văn A"),
        ("Nguyễn Văn An (A)", "Nguyễn Văn An"),
        ("NGUYỄN VĂN AN (SN 1970)", "Nguyễn Văn An"),
        ("Lê Thị Thu Hà-PBT", "Lê Thị Thu Hà"),
        ("Nguyễn, Văn An", "Nguyễn Văn An"),
        ("Nguyễn Văn An - Bí thư chi bộ", "Nguyễn Văn An"),
        ("PGS.TS. Lê Văn Bình", "Lê Văn Bình"),
        ("K’Brôi", "K'Brôi"),
        ("y bliơ niê", "Y Bliơ Niê"),
        ("NguyễnVănAn", "Nguyễn Văn An"),
        ("michaela NEUMANN", "Michaela Neumann"),
        ("Nguyễn\u200b Văn\xa0An", "Nguyễn Văn An"),
    ],
)
def test_a_name_is_written_one_way(written: str, name: str) -> None:
    made = standard_name(written)

    assert made.name == name
    assert bool(made.rule) == (name != written)


def test_the_rule_says_what_was_changed() -> None:
    assert standard_name("TRẦN VĂN AN").rule == CASE
    assert standard_name("Trần Thuỷ").rule == TONE
    assert standard_name("Trần Thủy").rule == ""


@pytest.mark.parametrize(
    ("written", "last", "middle", "given_name"),
    [
        ("Nguyễn Văn An", "Nguyễn", "Văn", "An"),
        ("Lê An", "Lê", None, "An"),
        ("An", None, None, "An"),
        ("Công Tằng Tôn Nữ Thị Ninh", "Công Tằng Tôn Nữ", "Thị", "Ninh"),
        ("Tôn Thất Tùng", "Tôn Thất", None, "Tùng"),
        ("Tôn Nữ", "Tôn", None, "Nữ"),
        ("Nguyễn Phúc An", "Nguyễn", "Phúc", "An"),
    ],
)
def test_a_name_is_taken_apart(written: str, last: str | None, middle: str | None, given_name: str) -> None:
    made = standard_name(written)

    assert (made.last, made.middle, made.given) == (last, middle, given_name)


@pytest.mark.parametrize("written", ["x", "không", "Không rõ", "123", "-", "", "…", "n/a"])
def test_what_is_no_name_is_malformed(written: str) -> None:
    made = standard_name(written)

    assert made.name is None
    assert made.fault == "malformed"


def test_a_name_with_figures_in_it_is_kept_for_linking() -> None:
    made = standard_name("Nguy3n Văn An")

    assert made.name is not None
    assert made.fault == "malformed"


@given(st.text() | NAMES)
@example("ß Ông")
@example("Đ/c 1. Ông Đ/c Nguyễn An")
def test_a_standard_name_is_its_own_standard(text: str) -> None:
    made = standard_name(text)

    if made.name is not None:
        again = standard_name(made.name)
        assert (again.name, again.rule) == (made.name, "")


@given(NAMES, st.sampled_from([str.upper, str.lower, str.title, lambda text: unicodedata.normalize("NFD", text)]))
def test_no_letter_is_lost_but_by_a_rule_that_says_so(name: str, typed: object) -> None:
    assert callable(typed)
    made = standard_name(typed(name))

    if made.name is not None and "bỏ" not in made.rule:
        assert folded(made.name) == folded(unicodedata.normalize("NFC", name))
