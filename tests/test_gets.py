"""A GET changes nothing; a form without its token is refused; nothing calls out (SECURITY-BAR F5).

Turns red when a view of a GET writes (a counter, a “seen” mark), when a view is exempted from the token, when a page
makes the server open a connection to another machine.
"""

import socket
from typing import Any

import pytest
from django.test import Client

from tests.doors import KNOWN, address_of, allowed, body_of
from tests.tables import states
from tests.world import PERSONAS, World, browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
READING = [name for name in KNOWN if allowed(name, "get") and name != "account_logout"]
NAMELESS = {"vault:write", "vault:write_back"}  # no cookie, so no token (nennep/vault/tests/test_outside.py)
WRITING = [name for name in KNOWN if allowed(name, "post") and name not in NAMELESS]
MAY_CHANGE = {"django_session", "web_cache"}  # when the person was last there; how often somebody tried to sign in


class CalledOut(AssertionError):
    pass


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The network ends at this machine; an outward connection fails the test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(("127.", "::1", "localhost")):
            raise CalledOut(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def test_the_guard_itself_stops_a_connection(cut_off: None) -> None:
    with pytest.raises(CalledOut):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


@pytest.mark.parametrize("persona", [*PERSONAS, "nobody"])
def test_reading_changes_nothing_and_calls_nobody(persona: str, standing_world: World, cut_off: None) -> None:
    browser = browser_of(getattr(standing_world.cast, persona, None))
    browser.raise_request_exception = True
    before = states()

    for name in READING:
        body_of(browser.get(address_of(name, standing_world)))

    after = states()
    assert {table for table in after if after[table] != before[table]} <= MAY_CHANGE


@pytest.mark.parametrize("name", WRITING)
def test_a_form_without_its_token_is_refused(name: str, standing_world: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(standing_world.cast.clerk)
    before = states()

    answer = browser.post(address_of(name, standing_world))

    assert answer.status_code == 403
    assert {table for table, digest in states().items() if digest != before[table]} <= MAY_CHANGE


@pytest.mark.parametrize("origin", ["https://la.invalid", "null", "http://localhost.la.invalid"])
def test_a_form_of_another_site_is_refused(origin: str, standing_world: World) -> None:
    browser = Client(enforce_csrf_checks=True, headers={"origin": origin})
    browser.force_login(standing_world.cast.clerk)
    browser.get("/me/")
    token = browser.cookies["nennep_csrf"].value

    answer = browser.post("/me/", {"csrfmiddlewaretoken": token, "language": "en"})

    assert answer.status_code == 403
