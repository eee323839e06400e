"""What a unit owes: on the page, on A4, as .docx and as .xlsx."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nennep.directives.permissions import answers_for
from nennep.directives.queries.owed import UnitView, all_owed, owed_by, unit_view
from nennep.directives.sheets import unit_document, unit_rows
from nennep.directives.views.answering import RELATED, context_of
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
    view = unit_view(unit, request.user)
    context = {
        "unit": unit,
        "view": view,
        "may_open_unit": may_open_unit,
        "may_answer": may(request.user, Act.ANSWER, unit),
        **opened(request, unit, view),
    }
    return render(request, "directives/unit_list.html", context)


def opened(request: Request, unit: Unit, view: UnitView) -> dict[str, Any]:
    """The panel of the row that was pressed; of the first one, for who speaks for the unit."""
    asked = request.GET.get("answer", "")[:12]
    rows = [row.assignment for row in view.rows if row.assignment.public_id == asked or not asked][:1]
    if asked and not rows:  # one of those that stand in the list of answers alone
        rows = list(owed_by(unit).with_draft(request.user).select_related(*RELATED).filter(public_id=asked))
    if not rows or (not asked and not answers_for(request.user, unit)):
        return {}
    return context_of(request, rows[0])


@require_safe
def unit_sheet(request: Request, public_id: str) -> HttpResponseBase:
    unit = unit_seen(request, public_id)
    return sheet_response(_("Việc của %(unit)s") % {"unit": unit.label}, *unit_rows(all_owed(unit)))


@require_safe
def unit_paper(request: Request, public_id: str) -> HttpResponseBase:
    unit = unit_seen(request, public_id)
    content = unit_document(unit, all_owed(unit))
    return as_download([content], _("Việc của %(unit)s.docx") % {"unit": unit.label}, WORD, len(content))
