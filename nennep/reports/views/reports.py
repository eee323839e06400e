"""A report's page: reading, drafting anew, moving it up and down, and the documents that it makes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from nennep.jobs.actions import enqueue
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.reports.actions.drafting import draft_report
from nennep.reports.actions.opening import call_below
from nennep.reports.actions.stepping import Seen, step
from nennep.reports.conclusions import conclusion_document
from nennep.reports.forms import StepForm, TextForm
from nennep.reports.labels import DONE, STEPS
from nennep.reports.models import Report
from nennep.reports.papers import report_document
from nennep.reports.permissions import may_judge, may_write
from nennep.reports.queries.facts import answers_in, scope_of
from nennep.reports.queries.pages import report_view, with_all
from nennep.reports.rules import REPORT_MOVES, TO_WRITE, ReportState
from nennep.reports.sheets import report_rows
from nennep.web.downloads import as_download
from nennep.web.forms import carried_out
from nennep.web.request import Request
from nennep.web.sheets import sheet_response

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
AT_ONCE = 3_000  # answers up to which a report is drafted while one waits


def report_seen(request: Request, public_id: str) -> Report:
    return get_object_or_404(with_all(Report.objects.visible_to(request.user)), public_id=public_id)


def report_page(request: Request, found: Report, status: int = 200, **also: Any) -> HttpResponse:
    view = report_view(found, request.user, request.GET.get("section", ""))
    words = dict(STEPS)
    context = {
        "report": found,
        "view": view,
        "steps": [(s, words[s], REPORT_MOVES[s].needs_words) for s in view.steps],
        "step_form": StepForm(),
        "editing": request.GET.get("edit", ""),
        "adding": request.GET.get("add", ""),
        "text_form": TextForm(),
        "directives": found.period.directives.all(),
        "stale": is_stale(found),
        **also,
    }
    return render(request, "reports/report.html", context, status=status)


def is_stale(found: Report) -> bool:
    """Whether something came in from below since it was drafted, while it can still be drafted anew."""
    return found.has_news and ReportState(found.state) in TO_WRITE


@require_safe
def report(request: Request, public_id: str) -> HttpResponse:
    return report_page(request, report_seen(request, public_id))


@require_POST
def draft(request: Request, public_id: str) -> HttpResponse:
    """At once while it is small; a large one becomes a job that one can watch."""
    found = report_seen(request, public_id)
    if not (may_write(request.user, found) or may_judge(request.user, found)):
        raise NotAllowed
    scope = scope_of(found.period.span, found.unit, found.is_own)
    if answers_in(scope).order_by()[: AT_ONCE + 1].count() > AT_ONCE:
        title = _("Soạn báo cáo %(period)s") % {"period": found.period.span.said}
        job = enqueue("draft_report", title, {"report": found.pk}, by=request.user)
        return redirect("jobs:job", job.public_id)
    try:
        done = draft_report(found, by=request.user)
    except RuleBroken as error:
        return report_page(request, found, 422, error=str(error))
    messages.success(request, _("Đã soạn từ số liệu mới nhất."))
    if done.offered:
        offer = ngettext(
            "%(n)s đoạn người đã sửa có bản mới để chọn.", "%(n)s đoạn người đã sửa có bản mới để chọn.", done.offered
        )
        messages.info(request, offer % {"n": done.offered})
    return redirect("reports:report", public_id)


@require_POST
def move(request: Request, public_id: str) -> HttpResponse:
    found = report_seen(request, public_id)
    form = StepForm(request.POST)

    def act() -> None:
        seen = Seen(public_id, form.cleaned_data["version"])
        step(seen, form.which, form.said(), by=request.user)

    if not carried_out(form, act):
        error = " ".join(str(e) for errors in form.errors.values() for e in errors)
        return report_page(request, found, 422, error=error, step_form=form)
    messages.success(request, DONE[form.which] % {"report": found})
    return redirect("reports:report", public_id)


@require_POST
def below(request: Request, public_id: str) -> HttpResponse:
    found = report_seen(request, public_id)
    try:
        n = len(call_below(found, by=request.user))
    except RuleBroken as error:
        return report_page(request, found, 422, error=str(error))
    said = ngettext("Đã yêu cầu %(n)s đơn vị trực thuộc báo cáo.", "Đã yêu cầu %(n)s đơn vị trực thuộc báo cáo.", n)
    messages.success(request, said % {"n": n})
    return redirect("reports:report", public_id)


@require_safe
def paper(request: Request, public_id: str) -> HttpResponseBase:
    found = report_seen(request, public_id)
    content = report_document(found)
    name = _("Báo cáo %(period)s – %(unit)s.docx") % {"period": found.period, "unit": found.unit.label}
    return as_download([content], name.replace("/", "-"), WORD, len(content))


@require_safe
def conclusion(request: Request, public_id: str) -> HttpResponseBase:
    """The next conclusion's draft, of the office's own report alone."""
    found = report_seen(request, public_id)
    if not (found.is_own and may_judge(request.user, found)):
        raise NotAllowed
    content = conclusion_document(found)
    name = _("Dự thảo kết luận %(period)s.docx") % {"period": found.period.span.next.name}
    return as_download([content], name.replace("/", "-"), WORD, len(content))


@require_safe
def report_sheet(request: Request, public_id: str) -> HttpResponseBase:
    found = report_seen(request, public_id)
    name = _("Nhiệm vụ %(period)s – %(unit)s") % {"period": found.period, "unit": found.unit.label}
    return sheet_response(name, *report_rows(found))
