"""Writing the journal; the only way in."""

import secrets
from datetime import UTC, datetime
from typing import Any, Protocol

from django.db import connection, models, transaction

from nennep.journal.models import Detail, Entry
from nennep.journal.rules import START, Link, hash_of_detail, hash_of_link
from nennep.web.middleware import request_id

LOCK = 7_240_561  # any fixed number: PostgreSQL's advisory lock of the chain


class Actor(Protocol):
    public_id: str
    full_name: str


def record(by: Actor | None, action: str, on: models.Model, **detail: Any) -> Entry:
    """Add one entry in the transaction of the change it speaks of; `by` is None for the system itself."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() belongs inside the transaction of the change")
    lock_chain()
    last = Entry.objects.order_by("-n").values_list("n", "hash").first() or (0, START)
    salt = secrets.token_hex(16)
    body = {"name": str(on)[:200], "actor_name": by.full_name if by else "Hệ thống"} | detail
    link = Link(
        n=last[0] + 1,
        at=datetime.now(UTC).isoformat(timespec="microseconds"),
        actor=by.public_id if by else "system",
        action=action,
        object=name_of(on),
        request=request_id.get(),
        detail_hash=hash_of_detail(salt, body),
    )
    fields = vars(link) | {"at": datetime.fromisoformat(link.at)}
    entry = Entry.objects.create(**fields, previous=last[1], hash=hash_of_link(last[1], link))
    Detail.objects.create(entry=entry, salt=salt, body=body)
    return entry


def name_of(thing: models.Model) -> str:
    """“directive:abc234def567”, the name under which a thing stands in the journal."""
    return f"{thing._meta.model_name}:{getattr(thing, 'public_id', thing.pk)}"


def lock_chain() -> None:
    """One writer at a time: SQLite's IMMEDIATE transactions see to it, PostgreSQL needs a lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@transaction.atomic
def erase_detail(entry: Entry, reason: str, *, by: Actor) -> Entry:
    """Forget the words of an entry; the chain holds only their hash and still verifies."""
    Detail.objects.filter(entry=entry).delete()
    return record(by, "journal.erased", entry, reason=reason)
