"""What waits for a second person: holders of a letter, seats of the office."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from nennep.accounts.models import User
from nennep.vault.models import Envelope, VaultRequest, VaultRequestQuerySet
from nennep.vault.permissions import holds, keepers, keeps_vault
from nennep.vault.queries.conflict import concerned, letters_near
from nennep.vault.queries.trust import trust_told

LATELY, MOST = timedelta(days=30), 100


def decides_seats(user: User) -> bool:
    """Who sits with a key that is trusted; only while there is nobody, who keeps the vault."""
    sitting = trust_told().sitting
    return user.is_active and (user.public_id in sitting if sitting else keeps_vault(user))


def may_decide(user: User, request: VaultRequest) -> bool:
    """A second person, never the one it is about: another holder of the letter, or who keeps the vault."""
    if not user.is_active or user.pk in (request.asked_by_id, request.person_id):
        return False
    if request.envelope is None:
        return decides_seats(user)
    return holds(user, request.envelope) or keeps_vault(user)


def requests_seen(user: User) -> VaultRequestQuerySet:
    """About letters that the person holds, about seats that the person decides, about all where the person keeps the
    vault; concerned or not."""
    found = VaultRequest.objects.select_related("envelope", "person", "asked_by", "decided_by")
    if not user.is_active:
        return found.none()
    if keeps_vault(user):
        return found
    own = Q(asked_by=user) | Q(envelope__in=Envelope.objects.visible_to(user))
    return found.filter(own | Q(envelope=None) if decides_seats(user) else own)


def without_near(user: User, requests: Iterable[VaultRequest]) -> list[VaultRequest]:
    """Who is too near to a letter does not learn that somebody asked about it."""
    found = list(requests)
    near = letters_near(user, [request.envelope_id for request in found if request.envelope_id])
    return [request for request in found if request.envelope_id not in near]


def requests_for(user: User) -> list[VaultRequest]:
    """What waits for this person's word as the second one."""
    found = requests_seen(user).waiting().exclude(asked_by=user).exclude(person=user)
    return without_near(user, found if decides_seats(user) else found.exclude(envelope=None))


def requests_lately(user: User) -> VaultRequestQuerySet:
    """What waits, what was decided, what nobody decided in time; the newest first."""
    return requests_seen(user).filter(asked_at__gt=timezone.now() - LATELY).order_by("-pk")[:MOST]


def seat_deciders() -> list[User]:
    sitting = trust_told().sitting
    return list(User.objects.filter(public_id__in=sitting).order_by("full_name", "pk")) if sitting else keepers()


def seconds_for(request: VaultRequest) -> list[User]:
    """Whose word it waits for: who decides seats; of a letter who keeps the vault and its other holders."""
    people = keepers() if request.envelope else seat_deciders()
    if request.envelope:
        people += [holder.user for holder in request.envelope.holders.filter(ended_at=None).select_related("user")]
    known = {p.pk: p for p in people if p.is_active and p.pk not in (request.asked_by_id, request.person_id)}
    if request.envelope:
        near = concerned(known.values(), request.envelope.accused.select_related("unit"))
        return [person for pk, person in known.items() if pk not in near]
    return list(known.values())
