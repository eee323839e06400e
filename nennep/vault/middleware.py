"""Nobody is known on the public page, and files of letters touch no disk: both before anything else reads a request."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from nennep.accounts.limits import address_of
from nennep.vault.budgets import hours
from nennep.vault.uploads import InMemory, PaperInMemory
from nennep.web.language import NAME as LANGUAGE

OUTSIDE, INSIDE = "/write", "/letters"  # how the addresses begin
PAPERS = re.compile(r"/cases/\w+/papers/")  # of a case that may have come from a letter
PAGES = ("/write/", "/write/back/")
SENDER = "nennep.sender"  # note on a request: the mark of the machine, good for this hour
KEPT = {"HTTP_HOST", "HTTP_ORIGIN", "HTTP_SEC_FETCH_SITE", "HTTP_X_FORWARDED_PROTO"}
Answer = Callable[[HttpRequest], HttpResponse]


class NamelessMiddleware:
    """Takes off what names a person, a browser or a machine, so that no session is read and no log can tell it."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(OUTSIDE):
            return self.answer(request)
        request.META[SENDER] = hours.mark_of(address_of(request))
        take_off(request)
        response = self.answer(request)
        response.cookies.clear()
        response.headers["Referrer-Policy"] = "no-referrer"
        return response


def take_off(request: HttpRequest) -> None:
    language = request.COOKIES.get(LANGUAGE, "")
    for name in [name for name in request.META if name.startswith(("HTTP_", "REMOTE_")) and name not in KEPT]:
        del request.META[name]
    request.META["QUERY_STRING"] = ""
    request.__dict__.pop("headers", None)  # read from META anew
    request.COOKIES = {LANGUAGE: language} if language in dict(settings.LANGUAGES) else {}
    if request.path_info not in PAGES:  # the digits, say: no log shall tell what was typed there
        request.path = request.path_info = OUTSIDE


class UnspilledMiddleware:
    """Django's own way would write larger files into a temporary folder."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith((OUTSIDE, INSIDE)):
            request.upload_handlers = [InMemory(request)]
        elif PAPERS.fullmatch(request.path_info):
            request.upload_handlers = [PaperInMemory(request)]
        return self.answer(request)
