"""Whoever is disabled leaves the vault."""

from typing import Any

from django.db import transaction

from nennep.accounts.events import user_disabled
from nennep.accounts.models import User
from nennep.vault.actions.leaving import leave


def disabled(user: User, **_said: Any) -> None:
    """The keys go when the disabling stands; until then the account is still in use."""
    transaction.on_commit(lambda: leave(user))


def connect() -> None:
    user_disabled.connect(disabled, dispatch_uid="vault.disabled")
