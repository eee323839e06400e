"""The procedures, and one of them: its picture, its steps in words, the figures on which it rests."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nennep.procedures.permissions import may_open
from nennep.procedures.queries.catalogue import by_field, page_of_procedure, versions_on

if TYPE_CHECKING:
    from nennep.web.request import Request


@require_safe
def procedures(request: "Request") -> HttpResponse:
    versions = versions_on(timezone.localdate())
    return render(request, "procedures/procedures.html", {"versions": versions, "fields": by_field(versions)})


@require_safe
def procedure(request: "Request", key: str) -> HttpResponse:
    page = page_of_procedure(key, timezone.localdate(), request.GET.get("at", ""))
    if page is None:
        raise Http404
    return render(
        request, "procedures/procedure.html", {"page": page, "may_open": may_open(request.user, page.told.field)}
    )
