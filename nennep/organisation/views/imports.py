"""Bringing the organisation in from Excel: hand in, look, write, take back."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.imports import queries
from nennep.imports.actions import commit_preview, drop_preview, make_preview, undo_preview
from nennep.imports.looking import Addresses, looked_at
from nennep.imports.models import Preview
from nennep.organisation.forms.imports import WorkbookForm
from nennep.organisation.importing.importer import OrganisationImporter
from nennep.organisation.importing.workbook import workbook
from nennep.web.downloads import as_download
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.sheets import XLSX, sheet_response

if TYPE_CHECKING:
    from nennep.web.request import Request

PREVIEW = ("preview", "preview_sheet", "commit_preview", "drop_preview", "undo_preview")
IMPORTER = OrganisationImporter()


def preview_of(request: "Request", public_id: str) -> Preview:
    IMPORTER.must(request.user)
    return get_object_or_404(Preview.objects.visible_to(request.user).filter(kind=IMPORTER.kind), public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: "Request") -> HttpResponse:
    IMPORTER.must(request.user)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    made: list[Preview] = []

    def take_in() -> None:
        file = form.cleaned_data["file"]
        made.append(make_preview(IMPORTER, file.name, file.chunks(), by=request.user))

    if carried_out(form, take_in):
        return redirect("organisation:preview", made[0].public_id)
    page = page_of(request, Preview.objects.visible_to(request.user).filter(kind=IMPORTER.kind))
    return render(request, "organisation/imports.html", {"form": form, "page": page})


@require_safe
def imports_sheet(request: "Request") -> HttpResponseBase:
    IMPORTER.must(request.user)
    found = Preview.objects.visible_to(request.user).filter(kind=IMPORTER.kind)
    return sheet_response(_("Những lần đã đưa vào"), queries.LIST_HEADINGS, queries.list_rows(found))


@require_safe
def template(request: "Request") -> HttpResponseBase:
    """The workbook with what is there now: fill in, hand in again."""
    IMPORTER.must(request.user)
    content = workbook(by=request.user)
    return as_download([content], _("Tổ chức.xlsx"), XLSX, len(content))


@require_safe
def preview(request: "Request", public_id: str) -> HttpResponse:
    at = Addresses(*(reverse(f"organisation:{name}", args=[public_id]) for name in PREVIEW))
    shown = looked_at(request, preview_of(request, public_id), at)
    shown["rows"] = queries.shown(list(shown["page"]))
    return render(request, "organisation/preview.html", shown)


@require_safe
def preview_sheet(request: "Request", public_id: str) -> HttpResponseBase:
    preview = preview_of(request, public_id)
    rows = queries.sheet_rows(queries.rows_of(preview, request.GET.get("verdict", "")))
    return sheet_response(_("Kết quả xem trước"), queries.HEADINGS, rows)


@require_POST
def commit(request: "Request", public_id: str) -> HttpResponse:
    preview = preview_of(request, public_id)
    preview = commit_preview(preview, request.POST.get("digest", ""), IMPORTER, by=request.user)
    messages.success(request, _("Đã ghi %(n)s dòng.") % {"n": preview.written})
    return redirect("organisation:preview", public_id)


@require_POST
def drop(request: "Request", public_id: str) -> HttpResponse:
    drop_preview(preview_of(request, public_id), IMPORTER, by=request.user)
    messages.success(request, _("Đã bỏ tệp này; chưa ghi gì."))
    return redirect("organisation:imports")


@require_POST
def undo(request: "Request", public_id: str) -> HttpResponse:
    undo_preview(preview_of(request, public_id), IMPORTER, by=request.user)
    messages.success(request, _("Đã hoàn tác cả lần nhập."))
    return redirect("organisation:preview", public_id)
