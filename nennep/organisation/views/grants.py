"""Who may do what, where, until when."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nennep.organisation.actions.grants import give_grant, revoke_grant
from nennep.organisation.forms.people import GrantForm, RevokeForm
from nennep.organisation.labels import ROLES
from nennep.organisation.models import Unit
from nennep.organisation.permissions import must
from nennep.organisation.queries import people
from nennep.organisation.rules import Act
from nennep.organisation.views.groups import wanted_of
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.sheets import sheet_response

if TYPE_CHECKING:
    from nennep.web.request import Request

form_view = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def grants(request: "Request") -> HttpResponse:
    must(request.user, Act.KEEP_USERS)
    wanted = wanted_of(request)
    found = people.grants_found(request.user, wanted)
    shown = {
        "page": page_of(request, found),
        "wanted": wanted,
        "holders": found.order_by().values("user").distinct().count(),
        "roles": ROLES,
        "today": timezone.localdate(),
    }
    return render(request, "organisation/grants.html", shown)


@require_safe
def grants_sheet(request: "Request") -> HttpResponseBase:
    must(request.user, Act.KEEP_USERS)
    rows = people.grant_rows(people.grants_found(request.user, wanted_of(request)))
    return sheet_response(_("Danh sách quyền"), people.GRANT_HEADINGS, rows)


@form_view
def new_grant(request: "Request") -> HttpResponse:
    must(request.user, Act.KEEP_USERS)
    units = Unit.objects.living().visible_to(request.user, Act.KEEP_USERS)
    person = get_user_model().objects.filter(public_id=request.GET.get("user", "")).first()
    form = GrantForm(request.POST or None, units=units, person=person)
    if carried_out(form, lambda: give_grant(form.gift, by=request.user)):
        messages.success(request, _("Đã giao quyền; có hiệu lực ngay."))
        return redirect("organisation:grants")
    lede = _("Quyền phải có ngày hết hoặc gắn với một chức vụ. Không ai tự giao quyền cho mình.")
    return show_form(request, form, FormPage(_("Giao quyền"), _("Giao quyền"), reverse("organisation:grants"), lede))


@form_view
def revoke(request: "Request", public_id: str) -> HttpResponse:
    must(request.user, Act.KEEP_USERS)
    grant = get_object_or_404(people.grants_found(request.user, people.Wanted(state=people.ALL)), public_id=public_id)
    form = RevokeForm(request.POST or None)
    if carried_out(form, lambda: revoke_grant(grant, form.cleaned_data["reason"], by=request.user)):
        messages.success(request, _("Đã thu hồi; người đó không còn quyền này từ trang kế tiếp họ mở."))
        return redirect("organisation:grants")
    title = _("Thu hồi quyền của %(name)s?") % {"name": grant.user.full_name}
    lede = f"{grant.get_role_display()}, {grant.unit.name}"
    return show_form(request, form, FormPage(title, _("Thu hồi"), reverse("organisation:grants"), lede))
