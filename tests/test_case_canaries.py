"""A case in which every typed word is a canary: whoever is no member of it fetches no byte of them, from any page.

Turns red when a list, the desk, a notice, a report's figures, the search or the journal takes up what a case is about.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nennep.chasing.actions.cases import remind_of_cases
from nennep.procedures.actions.moving import Change, Finish, annul_case, change_clock, finish_step, here
from nennep.procedures.actions.opening import Opening, open_case
from nennep.procedures.actions.recording import PaperTold, add_paper
from nennep.procedures.actions.roster import LineTold, add_lines
from nennep.procedures.models import EventKind
from nennep.procedures.tests.make import fill
from tests.cast import Cast
from tests.doors import KNOWN, address_of, allowed, body_of
from tests.test_doors import every_byte
from tests.world import PERSONAS, World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CANARY = "Zynqwexa"
MEMBERS = {"organiser"}  # of the cases below


def say(n: int) -> str:
    return f"{CANARY}{n}"


def live(cast: Cast) -> None:
    """Cases open, stopped, extended, late, ended and annulled, every word of them a canary; and a morning."""
    by, board, day = cast.organiser, cast.tree.board, timezone.localdate() - timedelta(days=60)
    admission = open_case(Opening("admission", board, say(1), day), by=by)
    add_paper(admission, here(admission), PaperTold("history", day, say(2)), by=by)
    fill(admission, day, by)
    finish_step(admission, here(admission), Finish("complete", day, say(3)), by=by)
    late = open_case(Opening("extendable", board, say(4), day), by=by)
    change_clock(late, here(late), Change(EventKind.EXTENDED, day, say(5), say(6), 5), by=by)
    stopped = open_case(Opening("extendable", board, say(7), day), by=by)
    change_clock(stopped, here(stopped), Change(EventKind.STOPPED, day, say(8), say(9)), by=by)
    ended = open_case(Opening("extendable", board, say(10), day), by=by)
    finish_step(ended, here(ended), Finish("settled", day, say(11)), by=by)
    annul_case(open_case(Opening("admission", board, say(12), day), by=by), say(13), by=by)
    declared = open_case(Opening("assets_year", board, say(14), day), by=by)
    add_lines(declared, [LineTold(say(15), say(16))], by=by)
    remind_of_cases(timezone.localdate())


def pages_of(persona: str, browser: Client, world: World) -> Iterator[tuple[str, str]]:
    for name in KNOWN:
        if persona in allowed(name, "get") and name != "account_logout":
            yield name, every_byte(body_of(browser.get(address_of(name, world))))


def test_who_is_no_member_fetches_no_word_of_a_case(standing_world: World, browsers: dict[str, Client]) -> None:
    live(standing_world.cast)
    shown = dict(pages_of("organiser", browsers["organiser"], standing_world))

    met = {
        (who, name)
        for who in PERSONAS
        if who not in MEMBERS
        for name, content in pages_of(who, browsers[who], standing_world)
        if CANARY in content
    }

    assert CANARY in shown["procedures:cases"]
    assert met == set()
