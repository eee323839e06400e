"""Letters that are to be broken open, or were: before the eyes of who keeps the vault and of the custodians."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from nennep.accounts.models import User
from nennep.vault.models import BreakGlass, Envelope
from nennep.vault.permissions import keeps_vault, may_release, sits
from nennep.vault.queries.conflict import letters_near
from nennep.vault.queries.trust import trust_told
from nennep.vault.rules import RELEASES, Seated

MOST = 100


def breakings_seen(user: User) -> list[BreakGlass]:
    """Newest first; none about a letter to which the person is too near."""
    if not (keeps_vault(user) or sits(user, Seated.CUSTODIAN)):
        return []
    found = list(all_breakings()[:MOST])
    near = letters_near(user, [each.envelope_id for each in found])
    return [each for each in found if each.envelope_id not in near]


def all_breakings() -> "QuerySet[BreakGlass]":
    return BreakGlass.objects.select_related("envelope", "handler", "asked_by").prefetch_related("releases__custodian")


@dataclass(frozen=True)
class Breaking:
    request: BreakGlass
    user: User

    @property
    def released(self) -> Sequence[User]:
        return [each.custodian for each in self.request.releases.all()]

    @property
    def missing(self) -> int:
        return max(0, RELEASES - len(self.released))

    @property
    def is_given(self) -> bool:
        """This custodian's word is there already."""
        return self.user in self.released

    @property
    def may_release(self) -> bool:
        return self.request.waits and not self.is_given and may_release(self.user, self.request)


def breakings_for(user: User) -> list[BreakGlass]:
    """What waits for this custodian's share."""
    if not sits(user, Seated.CUSTODIAN):
        return []
    waiting = all_breakings().filter(done_at=None, expires_at__gt=timezone.now()).exclude(handler=user)
    found = list(waiting.exclude(releases__custodian=user))
    near = letters_near(user, [each.envelope_id for each in found])
    return [each for each in found if each.envelope_id not in near]


def letter_named(alias: str) -> Envelope | None:
    return Envelope.objects.filter(alias=alias.upper()).first()


def people_with_a_key() -> "QuerySet[User]":
    """One that may be sealed to."""
    return User.objects.filter(is_active=True, public_id__in=trust_told().trusted).order_by("full_name", "pk")
