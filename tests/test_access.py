"""Every address × method × persona against one table (A1): who is not listed does not learn that it exists.

Turns red when a view loses its `visible_to` or `must`, and when an address stands without a row in `access.toml`.
"""

import pytest
from django.test import Client

from tests.doors import KNOWN, METHODS, NAMES, TABLE, address_of, allowed, is_let_in, knock
from tests.world import World

pytestmark = pytest.mark.django_db
REFUSALS = {302, 403, 404, 405}


def test_every_address_is_declared_and_every_declaration_exists() -> None:
    assert sorted(TABLE) == NAMES


@pytest.mark.parametrize("name", KNOWN)
def test_only_the_listed_personas_come_in(name: str, standing_world: World, browsers: dict[str, Client]) -> None:
    address = address_of(name, standing_world)

    wrong = []
    for persona, browser in browsers.items():
        for method in METHODS:
            answer = knock(browser, method, address)
            expected = persona in allowed(name, method)
            if is_let_in(answer) != expected or (not expected and answer.status_code not in REFUSALS):
                wrong.append(f"{persona} {method}: {answer.status_code} {answer.headers.get('Location', '')}")

    assert not wrong, "\n".join(wrong)


def test_every_address_lets_somebody_in() -> None:
    """A row that refuses everybody proves nothing; those of other people's secrets say where they are tested."""
    shut = [name for name, row in TABLE.items() if not row.get("get") and not row.get("post")]

    assert [name for name in shut if "tested" not in TABLE[name]] == []
