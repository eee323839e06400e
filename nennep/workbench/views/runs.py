"""The list of runs, a new one, its mapping, and its end."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.organisation.models import Unit
from nennep.organisation.permissions import must_any
from nennep.organisation.rules import Act
from nennep.web.form_page import FormPage
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response
from nennep.workbench.actions.erasing import erase as erase_run
from nennep.workbench.actions.matching import confirm_mapping, start_matching
from nennep.workbench.actions.receiving import receive
from nennep.workbench.forms import MappingForm, NewRunForm
from nennep.workbench.models import ListRun
from nennep.workbench.queries import runs as queries
from nennep.workbench.rules import RunState

MOST_IN_SHEET = 10_000
MB = 1024 * 1024


def run_of(request: Request, public_id: str) -> ListRun:
    return get_object_or_404(queries.runs_for(request.user), public_id=public_id)


@require_safe
def lists(request: Request) -> HttpResponse:
    must_any(request.user, Act.KEEP_MEMBERS)
    page = page_of(request, queries.runs_for(request.user))
    return render(request, "workbench/lists.html", {"page": page, "rows": queries.shown(page)})


@require_safe
def lists_sheet(request: Request) -> HttpResponseBase:
    must_any(request.user, Act.KEEP_MEMBERS)
    runs = queries.runs_for(request.user)[:MOST_IN_SHEET]
    return sheet_response(_("Các lần đối chiếu danh sách"), queries.HEADINGS, queries.sheet_rows(runs))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    must_any(request.user, Act.KEEP_MEMBERS)
    units = Unit.objects.living().visible_to(request.user, Act.KEEP_MEMBERS)
    form = NewRunForm(request.POST or None, request.FILES or None, units=units)
    made: list[ListRun] = []
    if carried_out(form, lambda: made.append(receive(form.new_run(), by=request.user))):
        return redirect(next_of(made[0]))
    status = 422 if form.is_bound else 200
    context = {"form": form, "most_mb": settings.MAX_FILE_BYTES // MB, "days": settings.LISTS_DAYS}
    return render(request, "workbench/new.html", context, status=status)


def next_of(run: ListRun) -> str:
    """Where one goes on: to the mapping, or to the bar of the job that is at it."""
    if run.state in (RunState.OPENING, RunState.MATCHING) and run.job:
        return reverse("jobs:job", args=[run.job.public_id])
    return reverse("workbench:mapping", args=[run.public_id])


@require_http_methods(["GET", "HEAD", "POST"])
def mapping(request: Request, public_id: str) -> HttpResponse:
    """What is doubtful must be sent twice: once to be told, once to be meant."""
    run = run_of(request, public_id)
    if run.state in (RunState.OPENING, RunState.FAILED, RunState.ERASED) or not run.folder.is_dir():
        return redirect("workbench:run", run.public_id)
    form = MappingForm(run, request.POST if request.method == "POST" else None)
    if request.method == "POST" and not form.has_faults and ("sure" in request.POST or not form.has_warnings):
        confirm_mapping(run, form.confirmed(), by=request.user)
        return redirect(next_of(start_matching(run, by=request.user)))
    status = 422 if request.method == "POST" else 200
    return render(request, "workbench/mapping.html", {"run": run, "form": form}, status=status)


@require_POST
def match(request: Request, public_id: str) -> HttpResponse:
    return redirect(next_of(start_matching(run_of(request, public_id), by=request.user)))


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: Request, public_id: str) -> HttpResponse:
    run = run_of(request, public_id)
    if request.method == "POST":
        erase_run(run, by=request.user)
        messages.success(request, _("Đã xóa dữ liệu của lần đối chiếu này. Tệp gốc ở máy của đồng chí vẫn còn."))
        return redirect("workbench:lists")
    page = FormPage(
        _("Xóa dữ liệu của “%(name)s”") % {"name": run.name},
        _("Xóa hẳn"),
        reverse("workbench:run", args=[run.public_id]),
        _("Tệp đã đưa vào, kết quả và danh sách sạch sẽ bị xóa khỏi máy chủ, không lấy lại được."),
    )
    return render(request, "workbench/erase.html", {"form_page": page, "run": run})
