"""What the journal says that keys and blocks must be: whoever exchanges one in the tables is found out."""

import hashlib
from collections.abc import Iterable
from typing import Any

from nennep.accounts.models import User
from nennep.journal.actions import name_of
from nennep.journal.models import Entry
from nennep.journal.rules import hash_of_detail
from nennep.sealing.phrases import print_of
from nennep.vault.models import Block, Envelope, HolderKey

KEY_MADE = "vault.key_made"


def digest(sealed: bytes | memoryview) -> str:
    return hashlib.sha256(bytes(sealed)).hexdigest()


def details(thing: Envelope | User, actions: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Of the entries about a thing, in order; one whose words no longer match their hash tells nothing."""
    found = Entry.objects.filter(object=name_of(thing)).select_related("detail").order_by("n")
    if actions:
        found = found.filter(action__in=list(actions))
    kept = [(entry.detail_hash, entry.detail) for entry in found if hasattr(entry, "detail")]
    return [detail.body for promised, detail in kept if hash_of_detail(detail.salt, detail.body) == promised]


def blocks_told(envelope: Envelope) -> dict[str, str]:
    """Block → SHA-256, as last written down."""
    told: dict[str, str] = {}
    for body in details(envelope):
        told |= body.get("blocks", {})
    return told


def strange_blocks(envelope: Envelope, blocks: Iterable[Block]) -> list[str]:
    """Blocks that are not those of the journal, and those of the journal that are gone."""
    told = blocks_told(envelope)
    gone = set(told) - set(envelope.blocks.values_list("public_id", flat=True))
    return [*(block.public_id for block in blocks if told.get(block.public_id) != digest(block.sealed)), *sorted(gone)]


def is_own_return_key(envelope: Envelope) -> bool:
    """The author's key is the one written down when the letter came."""
    prints = [body["return_print"] for body in details(envelope) if body.get("return_print")]
    return bool(prints) and prints[0] == print_of(bytes(envelope.return_public or b""))


def is_own_key(envelope: Envelope) -> bool:
    """The letter's public key is the one written down when it was last made."""
    prints = [body["print"] for body in details(envelope) if "print" in body]
    return bool(prints) and prints[-1] == print_of(bytes(envelope.public))


def keys_of(users: Iterable[User]) -> dict[int, HolderKey]:
    """Keys whose print the journal confirms; one exchanged in the table counts as none."""
    people = {user.public_id: user for user in users if user.is_active}
    kept = HolderKey.objects.filter(whose__in=list(people))
    return {people[key.whose].pk: key for key in kept if is_confirmed(key, people[key.whose])}


def is_confirmed(key: HolderKey, user: User) -> bool:
    made = details(user, [KEY_MADE])
    return bool(made) and made[-1].get("print") == print_of(bytes(key.public))
