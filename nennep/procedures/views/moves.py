"""Cases whose dates moved with the calendar; cases that still count with a figure that has changed."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nennep.lib.errors import RuleBroken
from nennep.procedures.actions.figures import take_new_figure
from nennep.procedures.models import Recount
from nennep.procedures.queries.figures import MOST, outdated
from nennep.procedures.queries.moves import HEADINGS, moved_by, sheet_rows
from nennep.web.pages import page_of
from nennep.web.sheets import sheet_response

if TYPE_CHECKING:
    from nennep.web.request import Request


@require_safe
def recount(request: "Request", public_id: str) -> HttpResponse:
    found = get_object_or_404(Recount.objects.select_related("by"), public_id=public_id)
    page = page_of(request, moved_by(found, request.user))
    return render(request, "procedures/recount.html", {"recount": found, "rows": page.object_list, "page": page})


@require_safe
def recount_sheet(request: "Request", public_id: str) -> HttpResponseBase:
    found = get_object_or_404(Recount, public_id=public_id)
    return sheet_response(_("Hồ sơ chuyển hạn theo lịch"), HEADINGS, sheet_rows(moved_by(found, request.user)))


@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: "Request") -> HttpResponse:
    """With a tick and one reason for as many as one decides on; what was typed stays."""
    rows = outdated(request.user, timezone.localdate())
    chosen = set(request.POST.getlist("case")) if request.method == "POST" else {row.case.public_id for row in rows}
    why = request.POST.get("why", "")
    if request.method == "POST":
        cases = [row.case for row in rows if row.case.public_id in chosen]
        try:
            moved = take_new_figure(cases, why, by=request.user)
        except RuleBroken as broken:
            messages.error(request, str(broken))
        else:
            messages.success(request, _("Đã chuyển %(n)s hồ sơ sang mức mới.") % {"n": moved})
            return redirect("procedures:figures")
    shown = {"rows": rows, "chosen": chosen, "why": why, "more": len(rows) == MOST}
    return render(request, "procedures/figures.html", shown)
