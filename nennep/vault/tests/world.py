"""What the access table speaks of: letters of the inspector and the organiser, and what waits for a second person."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.test import Client

from nennep.accounts.models import User
from nennep.sealing.phrases import new_code, print_of
from nennep.vault.actions.breaking import ask_to_break
from nennep.vault.actions.door import open_door
from nennep.vault.actions.holding import Asking, ask
from nennep.vault.actions.keys import forget_key, make_key, opener_of, unlock_key
from nennep.vault.actions.laying import take_from_outside
from nennep.vault.models import HolderKey
from nennep.vault.queries.trust import to_vouch_for
from nennep.vault.rules import Asked, Seated
from nennep.vault.tests.make import SESSION, a_file, letter, seat, vouch
from tests.cast import Cast
from tests.founding import Secret

RECEIVERS = ("inspector", "organiser")
CUSTODIANS = ("secretary", "auditor", "neighbour")
HANDLER = "clerk"  # has a key, holds nothing


def vault_of(cast: Cast) -> dict[str, Any]:
    for kind, people in ((Seated.RECEIVER, RECEIVERS), (Seated.CUSTODIAN, CUSTODIANS)):
        for who in people:
            seat(getattr(cast, who), kind, cast)
    phrases = {who: make_key(by=getattr(cast, who)) for who in (*RECEIVERS, *CUSTODIANS, HANDLER)}
    vouch_for_all(cast, phrases[RECEIVERS[0]])
    door = open_door("Quyết định số 12-QĐ/UBKT", by=cast.inspector)
    code = new_code()
    envelope = take_from_outside(letter([a_file()]), door, code)
    known = {"phrases": phrases, "envelope": envelope, "letter_code": Secret(code)}
    return {**known, **waiting(cast, envelope), **remade(cast, phrases)}


def vouch_for_all(cast: Cast, phrase: str) -> None:
    """The first of the receivers has met the others."""
    who = getattr(cast, RECEIVERS[0])
    opener = opener_of(who, unlock_key(phrase, SESSION, by=who), SESSION)
    assert opener
    for person in to_vouch_for(who):
        vouch(person, opener)


def remade(cast: Cast, phrases: dict[str, str]) -> dict[str, Any]:
    """A custodian who lost the words."""
    forget_key(by=cast.neighbour)
    phrases["neighbour"] = make_key(by=cast.neighbour)
    kept = HolderKey.objects.get(whose=cast.neighbour.public_id)
    return {"remade": cast.neighbour, "remade_print": print_of(bytes(kept.public))}


def waiting(cast: Cast, envelope: Any) -> dict[str, Any]:
    more = Asking(Asked.ADD, cast.contact, "giúp xác minh", envelope)
    receiver = Asking(Asked.SEAT, cast.member, "thay người nghỉ", seat=Seated.RECEIVER)
    return {
        "letter_holder": envelope.holders.get(user=cast.organiser),
        "letter_file": envelope.attachments.get(),
        "holder_request": ask(more, by=cast.inspector),
        "seat_request": ask(receiver, by=cast.secretary),
        "breaking": ask_to_break(envelope, getattr(cast, HANDLER), "người được giao đi vắng lâu", by=cast.secretary),
    }


def unlock_in(browser: Client, user: User, phrase: str) -> None:
    """As if the words had been typed in this browser a moment ago."""
    token = unlock_key(phrase, browser.session.session_key or "", by=user)
    browser.cookies[settings.VAULT_COOKIE_NAME] = token


def unlock_all(browsers: Mapping[str, Client], cast: Cast, phrases: Mapping[str, str]) -> None:
    for persona, phrase in phrases.items():
        unlock_in(browsers[persona], getattr(cast, persona), phrase)
