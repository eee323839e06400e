"""Whoever is disabled leaves the vault; whoever signs out locks it; the journal hides from a reader
what is too near."""

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.db import transaction

from nennep.accounts.events import user_disabled
from nennep.accounts.models import User
from nennep.journal.hidden import lend
from nennep.vault.actions.keys import lock_up
from nennep.vault.actions.leaving import leave
from nennep.vault.queries.conflict import names_near


def disabled(user: User, **_said: Any) -> None:
    """The keys go when the disabling stands; until then the account is still in use."""
    transaction.on_commit(lambda: leave(user))


def signed_out(user: User | None, **_said: Any) -> None:
    if user is not None:
        lock_up(by=user)


def near_letters(reader: User) -> list[str]:
    """As the journal names them."""
    return [f"envelope:{name}" for name in names_near(reader).values()]


def connect() -> None:
    lend(near_letters)
    user_logged_out.connect(signed_out, dispatch_uid="vault.signed_out")
    user_disabled.connect(disabled, dispatch_uid="vault.disabled")
