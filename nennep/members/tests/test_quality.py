"""The board of quality: units by groups of rules, every figure with its list."""

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from lxml import html

from nennep.members.models import Member
from nennep.members.queries.quality import board_of, sources_of
from nennep.members.tests.make import make_basis, make_member
from tests.world import browser_of

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(cast: "Cast") -> dict[str, Member]:
    """One faultless and one with two errors in the cell, one with an error in the board itself."""
    make_basis(cast.organiser)
    keeper, tree = cast.organiser, cast.tree
    return {
        "lan": make_member(tree.cell, keeper),
        "tam": make_member(tree.cell, keeper, name="Lê Văn Tám", id12="", card12="031012345001", admission=""),
        "thu": make_member(tree.board, keeper, name="Hồ Thị Thu", id12="031171000001", card12="031012345002"),
    }


@pytest.fixture
def browser(cast: "Cast") -> Client:
    return browser_of(cast.organiser)


def figures(page: str) -> list[str]:
    return re.findall(r'href="([^"]*/members/quality/flaws/\?[^"]*)"', page.replace("&amp;", "&"))


def test_the_title_is_the_answer(browser: Client, register: dict[str, Member]) -> None:
    page = browser.get("/members/quality/").content.decode()

    assert "3 lỗi ở 2 trên 2 chi bộ" in page
    assert "33,3% hồ sơ không có lỗi" in page


@pytest.mark.parametrize("address", ["/members/quality/", "/members/quality/sources/"])
def test_every_figure_sums_up_the_list_that_it_opens(
    browser: Client, register: dict[str, Member], address: str
) -> None:
    """Turns red when a figure of errors opens warnings too, and when one opens nothing."""
    page: Any = html.fromstring(browser.get(address).content.decode())

    told = [(cell, [int(n) for n in re.findall(r"\d+", cell.text_content())]) for cell in page.xpath("//td")]
    counted = [(cell, sum(numbers)) for cell, numbers in told if "%" not in cell.text_content() and any(numbers)]
    assert counted
    for cell, n in counted:
        (link,) = cell.xpath(".//a/@href")
        assert browser.get(link).context["page"].paginator.count == n, link


def test_every_figure_opens_its_list(cast: "Cast", browser: Client, register: dict[str, Member]) -> None:
    board = board_of(cast.organiser, cast.tree.board)
    cell = next(line for line in board.lines if line.unit == cast.tree.cell)
    assert (cell.counts.members, cell.counts.flawed, cell.counts.errors) == (2, 1, 2)

    links = figures(browser.get(f"/members/quality/?unit={cast.tree.board.public_id}").content.decode())

    assert len(links) > 6
    for link in links:
        assert browser.get(link).status_code == 200
    absent = browser.get(f"/members/quality/flaws/?{cell.squares[0].link}").content.decode()
    assert "2 chỗ phải xem: thiếu" in absent
    assert "Lê Văn Tám" in absent


def test_units_own_members_stand_apart_from_those_below(cast: "Cast", register: dict[str, Member]) -> None:
    board = board_of(cast.organiser, cast.tree.board)

    assert [(line.unit, line.own, line.counts.errors) for line in board.lines] == [
        (cast.tree.cell, False, 2),
        (cast.tree.board, True, 1),
    ]


def test_a_cells_contact_sees_the_own_unit_alone(cast: "Cast", register: dict[str, Member]) -> None:
    page = browser_of(cast.contact).get("/members/quality/flaws/").content.decode()

    assert "Hồ Thị Thu" in page
    assert "Lê Văn Tám" not in page
    assert browser_of(cast.contact).get(f"/members/quality/?unit={cast.tree.school.public_id}").status_code == 404


def test_who_shares_a_number_is_named_only_to_who_sees_both(cast: "Cast", register: dict[str, Member]) -> None:
    make_member(cast.tree.board, cast.organiser, name="Phạm Thị Song")

    address = "/members/quality/flaws/?rule=dup_id"
    ours, theirs = (browser_of(who).get(address).content.decode() for who in (cast.organiser, cast.contact))

    assert "Cùng số:" in ours
    assert "Cùng số:" not in theirs
    assert "Phạm Thị Song" in theirs
    assert register["lan"].name not in theirs


def test_flaws_are_counted_by_the_source_of_the_value(cast: "Cast", register: dict[str, Member]) -> None:
    assert [(one.kind, one.file, one.errors) for one in sources_of(cast.organiser)] == [("page", "", 3)]
