"""Every page of the access table in a real browser, as somebody who may open it: on a screen, and on a phone.

Turns red when a page overflows 360 px, when axe finds a violation, when a script complains; and when an address answers
with something else than a page and is not named below.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser

from nennep.vault.tests.world import unlock_in
from tests.cast import gather_cast, plant_tree
from tests.doors import KNOWN, address_of, allowed, opener_of
from tests.journeys.conftest import WIDTHS, Visitor
from tests.world import World, browser_of, build_world

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.slow
SAVED = ("sheet", "paper", "template", "original", "excel")  # what the browser saves
NO_PAGE = {
    "web:health", "organisation:complete", "mfa_login_webauthn",  # answers for programs
    "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",  # lead on who has no factor
    "chasing:days", "chasing:tasks",  # calendars
    "procedures:of_letter",  # leads on to a case
    "directives:evidence", "reports:conclusion", "paperwork:excel", "paperwork:word", "procedures:paper_file",
    "members:campaign_word",  # files
    "mfa_generate_recovery_codes", "account_logout",  # for who has a factor; the end of every visit
}  # fmt: skip
ABOUT_PAPERS = {"procedures:new_paper", "procedures:annul_paper"}  # pages for all their names
PAGES = [
    name
    for name in KNOWN
    if allowed(name, "get") and name not in NO_PAGE and (not name.endswith(SAVED) or name in ABOUT_PAPERS)
]


@pytest.fixture
def standing(transactional_db: None, tmp_path: Path) -> World:
    call_command("createcachetable")
    return build_world(gather_cast(plant_tree()), tmp_path)


@pytest.fixture
def visitors(standing: World, chromium: Browser, live_server: "LiveServer") -> Iterator[dict[str, Visitor]]:
    """Who has come so far, by persona."""
    come: dict[str, Visitor] = {}
    yield come
    for visitor in come.values():
        visitor.context.close()


def faults_of(visitor: Visitor, address: str) -> Iterator[str]:
    """Opened on a screen, and looked at there and when the window is as narrow as a phone."""
    visitor.complaints.clear()
    visitor.resize(WIDTHS[""])
    answer = visitor.page.goto(visitor.home + address)
    assert answer is not None
    if answer.status != 200 or answer.request.redirected_from:
        yield f"answers {answer.status} at {answer.url}"
        return
    for size in WIDTHS.values():
        visitor.resize(size)
        try:
            visitor.looks()
        except AssertionError as wrong:
            yield f"at {size[0]} px: {str(wrong).splitlines()[0]}"


def test_every_page_stands_at_both_widths(
    standing: World, visitors: dict[str, Visitor], chromium: Browser, live_server: "LiveServer"
) -> None:
    wrong: list[str] = []
    browsers: dict[str, Client] = {}
    for name in PAGES:
        persona = opener_of(name)
        if persona not in visitors:
            visitors[persona] = Visitor(chromium, live_server.url, WIDTHS[""])
            browsers[persona] = browser_of(getattr(standing.cast, persona, None))
        if name.startswith("vault:") and persona in standing.phrases:
            unlock_in(browsers[persona], getattr(standing.cast, persona), standing.phrases[persona])
        visitors[persona].enter(browsers[persona])
        faults = faults_of(visitors[persona], address_of(name, standing))
        wrong += [f"{name} as {persona}: {fault}" for fault in faults]

    assert not wrong, "\n".join(wrong)
