"""The quality of the register: the board, the flaws behind its figures, the sources they came from."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nennep.lib.errors import RuleBroken
from nennep.matching.checking.finding import Severity
from nennep.members.actions.checking import ask_check
from nennep.members.checks import REGISTER_RULES, Group
from nennep.members.doors import register_view
from nennep.members.flaw_labels import GROUP_WORDS, RULES, SEVERITIES
from nennep.members.queries import flaws as flaw_queries
from nennep.members.queries import quality as queries
from nennep.organisation.models import Grant, Unit
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response

MOST = 20_000  # rows of a sheet


def unit_asked(request: Request) -> Unit | None:
    """The unit in the address, if one may see it; else the only top that one has."""
    if said := request.GET.get("unit", "")[:12]:
        return get_object_or_404(Unit.objects.visible_to(request.user, Act.SEE_MEMBERS), public_id=said)
    tops = queries.tops(request.user)
    return tops[0] if len(tops) == 1 else None


@register_view()
@require_safe
def quality(request: Request) -> HttpResponse:
    board = queries.board_of(request.user, unit_asked(request))
    shown = {
        "board": board,
        "page": page_of(request, board.lines),
        "severities": SEVERITIES,
        "link": queries.link_of(board.unit),
        "may_start": board.unit is not None and may(request.user, Act.KEEP_MEMBERS, board.unit),
        "may_check": Grant.objects.reaches_all(request.user, Act.KEEP_MEMBERS),
    }
    return render(request, "members/quality.html", shown)


@register_view()
@require_safe
def quality_sheet(request: Request) -> HttpResponseBase:
    board = queries.board_of(request.user, unit_asked(request))
    return sheet_response(_("Chất lượng dữ liệu"), queries.headings(board), queries.sheet_rows(board))


@register_view()
@require_safe
def sources(request: Request) -> HttpResponse:
    found = queries.sources_of(request.user)
    shown = {"page": page_of(request, found), "errors": sum(one.errors for one in found), "n": len(found)}
    return render(request, "members/sources.html", shown)


@register_view()
@require_safe
def sources_sheet(request: Request) -> HttpResponseBase:
    rows = queries.source_rows(queries.sources_of(request.user))
    return sheet_response(_("Chất lượng theo nguồn"), queries.SOURCE_HEADINGS, rows)


def wanted_of(request: Request) -> flaw_queries.Wanted:
    asked = request.GET
    rule, severity = asked.get("rule", ""), asked.get("severity", "")
    return flaw_queries.Wanted(
        unit=asked.get("unit", "")[:12],
        own=asked.get("own") == "1",
        rule=rule if rule in {*Group, *REGISTER_RULES} else "",
        severity=severity if severity in set(Severity) else "",
        kind=asked.get("kind", "")[:10],
        file=asked.get("file", "")[:255],
        source="kind" in asked,
    )


@register_view()
@require_safe
def flaws(request: Request) -> HttpResponse:
    wanted, unit = wanted_of(request), unit_asked(request)
    page = page_of(request, flaw_queries.flaws_found(request.user, wanted, unit))
    words = {**{str(group): word for group, word in GROUP_WORDS.items()}, **{str(rule): word for rule, word in RULES}}
    shown = {
        "page": page,
        "rows": flaw_queries.shown(request.user, page),
        "wanted": wanted,
        "unit": unit,
        "word": words.get(wanted.rule, ""),
        "rules": RULES,
        "groups": GROUP_WORDS.items(),
        "severities": SEVERITIES,
        "severity_word": dict(SEVERITIES).get(Severity(wanted.severity)) if wanted.severity else "",
    }
    return render(request, "members/flaws.html", shown)


@register_view()
@require_safe
def flaws_sheet(request: Request) -> HttpResponseBase:
    found = flaw_queries.flaws_found(request.user, wanted_of(request), unit_asked(request))
    rows = flaw_queries.sheet_rows(found[:MOST])
    return sheet_response(_("Lỗi dữ liệu đảng viên"), flaw_queries.HEADINGS, rows)


@register_view(Act.KEEP_MEMBERS)
@require_POST
def check(request: Request) -> HttpResponse:
    try:
        job = ask_check(by=request.user)
    except RuleBroken as error:
        messages.error(request, str(error))
        return redirect("members:quality")
    return redirect("jobs:job", job.public_id)
