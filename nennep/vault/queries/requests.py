"""What waits for a second person: holders of a letter, seats of the office."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from nennep.accounts.models import User
from nennep.vault.models import Envelope, VaultRequest, VaultRequestQuerySet
from nennep.vault.permissions import keepers, keeps_vault
from nennep.vault.queries.conflict import concerned, letters_near

LATELY, MOST = timedelta(days=30), 100


def requests_seen(user: User) -> VaultRequestQuerySet:
    """About letters that the person holds, and about all where the person keeps the vault; concerned or not."""
    found = VaultRequest.objects.select_related("envelope", "person", "asked_by", "decided_by")
    if not user.is_active:
        return found.none()
    if keeps_vault(user):
        return found
    return found.filter(Q(asked_by=user) | Q(envelope__in=Envelope.objects.visible_to(user)))


def without_near(user: User, requests: Iterable[VaultRequest]) -> list[VaultRequest]:
    """Who is too near to a letter does not learn that somebody asked about it."""
    found = list(requests)
    near = letters_near(user, [request.envelope_id for request in found if request.envelope_id])
    return [request for request in found if request.envelope_id not in near]


def requests_for(user: User) -> list[VaultRequest]:
    """What waits for this person's word as the second one."""
    return without_near(user, requests_seen(user).waiting().exclude(asked_by=user).exclude(person=user))


def requests_lately(user: User) -> VaultRequestQuerySet:
    """What waits, what was decided, what nobody decided in time; the newest first."""
    return requests_seen(user).filter(asked_at__gt=timezone.now() - LATELY).order_by("-pk")[:MOST]


def seconds_for(request: VaultRequest) -> list[User]:
    """Whose word it waits for: who keeps the vault, and the other holders of the letter."""
    people = keepers()
    if request.envelope:
        people += [holder.user for holder in request.envelope.holders.filter(ended_at=None).select_related("user")]
    known = {p.pk: p for p in people if p.is_active and p.pk not in (request.asked_by_id, request.person_id)}
    if request.envelope:
        near = concerned(known.values(), request.envelope.accused.select_related("unit"))
        return [person for pk, person in known.items() if pk not in near]
    return list(known.values())
