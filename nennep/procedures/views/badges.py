"""The coming badges: who reaches which years of membership, and the way to open the case."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nennep.lib.dates import parse_date
from nennep.members.doors import register_view
from nennep.procedures.permissions import may_open
from nennep.procedures.queries import badges as queries
from nennep.web.pages import page_of
from nennep.web.sheets import sheet_response

if TYPE_CHECKING:
    from nennep.web.request import Request

A_YEAR = timedelta(days=365)
LONGEST = timedelta(days=3 * 365)


def asked(request: "Request") -> tuple[date, date]:
    """From today over a year, where nothing else, or nothing that can be read, is asked for."""
    today = timezone.localdate()
    try:
        since = parse_date(request.GET.get("since", ""))
        until = parse_date(request.GET.get("until", ""))
    except ValueError:
        return today, today + A_YEAR
    return (since, until) if since <= until <= since + LONGEST else (today, today + A_YEAR)


@require_safe
@register_view()
def badges(request: "Request") -> HttpResponse:
    since, until = asked(request)
    figure, years = queries.milestones(until)
    page = page_of(request, queries.coming(request.user, since, until, years))
    shown = {
        "rows": queries.rows_of(list(page.object_list), since, until, years),
        "page": page,
        "since": since,
        "until": until,
        "figure": figure,
        "may_open": may_open(request.user, "badges"),
    }
    return render(request, "procedures/badges.html", shown)


@require_safe
@register_view()
def badges_sheet(request: "Request") -> HttpResponseBase:
    since, until = asked(request)
    _figure, years = queries.milestones(until)
    rows = queries.rows_of(list(queries.coming(request.user, since, until, years)), since, until, years)
    return sheet_response(_("Đảng viên đến mốc Huy hiệu Đảng"), queries.HEADINGS, queries.sheet_rows(rows))
