"""What in the vault waits for one person: a second word, a custodian's share."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from nennep.accounts.models import User
from nennep.vault.models import BreakGlass, VaultRequest
from nennep.vault.queries.breaking import breakings_for
from nennep.vault.queries.requests import requests_for
from nennep.web.memory import until_an_act

ON_DESK = 4


@dataclass(frozen=True)
class Waiting:
    requests: Sequence[VaultRequest]
    breakings: Sequence[BreakGlass]

    def __len__(self) -> int:
        return len(self.requests) + len(self.breakings)

    @property
    def is_long(self) -> bool:
        """More of one kind than the desk shows."""
        return max(len(self.requests), len(self.breakings)) > ON_DESK


NOTHING = Waiting((), ())


def waiting_in_vault(user: User) -> Waiting:
    return until_an_act(("vault's waiting", user.pk), lambda: waiting_for(user))


def waiting_for(user: User) -> Waiting:
    return Waiting(requests_for(user), breakings_for(user)) if something_waits() else NOTHING


def something_waits() -> bool:
    """For anybody at all: on most days one question answers everybody's desk."""
    breakings = BreakGlass.objects.filter(done_at=None, expires_at__gt=timezone.now()).order_by().values("pk")
    return VaultRequest.objects.waiting().order_by().values("pk").union(breakings, all=True).exists()
