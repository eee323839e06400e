"""Calendar feeds: made, renewed, revoked by their owner; whoever has the address reads, so it is shown once."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from nennep.accounts.models import User
from nennep.chasing.models import Feed
from nennep.chasing.queries.feeds import may_follow
from nennep.journal.actions import record
from nennep.lib.errors import NotAllowed
from nennep.organisation.models import Unit


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(unit: Unit | None, *, by: User) -> tuple[Feed, str]:
    """A feed of what a unit owes, or of all that the person owes, and its token; the one before ends with it."""
    if unit is not None and not may_follow(by, unit):
        raise NotAllowed
    for former in Feed.objects.visible_to(by).filter(unit=unit, revoked_at=None):
        revoke_feed(former, by=by)
    token = secrets.token_urlsafe(32)
    feed = Feed.objects.create(owner=by, unit=unit, token_hash=hash_of(token))
    record(by, "feed.made", feed)
    return feed, token


@transaction.atomic
def revoke_feed(feed: Feed, *, by: User) -> None:
    """It ends at once; a program that still asks finds nothing."""
    if feed.owner_id != by.pk:
        raise NotAllowed
    if feed.revoked_at is None:
        feed.revoked_at = timezone.now()
        feed.save(update_fields=["revoked_at"])
        record(by, "feed.revoked", feed)
