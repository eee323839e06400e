"""The leader's view, and the units that long said nothing."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nennep.desk.queries import overview as seen
from nennep.desk.queries import scopes
from nennep.desk.queries.silences import silences_of, silent_rows
from nennep.lib.curves import curve_drawn
from nennep.organisation.permissions import must_any
from nennep.organisation.rules import Act
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response


def scope_of(request: Request) -> tuple[scopes.Scope, dict[str, Any]]:
    """The scope asked for, and what the form offers instead; who reads no tasks does not learn of the page."""
    must_any(request.user, Act.READ_TASK)
    choices = scopes.directives_to_choose(request.user)
    scope = scopes.scope_asked(request.GET, request.user, choices)
    periods = list(dict.fromkeys([*scopes.periods_to_choose(timezone.localdate()), *filter(None, [scope.period])]))
    if scope.directive and scope.directive not in choices:
        choices = [scope.directive, *choices]
    return scope, {"scope": scope, "directives": choices, "periods": periods}


@require_safe
def overview(request: Request) -> HttpResponse:
    scope, context = scope_of(request)
    view, today = seen.view_of(scope, request.user), timezone.localdate()
    lines = view.lines(None if "all" in request.GET else seen.FEW)
    context |= {
        "view": view,
        "lines": lines,
        "more": view.places - len(lines),
        "curve": curve_drawn(view.picture.curve, today),
        "decisions": view.decisions,
    }
    return render(request, "desk/overview.html", context)


@require_safe
def silent(request: Request) -> HttpResponse:
    scope, context = scope_of(request)
    page = page_of(request, silences_of(scope, request.user))
    context |= {"page": page, "rows": silent_rows(scope, page.object_list)}
    return render(request, "desk/silent.html", context)


@require_safe
def silent_sheet(request: Request) -> HttpResponseBase:
    scope, _context = scope_of(request)
    headings = [
        _("Đơn vị"),
        _("Số việc"),
        _("Lần cuối có tin"),
        _("Số ngày"),
        _("Đã đôn đốc"),
        _("Đầu mối"),
        _("Điện thoại"),
    ]
    rows = silent_rows(scope, silences_of(scope, request.user))
    return sheet_response(_("Đơn vị chưa phản hồi"), headings, [row.cells for row in rows])
