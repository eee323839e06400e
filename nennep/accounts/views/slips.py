"""Activation slips on paper or by mail, and resets by two officers. A code is shown once, in answer to the order."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nennep.accounts.actions.resets import ask_reset, confirm_reset, refuse_reset
from nennep.accounts.actions.slips import Slip, mail_slip, make_slips
from nennep.accounts.forms import ReasonForm
from nennep.accounts.models import FactorReset, User
from nennep.accounts.permissions import may_confirm_resets
from nennep.accounts.queries import office_name
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.web.request import Request


@require_POST
def print_slips(request: "Request") -> HttpResponse:
    """For the people ticked, or for all who wait when nobody is."""
    found = User.objects.visible_to(request.user).waiting()
    if ticked := request.POST.getlist("user"):
        found = found.filter(public_id__in=ticked)
    return slips_page(request, make_slips(found.order_by("folded_name"), by=request.user))


def slips_page(request: "Request", slips: list[Slip]) -> HttpResponse:
    shown = {"slips": slips, "url": settings.ENVIRONMENT.url, "office": office_name()}
    return render(request, "accounts/slips.html", shown)


@require_POST
def mail_slips(request: "Request") -> HttpResponse:
    """One after the other; who could not be reached is named."""
    must(request.user, Act.KEEP_USERS)
    found = User.objects.visible_to(request.user).waiting()
    sent, missed = 0, []
    for user in found.filter(public_id__in=request.POST.getlist("user")):
        try:
            mail_slip(user, by=request.user)
            sent += 1
        except RuleBroken as error:
            missed.append(f"{user.full_name}: {error}")
    if sent:
        messages.success(request, _("Đã gửi %(n)s phiếu.") % {"n": sent})
    for sentence in missed or ([] if sent else [_("Chưa chọn ai.")]):
        messages.error(request, sentence)
    return redirect("accounts:users")


@require_POST
def ask(request: "Request", public_id: str) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        ask_reset(person, form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Đã lập đề nghị. Người thứ hai xác nhận trong 72 giờ, khi gặp trực tiếp."))
    else:
        messages.error(request, _("Chưa lập: phải ghi lý do."))
    return redirect("accounts:user", public_id)


@require_safe
def resets(request: "Request") -> HttpResponse:
    if not may_confirm_resets(request.user):
        raise NotAllowed
    waiting = FactorReset.objects.waiting().select_related("user", "asked_by")
    return render(request, "accounts/resets.html", {"resets": waiting})


@require_POST
def confirm(request: "Request", public_id: str) -> HttpResponse:
    reset = get_object_or_404(FactorReset, public_id=public_id)
    return slips_page(request, [confirm_reset(reset, by=request.user)])


@require_POST
def refuse(request: "Request", public_id: str) -> HttpResponse:
    refuse_reset(get_object_or_404(FactorReset, public_id=public_id), by=request.user)
    messages.success(request, _("Đã bỏ đề nghị."))
    return redirect("accounts:resets")
