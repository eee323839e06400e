"""The invented committee holds together."""

import json
from typing import Any

import pytest

from nennep import samples


@pytest.fixture
def committee() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(samples.path(samples.COMMITTEE).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("name", samples.FILES)
def test_every_listed_file_is_there(name: str) -> None:
    assert samples.path(name).stat().st_size > 0


def test_units_form_one_tree(committee: dict[str, Any]) -> None:
    codes = [unit["code"] for unit in committee["units"]]
    assert len(codes) == len(set(codes))
    assert [unit["code"] for unit in committee["units"] if unit["parent"] is None] == ["DU"]
    assert all(unit["parent"] in codes for unit in committee["units"] if unit["parent"])


def test_members_of_the_cells_add_up(committee: dict[str, Any]) -> None:
    for unit in committee["units"]:
        below = [cell["members"] for cell in committee["units"] if cell["parent"] == unit["code"] and cell["members"]]
        assert not below or sum(below) == unit["members"], unit["code"]


def test_groups_posts_and_users_name_what_exists(committee: dict[str, Any]) -> None:
    codes = {unit["code"] for unit in committee["units"]}
    posts = {post["code"]: post for post in committee["posts"]}
    assert all(set(group["members"]) <= codes for group in committee["groups"])
    assert all(post["unit"] in codes for post in posts.values())
    for user in committee["users"]:
        assert user["unit"] in codes
        assert user["post"] is None or posts[user["post"]]["holder"] == user["name"]
