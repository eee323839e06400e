"""Members counted by unit, age, sex, education and years; as a page, a sheet, a paper."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nennep.files.rules import CONTENT_TYPES
from nennep.members.bands import facets
from nennep.members.doors import register_view
from nennep.members.outgoing.figures import all_in_one, figures_document
from nennep.members.queries.statistics import Statistics, facet_shown, statistics_of, top_of
from nennep.organisation.models import Unit
from nennep.organisation.permissions import may
from nennep.organisation.queries.tree import ancestors
from nennep.organisation.rules import Act
from nennep.web.downloads import as_download
from nennep.web.request import Request
from nennep.web.sheets import sheet_response

FIRST = "age"


def found_for(request: Request) -> Statistics:
    """Of the unit that is asked for, else of the highest within reach."""
    seen = Unit.objects.visible_to(request.user, Act.SEE_MEMBERS)
    asked = request.GET.get("unit", "")[:12]
    unit = get_object_or_404(seen, public_id=asked) if asked else top_of(request.user)
    return statistics_of(request.user, unit, timezone.localdate())


@register_view()
@require_safe
def statistics(request: Request) -> HttpResponse:
    found = found_for(request)
    facet = facets().get(request.GET.get("by", FIRST), facets()[FIRST])
    seen = Unit.objects.visible_to(request.user, Act.SEE_MEMBERS)
    context = {
        "found": found,
        "facet": facet,
        "facets": facets().values(),
        "shown": facet_shown(found, facet),
        "may_keep": may(request.user, Act.KEEP_MEMBERS, found.unit),
        "above": ancestors(found.unit, seen),
    }
    return render(request, "members/statistics.html", context)


@register_view()
@require_safe
def statistics_sheet(request: Request) -> HttpResponseBase:
    return sheet_response(_("Thống kê đảng viên"), *all_in_one(found_for(request)))


@register_view()
@require_safe
def statistics_paper(request: Request) -> HttpResponseBase:
    found = found_for(request)
    content = figures_document(found)
    name = _("Thống kê đảng viên %(unit)s.docx") % {"unit": found.unit.label}
    return as_download([content], name, CONTENT_TYPES["docx"], len(content))
