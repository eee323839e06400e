"""What the journal says that keys and blocks must be: whoever exchanges one in the tables is found out."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from nennep.accounts.models import User
from nennep.journal.actions import name_of
from nennep.journal.models import Entry
from nennep.journal.rules import hash_of_detail
from nennep.sealing.phrases import print_of
from nennep.vault.models import Block, Envelope, HolderKey

KEY_MADE = "vault.key_made"


def digest(sealed: bytes | memoryview) -> str:
    return hashlib.sha256(bytes(sealed)).hexdigest()


def told(entries: QuerySet[Entry]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Thing and words of the entries, in order; one whose words no longer match their hash tells nothing."""
    for entry in entries.select_related("detail").order_by("n"):
        detail = getattr(entry, "detail", None)
        if detail and hash_of_detail(detail.salt, detail.body) == entry.detail_hash:
            yield entry.object, detail.body


def details(letter: Envelope) -> list[dict[str, Any]]:
    return [body for _name, body in told(Entry.objects.filter(object=name_of(letter)))]


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
    """Keys whose print the journal confirms; one exchanged in the table counts as none."""
    people = {user.public_id: user for user in users if user.is_active}
    kept = list(HolderKey.objects.filter(whose__in=list(people)))
    prints = prints_of([people[key.whose] for key in kept])
    return {people[key.whose].pk: key for key in kept if prints.get(key.whose) == print_of(bytes(key.public))}


def is_confirmed(key: HolderKey, user: User) -> bool:
    return prints_of([user]).get(user.public_id) == print_of(bytes(key.public))


def prints_of(users: Iterable[User]) -> dict[str, str]:
    """Of the key that each made last, as the journal tells it."""
    names = {name_of(user): user.public_id for user in users}
    made = told(Entry.objects.filter(object__in=list(names), action=KEY_MADE))
    return {names[name]: str(body.get("print")) for name, body in made}
