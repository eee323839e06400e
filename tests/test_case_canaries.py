"""A case in which every typed word is a canary: whoever is no member of it fetches no byte of them, from any page.

Turns red when a list, the desk, a notice, a report's figures, the search or the journal takes up what a case is about,
or when one of them names or counts a denunciation.
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
from nennep.procedures.actions.shipping import load_shipped
from nennep.procedures.models import EventKind
from nennep.procedures.tests.make import EXTENDABLE, fill
from nennep.vault.actions.laying import Against, take_letter
from nennep.vault.tests.make import letter
from tests.cast import Cast
from tests.doors import KNOWN, address_of, allowed, body_of
from tests.test_doors import every_byte
from tests.world import PERSONAS, World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CANARY = "Zynqwexa"
MEMBERS = {"organiser"}  # of the cases below
CATALOGUE = {"procedures:procedures", "procedures:choose"}  # name procedures, cases or not
TOLD = {  # who has a role on the root sees the count of the whole office, and the auditor the journal
    *((who, f"procedures:statistics{s}") for who in ("secretary", "clerk", "organiser") for s in ("", "_sheet")),
    *(("auditor", f"journal:{name}") for name in ("journal", "sheet")),
}


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


SEALED = (
    EXTENDABLE.replace('"extendable"', '"canary"')
    .replace("Quy trình có gia hạn", say(20))
    .replace('"badges"', '"denunciations"\nsealed = true')
)


def denounce(cast: Cast) -> None:
    """The board, in a letter and its case; the name of the procedure is a canary too."""
    load_shipped({"canary.toml": SEALED})
    sent = take_letter(letter(against=[Against(unit=cast.tree.board)]), by=cast.clerk)
    day = timezone.localdate() - timedelta(days=60)
    late = open_case(Opening("canary", cast.tree.board, say(21), day, about=sent), by=cast.inspector)
    change_clock(late, here(late), Change(EventKind.STOPPED, day, say(22), say(23)), by=cast.inspector)
    ended = open_case(Opening("canary", cast.tree.board, say(24), day), by=cast.inspector)
    finish_step(ended, here(ended), Finish("settled", timezone.localdate(), say(25)), by=cast.inspector)
    open_case(Opening("canary", cast.tree.board, say(26), day), by=cast.inspector)
    remind_of_cases(timezone.localdate())


def test_who_is_no_member_does_not_learn_that_there_is_a_denunciation(
    standing_world: World, browsers: dict[str, Client]
) -> None:
    denounce(standing_world.cast)

    met = {
        (who, name)
        for who in PERSONAS
        if who != "inspector"
        for name, content in pages_of(who, browsers[who], standing_world)
        if CANARY in content and name not in CATALOGUE
    }

    assert sorted(met - TOLD) == []
