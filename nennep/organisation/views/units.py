"""The register of units, a unit's page, and names completed while one types."""

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from nennep.organisation.labels import KINDS
from nennep.organisation.models import Unit
from nennep.organisation.permissions import may, must_any
from nennep.organisation.queries import register
from nennep.organisation.queries.reach import complete as completions
from nennep.organisation.queries.tree import ancestors
from nennep.organisation.rules import Act
from nennep.web.pages import page_of
from nennep.web.sheets import sheet_response

if TYPE_CHECKING:
    from nennep.web.request import Request

STATES = (
    (register.LIVING, gettext_lazy("Đang hoạt động")),
    (register.CLOSED, gettext_lazy("Đã kết thúc")),
    (register.ALL, gettext_lazy("Tất cả")),
)


def wanted_units(request: "Request") -> register.UnitFilter:
    asked = request.GET
    state = asked.get("state", register.LIVING)
    return register.UnitFilter(asked.get("q", "")[:100], asked.get("kind", "")[:20], state[:10])


@require_safe
def units(request: "Request") -> HttpResponse:
    must_any(request.user, *register.SEEING)
    wanted, seen = wanted_units(request), register.units_seen_by(request.user)
    page = page_of(request, register.register(seen, wanted))
    shown = {
        "page": page,
        "rows": register.rows_of(list(page), tree=not wanted.narrows),
        "tally": register.tally(seen),
        "wanted": wanted,
        "kinds": KINDS,
        "states": STATES,
        "may_keep": may(request.user, Act.KEEP_TREE),
    }
    return render(request, "organisation/units.html", shown)


@require_safe
def units_sheet(request: "Request") -> HttpResponseBase:
    must_any(request.user, *register.SEEING)
    found = register.register(register.units_seen_by(request.user), wanted_units(request))
    return sheet_response(_("Danh sách đơn vị"), register.HEADINGS, register.sheet_rows(found))


@require_safe
def unit(request: "Request", public_id: str) -> HttpResponse:
    seen = register.units_seen_by(request.user)
    unit = get_object_or_404(seen, public_id=public_id)
    shown = {
        "unit": unit,
        "living": unit.stands_on(timezone.localdate()),
        "trail": ancestors(unit, seen),
        "children": Unit.objects.filter(parent=unit).living(),
        "below": Unit.objects.within([unit.path]).living().count() - 1,
        "groups": unit.groups.filter(is_active=True),
        "posts": unit.posts.living().select_related("holder").prefetch_related("portfolios"),
        "changes": unit.changes.select_related("by").prefetch_related("others"),
        "may_keep": may(request.user, Act.KEEP_TREE, unit),
    }
    return render(request, "organisation/unit.html", shown)


@require_safe
def complete(request: "Request") -> HttpResponse:
    """For the fields of the review page; `{"suggestions": [{kind, id, name, word}]}`."""
    found = completions(request.GET.get("q", "")[:100], request.user)
    rows = [{"kind": one.kind, "id": one.id, "name": one.name, "word": one.word} for one in found]
    return JsonResponse({"suggestions": rows})
