"""What a unit owes: on the page, on A4, as .docx and as .xlsx."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nennep.directives.permissions import answers_for
from nennep.directives.queries import pages
from nennep.directives.sheets import unit_document, unit_rows
from nennep.directives.views.answering import context_of
from nennep.organisation.models import Unit
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act
from nennep.web.downloads import as_download
from nennep.web.request import Request
from nennep.web.sheets import sheet_response

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def unit_seen(request: Request, public_id: str) -> Unit:
    seen = Unit.objects.visible_to(request.user, Act.SEE_OWN) | Unit.objects.visible_to(request.user, Act.READ_TASK)
    return get_object_or_404(seen, public_id=public_id)


@require_safe
def unit_list(request: Request, public_id: str) -> HttpResponse:
    unit = unit_seen(request, public_id)
    may_open_unit = may(request.user, Act.SEE_OWN, unit)
    view = pages.unit_view(unit, request.user)
    context = {
        "unit": unit,
        "view": view,
        "may_open_unit": may_open_unit,
        "may_answer": may(request.user, Act.ANSWER, unit),
        **opened(request, view),
    }
    return render(request, "directives/unit_list.html", context)


def opened(request: Request, view: pages.UnitView) -> dict[str, Any]:
    """The panel of the row that was pressed; of the first one, for who speaks for the unit."""
    asked = request.GET.get("answer", "")
    rows = [row.assignment for row in view.rows if row.assignment.public_id == asked]
    if not rows and not asked and view.rows and answers_for(request.user, view.rows[0].assignment.unit):
        rows = [view.rows[0].assignment]
    return context_of(request, rows[0]) if rows else {}


@require_safe
def unit_sheet(request: Request, public_id: str) -> HttpResponseBase:
    unit = unit_seen(request, public_id)
    return sheet_response(_("Việc của %(unit)s") % {"unit": unit.label}, *unit_rows(pages.unit_view(unit)))


@require_safe
def unit_paper(request: Request, public_id: str) -> HttpResponseBase:
    unit = unit_seen(request, public_id)
    content = unit_document(unit, pages.unit_view(unit))
    return as_download([content], _("Việc của %(unit)s.docx") % {"unit": unit.label}, WORD, len(content))
