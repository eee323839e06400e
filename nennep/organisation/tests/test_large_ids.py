"""An id that no row can have is refused like one that no row has, not with a fault of the machine."""

from collections.abc import Callable

import pytest
from django.test import Client

from nennep.accounts.models import User
from nennep.organisation.models import Group, Post
from tests.cast import Cast

Enter = Callable[[User | None], Client]
BEYOND = [str(2**63), str(-(2**63)), "9" * 5000]


@pytest.mark.parametrize("beyond", BEYOND)
def test_units_beyond_all_ids_are_refused(beyond: str, cast: Cast, enter: Enter) -> None:
    form = {"sources": [beyond], "day": "22/11/2026", "reason": "Quyết định số 12"}

    answer = enter(cast.clerk).post(f"/units/{cast.tree.board.public_id}/merge/", form)

    assert answer.status_code == 200
    assert answer.context["form"].errors["sources"]


@pytest.mark.parametrize("beyond", BEYOND)
def test_a_group_of_units_beyond_all_ids_is_refused(beyond: str, cast: Cast, enter: Enter) -> None:
    answer = enter(cast.clerk).post("/groups/new/", {"name": "Khối mới", "units": [cast.tree.board.pk, beyond]})

    assert answer.status_code == 200
    assert not Group.objects.exists()


@pytest.mark.parametrize("beyond", BEYOND)
def test_a_post_with_fields_beyond_all_ids_is_refused(beyond: str, cast: Cast, enter: Enter) -> None:
    form = {"unit": cast.tree.board.pk, "title": "Phó Trưởng ban", "starts": "01/11/2026", "rank": "10"}

    answer = enter(cast.clerk).post("/posts/new/", form | {"portfolios": [beyond]})

    assert answer.status_code == 200
    assert not Post.objects.filter(title="Phó Trưởng ban").exists()
