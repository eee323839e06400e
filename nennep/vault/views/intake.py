"""A letter is taken in by the office, which cannot read it again; the public page is opened and closed."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nennep.accounts.queries import office_name
from nennep.lib.errors import RuleBroken
from nennep.vault.actions.door import close_door, open_door
from nennep.vault.actions.laying import receivers, take_letter
from nennep.vault.forms.intake import DoorForm, IntakeForm
from nennep.vault.models import Envelope
from nennep.vault.permissions import must_keep_vault, must_take
from nennep.vault.queries.doors import open_door_now
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out

if TYPE_CHECKING:
    from nennep.web.request import Request

BACK = ["GET", "HEAD", "POST"]


@require_http_methods(BACK)
def new(request: "Request") -> HttpResponse:
    """What stands after the sealing is shown in this one answer."""
    must_take(request.user)
    form = IntakeForm(request.POST or None, request.FILES or None)
    sealed: list[Envelope] = []
    if carried_out(form, lambda: sealed.append(take_letter(form.letter, by=request.user))):
        holders = sealed[0].holders.select_related("user")
        return render(request, "vault/taken.html", {"envelope": sealed[0], "holders": holders})
    lede = _("Gửi xong là đơn được niêm phong: người nhập không đọc lại được, chỉ người được giao đơn mở được.")
    page = FormPage(_("Nhận đơn tố cáo"), _("Niêm phong đơn"), reverse("vault:letters"), lede, hindrances())
    return show_form(request, form, page)


def hindrances() -> list[str]:
    """Said before somebody types a letter that nobody could open."""
    try:
        receivers([])
    except RuleBroken as broken:
        return [str(broken)]
    return []


@require_http_methods(BACK)
def door(request: "Request") -> HttpResponse:
    must_keep_vault(request.user)
    form = DoorForm(request.POST if "basis" in request.POST else None)
    if "close" in request.POST:
        close_door(by=request.user)
        messages.success(request, _("Đã đóng trang nhận đơn. Người đã gửi vẫn đọc được trả lời bằng mã biên nhận."))
        return redirect("vault:door")
    if carried_out(form, lambda: open_door(form.cleaned_data["basis"], by=request.user)):
        messages.success(request, _("Đã mở trang nhận đơn."))
        return redirect("vault:door")
    shown = {
        "form": form,
        "door": open_door_now(),
        "url": settings.ENVIRONMENT.url,
        "page": reverse("vault:write"),
        "https": settings.ENVIRONMENT.https,
        "office": office_name(),
        "hindrances": hindrances(),
    }
    return render(request, "vault/door.html", shown)
