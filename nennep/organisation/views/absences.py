"""Who is away and who stands in."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nennep.lib.dates import format_date
from nennep.lib.errors import NotAllowed
from nennep.organisation.actions.absences import end_absence, note_absence
from nennep.organisation.forms.absences import AbsenceForm, OwnAbsenceForm
from nennep.organisation.permissions import may, may_note_own, must_end
from nennep.organisation.queries.absences import HEADINGS, absence_rows, absences_found
from nennep.organisation.rules import Act
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.sheets import sheet_response

if TYPE_CHECKING:
    from nennep.web.request import Request

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def absences(request: "Request") -> HttpResponse:
    found = absences_found(request.user)
    keeps = may(request.user, Act.KEEP_USERS)
    shown = {
        "page": page_of(request, found),
        "going_on": found.going_on().count(),
        "keeps": keeps,
        "may_note": keeps or may_note_own(request.user),
    }
    return render(request, "organisation/absences.html", shown)


@require_safe
def absences_sheet(request: "Request") -> HttpResponseBase:
    return sheet_response(_("Vắng mặt, người thay"), HEADINGS, absence_rows(absences_found(request.user)))


@form_view
def new_absence(request: "Request") -> HttpResponse:
    form = form_for(request)
    if carried_out(form, lambda: note_absence(form.away, by=request.user)):
        messages.success(request, _("Đã ghi; người thay có quyền từ ngày bắt đầu, hết ngày cuối thì thôi."))
        return redirect("organisation:absences")
    lede = _(
        "Người thay có cùng vai trò trong những ngày này và nhận tin báo như người vắng. Quyền ký không giao được."
    )
    page = FormPage(_("Ghi vắng mặt, người thay"), _("Ghi"), reverse("organisation:absences"), lede)
    return show_form(request, form, page)


def form_for(request: "Request") -> OwnAbsenceForm:
    if may(request.user, Act.KEEP_USERS):
        person = get_user_model().objects.filter(public_id=request.GET.get("user", "")).first()
        return AbsenceForm(request.POST or None, by=request.user, person=person)
    if not may_note_own(request.user):
        raise NotAllowed
    return OwnAbsenceForm(request.POST or None, by=request.user)


@form_view
def end(request: "Request", public_id: str) -> HttpResponse:
    absence = get_object_or_404(absences_found(request.user), public_id=public_id)
    must_end(request.user, absence)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if carried_out(form, lambda: end_absence(absence, by=request.user)):
        messages.success(request, _("Đã ghi; người thay không còn các quyền này từ trang kế tiếp họ mở."))
        return redirect("organisation:absences")
    title = _("%(name)s đã về?") % {"name": absence.person.full_name}
    said = {"who": absence.substitute.full_name, "day": format_date(absence.ends)}
    lede = _("%(who)s đang thay đến hết %(day)s. Kết thúc thì mọi quyền đã giao cho người thay được thu lại.") % said
    return show_form(request, form, FormPage(title, _("Kết thúc"), reverse("organisation:absences"), lede))
