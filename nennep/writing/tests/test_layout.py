"""The figures of the layout: as the guidance gives them, each with its source and its dates."""

from datetime import date

import pytest

from nennep.writing.layout import Confidence, Layout, Part, Style, layout_for
from nennep.writing.rows import Figures

TODAY = date(2026, 11, 26)


@pytest.fixture
def party() -> Layout:
    return layout_for(Style.PARTY, TODAY)


@pytest.fixture
def state() -> Layout:
    return layout_for(Style.STATE, TODAY)


def test_the_party_page_is_that_of_the_guidance(party: Layout) -> None:
    page, text = party.page, party.text

    assert [side.span.ours for side in (page.top, page.bottom, page.left, page.right)] == [20, 20, 30, 15]
    assert (text.line_exact, text.line.span.least, text.line.span.most) == (True, 18, 22)
    assert party.parts[Part.TITLE_OF_SIGNER].bold is False
    assert party.parts[Part.RECIPIENTS].underline is True


@pytest.mark.parametrize("style", list(Style))
def test_every_part_has_a_source_with_a_point_and_a_date(style: Style) -> None:
    layout = layout_for(style, TODAY)

    missing = set(Part) - set(layout.parts) - {Part.MOTTO}
    assert not missing
    for part in layout.parts.values():
        assert part.size.least <= part.size.ours <= part.size.most
        assert part.source.point
        assert part.source.valid_from <= TODAY


def test_numbers_and_days_are_padded_as_each_style_does(party: Layout, state: Layout) -> None:
    assert party.number_line("5", "Báo cáo", "ĐU") == "Số 05-BC/ĐU"
    assert state.number_line("5", "Báo cáo", "UBND") == "Số: 05/BC-UBND"
    assert state.number_line("215", "Công văn", "UBND-VP") == "Số: 215/UBND-VP"
    assert party.place_date("Bình Hải", date(2026, 2, 5)) == "Bình Hải, ngày 05 tháng 02 năm 2026"
    assert party.place_date("Bình Hải", date(2026, 3, 15)) == "Bình Hải, ngày 15 tháng 3 năm 2026"


def test_an_unknown_number_leaves_its_room(party: Layout) -> None:
    assert party.number_line("", "Báo cáo", "ĐU").split() == ["Số", "-BC/ĐU"]
    assert party.place_undated("Bình Hải", 2026).split() == ["Bình", "Hải,", "ngày", "tháng", "năm", "2026"]


@pytest.mark.parametrize(
    ("name", "symbols"),
    [
        ("Đảng ủy phường An Biên", ("ĐU",)),
        ("ĐẢNG UỶ CÁC CƠ QUAN ĐẢNG THÀNH PHỐ", ("ĐU",)),
        ("Đảng ủy Công an thành phố", ("ĐUCA",)),
        ("Ban Tổ chức Thành ủy Bình Hải", ("BTCTU", "BTC")),
        ("Chi bộ Trường Chính trị", ("CB", "CBTCT")),
        ("Công ty Cấp nước", ()),
    ],
)
def test_a_body_has_its_symbol(party: Layout, name: str, symbols: tuple[str, ...]) -> None:
    assert party.issuer_symbols(name) == symbols


def test_custom_is_never_passed_off_as_law(party: Layout) -> None:
    assert all(heading.source.confidence is not Confidence.HIGH for heading in party.headings.values())
    assert not any(part.source.verified for part in party.parts.values())


def test_a_day_before_the_first_known_document_says_so() -> None:
    assert layout_for(Style.PARTY, date(2026, 5, 26)).in_force is False
    assert layout_for(Style.PARTY, date(2026, 5, 27)).in_force is True


def test_a_row_that_changes_is_a_list_with_dates() -> None:
    old, new = {"text": "a", "valid_to": date(2027, 1, 1)}, {"text": "b", "valid_from": date(2027, 1, 2)}
    common = {"document": "D", "point": "1", "confidence": "high", "verified": False, "valid_from": date(2026, 1, 1)}
    file = {**common, "words": {"end": [old, new]}}

    assert Figures(file, date(2026, 5, 1)).row("words", "end")[0]["text"] == "a"
    assert Figures(file, date(2027, 5, 1)).row("words", "end")[0]["text"] == "b"
