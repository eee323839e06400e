"""What cells say is right, and what becomes of it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.lib.errors import RuleBroken
from nennep.members.actions.suggesting import refuse_suggestion, suggest, take_suggestion
from nennep.members.doors import register_view
from nennep.members.forms.basis import WhyForm
from nennep.members.forms.people import SuggestForm
from nennep.members.models import Suggestion
from nennep.members.permissions import may_keep, must_be_open
from nennep.members.queries import suggestions as queries
from nennep.members.views.people import member_of
from nennep.organisation.rules import Act
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response


@register_view()
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, public_id: str) -> HttpResponse:
    whom = member_of(request, public_id)
    form = SuggestForm(request.POST or None, keys=must_be_open().fields, member=whom)
    made: list[Suggestion | None] = []

    def send() -> None:
        made.append(suggest(whom, form.values, form.cleaned_data["note"], by=request.user))

    if carried_out(form, send):
        if made[0] is None:
            messages.info(request, _("Sổ đã ghi đúng như vậy, không có gì phải sửa."))
        else:
            messages.success(request, _("Đã gửi Ban Tổ chức. Thông tin có hiệu lực khi được nhận."))
        return redirect("members:member", public_id)
    back = reverse("members:member", args=[public_id])
    return render(request, "members/suggest.html", {"form": form, "member": whom, "back": back})


@register_view()
@require_safe
def suggestions(request: Request) -> HttpResponse:
    state = request.GET.get("state", "")
    page = page_of(request, queries.suggestions_found(request.user, state))
    shown = {"page": page, "rows": queries.shown(list(page)), "state": state, "states": queries.STATES}
    return render(request, "members/suggestions.html", shown)


@register_view()
@require_safe
def suggestions_sheet(request: Request) -> HttpResponseBase:
    found = queries.suggestions_found(request.user, request.GET.get("state", ""))
    return sheet_response(_("Thông tin chi bộ báo"), queries.HEADINGS, queries.sheet_rows(found))


def suggestion_of(request: Request, public_id: str, act: Act = Act.SEE_MEMBERS) -> Suggestion:
    found = Suggestion.objects.visible_to(request.user, act).select_related("member__cell", "by", "decided_by")
    return get_object_or_404(found, public_id=public_id)


@register_view()
@require_safe
def suggestion(request: Request, public_id: str) -> HttpResponse:
    """Who decides sees the words said in clear: without them nothing can be decided; others see the mask."""
    one = suggestion_of(request, public_id)
    decides = may_keep(request.user, one.member)
    lines = queries.lines_of(one, clear=decides)
    return render(request, "members/suggestion.html", {"one": one, "lines": lines, "may_keep": decides})


@register_view(Act.KEEP_MEMBERS)
@require_POST
def take(request: Request, public_id: str) -> HttpResponse:
    one = suggestion_of(request, public_id, Act.KEEP_MEMBERS)
    try:
        take_suggestion(one, frozenset(request.POST.getlist("field")), by=request.user)
    except RuleBroken as error:
        messages.error(request, str(error))
        return redirect("members:suggestion", public_id)
    messages.success(request, _("Đã nhận."))
    return redirect("members:suggestions")


@register_view(Act.KEEP_MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: Request, public_id: str) -> HttpResponse:
    one = suggestion_of(request, public_id, Act.KEEP_MEMBERS)
    form = WhyForm(request.POST or None)
    if carried_out(form, lambda: refuse_suggestion(one, form.cleaned_data["why"], by=request.user)):
        messages.success(request, _("Đã ghi là không nhận; chi bộ thấy lý do."))
        return redirect("members:suggestions")
    page = FormPage(_("Không nhận thông tin này?"), _("Không nhận"), reverse("members:suggestion", args=[public_id]))
    return show_form(request, form, page)
