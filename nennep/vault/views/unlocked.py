"""The key of the person at this browser, as long as it is unlocked."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from nennep.vault.actions.keys import keep_open, opener_of
from nennep.vault.tokens import Opener

if TYPE_CHECKING:
    from nennep.web.request import Request


def opener(request: "Request") -> Opener | None:
    """Looking at a page is no use of the key; opening something is, and keeps it open."""
    session = request.session.session_key or ""
    by = opener_of(request.user, request.COOKIES.get(settings.VAULT_COOKIE_NAME, ""), session)
    if by and request.method == "POST":
        keep_open(request.user, session)
    return by


def keep_token(response: HttpResponse, token: str) -> None:
    """In this browser until it is closed; what it opens lasts ten minutes without being used."""
    response.set_cookie(
        settings.VAULT_COOKIE_NAME, token, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Strict"
    )


def to_unlock(back: str) -> HttpResponse:
    """The page that asks for the words, and from there to where one wanted to go."""
    return redirect(f"{reverse('vault:unlock')}?{urlencode({'next': back})}")


def wanted_next(request: "Request") -> str:
    """Only an address of the letters themselves."""
    asked = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}) and asked.startswith("/letters/")
    return asked if ours else reverse("vault:letters")
