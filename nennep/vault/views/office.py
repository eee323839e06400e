"""For who keeps the vault: its seats, what waits, and the second word."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nennep.lib.errors import RuleBroken
from nennep.vault.actions.holding import ask, decide
from nennep.vault.forms.office import SeatForm
from nennep.vault.models import VaultRequest
from nennep.vault.permissions import keeps_vault, may_decide, must_keep_vault
from nennep.vault.queries.office import kept_by
from nennep.vault.queries.requests import requests_seen, without_near
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.pages import page_of

if TYPE_CHECKING:
    from nennep.web.request import Request


@require_safe
def office(request: "Request") -> HttpResponse:
    must_keep_vault(request.user)
    kept = kept_by(request.user, timezone.localdate())
    told = {"kept": kept, "seats": kept.seats, "page": page_of(request, kept.behind)}
    return render(request, "vault/office.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: "Request") -> HttpResponse:
    must_keep_vault(request.user)
    form = SeatForm(request.POST or None, request.GET.dict())
    if carried_out(form, lambda: ask(form.asking, by=request.user)):
        messages.success(request, _("Đã ghi đề nghị. Người thứ hai có 72 giờ để quyết định."))
        return redirect("vault:office")
    lede = _("Một người quản lý kho khác quyết định. Những người đang được cử và người đọc nhật ký đều được báo.")
    page = FormPage(_("Cử, thôi cử người của kho niêm phong"), _("Đề nghị"), reverse("vault:office"), lede)
    return show_form(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
def second(request: "Request", public_id: str) -> HttpResponse:
    asked = seen_request(request, public_id)
    if request.method == "POST":
        return decided(request, asked)
    may = asked.waits and may_decide(request.user, asked)
    return render(request, "vault/decide.html", {"asked": asked, "may": may, "keeps": keeps_vault(request.user)})


def seen_request(request: "Request", public_id: str) -> VaultRequest:
    """One that the person may know of; who is too near to its letter finds nothing."""
    found = get_object_or_404(requests_seen(request.user), public_id=public_id)
    if not without_near(request.user, [found]):
        raise Http404
    return found


def decided(request: "Request", asked: VaultRequest) -> HttpResponse:
    agreed = request.POST.get("word") == "agree"
    if not agreed and request.POST.get("word") != "decline":
        return redirect("vault:decide", asked.public_id)
    try:
        decide(asked, agreed, by=request.user)
        messages.success(request, _("Đã đồng ý.") if agreed else _("Đã ghi là không đồng ý."))
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("vault:decide", asked.public_id)
