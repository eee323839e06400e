"""What the journal says that blocks and keys of letters must be: whoever exchanges one in the tables is found out."""

import hashlib
from collections.abc import Iterable
from typing import Any

from nennep.journal.actions import name_of
from nennep.journal.models import Entry
from nennep.journal.rules import hash_of_detail
from nennep.sealing.phrases import print_of
from nennep.vault.models import Block, Envelope


def digest(sealed: bytes | memoryview) -> str:
    return hashlib.sha256(bytes(sealed)).hexdigest()


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
