"""Forms that came back: the list, one as a preview, look, commit, drop."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nennep.imports import queries as imports
from nennep.imports.actions import drop_preview
from nennep.imports.looking import Addresses, looked_at
from nennep.imports.models import Preview
from nennep.jobs.models import Job
from nennep.lib.errors import BadFile, NotAllowed, RuleBroken
from nennep.organisation.permissions import must_any
from nennep.organisation.rules import Act
from nennep.paperwork import queries
from nennep.paperwork.actions.returning import dismiss
from nennep.paperwork.importing.importer import FormImporter
from nennep.paperwork.intake import commit_or_queue, look_at
from nennep.paperwork.models import ReturnedForm
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response


def form_of(request: Request, public_id: str) -> ReturnedForm:
    return get_object_or_404(queries.returned_for(request.user), public_id=public_id)


def own_preview(request: Request, form: ReturnedForm) -> Preview:
    if form.preview is None or form.preview.by_id != request.user.pk:
        raise NotAllowed
    return form.preview


@require_safe
def returned(request: Request) -> HttpResponse:
    must_any(request.user, Act.ANSWER)
    page = page_of(request, queries.returned_for(request.user))
    return render(request, "paperwork/returned.html", {"page": page, "rows": queries.shown(page)})


@require_safe
def returned_sheet(request: Request) -> HttpResponseBase:
    must_any(request.user, Act.ANSWER)
    rows = queries.returned_rows(queries.returned_for(request.user))
    return sheet_response(_("Mẫu đã gửi lại"), queries.RETURNED_HEADINGS, rows)


@require_safe
def returned_form(request: Request, public_id: str) -> HttpResponse:
    form = form_of(request, public_id)
    (shown,) = queries.shown([form])
    if form.preview is None or form.preview.by_id != request.user.pk:
        return render(request, "paperwork/letter.html", {"form": form, "shown": shown})
    names = ("returned_form", "preview_sheet", "commit", "drop")
    at = Addresses(*(reverse(f"paperwork:{name}", args=[public_id]) for name in names))
    context = looked_at(request, form.preview, at, skipped=False)
    context |= {"form": form, "rows": queries.preview_rows(context["page"])}
    return render(request, "paperwork/preview.html", context)


@require_safe
def returned_form_sheet(request: Request, public_id: str) -> HttpResponseBase:
    preview = own_preview(request, form_of(request, public_id))
    rows = queries.preview_sheet_rows(imports.rows_of(preview, request.GET.get("verdict", "")))
    return sheet_response(_("Kết quả xem trước"), imports.HEADINGS, rows)


@require_POST
def look(request: Request, public_id: str) -> HttpResponse:
    try:
        look_at(form_of(request, public_id), by=request.user)
    except (RuleBroken, BadFile) as error:
        messages.error(request, str(error))
    return redirect("paperwork:returned_form", public_id)


@require_POST
def commit(request: Request, public_id: str) -> HttpResponse:
    form = form_of(request, public_id)
    own_preview(request, form)
    done = commit_or_queue(form, request.POST.get("digest", ""), by=request.user)
    if isinstance(done, Job):
        return redirect("jobs:job", done.public_id)
    messages.success(request, _("Đã ghi %(n)s dòng.") % {"n": done.written})
    return redirect("paperwork:returned_form", public_id)


@require_POST
def drop(request: Request, public_id: str) -> HttpResponse:
    form = form_of(request, public_id)
    if form.document:
        dismiss(form, by=request.user)
    else:
        assert form.unit
        drop_preview(own_preview(request, form), FormImporter(form.unit), by=request.user)
    messages.success(request, _("Đã bỏ tệp này; chưa ghi gì."))
    return redirect("paperwork:returned")
