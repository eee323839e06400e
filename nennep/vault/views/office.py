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
from nennep.vault.permissions import keeps_vault, must_keep_vault
from nennep.vault.queries.office import kept_by
from nennep.vault.queries.requests import may_decide, requests_seen, seat_deciders, seconds_for, without_near
from nennep.vault.queries.trust import to_vouch_for, trust_told
from nennep.vault.views.unlocked import opener
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
    return render(request, "vault/office.html", told | {"to_vouch": to_vouch_for(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: "Request") -> HttpResponse:
    must_keep_vault(request.user)
    form = SeatForm(request.POST or None, request.GET.dict())
    if carried_out(form, lambda: ask(form.asking, by=request.user)):
        messages.success(request, _("Đã ghi đề nghị. Người thứ hai có 72 giờ để quyết định."))
        return redirect("vault:office")
    told = {"who": ", ".join(each.full_name for each in seat_deciders() if each != request.user)}
    lede = _("Một người khác quyết định: %(who)s. Những người đang được cử và người đọc nhật ký đều được báo.") % told
    page = FormPage(_("Cử, thôi cử người của kho niêm phong"), _("Đề nghị"), reverse("vault:office"), lede)
    return show_form(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
def second(request: "Request", public_id: str) -> HttpResponse:
    asked = seen_request(request, public_id)
    if request.method == "POST":
        return decided(request, asked)
    told = {"asked": asked, "may": asked.waits and may_decide(request.user, asked), "seconds": seconds_for(asked)}
    is_locked = asked.envelope is None and bool(trust_told().sitting) and opener(request) is None
    return render(request, "vault/decide.html", told | {"keeps": keeps_vault(request.user), "is_locked": is_locked})


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
        decide(asked, agreed, by=request.user, key=opener(request))
        messages.success(request, _("Đã đồng ý.") if agreed else _("Đã ghi là không đồng ý."))
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("vault:decide", asked.public_id)
