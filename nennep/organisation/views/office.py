"""The office's own words: name, superior, place, symbol, term."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nennep.organisation.actions.units import set_office
from nennep.organisation.forms.units import office_form
from nennep.organisation.models import Office
from nennep.organisation.permissions import must_any
from nennep.organisation.rules import Act
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out

if TYPE_CHECKING:
    from nennep.web.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
def office(request: "Request") -> HttpResponse:
    must_any(request.user, Act.KEEP_TREE, Act.KEEP_SYSTEM)
    office = get_object_or_404(Office)
    form = office_form(request.POST or None, office)
    if carried_out(form, lambda: set_office(form.office_facts, by=request.user)):
        messages.success(request, _("Đã ghi."))
        return redirect("organisation:office")
    lede = _("Dùng ở đầu văn bản, phiếu giao việc và để hiểu “Đảng ủy”, “trực thuộc” trong văn bản chỉ đạo.")
    return show_form(request, form, FormPage(_("Cơ quan của chúng ta"), _("Ghi"), reverse("organisation:units"), lede))
