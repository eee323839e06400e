"""What happens to every request: an id, the headers, and errors turned into sentences."""

import contextvars
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from nennep.lib.errors import BadFile, NotAllowed, RuleBroken
from nennep.lib.ids import public_id
from nennep.web.kept import typed_in

ASKED_AS, ASKED_BY = "nennep.request", "nennep.who"  # notes on a request: its id, and the person's public id
Answer = Callable[[HttpRequest], HttpResponse]
request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")


class RequestIdMiddleware:
    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META[ASKED_AS] = public_id()  # a line of the log may be written when all middleware is left
        token = request_id.set(request.META[ASKED_AS])
        try:
            return self.answer(request)
        finally:
            request_id.reset(token)


class HeadersMiddleware:
    """Pages with people's data are never kept by a browser or a proxy."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response


class ErrorSentenceMiddleware:
    """A broken rule is a message on the page one came from; a missing right does not exist."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotAllowed):
            return render(request, "web/404.html", status=404)
        if not isinstance(error, RuleBroken | BadFile):
            return None
        messages.error(request, str(error))
        return redirect(where_from(request))


def where_from(request: HttpRequest) -> str:
    """The page the person stood on, if it is ours; the desk otherwise."""
    came = request.headers.get("Referer", "")
    home = f"{request.scheme}://{request.get_host()}/"
    return came if came.startswith(home) else "/"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    return render(request, "web/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    return render(request, "web/403.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    return render(request, "web/400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "web/500.html", {"request_id": request_id.get()}, status=500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    return render(request, "web/stale.html", {"typed": typed_in(request), "back": where_from(request)}, status=403)
