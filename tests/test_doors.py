"""Random trees through every door: what one may not see is answered like what does not exist (SECURITY-BAR A2, A3).

Turns red when the scope is taken from one door alone (`Directive.objects` for `visible_to` in `original`), when a list,
a search, a completion, a sheet or a paper holds a word of an object out of scope, and when a refusal says more
than “not found”.
"""

import io
import itertools
import os
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

import pytest
from django.db import models, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from nennep.accounts.models import User
from nennep.organisation.models import Unit
from nennep.organisation.rules import Act
from tests.doors import body_of, knock
from tests.forests import TOKEN, Forest, Oracle, plant
from tests.registers import RegisterOracle, Registers, plant_registers
from tests.world import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NIGHTLY = os.environ.get("NENNEP_NIGHTLY") == "1"
SAMPLED, WHOLE = 450, 20_000  # triples of (person, object, door)
TRIPLES_OF_ONE, FORESTS_OF_CANARIES = 150, 40 if NIGHTLY else 1
NOWHERE = "x" * 12
CANARY = re.compile(TOKEN + "[a-np]{10}")
CHANGING = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": ?"[^"]+"|data-csrf="[^"]+"')


@dataclass(frozen=True)
class Door:
    name: str
    method: str = "get"
    act: Act | None = None  # asked on the object's unit; none: whoever may see the object


DIRECTIVE_DOORS = (
    Door("directives:directive"),
    Door("directives:original"),
    Door("directives:directive_sheet"),
    Door("directives:review", act=Act.REVIEW),
    Door("directives:heading", act=Act.REVIEW),
    Door("directives:heading", "post", Act.REVIEW),
    Door("directives:accept_clause", "post", Act.REVIEW),
    Door("directives:draw", "post", Act.REVIEW),
    Door("directives:undo", "post", Act.REVIEW),
    Door("directives:withdraw", act=Act.REVIEW),
    Door("directives:withdraw", "post", Act.REVIEW),
    Door("directives:take_up", "post", Act.REVIEW),
    Door("directives:issue", act=Act.ISSUE),
    Door("directives:issue", "post", Act.ISSUE),
)
TASK_DOORS = (
    Door("directives:task"),
    Door("directives:decide", "post", Act.REVIEW),
    Door("directives:edit", "post", Act.REVIEW),
    Door("directives:split", "post", Act.REVIEW),
    Door("directives:amend", act=Act.ISSUE),
    Door("directives:amend", "post", Act.ISSUE),
    Door("directives:annul", act=Act.ISSUE),
    Door("directives:annul", "post", Act.ISSUE),
)
UNIT_DOORS = (
    Door("directives:unit_list"),
    Door("directives:unit_sheet"),
    Door("directives:unit_paper"),
    Door("organisation:edit", act=Act.KEEP_TREE),
    Door("organisation:rename", "post", Act.KEEP_TREE),
    Door("organisation:move", act=Act.KEEP_TREE),
    Door("organisation:split", "post", Act.KEEP_TREE),
    Door("organisation:merge", act=Act.KEEP_TREE),
    Door("organisation:close", "post", Act.KEEP_TREE),
    Door("organisation:reopen", act=Act.KEEP_TREE),
)
UNIT_PAGE = (Door("organisation:unit"),)
POST_DOORS = (
    Door("organisation:post"),
    Door("organisation:edit_post", act=Act.KEEP_TREE),
    Door("organisation:end_post", "post", Act.KEEP_TREE),
    Door("organisation:hand_over", act=Act.KEEP_TREE),
)
GROUP_DOORS = (
    Door("organisation:group"),
    Door("organisation:edit_group"),
    Door("organisation:edit_group", "post"),
    Door("organisation:deactivate_group", "post"),
    Door("organisation:reactivate_group", "post"),
)
PREVIEW_DOORS = (
    Door("organisation:preview"),
    Door("organisation:preview_sheet"),
    Door("organisation:commit_preview", "post"),
    Door("organisation:drop_preview", "post"),
    Door("organisation:undo_preview", "post"),
)
USER_DOORS = (
    Door("accounts:user"),
    Door("accounts:edit_user"),
    Door("accounts:edit_user", "post"),
    Door("accounts:disable_user", "post"),
    Door("accounts:enable_user", "post"),
    Door("accounts:ask_reset", "post"),
)
GRANT_DOORS = (
    Door("organisation:revoke", act=Act.KEEP_USERS),
    Door("organisation:revoke", "post", Act.KEEP_USERS),
)
RESET_DOORS = (Door("accounts:confirm_reset", "post"), Door("accounts:refuse_reset", "post"))
Triple = tuple[User, models.Model, Door]
Kind = tuple[list[models.Model], tuple[Door, ...], Callable[..., bool]]


def unit_of(thing: models.Model) -> Unit:
    return thing if isinstance(thing, Unit) else cast(Unit, getattr(thing, "unit"))  # noqa: B009 -- any model


