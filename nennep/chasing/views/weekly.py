"""The leader's week, to print."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nennep.chasing.queries.weekly import HEADINGS, sheet_rows, week_of
from nennep.organisation.models import Office
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act
from nennep.web.request import Request
from nennep.web.sheets import sheet_response


@require_safe
def weekly(request: Request) -> HttpResponse:
    must(request.user, Act.READ_TASK)
    week = week_of(request.user, timezone.localdate())
    return render(request, "chasing/weekly.html", {"week": week, "office": Office.objects.first()})


@require_safe
def weekly_sheet(request: Request) -> HttpResponseBase:
    must(request.user, Act.READ_TASK)
    return sheet_response(_("Tuần này"), HEADINGS, sheet_rows(request.user, timezone.localdate()))
