"""From the workbench into the register: compare, look, settle, write, take back."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.imports import queries
from nennep.imports.actions import drop_preview, settle_row
from nennep.imports.looking import Addresses, looked_at
from nennep.imports.models import Preview, PreviewState
from nennep.imports.rules import Verdict
from nennep.jobs.actions import enqueue
from nennep.jobs.models import Job
from nennep.lib.errors import RuleBroken
from nennep.members.actions.finding import is_looked_for
from nennep.members.actions.takingback import undo_import
from nennep.members.comparing import LIST
from nennep.members.doors import register_view
from nennep.members.forms.importing import StartForm
from nennep.members.importing import columns
from nennep.members.importing.importer import MemberImporter
from nennep.members.importing.writing import write_list
from nennep.members.models import Member
from nennep.organisation.models import Unit
from nennep.organisation.rules import Act
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response
from nennep.workbench.models import ListRun
from nennep.workbench.rules import RunState

PREVIEW = ("preview", "preview_sheet", "commit", "drop", "undo")
kept = register_view(Act.KEEP_MEMBERS)


def previews(request: Request) -> "QuerySet[Preview]":
    return Preview.objects.visible_to(request.user).filter(kind=MemberImporter.kind)


def preview_of(request: Request, public_id: str) -> Preview:
    return get_object_or_404(previews(request).select_related("job"), public_id=public_id)


@kept
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: Request) -> HttpResponse:
    runs = ListRun.objects.visible_to(request.user).filter(state=RunState.DONE)
    units = Unit.objects.living().visible_to(request.user, Act.KEEP_MEMBERS)
    form = StartForm(request.POST or None, runs=runs, units=units, initial={"run": request.GET.get("run")})
    queued: list[Job] = []

    def start() -> None:
        facts = form.cleaned_data
        payload = {"run": facts["run"].pk, "prefer": facts["prefer"]}
        payload["fallback"] = facts["fallback"].pk if facts["fallback"] else None
        title = _("Đối chiếu %(name)s với sổ") % {"name": facts["run"].name}
        queued.append(enqueue(LIST, title, payload, by=request.user))

    if carried_out(form, start):
        return redirect("jobs:job", queued[0].public_id)
    page = page_of(request, previews(request))
    return render(request, "members/imports.html", {"form": form, "page": page, "any_run": runs.exists()})


@kept
@require_safe
def imports_sheet(request: Request) -> HttpResponseBase:
    return sheet_response(_("Những lần nhập"), queries.LIST_HEADINGS, queries.list_rows(previews(request)))


@kept
@require_safe
def preview(request: Request, public_id: str) -> HttpResponse:
    at = Addresses(*(reverse(f"members:{name}", args=[public_id]) for name in PREVIEW))
    context = looked_at(request, preview_of(request, public_id), at, skipped=False)
    rows = queries.shown(list(context["page"]))
    maybe = {each for shown in rows for each in shown.row.values.get(columns.MAYBE, "").split(",") if each}
    people = Member.objects.visible_to(request.user).filter(public_id__in=maybe).select_related("cell")
    names = {member.public_id: member for member in people}
    context["looking"] = is_looked_for(request.user)
    context["rows"] = [Person(**vars(shown), people=candidates(shown, names)) for shown in rows]
    return render(request, "members/preview.html", context)


@dataclass(frozen=True)
class Person(queries.Shown):
    people: list[Member]  # whom a doubtful row may mean


def candidates(shown: queries.Shown, names: dict[str, Member]) -> list[Member]:
    if shown.row.verdict != Verdict.DOUBTFUL:
        return []
    return [names[each] for each in shown.row.values[columns.MAYBE].split(",") if each in names]


@kept
@require_safe
def preview_sheet(request: Request, public_id: str) -> HttpResponseBase:
    rows = queries.sheet_rows(queries.rows_of(preview_of(request, public_id), request.GET.get("verdict", "")))
    return sheet_response(_("Kết quả xem trước"), queries.HEADINGS, rows)


@kept
@require_POST
def settle(request: Request, public_id: str) -> HttpResponse:
    """`row`: its number; `who`: the public id of the member whom it means, or nothing for somebody new."""
    number = request.POST.get("row", "")
    rows = preview_of(request, public_id).rows.select_related("preview")
    one = get_object_or_404(rows, row=int(number) if number.isdecimal() and len(number) < 9 else 0)
    who = request.POST.get("who", "")
    if who and who not in one.values.get(columns.MAYBE, "").split(","):
        raise RuleBroken(_("Hãy chọn một trong những người được nêu."))
    settle_row(one, {columns.MEMBER: who, columns.MAYBE: ""}, MemberImporter(), by=request.user)
    messages.success(request, _("Đã chọn cho dòng %(row)s.") % {"row": one.row})
    return redirect("members:preview", public_id)


@kept
@require_POST
def commit(request: Request, public_id: str) -> HttpResponse:
    one = write_list(preview_of(request, public_id), request.POST.get("digest", ""), by=request.user)
    if one.state == PreviewState.WRITING and one.job:
        return redirect("jobs:job", one.job.public_id)
    messages.success(request, _("Đã ghi %(n)s dòng vào sổ.") % {"n": one.written})
    return redirect("members:preview", public_id)


@kept
@require_POST
def drop(request: Request, public_id: str) -> HttpResponse:
    drop_preview(preview_of(request, public_id), MemberImporter(), by=request.user)
    messages.success(request, _("Đã bỏ; sổ không đổi."))
    return redirect("members:imports")


@kept
@require_POST
def undo(request: Request, public_id: str) -> HttpResponse:
    try:
        one = undo_import(preview_of(request, public_id), by=request.user)
    except RuleBroken as error:
        messages.error(request, str(error))
    else:
        if one.state == PreviewState.UNDOING and one.job:
            return redirect("jobs:job", one.job.public_id)
        messages.success(request, _("Đã hoàn tác cả lần nhập; sổ trở lại như trước."))
    return redirect("members:preview", public_id)
