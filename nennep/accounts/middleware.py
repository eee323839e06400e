"""The person's own language, the end of sessions, and the door: every page needs a person unless it says otherwise."""

import time
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.accounts.rules import session_over
from nennep.web.kept import typed_in
from nennep.web.language import chosen_language
from nennep.web.middleware import ASKED_BY, stale_form, where_from

OPEN_NAMES = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "accounts:activate",
        "accounts:first_run",
        "chasing:days",  # opened by the secret in their address
        "chasing:tasks",
        "members:api_members",  # opened by the key in their header
        "members:api_handover",
        "vault:write",  # nobody is known there (nennep/vault/middleware.py)
        "vault:write_back",
        "web:health",
        "web:language",
    }
)
NOTE_EVERY = 60  # seconds between two writes of “last seen”
Answer = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Vietnamese unless the person, or nobody yet in this browser, chose English; never the browser's own wish."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META[ASKED_BY] = getattr(request.user, "public_id", "")
        language = getattr(request.user, "language", "") or chosen_language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.answer(request)
        response.headers.setdefault("Content-Language", language)
        return response


class SessionEndMiddleware:
    """Half an hour idle, or twelve hours in all, and the person signs in again."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.answer(request)
        now = time.time()
        started, seen = request.session.get("started", now), request.session.get("seen", now)
        if session_over(started, seen, now):
            logout(request)
            messages.info(request, _("Phiên làm việc đã hết. Hãy đăng nhập lại."))
            return sign_in_again(request)
        asked_by_script = request.headers.get("X-Background") == "1"  # a page that follows a job is nobody's activity
        if "started" not in request.session or (now - seen > NOTE_EVERY and not asked_by_script):
            request.session["started"], request.session["seen"] = started, now
        return self.answer(request)


class SignedInMiddleware:
    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if request.user.is_authenticated or name in ("web:health", "web:language", "accounts:first_run"):
            return None
        if not User.objects.exists():
            return redirect("accounts:first_run")
        return None if name in OPEN_NAMES else sign_in_again(request)


def sign_in_again(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back to where one stood; a form that came too late keeps what was typed."""
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path())
    if request.headers.get("Accept", "").startswith("application/json"):
        words = _("Phiên làm việc đã hết. Đừng đóng trang: chép điều đã gõ, đăng nhập lại ở thẻ khác.")
        return JsonResponse({"error": words}, status=401)
    return stale_form(request) if typed_in(request) else redirect_to_login(where_from(request))