def kinds_of(forest: Forest, kept: Registers) -> list[Kind]:
    oracle = Oracle(forest)
    keeper = RegisterOracle(oracle)
    return [
        ([*forest.directives], DIRECTIVE_DOORS, oracle.sees_directive),
        ([*forest.tasks], TASK_DOORS, oracle.sees_task),
        ([*forest.units], UNIT_DOORS, oracle.sees_unit),
        ([*forest.units], UNIT_PAGE, keeper.knows_unit),
        ([*kept.posts], POST_DOORS, keeper.sees_post),
        ([*kept.groups], GROUP_DOORS, keeper.keeps_tree),
        ([*kept.phrases], (Door("organisation:forget", "post"),), keeper.keeps_tree),
        ([*kept.previews], PREVIEW_DOORS, keeper.owns_file),
        ([*kept.jobs], (Door("jobs:job"),), keeper.owns),
        ([*forest.users], USER_DOORS, keeper.keeps_users),
        ([*forest.grants], GRANT_DOORS, keeper.keeps_users),
        ([*kept.resets], RESET_DOORS, keeper.confirms),
    ]


def triples(forest: Forest, kept: Registers) -> list[Triple]:
    """Those the oracle refuses."""
    oracle = Oracle(forest)
    return [
        (user, thing, door)
        for things, doors, sees in kinds_of(forest, kept)
        for user, thing, door in itertools.product(forest.users, things, doors)
        if not (oracle.may(user, door.act, unit_of(thing)) if door.act else sees(user, thing))
    ]


def sample(forest: Forest, kept: Registers, refused: list[Triple]) -> list[Triple]:
    """Every door once by each of those who hold most elsewhere, however few things are behind it; then at random."""
    mixed = forest.dice.sample(refused, len(refused))
    once = {(who, door.name, door.method): (who, thing, door) for who, thing, door in mixed if who in kept.keepers}
    return [*once.values(), *mixed][:TRIPLES_OF_ONE]


def answer_at(browser: Client, door: Door, public_id: str) -> tuple[int, bytes]:
    answer = knock(browser, door.method, reverse(door.name, args=[public_id]))
    body = CHANGING.sub(b"", body_of(answer)).replace(public_id.encode(), b"")
    return answer.status_code, body


@settings(
    max_examples=(WHOLE if NIGHTLY else SAMPLED) // TRIPLES_OF_ONE,
    deadline=None,
    derandomize=not NIGHTLY,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # a seed is not made smaller by taking bits from it
)
@given(seed=st.integers(0, 2**32))
def test_out_of_scope_is_answered_like_what_does_not_exist(seed: int) -> None:
    with transaction.atomic():
        forest = plant(seed)
        kept = plant_registers(forest)
        browsers = {user.pk: browser_of(user) for user in forest.users}
        wrong = []
        for user, thing, door in sample(forest, kept, triples(forest, kept)):
            there = answer_at(browsers[user.pk], door, getattr(thing, "public_id"))  # noqa: B009 -- any model
            nowhere = answer_at(browsers[user.pk], door, NOWHERE)
            if there != nowhere or there[0] != 404:
                wrong.append(f"{door.name} {door.method} {user.username}: {there[0]}, elsewhere {nowhere[0]}")
        transaction.set_rollback(True)

    assert not wrong, f"seed {seed}: {wrong[:5]}"


def addresses(forest: Forest) -> Iterator[str]:
    """Every address that could show a word of a directive, a task or a unit."""
    rooms = ("", "directives/", "tasks/", "units/", "posts/", "groups/", "phrases/", "grants/", "users/", "journal/")
    yield from (f"/{room}" for room in (*rooms, "notices/", "jobs/", "me/", "office/", "calendar/", "imports/"))
    yield from ("/jobs/sheet/", "/imports/sheet/", "/portfolios/sheet/", "/users/resets/", "/users/resets/list.xlsx")
    yield from ("/directives/sheet/", "/tasks/sheet/", "/units/sheet/", "/journal/list.xlsx", "/imports/template/")
    yield from ("/directives/?q=chung", "/tasks/?q=chung", "/complete/?q=don+vi", f"/complete/?q={TOKEN}")
    for doors, things in ((DIRECTIVE_DOORS, forest.directives), (TASK_DOORS, forest.tasks), (UNIT_DOORS, forest.units)):
        for door, thing in itertools.product(doors, things):
            if door.method == "get":
                yield reverse(door.name, args=[thing.public_id])
    yield from (f"/tasks/?unit={unit.public_id}" for unit in forest.units)


def every_byte(body: bytes) -> str:
    """A sheet or paper is unpacked, so that nothing hides in it."""
    if not body.startswith(b"PK"):
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())


@settings(
    max_examples=FORESTS_OF_CANARIES,
    deadline=None,
    derandomize=not NIGHTLY,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # a seed is not made smaller by taking bits from it
)
@given(seed=st.integers(0, 2**32))
def test_no_canary_of_another_is_in_any_byte_one_may_fetch(seed: int) -> None:
    with transaction.atomic():
        forest = plant(seed, directives=3, users=4 if NIGHTLY else 2)
        kept, oracle = plant_registers(forest), Oracle(forest)
        met: set[str] = set()
        leaks = []
        for user in forest.users:
            browser, allowed = browser_of(user), oracle.tokens_for(user) | RegisterOracle(oracle).tokens_for(user, kept)
            for address in addresses(forest):
                seen = set(CANARY.findall(every_byte(body_of(browser.get(address)))))
                leaks += [f"{address} to {user.username}: {token}" for token in seen - allowed]
                met |= seen
        transaction.set_rollback(True)

    assert not leaks, f"seed {seed}: {leaks[:5]}"
