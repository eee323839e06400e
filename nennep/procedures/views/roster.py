"""The list of a case: lines typed or pasted, ticked as done, opened as cases of their own."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.lib.errors import RuleBroken
from nennep.procedures.actions.roster import add_lines, drop_lines, mark_lines, open_line
from nennep.procedures.forms import LineOpenForm, LinesForm, MarkForm
from nennep.procedures.models import Case, RosterLine
from nennep.procedures.queries import roster as lists
from nennep.procedures.queries.case import View
from nennep.procedures.queries.catalogue import openable
from nennep.procedures.views.case import view_of
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.sheets import sheet_response

if TYPE_CHECKING:
    from nennep.web.request import Request


def list_of(request: "Request", public_id: str) -> View:
    view = view_of(request, public_id)
    if view.procedure.roster is None:
        raise Http404
    return view


@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: "Request", public_id: str) -> HttpResponse:
    """A post adds lines."""
    view = list_of(request, public_id)
    form = LinesForm(request.POST or None)
    if carried_out(form, lambda: add_lines(view.case, form.lines, by=request.user)):
        messages.success(request, _("Đã thêm vào danh sách."))
        return redirect("procedures:roster", public_id)
    rows = lists.rows_of(view.case, timezone.localdate())
    shown = {
        "view": view,
        "case": view.case,
        "rows": rows,
        "done": sum(row.line.is_done for row in rows),
        "form": form,
        "today": timezone.localdate(),
    }
    return render(request, "procedures/roster.html", shown)


@require_safe
def roster_sheet(request: "Request", public_id: str) -> HttpResponseBase:
    view = list_of(request, public_id)
    assert view.procedure.roster
    rows = lists.rows_of(view.case, timezone.localdate())
    return sheet_response(view.procedure.roster.name, lists.HEADINGS, lists.sheet_rows(rows))


@require_POST
def mark(request: "Request", public_id: str) -> HttpResponse:
    """Ticked lines: done on a day, not done any more, or dropped."""
    view, form, lines = list_of(request, public_id), MarkForm(request.POST), request.POST.getlist("line")
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("procedures:roster", public_id)
    day = form.cleaned_data["day"] or timezone.localdate()
    acts: dict[str, Callable[[], int]] = {
        "done": lambda: mark_lines(view.case, lines, day, by=request.user),
        "open": lambda: mark_lines(view.case, lines, None, by=request.user),
        "drop": lambda: drop_lines(view.case, lines, by=request.user),
    }
    try:
        n = acts[form.cleaned_data["act"]]()
        messages.success(request, _("Đã ghi %(n)s dòng.") % {"n": n})
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("procedures:roster", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def open_of_line(request: "Request", public_id: str) -> HttpResponse:
    seen = RosterLine.objects.filter(case__in=Case.objects.visible_to(request.user), dropped_at=None, child=None)
    line = get_object_or_404(seen.select_related("case__version__procedure"), public_id=public_id)
    told = line.case.version.told.roster
    if told is None or not told.cases:
        raise Http404
    names = [(one.told.key, one.told.name) for one in openable(timezone.localdate()) if one.told.key in told.cases]
    form, opened = LineOpenForm(request.POST or None, names), list[Case]()

    def act() -> None:
        kept = form.cleaned_data
        opened.append(open_line(line, kept["procedure"], kept["day"], by=request.user))

    if carried_out(form, act):
        messages.success(request, _("Đã mở hồ sơ của dòng này."))
        return redirect("procedures:case", opened[0].public_id)
    back = reverse("procedures:roster", args=[line.case.public_id])
    return show_form(request, form, FormPage(_("Mở hồ sơ: %(words)s") % {"words": line.words}, _("Mở hồ sơ"), back))
