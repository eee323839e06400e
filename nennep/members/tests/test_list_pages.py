"""The list of members by pages: keys from the index, counts beside the cells, who a receiver would refuse."""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from nennep.members.actions.erasing import erase_person
from nennep.members.actions.moving import Dated, move_member
from nennep.members.actions.people import correct_member
from nennep.members.models import Member
from nennep.members.permissions import must_be_open
from nennep.members.queries import handovers
from nennep.members.queries.listing import Wanted, members_found, pages_found
from nennep.members.tests.make import make_basis, make_member
from nennep.organisation.models import Unit
from nennep.web import pages
from nennep.web.pages import FoundKeys, KeysFirst

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from nennep.accounts.models import User
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
GIVEN = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh")


@pytest.fixture
def seven(cast: "Cast") -> list[Member]:
    """In the order of their given names; the last two in another branch."""
    make_basis(cast.organiser)
    cells = [cast.tree.cell] * 5 + [cast.tree.school] * 2
    return [
        make_member(cell, cast.organiser, name=f"Lê Thị {given}", id12="", card12=f"0310123456{n:02}")
        for n, (given, cell) in enumerate(zip(GIVEN, cells, strict=True))
    ]


def test_every_page_shows_its_rows_from_whichever_end_they_are_read(cast: "Cast", seven: list[Member]) -> None:
    several = KeysFirst(members_found(cast.organiser, Wanted()), 2)

    shown = [[member.name.rsplit(" ")[-1] for member in several.page(n)] for n in several.page_range]

    assert shown == [["An", "Bình"], ["Chi", "Dung"], ["Giang", "Hà"], ["Khánh"]]


def test_the_count_beside_the_cells_is_the_count_of_the_rows(cast: "Cast", seven: list[Member]) -> None:
    move_member(seven[0], cast.tree.school, Dated(timezone.localdate()), by=cast.organiser)
    erase_person(seven[1], "Theo yêu cầu", by=cast.organiser)

    for wanted in (Wanted(), Wanted(unit=cast.tree.school.public_id), Wanted(unit=cast.tree.root.public_id)):
        assert pages_found(cast.organiser, wanted).count == members_found(cast.organiser, wanted).count()
    assert pages_found(cast.organiser, Wanted()).count == 6


def test_a_search_counts_no_further_than_it_must(
    cast: "Cast", seven: list[Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_COUNTED", 3)
    found = FoundKeys(members_found(cast.organiser, Wanted(words="le thi")), 2)

    assert (found.count, found.more) == (3, True)
    assert [member.name for member in found.page(2)] == ["Lê Thị Chi"]
    few = FoundKeys(members_found(cast.organiser, Wanted(words="thi khanh")), 2)
    assert (few.count, few.more) == (1, False)


def test_who_lacks_something_is_kept_beside_each_member(cast: "Cast", seven: list[Member]) -> None:
    Unit.objects.filter(pk__in=[cast.tree.cell.pk, cast.tree.school.pk]).update(code="")
    correct_member(seven[2], {"id12": "031170004821", "dob": "1970-05-12", "sex": "nữ"}, by=cast.organiser)
    Unit.objects.filter(pk=cast.tree.cell.pk).update(code="31.001.002.000.001")

    lacking = set(members_found(cast.organiser, Wanted(lacks="anything")))

    assert lacking == {one for one in seven if one != seven[2]}
    asked = handovers.at_fault(must_be_open().fields, timezone.localdate())
    assert set(Member.objects.filter(asked)) == set(Member.objects.filter(refused=True))
    correct_member(seven[2], {"dob": ""}, by=cast.organiser)
    assert seven[2] in members_found(cast.organiser, Wanted(lacks="anything"))


def test_the_page_says_that_there_are_more(
    cast: "Cast", seven: list[Member], monkeypatch: pytest.MonkeyPatch, enter: "Callable[[User | None], Client]"
) -> None:
    monkeypatch.setattr(pages, "MOST_COUNTED", 3)

    page = enter(cast.organiser).get(reverse("members:members"), {"q": "le thi"}).content.decode()

    assert "Hơn 3 đảng viên khớp điều kiện" in page
