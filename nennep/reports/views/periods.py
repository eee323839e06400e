"""Periods: the list, opening one, the reports that units owe for it, reminding those who have not sent theirs."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.jobs.actions import enqueue
from nennep.lib.periods import PeriodKind, period_of
from nennep.organisation.models import Office
from nennep.organisation.permissions import may, must
from nennep.organisation.rules import Act
from nennep.reports.actions.opening import open_period, remind_missing
from nennep.reports.forms import OpenForm
from nennep.reports.models import Report, ReportPeriod
from nennep.reports.queries.periods import asked_in, narrowed, period_rows, rows_of
from nennep.reports.sheets import period_rows_sheet, periods_rows
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response


@require_safe
def reports(request: Request) -> HttpResponse:
    page = page_of(request, ReportPeriod.objects.visible_to(request.user))
    context = {
        "page": page,
        "rows": period_rows(page.object_list, request.user),
        "may_open": may(request.user, Act.ISSUE),
    }
    return render(request, "reports/reports.html", context)


@require_safe
def reports_sheet(request: Request) -> HttpResponseBase:
    found = ReportPeriod.objects.visible_to(request.user)[:500]
    return sheet_response(_("Các kỳ báo cáo"), *periods_rows(period_rows(found, request.user)))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    must(request.user, Act.ISSUE, Office.objects.select_related("root").get().root)
    present = period_of(timezone.localdate(), PeriodKind.QUARTER)
    chosen = request.GET.get("period") or present.key
    form = OpenForm(request.POST or None, initial={"period": chosen, "due": present.end})
    made: list[ReportPeriod] = []
    if carried_out(form, lambda: made.append(open_period(form.asked(), by=request.user))):
        [period] = made
        title = _("Soạn báo cáo %(period)s") % {"period": period.span.said}
        enqueue("draft_reports", title, {"period": period.pk}, by=request.user)
        n = period.reports.count() - 1
        messages.success(
            request, ngettext("Đã yêu cầu %(n)s đơn vị báo cáo.", "Đã yêu cầu %(n)s đơn vị báo cáo.", n) % {"n": n}
        )
        return redirect("reports:period", period.public_id)
    return render(request, "reports/new.html", {"form": form}, status=422 if form.errors else 200)


def period_seen(request: Request, public_id: str) -> ReportPeriod:
    found = ReportPeriod.objects.visible_to(request.user).select_related("unit")
    return get_object_or_404(found, public_id=public_id)


@require_safe
def period(request: Request, public_id: str) -> HttpResponse:
    found = period_seen(request, public_id)
    seen = Report.objects.visible_to(request.user).filter(period=found).with_words().select_related("unit", "period")
    below, tally = asked_in(found, seen)
    wanted = request.GET.get("only", "")[:12]
    page = page_of(request, narrowed(below, wanted))
    context = {
        "period": found,
        "own": seen.filter(unit=found.unit).first(),
        "page": page,
        "rows": rows_of(page.object_list),
        "tally": tally,
        "only": wanted,
        "may_remind": may(request.user, Act.ISSUE, found.unit),
        "directives": found.directives.defer("text", "folded"),
    }
    return render(request, "reports/period.html", context)


@require_safe
def period_sheet(request: Request, public_id: str) -> HttpResponseBase:
    found = period_seen(request, public_id)
    seen = Report.objects.visible_to(request.user).filter(period=found).exclude(unit=found.unit)
    rows = rows_of(narrowed(seen.with_words().select_related("unit", "period"), request.GET.get("only", "")[:12]))
    return sheet_response(_("Báo cáo %(period)s") % {"period": found}, *period_rows_sheet(rows))


@require_POST
def remind(request: Request, public_id: str) -> HttpResponse:
    n = remind_missing(period_seen(request, public_id), by=request.user)
    messages.success(request, ngettext("Đã đôn đốc %(n)s đơn vị.", "Đã đôn đốc %(n)s đơn vị.", n) % {"n": n})
    return redirect("reports:period", public_id)
