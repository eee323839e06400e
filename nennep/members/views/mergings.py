"""What was merged, what waits for a second person, and taking it back."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.lib.errors import RuleBroken
from nennep.members.actions.basis import must_keep_whole
from nennep.members.actions.merging import confirm, refuse
from nennep.members.actions.pairing import set_limit
from nennep.members.actions.unmerging import undo, undo_one
from nennep.members.doors import register_view
from nennep.members.forms.merging import LimitForm
from nennep.members.labels import MERGING_STATES, SECONDS
from nennep.members.models import Merging
from nennep.members.queries import mergings as queries
from nennep.members.queries.twins import limit_today
from nennep.members.rules import MergingState, Second
from nennep.organisation.models import Office
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response

keeper_view = register_view(Act.KEEP_MEMBERS)


@keeper_view
@require_safe
def mergings(request: Request) -> HttpResponse:
    state = request.GET.get("state", "")
    shown = {
        "page": page_of(request, queries.mergings_found(request.user, state)),
        "state": state,
        "states": MERGING_STATES,
        "waiting": queries.waiting_count(request.user),
        "limit": limit_today(),
        "may_set": may(request.user, Act.KEEP_MEMBERS, Office.objects.select_related("root").get().root),
    }
    return render(request, "members/mergings.html", shown)


@keeper_view
@require_safe
def mergings_sheet(request: Request) -> HttpResponseBase:
    rows = queries.sheet_rows(queries.mergings_found(request.user, request.GET.get("state", "")))
    return sheet_response(_("Các lần gộp hồ sơ"), queries.HEADINGS, rows)


def merging_of(request: Request, public_id: str) -> Merging:
    found = Merging.objects.visible_to(request.user).select_related("made_by", "confirmed_by", "undone_by")
    return get_object_or_404(found, public_id=public_id)


@keeper_view
@require_safe
def merging(request: Request, public_id: str) -> HttpResponse:
    found = merging_of(request, public_id)
    page = page_of(request, queries.merges_of(found))
    waits = found.state == MergingState.WAITING
    shown = {
        "merging": found,
        "page": page,
        "rows": queries.shown(list(page)),
        "done": queries.done_count(found),
        "second": SECONDS[Second(found.second)] if found.second else "",
        "pair": queries.pair_of(found) if waits and found.size == 1 else None,
        "own": found.made_by_id == request.user.pk,
        "others": queries.who_else(request.user) if waits and found.made_by_id == request.user.pk else [],
    }
    return render(request, "members/merging.html", shown)


@keeper_view
@require_safe
def merging_sheet(request: Request, public_id: str) -> HttpResponseBase:
    found = merging_of(request, public_id)
    return sheet_response(_("Một lần gộp hồ sơ"), queries.ONE_HEADINGS, queries.one_sheet_rows(found))


def done(request: Request, public_id: str, act: Callable[[], object], said: str) -> HttpResponse:
    try:
        act()
        messages.success(request, said)
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("members:merging", public_id)


@keeper_view
@require_POST
def confirm_view(request: Request, public_id: str) -> HttpResponse:
    found = merging_of(request, public_id)
    return done(request, public_id, lambda: confirm(found, by=request.user), _("Đã xác nhận gộp."))


@keeper_view
@require_POST
def refuse_view(request: Request, public_id: str) -> HttpResponse:
    found, why = merging_of(request, public_id), request.POST.get("why", "").strip()
    return done(request, public_id, lambda: refuse(found, why, by=request.user), _("Đã ghi là không gộp."))


@keeper_view
@require_POST
def undo_view(request: Request, public_id: str) -> HttpResponse:
    """Of many, the one whose merged record is named; else all of it."""
    found, why = merging_of(request, public_id), request.POST.get("why", "").strip()
    if loser := request.POST.get("loser", ""):
        one = get_object_or_404(found.merges.select_related("merging"), loser__public_id=loser)
        return done(request, public_id, lambda: undo_one(one, why, by=request.user), _("Đã hoàn tác."))
    return done(request, public_id, lambda: undo(found, why, by=request.user), _("Đã hoàn tác."))


@keeper_view
@require_http_methods(["GET", "HEAD", "POST"])
def limit(request: Request) -> HttpResponse:
    must_keep_whole(request.user)
    tomorrow = timezone.localdate() + timedelta(days=1)
    form = LimitForm(request.POST or None, initial={"pairs": limit_today(), "since": tomorrow})
    if carried_out(form, lambda: set_limit(form.cleaned_data["pairs"], form.cleaned_data["since"], by=request.user)):
        messages.success(request, _("Đã đặt mức mới."))
        return redirect("members:mergings")
    lede = _("Đang dùng: quá %(n)s cặp một lần thì người thứ hai xác nhận.") % {"n": limit_today()}
    page = FormPage(_("Khi nào cần người thứ hai"), _("Đặt mức"), reverse("members:mergings"), lede)
    return show_form(request, form, page)
