"""The list of issued tasks, and a task's own page."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nennep.directives.actions.allotting import allot_target
from nennep.directives.answer_forms import AllotForm
from nennep.directives.labels import KINDS
from nennep.directives.models import Task
from nennep.directives.queries import lists, pages
from nennep.directives.queries.answers import answers_of_task
from nennep.directives.rulers import ruler_of
from nennep.directives.rules import Route, TaskState
from nennep.directives.sheets import tasks_rows
from nennep.directives.views.answering import answer_seen, context_of
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act
from nennep.web.forms import carried_out
from nennep.web.pages import FirstPages, KeptPages, page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response


def asked(request: HttpRequest) -> lists.TaskFilter:
    get = request.GET.get
    return lists.TaskFilter(get("q", "")[:200], get("due", "")[:10], get("kind", "")[:12], get("unit", "")[:12])


@require_safe
def tasks(request: Request) -> HttpResponse:
    wanted = asked(request)
    page = page_of(request, lists.tasks_for(request.user, wanted), kind=FirstPages if wanted.words else KeptPages)
    found: Any = page.object_list
    context = {
        "page": page,
        "rows": lists.task_rows(found),
        "wanted": wanted,
        "kinds": KINDS,
        "counts": lists.due_counts(request.user),
        "may_add": may(request.user, Act.ISSUE),
    }
    return render(request, "directives/tasks.html", context)


@require_safe
def tasks_sheet(request: Request) -> HttpResponseBase:
    found = lists.tasks_for(request.user, asked(request))[:20_000]
    return sheet_response("nhiem-vu", *tasks_rows(lists.task_rows(found)))


@require_safe
def task(request: Request, public_id: str) -> HttpResponse:
    found = get_object_or_404(pages.task_with_all(request.user), public_id=public_id)
    period, only = request.GET.get("period", "")[:8], request.GET.get("status", "")[:12]
    answers = answers_of_task(found, request.user, period, only)
    giver, seen = may(request.user, Act.ISSUE, found.unit), sum(n for *_, n in answers.counts)
    row = opened_row(request, found)
    context = {
        "task": found,
        "answers": answers,
        "seen": seen,
        "receivers": seen if giver else found.assignments.filter(annulled_at=None, period=answers.period).count(),
        "figures": found.target_value is not None or found.route == Route.FIGURES or answers.figure is not None,
        "period": period,
        "only": only,
        "quote": pages.quote_of(found),
        "ruler": None if row else ruler_of(found),
        "amendments": [] if row else pages.amendments_of(found),
        "may_issue": giver,
        "may_judge": giver and found.state == TaskState.ISSUED,
        "asked_later": any(row.asks_later for row in answers.rows),
        "may_review": may(request.user, Act.REVIEW, found.unit),
        "term": lists.term_now(found),
        "here": f"?period={answers.period}&" if answers.period else "?",
        **row,
    }
    return render(request, "directives/task.html", context)


def opened_row(request: Request, task: Task) -> dict[str, Any]:
    """The answer opened below the rows; of a unit that sees one row alone, that one has a page of its own."""
    wanted = request.GET.get("answer", "")[:12]
    if not wanted:
        return {}
    found = answer_seen(request, wanted)
    if found.task_id != task.pk:
        raise Http404
    return {
        **context_of(request, found),
        "opened": found.public_id,
        "here_back": f"/tasks/{task.public_id}/?answer={wanted}",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def allot(request: Request, public_id: str) -> HttpResponse:
    """Shares of a task's target, one for each unit."""
    visible = Task.objects.visible_to(request.user, Act.ISSUE).issued().filter(whole=None)
    found = get_object_or_404(visible, public_id=public_id, target_value__isnull=False)
    form = AllotForm(request.POST if request.method == "POST" else None, task=found)
    if carried_out(form, lambda: allot_target(found, form.shares(), by=request.user)):
        messages.success(request, _("Đã phân bổ chỉ tiêu và báo đơn vị."))
        return redirect("directives:task", public_id)
    return render(request, "directives/allot.html", {"task": found, "form": form}, status=422 if form.is_bound else 200)
