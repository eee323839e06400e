"""One person's data: handed out to that person, and ended."""

import json

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nennep.members.actions.erasing import erase_person, export_person
from nennep.members.doors import register_view
from nennep.members.forms.basis import WhyForm
from nennep.members.views.people import member_of
from nennep.organisation.rules import Act
from nennep.web.downloads import as_download
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.request import Request

form_view = require_http_methods(["GET", "HEAD", "POST"])


@register_view(Act.UNMASK_MEMBERS)
@form_view
def data(request: Request, public_id: str) -> HttpResponseBase:
    whom = member_of(request, public_id, Act.UNMASK_MEMBERS)
    form = WhyForm(request.POST or None)
    made: list[bytes] = []

    def export() -> None:
        person = export_person(whom, form.cleaned_data["why"], by=request.user)
        made.append(json.dumps(person, ensure_ascii=False, indent=2).encode())

    if carried_out(form, export):
        return as_download(made, _("Dữ liệu cá nhân.json"), "application/json", len(made[0]))
    lede = _("Mọi điều sổ giữ về đồng chí này, không che, kèm mục đích và căn cứ từng trường (Luật 91/2025/QH15).")
    back = reverse("members:member", args=[public_id])
    return show_form(request, form, FormPage(_("Xuất dữ liệu của một người"), _("Tải tệp"), back, lede))


@register_view(Act.KEEP_MEMBERS)
@form_view
def erase(request: Request, public_id: str) -> HttpResponse:
    whom = member_of(request, public_id, Act.KEEP_MEMBERS)
    form = WhyForm(request.POST or None)
    if carried_out(form, lambda: erase_person(whom, form.cleaned_data["why"], by=request.user)):
        messages.success(request, _("Đã xóa dữ liệu của đồng chí này khỏi sổ."))
        return redirect("members:members")
    lede = _("Xóa hẳn hồ sơ và lịch sử, không hoàn tác được. Người chuyển đi, từ trần thì đổi tư cách, đừng xóa.")
    back = reverse("members:member", args=[public_id])
    return show_form(
        request, form, FormPage(_("Xóa dữ liệu của %(name)s?") % {"name": whom.name}, _("Xóa"), back, lede)
    )
