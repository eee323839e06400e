"""Bringing a list in from Excel: hand in, look, write, take back."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.candidates.actions.forgetting import drop_list, undo_list
from nennep.candidates.importing.importer import CandidatesImporter
from nennep.candidates.importing.workbook import workbook
from nennep.imports import queries
from nennep.imports.actions import commit_preview, make_preview
from nennep.imports.looking import Addresses, looked_at
from nennep.imports.models import Preview, PreviewQuerySet
from nennep.web.downloads import as_download
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import XLSX, sheet_response

PREVIEW = ("preview", "preview_sheet", "commit_preview", "drop_preview", "undo_preview")
IMPORTER = CandidatesImporter()


class WorkbookForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Tệp Excel"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods"}),
        help_text=gettext_lazy("Mỗi người một dòng; cột nào chưa biết thì để trống."),
    )


def own(request: Request) -> PreviewQuerySet:
    IMPORTER.must(request.user)
    return Preview.objects.visible_to(request.user).filter(kind=IMPORTER.kind)


def preview_of(request: Request, public_id: str) -> Preview:
    return get_object_or_404(own(request), public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: Request) -> HttpResponse:
    found = own(request)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    made: list[Preview] = []

    def take_in() -> None:
        file = form.cleaned_data["file"]
        made.append(make_preview(IMPORTER, file.name, file.chunks(), by=request.user))

    if carried_out(form, take_in):
        return redirect("candidates:preview", made[0].public_id)
    return render(request, "candidates/imports.html", {"form": form, "page": page_of(request, found)})


@require_safe
def imports_sheet(request: Request) -> HttpResponseBase:
    return sheet_response(_("Những lần đã đưa vào"), queries.LIST_HEADINGS, queries.list_rows(own(request)))


@require_safe
def template(request: Request) -> HttpResponseBase:
    IMPORTER.must(request.user)
    content = workbook()
    return as_download([content], _("Mẫu danh sách phát triển đảng viên.xlsx"), XLSX, len(content))


@require_safe
def preview(request: Request, public_id: str) -> HttpResponse:
    at = Addresses(*(reverse(f"candidates:{name}", args=[public_id]) for name in PREVIEW))
    shown = looked_at(request, preview_of(request, public_id), at)
    shown["rows"] = queries.shown(list(shown["page"]))
    return render(request, "candidates/preview.html", shown)


@require_safe
def preview_sheet(request: Request, public_id: str) -> HttpResponseBase:
    preview = preview_of(request, public_id)
    rows = queries.sheet_rows(queries.rows_of(preview, request.GET.get("verdict", "")))
    return sheet_response(_("Kết quả xem trước"), queries.HEADINGS, rows)


@require_POST
def commit(request: Request, public_id: str) -> HttpResponse:
    preview = preview_of(request, public_id)
    preview = commit_preview(preview, request.POST.get("digest", ""), IMPORTER, by=request.user)
    messages.success(request, _("Đã ghi %(n)s dòng.") % {"n": preview.written})
    return redirect("candidates:preview", public_id)


@require_POST
def drop(request: Request, public_id: str) -> HttpResponse:
    drop_list(preview_of(request, public_id), IMPORTER, by=request.user)
    messages.success(request, _("Đã bỏ tệp này; chưa ghi gì."))
    return redirect("candidates:imports")


@require_POST
def undo(request: Request, public_id: str) -> HttpResponse:
    undo_list(preview_of(request, public_id), IMPORTER, by=request.user)
    messages.success(request, _("Đã hoàn tác cả lần nhập."))
    return redirect("candidates:preview", public_id)
