"""What allauth tells: signed in, password or factor changed. All is journalled; a new factor ends other sessions."""

from typing import Any

from allauth.account.signals import password_changed, user_logged_in
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.signals import user_logged_out
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from nennep.accounts.actions.users import end_sessions
from nennep.accounts.devices import remember_device
from nennep.accounts.models import User
from nennep.journal.actions import record


@transaction.atomic
def signed_in(request: HttpRequest, response: HttpResponse, user: User, **_: Any) -> None:
    remember_device(request, response, user.username)
    record(user, "user.signed_in", user)


@transaction.atomic
def signed_out(user: User | None, **_: Any) -> None:
    if user is not None:
        record(user, "user.signed_out", user)


@transaction.atomic
def changed_password(user: User, **_: Any) -> None:
    record(user, "user.password_changed", user)


@transaction.atomic
def changed_factor(request: HttpRequest, user: User, authenticator: Any, signal: Any, **_: Any) -> None:
    verb = {authenticator_added: "added", authenticator_removed: "removed"}.get(signal, "renewed")
    end_sessions(user)
    update_session_auth_hash(request, user)  # this one browser stays signed in
    record(user, f"factor.{verb}", user, type=authenticator.type)


def connect() -> None:
    user_logged_in.connect(signed_in, dispatch_uid="nennep.signed_in")
    user_logged_out.connect(signed_out, dispatch_uid="nennep.signed_out")
    password_changed.connect(changed_password, dispatch_uid="nennep.password")
    for signal in (authenticator_added, authenticator_removed, authenticator_reset):
        signal.connect(changed_factor, dispatch_uid=f"nennep.factor.{id(signal)}")
