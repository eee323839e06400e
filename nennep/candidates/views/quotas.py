"""The year's target, allotted down the tree in one form."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from nennep.accounts.models import User
from nennep.candidates.actions.allotting import allot
from nennep.candidates.forms import QuotaForm
from nennep.candidates.queries.board import tops_of
from nennep.candidates.queries.listing import year_said
from nennep.candidates.queries.quotas import HEADINGS, Sheet, history_of, sheet_of, sheet_rows
from nennep.organisation.models import Unit
from nennep.organisation.permissions import must_any
from nennep.organisation.rules import Act
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response


def sheet_asked(request: Request) -> Sheet:
    must_any(request.user, Act.SEE_GROWTH)
    year = year_said(request.GET.get("year", "")) or timezone.localdate().year
    return sheet_of(request.user, unit_asked(request.user, request.GET.get("unit", "")[:12]), year)


def unit_asked(user: User, public_id: str) -> Unit:
    """The unit that is named, else the one of the board; of several, the first."""
    seen = Unit.objects.visible_to(user, Act.SEE_GROWTH).select_related("parent")
    if public_id:
        return get_object_or_404(seen, public_id=public_id)
    return tops_of(user)[0]


@require_http_methods(["GET", "HEAD", "POST"])
def quota(request: Request) -> HttpResponse:
    sheet = sheet_asked(request)
    if request.method == "POST":
        must_any(request.user, Act.ALLOT_GROWTH)
    form = QuotaForm(request.POST if request.method == "POST" else None, sheet=sheet)
    changed: list[int] = []
    if carried_out(form, lambda: changed.append(allot(form.allotment, by=request.user))):
        messages.success(request, written(changed[0]))
        return redirect(f"{reverse('candidates:quota')}?year={sheet.year}&unit={sheet.unit.public_id}")
    history = history_of(sheet.unit, sheet.year)
    context = {
        "sheet": sheet,
        "form": form,
        "page": page_of(request, history),
        "over": form.is_bound and bool(form.non_field_errors()) and "over_is_meant" not in request.POST,
        "years": range(timezone.localdate().year - 2, timezone.localdate().year + 2),
    }
    return render(request, "candidates/quota.html", context)


def written(n: int) -> str:
    return (
        ngettext("Đã ghi %(n)s chỉ tiêu.", "Đã ghi %(n)s chỉ tiêu.", n) % {"n": n} if n else _("Không có gì thay đổi.")
    )


@require_safe
def quota_sheet(request: Request) -> HttpResponseBase:
    sheet = sheet_asked(request)
    name = _("Giao chỉ tiêu năm %(year)s") % {"year": sheet.year}
    return sheet_response(name, HEADINGS, sheet_rows(sheet, history_of(sheet.unit, sheet.year)))
