"""What the journal says that keys and blocks must be: whoever exchanges one in the tables is found out."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from nennep.accounts.models import User
from nennep.journal.actions import name_of
from nennep.journal.models import Entry
from nennep.journal.rules import hash_of_detail
from nennep.sealing.phrases import print_of
from nennep.vault.models import Block, Envelope, HolderKey

KEY_MADE, KEY_VOUCHED = "vault.key_made", "vault.key_vouched"


def digest(sealed: bytes | memoryview) -> str:
    return hashlib.sha256(bytes(sealed)).hexdigest()


def told(entries: QuerySet[Entry]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Thing and words of the entries, in order; one whose words no longer match their hash tells nothing."""
    for entry in entries.select_related("detail").order_by("n"):
        detail = getattr(entry, "detail", None)
        if detail and hash_of_detail(detail.salt, detail.body) == entry.detail_hash:
            yield entry.object, detail.body


def details(thing: Envelope) -> list[dict[str, Any]]:
    """Of the entries about a thing, in order; one whose words no longer match their hash tells nothing."""
    found = Entry.objects.filter(object=name_of(thing)).select_related("detail").order_by("n")
    return [body for entry in found if (body := body_of(entry)) is not None]


def body_of(entry: Entry) -> dict[str, Any] | None:
    """Its words, if they still are those that were written."""
    if not hasattr(entry, "detail") or hash_of_detail(entry.detail.salt, entry.detail.body) != entry.detail_hash:
        return None
    body: dict[str, Any] = entry.detail.body
    return body


def blocks_told(envelope: Envelope) -> dict[str, str]:
    """Block → SHA-256, as last written down."""
    blocks: dict[str, str] = {}
    for body in details(envelope):
        blocks |= body.get("blocks", {})
    return blocks


def strange_blocks(envelope: Envelope, blocks: Iterable[Block]) -> list[str]:
    """Blocks that are not those of the journal, and those of the journal that are gone."""
    kept = blocks_told(envelope)
    gone = set(kept) - set(envelope.blocks.values_list("public_id", flat=True))
    return [*(block.public_id for block in blocks if kept.get(block.public_id) != digest(block.sealed)), *sorted(gone)]


def is_own_return_key(envelope: Envelope) -> bool:
    """The author's key is the one written down when the letter came."""
    prints = [body["return_print"] for body in details(envelope) if body.get("return_print")]
    return bool(prints) and prints[0] == print_of(bytes(envelope.return_public or b""))


def is_own_key(envelope: Envelope) -> bool:
    """The letter's public key is the one written down when it was last made."""
    prints = [body["print"] for body in details(envelope) if "print" in body]
    return bool(prints) and prints[-1] == print_of(bytes(envelope.public))


def keys_of(users: Iterable[User]) -> dict[int, HolderKey]:
    """Keys that one may seal to; one exchanged in the table counts as none, one made anew only when vouched for."""
    return keys_told(users).good


@dataclass(frozen=True)
class Keys:
    """Person → key that one may seal to; and people whose key was made anew and waits for somebody's word."""

    good: dict[int, HolderKey]
    waiting: list[User]


def keys_told(users: Iterable[User]) -> Keys:
    people = {user.public_id: user for user in users if user.is_active}
    kept, prints = list(HolderKey.objects.filter(whose__in=list(people))), prints_trusted(people.values())
    good = {people[key.whose].pk: key for key in kept if prints.get(key.whose) == print_of(bytes(key.public))}
    return Keys(good, [people[key.whose] for key in kept if key.whose not in prints])


def prints_told(users: Iterable[User], actions: Iterable[str]) -> list[tuple[str, str, str]]:
    """Person, action, print, in the order in which they were written down; one query for however many."""
    names = {name_of(user): user.public_id for user in users}
    kept = Entry.objects.filter(object__in=list(names), action__in=list(actions))
    told = [(entry, body_of(entry)) for entry in kept.select_related("detail").order_by("n")]
    return [(names[entry.object], entry.action, body.get("print", "")) for entry, body in told if body is not None]


def prints_made(users: Iterable[User]) -> dict[str, str]:
    """Person → print of the key that was last made."""
    return {whose: made for whose, _action, made in prints_told(users, [KEY_MADE])}


def prints_trusted(users: Iterable[User]) -> dict[str, str]:
    """The first key a person made; of later ones that which somebody beside the person has vouched for: behind an
    account that was taken over somebody else may have made it."""
    made: dict[str, str] = {}
    trusted: dict[str, str] = {}
    for whose, action, told in prints_told(users, [KEY_MADE, KEY_VOUCHED]):
        if action == KEY_MADE:
            trusted[whose] = "" if whose in made else told
            made[whose] = told
        elif told == made.get(whose):
            trusted[whose] = told
    return {whose: told for whose, told in trusted.items() if told}


def keys_to_vouch_for(users: Iterable[User]) -> list[User]:
    return keys_told(users).waiting


def is_confirmed(key: HolderKey, user: User) -> bool:
    return prints_made([user]).get(key.whose) == print_of(bytes(key.public))
