"""Every address × method × persona against one table (A1): who is not listed does not learn that it exists.

Turns red when a view loses its `visible_to` or `must`, and when an address stands without a row in `access.toml`.
"""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from tests.doors import KNOWN, METHODS, NAMES, TABLE, address_of, allowed, form_of, is_let_in, knock, knocking_at
from tests.turns import by_turns
from tests.world import World

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parent.parent
FORM = "application/x-www-form-urlencoded"
REFUSALS = {302, 401, 403, 404, 405}  # 401: programs, by a key


def test_every_address_is_declared_and_every_declaration_exists() -> None:
    assert sorted(TABLE) == NAMES


@pytest.mark.parametrize("name", by_turns(KNOWN))
def test_only_the_listed_personas_come_in(name: str, standing_world: World, browsers: dict[str, Client]) -> None:
    assert wrongly_answered(name, standing_world, {who: browsers[who] for who in knocking_at(name)}) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", KNOWN)
def test_of_all_personas_only_the_listed_come_in(name: str, standing_world: World, browsers: dict[str, Client]) -> None:
    assert wrongly_answered(name, standing_world, browsers) == []


def wrongly_answered(name: str, world: World, browsers: dict[str, Client]) -> list[str]:
    address, form = address_of(name, world), urlencode(form_of(name, world), doseq=True)
    wrong = []
    for persona, browser in browsers.items():
        for method in METHODS:
            answer = knock(browser, method, address, data=form if method == "post" else "", content_type=FORM)
            expected = persona in allowed(name, method)
            if is_let_in(answer) != expected or (not expected and answer.status_code not in REFUSALS):
                wrong.append(f"{persona} {method}: {answer.status_code} {answer.headers.get('Location', '')}")

    return wrong


def test_every_address_lets_somebody_in() -> None:
    """A row that refuses everybody proves nothing; those of other people's secrets say where they are tested."""
    shut = [name for name, row in TABLE.items() if not row.get("get") and not row.get("post")]

    assert [name for name in shut if not is_tried(name)] == []


def is_tried(name: str) -> bool:
    """The file named as `tested` speaks of the address."""
    file = ROOT / TABLE[name].get("tested", "nowhere")
    said = file.read_text("utf-8") if file.is_file() else ""
    return name in said or ("on" not in TABLE[name] and reverse(name) in said)
