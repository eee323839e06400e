from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nennep.jobs.models import Job, JobState
from nennep.jobs.queries import HEADINGS, SHAPES, jobs_shown_to, row_of, sheet_rows
from nennep.jobs.rules import share
from nennep.web.pages import page_of
from nennep.web.sheets import sheet_response

if TYPE_CHECKING:
    from nennep.web.request import Request

MOST_IN_SHEET = 10_000


@require_safe
def jobs(request: "Request") -> HttpResponse:
    shown = jobs_shown_to(request.user)
    page = page_of(request, shown)
    going = shown.filter(state__in=(JobState.WAITING, JobState.RUNNING)).count()
    rows = [row_of(job, request.user) for job in page]
    return render(request, "jobs/jobs.html", {"page": page, "rows": rows, "going": going})


@require_safe
def jobs_sheet(request: "Request") -> HttpResponseBase:
    shown = jobs_shown_to(request.user)[:MOST_IN_SHEET]
    return sheet_response(_("Việc chạy nền"), HEADINGS, sheet_rows(shown, request.user))


@require_safe
def job(request: "Request", public_id: str) -> HttpResponse:
    """Its progress; when it ended well and leads somewhere, one is taken there."""
    job = get_object_or_404(Job.objects.visible_to(request.user), public_id=public_id)
    if job.state == JobState.DONE and job.result_url:
        return redirect(job.result_url)
    shape = SHAPES[JobState(job.state)]
    return render(request, "jobs/job.html", {"job": job, "share": share(job.done, job.total), "shape": shape})
