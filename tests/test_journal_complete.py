"""Whatever changes something leaves its entry (SECURITY-BAR C2), and nothing typed can forge one.

Turns red when a view writes past its action (`.update()` in a view), when an action loses its `record`, and when the
log formatter stops writing JSON. Refused access stands in the server's log, not in the journal: decision 0007.
"""

import json
import logging
from copy import copy

import pytest
from django.test import Client

from nennep.journal.models import Entry
from nennep.journal.queries import verify_journal
from nennep.web.logs import JsonLines
from tests.doors import KNOWN, TABLE, address_of, allowed, form_of, without_trace
from tests.tables import states
from tests.turns import by_turns
from tests.world import PERSONAS, World

pytestmark = pytest.mark.django_db
WRITING = [name for name in KNOWN if allowed(name, "post")]
BOOKKEEPING = frozenset({"django_session", "web_cache", "account_loginattempt"})
FORGERIES = ("a\r\nb", "a\x1b[2Kb", "a\u202eb", "a\u2028b", 'a","level":"INFO', "a\x00b", "a\u2066b")


def first_persona(name: str) -> str:
    listed = TABLE[name]["post"]
    return listed[0] if isinstance(listed, list) else "contact"


def test_every_address_that_takes_a_form_says_what_it_leaves() -> None:
    assert [name for name in WRITING if ("entry" in TABLE[name]) == ("quiet" in TABLE[name])] == []


@pytest.mark.parametrize("name", by_turns(n for n in WRITING if "entry" in TABLE[n]))
def test_every_change_leaves_its_entry(name: str, standing_world: World, browsers: dict[str, Client]) -> None:
    persona = first_persona(name)
    browser, last = browsers[persona], Entry.objects.count()

    with without_trace(browser):
        answer = browser.post(address_of(name, standing_world), form_of(name, standing_world))
        added = list(Entry.objects.filter(n__gt=last))

    assert answer.status_code in (200, 302), answer.content.decode()
    assert TABLE[name]["entry"] in [entry.action for entry in added], answer.headers.get("Location")
    known = TABLE[name].get("by") != "nobody"
    assert {entry.actor for entry in added} == {getattr(standing_world.cast, persona).public_id if known else "system"}


@pytest.mark.parametrize("name", by_turns(n for n in WRITING if "quiet" in TABLE[n]))
def test_what_leaves_no_entry_changes_nothing_but_its_own(
    name: str, standing_world: World, browsers: dict[str, Client]
) -> None:
    browser = browsers[first_persona(name)]
    before = states()

    with without_trace(browser):
        browser.post(address_of(name, standing_world), form_of(name, standing_world))
        after = states()

    changed = {table for table in after if after[table] != before[table]} - BOOKKEEPING
    assert changed <= set(TABLE[name].get("own", []))


@pytest.mark.slow
@pytest.mark.rest
def test_the_chain_holds_after_everybody_tried_everything(standing_world: World, browsers: dict[str, Client]) -> None:
    for name in WRITING:
        for browser in (browsers["outsider"], browsers[first_persona(name)]):
            cookies = copy(browser.cookies)
            browser.post(address_of(name, standing_world), form_of(name, standing_world))
            browser.cookies = cookies

    assert verify_journal().good


@pytest.mark.parametrize("typed", FORGERIES)
def test_nothing_typed_forges_a_line_of_the_log(typed: str) -> None:
    record = logging.LogRecord("nennep", logging.INFO, __file__, 1, "tìm %s", (typed,), None)

    line = JsonLines().format(record)

    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["message"] == f"tìm {typed}"


@pytest.mark.parametrize("typed", FORGERIES)
def test_nothing_typed_forges_an_entry(typed: str, standing_world: World, browsers: dict[str, Client]) -> None:
    task, last = standing_world.issued_task, Entry.objects.count()
    sent = {"version": str(task.version), "why": typed}

    with without_trace(browsers["clerk"]):
        browsers["clerk"].post(address_of("directives:annul", standing_world), sent)
        added = list(Entry.objects.filter(n__gt=last, action="task.annulled"))
        verdict = verify_journal()

    assert len(added) <= 1  # a NUL is refused by the form
    assert verdict.good


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_refused_access_stands_in_the_log(
    persona: str, standing_world: World, browsers: dict[str, Client], caplog: pytest.LogCaptureFixture
) -> None:
    if persona in allowed("journal:sheet", "get"):
        pytest.skip("may open it")
    address = address_of("journal:sheet", standing_world)

    with caplog.at_level(logging.WARNING, "django.request"):
        browsers[persona].get(address)

    assert f"Not Found: {address}" in caplog.messages
