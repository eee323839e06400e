"""Cases of a period as counts, for who leads, reports or keeps procedures."""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nennep.lib.periods import Period, PeriodKind, period_of, read_period
from nennep.organisation.models import Grant, Unit
from nennep.organisation.queries.tree import ancestors
from nennep.procedures.queries import statistics as counts
from nennep.web.sheets import sheet_response

if TYPE_CHECKING:
    from nennep.organisation.models import UnitQuerySet
    from nennep.web.request import Request

MANY_UNITS = 150
KINDS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)


def units_of(request: "Request") -> "UnitQuerySet":
    reach = Q(pk__in=[])
    for act in counts.ACTS:
        reach |= Grant.objects.reaching(request.user, act, "")
    return Unit.objects.living().filter(reach).order_by("path")


def asked(request: "Request") -> tuple[Unit, Period, "UnitQuerySet"]:
    """The unit on top of what one reaches, and the quarter that runs, where nothing else is asked for."""
    units = units_of(request)
    wanted = request.GET.get("unit", "")
    unit = (units.filter(public_id=wanted) if wanted else units).first()
    if unit is None:
        raise Http404
    try:
        period = read_period(request.GET["period"])
    except (KeyError, ValueError):
        period = period_of(timezone.localdate(), PeriodKind.QUARTER)
    return unit, period, units


def near(unit: Unit, units: "UnitQuerySet") -> list[Unit]:
    """To choose from: all within reach; where they are many, the way up from the unit and what lies directly below."""
    some = list(units[: MANY_UNITS + 1])
    if len(some) <= MANY_UNITS:
        return some
    return [*ancestors(unit, units), unit, *units.filter(parent=unit)]


@require_safe
def statistics(request: "Request") -> HttpResponse:
    unit, period, units = asked(request)
    today = timezone.localdate()
    shown = {
        "lines": counts.lines_of(unit, period),
        "unit": unit,
        "units": near(unit, units),
        "period": period,
        "periods": [period_of(today, kind) for kind in KINDS] + [period_of(today, kind).last for kind in KINDS],
    }
    return render(request, "procedures/statistics.html", shown)


@require_safe
def statistics_sheet(request: "Request") -> HttpResponseBase:
    unit, period, _units = asked(request)
    name = _("Thống kê hồ sơ %(period)s") % {"period": period.name.replace("/", "-")}
    return sheet_response(name, counts.HEADINGS, counts.sheet_rows(counts.lines_of(unit, period)))
