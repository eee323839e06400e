"""Campaigns: the list, a new one, the board of one, what was put right, its end."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.members.actions.campaigning import close_campaign, start_campaign
from nennep.members.doors import register_view
from nennep.members.flaw_labels import RULES
from nennep.members.forms.campaigns import CampaignForm
from nennep.members.models import Campaign
from nennep.members.queries import campaigns as queries
from nennep.members.queries.quality import board_of, tops
from nennep.organisation.models import Unit
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response

USUAL_LENGTH = timedelta(days=15)
MOST = 20_000  # rows of a sheet


@register_view()
@require_safe
def campaigns(request: Request) -> HttpResponse:
    page = page_of(request, queries.campaigns_of(request.user))
    running = Campaign.objects.visible_to(request.user).running().count()
    shown = {"page": page, "running": running, "may_start": may(request.user, Act.KEEP_MEMBERS)}
    return render(request, "members/campaigns.html", shown)


@register_view()
@require_safe
def campaigns_sheet(request: Request) -> HttpResponseBase:
    rows = queries.list_rows(queries.campaigns_of(request.user))
    return sheet_response(_("Đợt làm sạch dữ liệu"), queries.LIST_HEADINGS, rows)


@register_view(Act.KEEP_MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_campaign(request: Request) -> HttpResponse:
    unit = scope_asked(request)
    today = timezone.localdate()
    broken = [line.rule for line in board_of(request.user, unit).rules]
    initial = {"starts": today, "ends": today + USUAL_LENGTH, "rules": broken}
    form = CampaignForm(request.POST or None, initial=initial)
    made: list[Campaign] = []
    if carried_out(form, lambda: made.append(start_campaign(form.facts(unit), by=request.user))):
        return redirect("members:campaign", made[0].public_id)
    page = FormPage(
        _("Mở đợt làm sạch ở %(unit)s") % {"unit": unit.label},
        _("Mở đợt"),
        f"{reverse('members:quality')}?unit={unit.public_id}",
        _("Lỗi đang có của từng chi bộ được ghi lại làm mốc; đầu mối các chi bộ được báo ngay."),
    )
    return show_form(request, form, page)


def scope_asked(request: Request) -> Unit:
    """The unit in the address; else the highest that one keeps."""
    mine = Unit.objects.visible_to(request.user, Act.KEEP_MEMBERS)
    said = request.GET.get("unit", "")[:12]
    return get_object_or_404(mine, public_id=said) if said else tops(request.user)[0]


def campaign_of(request: Request, public_id: str) -> Campaign:
    found = Campaign.objects.visible_to(request.user).select_related("unit", "made_by")
    return get_object_or_404(found, public_id=public_id)


@register_view()
@require_safe
def campaign(request: Request, public_id: str) -> HttpResponse:
    one = campaign_of(request, public_id)
    totals = queries.totals_of(one, request.user)
    words = dict(RULES)
    shown = {
        "campaign": one,
        "totals": totals,
        "page": page_of(request, queries.parts_of(one, request.user)),
        "curve": queries.curve_of(one, totals, request.user),
        "rules": [word for rule, word in words.items() if rule in one.rules],
        "days_left": (one.ends - timezone.localdate()).days,
        "keeps": may(request.user, Act.KEEP_MEMBERS),
        "may_close": not one.closed_at and may(request.user, Act.KEEP_MEMBERS, one.unit),
    }
    return render(request, "members/campaign.html", shown)


@register_view()
@require_safe
def campaign_sheet(request: Request, public_id: str) -> HttpResponseBase:
    one = campaign_of(request, public_id)
    rows = queries.part_rows(queries.parts_of(one, request.user))
    return sheet_response(one.name, queries.PART_HEADINGS, rows)


@register_view()
@require_safe
def fixed(request: Request, public_id: str) -> HttpResponse:
    one = campaign_of(request, public_id)
    page = page_of(request, queries.fixed_found(one, request.user, request.GET.get("cell", "")[:12]))
    rows = [(row, queries.who_fixed(row.flaw.gone_with)) for row in page]
    return render(request, "members/fixed.html", {"campaign": one, "page": page, "rows": rows})


@register_view()
@require_safe
def fixed_sheet(request: Request, public_id: str) -> HttpResponseBase:
    one = campaign_of(request, public_id)
    found = queries.fixed_found(one, request.user, request.GET.get("cell", "")[:12])[:MOST]
    return sheet_response(_("Đã sửa"), queries.FIXED_HEADINGS, queries.fixed_rows(found))


@register_view(Act.KEEP_MEMBERS)
@require_POST
def end_campaign(request: Request, public_id: str) -> HttpResponse:
    close_campaign(campaign_of(request, public_id), by=request.user)
    messages.success(request, _("Đã kết thúc đợt; chi bộ không gửi thêm được nữa."))
    return redirect("members:campaign", public_id)
