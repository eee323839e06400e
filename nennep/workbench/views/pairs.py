"""Pairs to look at: the list, and one after the other by keyboard; every key presses a form of the page."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nennep.lib.errors import RuleBroken
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response
from nennep.workbench.actions import deciding
from nennep.workbench.actions.erasing import take_out
from nennep.workbench.models import ListRun
from nennep.workbench.queries import pairs as queries
from nennep.workbench.rules import NO_PAIR, Said
from nennep.workbench.views.results import MOST_IN_SHEET, run_with_result
from nennep.workbench.views.runs import run_of

LISTS = (queries.WAITING, queries.DECIDED, queries.SURE)
OPENED = "pairs_opened"  # in the session: runs whose pairs the person has opened


def which_of(given: Any) -> str:
    return given.get("which") if given.get("which") in LISTS else queries.WAITING


@require_safe
def pairs(request: Request, public_id: str) -> HttpResponse:
    run = run_of(request, public_id)
    if not run.is_here:
        return redirect("workbench:run", run.public_id)
    found, which = queries.Pairs(run), which_of(request.GET)
    listed: Any = queries.PairList(found, which)
    page = page_of(request, listed)
    counts = {each: len(found.places(each)) for each in LISTS}
    rows = [{**row, "why": queries.reasons(row)} for row in page]
    context = {"run": run, "page": page, "rows": rows, "which": which, "counts": counts, "stale": found.stale}
    return render(request, "workbench/pairs.html", context)


@require_POST
def pairs_sheet(request: Request, public_id: str) -> HttpResponseBase:
    run, which = run_with_result(request, public_id), which_of(request.POST)
    rows = queries.PairList(queries.Pairs(run), which)[:MOST_IN_SHEET]
    name = _("Cặp cần xem – %(name)s") % {"name": run.name}
    take_out(run, f"{name}.xlsx", by=request.user)
    return sheet_response(name, queries.HEADINGS, queries.sheet_rows(rows))


@require_POST
def open_them(request: Request, public_id: str) -> HttpResponse:
    """On record once for each sitting: from here on whole numbers are shown."""
    run = run_of(request, public_id)
    if not is_opened(request, run):
        deciding.open_pairs(run, by=request.user)
        request.session[OPENED] = [*request.session.get(OPENED, []), run.public_id]
    return redirect(to_pair(run, request.POST.get("key", "")))


def is_opened(request: Request, run: ListRun) -> bool:
    return run.public_id in request.session.get(OPENED, [])


def to_pair(run: ListRun, key: str) -> str:
    query = f"?{urlencode({'key': key})}" if key else ""
    return reverse("workbench:pair", args=[run.public_id]) + query


@require_safe
def pair(request: Request, public_id: str) -> HttpResponse:
    """The pair that is named, or the first that waits."""
    run = run_of(request, public_id)
    if not run.is_here:
        return redirect("workbench:run", run.public_id)
    found, key = queries.Pairs(run), request.GET.get("key", "")
    row = found.of_key(key or found.key_at(found.waiting[0] if found.waiting else None))
    if key and row is None:
        raise Http404
    context: dict[str, Any] = {"run": run, "left": len(found.waiting), "all": len(found.waiting), "key": key}
    if row is None or not is_opened(request, run):
        return render(request, "workbench/pair_closed.html", context | {"row": row, "stale": found.stale})
    context |= {
        "row": row,
        "fields": queries.comparisons(row),
        "why": queries.reasons(row),
        "after": found.key_at(found.after(row["n"])),
        "before": found.key_at(found.before(row["n"])),
        "decided": found.decided_count,
    }
    return render(request, "workbench/pair.html", context)


@require_POST
def decide(request: Request, public_id: str) -> HttpResponse:
    """Then on to the next pair that waits."""
    run, key = run_with_result(request, public_id), request.POST.get("key", "")
    said = request.POST.get("said", "")
    found = queries.Pairs(run)
    row = found.of_key(key)
    if row is None or said not in set(Said):
        raise RuleBroken(_(NO_PAIR))
    following = found.key_at(found.after(row["n"]))
    made = deciding.decide(deciding.Pair(run, key), Said(said), by=request.user)
    names = {"a": row["name_a"] or "?", "b": row["name_b"] or "?", "said": made.get_said_display().lower()}
    messages.success(request, _("%(a)s – %(b)s: %(said)s.") % names)
    return redirect(to_pair(run, following))


@require_POST
def undo(request: Request, public_id: str) -> HttpResponse:
    run = run_with_result(request, public_id)
    taken_back = deciding.undo(run, request.POST.get("key", ""), by=request.user)
    messages.success(request, _("Đã hoàn tác."))
    known = queries.Pairs(run).of_key(taken_back.key)
    return redirect(to_pair(run, taken_back.key if known else ""))
