"""The public page: nobody is known here (`nennep/vault/middleware.py`), and the digits travel in forms alone."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from nennep.accounts.queries import office_name
from nennep.lib.errors import RuleBroken
from nennep.sealing.phrases import in_fours
from nennep.vault.actions.laying import SentLetter, receivers, take_from_outside
from nennep.vault.actions.writing import Author, author_with, replies_to, write_again
from nennep.vault.budgets import hours, must_spend, stretching
from nennep.vault.forms.intake import CodeForm, LetterForm, SendingForm
from nennep.vault.middleware import SENDER
from nennep.vault.models import Accused
from nennep.vault.queries.doors import office_above, open_door_now, was_ever_open
from nennep.web.forms import carried_out

View = Callable[[HttpRequest], HttpResponse]


def from_outside(view: View) -> View:
    """Without the token of a form, which needs a cookie: there is no authority here that another site could borrow."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and is_foreign(request):
            return render(request, "web/403.html", status=403)
        if request.method == "POST" and not hours.spend("forms", request.META[SENDER]):
            return render(request, "vault/too_often.html", status=429)
        return view(request)

    return guarded


def is_foreign(request: HttpRequest) -> bool:
    """A form of another site. Ours come from “null” too: a page that tells no referrer tells no origin."""
    origin, site = request.headers.get("Origin", "null"), request.headers.get("Sec-Fetch-Site", "same-origin")
    ours = {"null", settings.ENVIRONMENT.url, f"{request.scheme}://{request.get_host()}"}
    return origin not in ours or site not in ("same-origin", "none")


@from_outside
def write(request: HttpRequest) -> HttpResponse:
    door = open_door_now()
    if door is None:
        raise Http404
    form = LetterForm(request.POST or None, request.FILES or None)

    def send() -> None:
        insist_on_receivers(form.letter)
        must_spend("letters", request.META[SENDER])
        with stretching():
            take_from_outside(form.letter, door, form.code)

    if not carried_out(form, send):
        return render(request, "vault/write.html", {"form": form, "office": office_name(), "door": door})
    return render(request, "vault/receipt.html", receipt(form))


def insist_on_receivers(letter: SentLetter) -> None:
    """Where the author leaves out too many, nothing is sent and the page says what to do."""
    try:
        receivers([Accused(**vars(each)) for each in letter.against])
    except RuleBroken as broken:
        if not letter.against:
            raise
        said = _(
            "Đơn chưa gửi: trừ những người đã chọn và cấp dưới của họ thì cơ quan này không còn đủ người nhận đơn. Nội "
            "dung đã viết vẫn còn ở dưới. Hãy gửi đơn lên cấp trên là %(superior)s, hoặc bớt người đã chọn rồi gửi lại."
        )
        raise RuleBroken(said % {"superior": office_above()}) from broken


def receipt(form: LetterForm) -> dict[str, object]:
    kept = form.cleaned_data
    return {
        "code": in_fours(form.code),
        "day": timezone.localdate(),
        "named": kept["name"] and kept["address"],
        "files": len(kept["attached"]),
        "office": office_name(),
        "url": settings.ENVIRONMENT.url,
        "back": reverse("vault:write_back"),
    }


@from_outside
def write_back(request: HttpRequest) -> HttpResponse:
    """Open as long as there may be a receipt, also when no new letters are taken."""
    if not was_ever_open():
        raise Http404
    form = CodeForm(request.POST or None)
    found: list[Author] = []

    def find() -> None:
        must_spend("codes", request.META[SENDER])
        with stretching():
            found.append(author_with(form.cleaned_data["code"]))

    if not carried_out(form, find):
        return render(request, "vault/back.html", {"form": form})
    return conversation(request, found[0], form.cleaned_data["code"])


def conversation(request: HttpRequest, author: Author, code: str) -> HttpResponse:
    """What the office answered, and room for more."""
    more = SendingForm(*((request.POST, request.FILES) if "text" in request.POST else ()))

    def send() -> None:
        must_spend("letters", request.META[SENDER])
        write_again(author, more.cleaned_data["text"], more.cleaned_data["attached"])

    sent = carried_out(more, send)
    shown = {"form": SendingForm() if sent else more, "sent": sent, "code": code, "envelope": author.envelope}
    try:
        shown["replies"] = replies_to(author)
    except RuleBroken as broken:
        shown["broken"] = str(broken)
    return render(request, "vault/answers.html", shown)
