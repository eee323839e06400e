"""The list of issued tasks, and a task's own page."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from nennep.directives.labels import KINDS
from nennep.directives.queries import lists, pages
from nennep.directives.rulers import ruler_of
from nennep.directives.sheets import tasks_rows
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act
from nennep.web.pages import FirstPages, Pages, page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response


def asked(request: HttpRequest) -> lists.TaskFilter:
    get = request.GET.get
    return lists.TaskFilter(get("q", "")[:200], get("due", "")[:10], get("kind", "")[:12], get("unit", "")[:12])


@require_safe
def tasks(request: Request) -> HttpResponse:
    wanted = asked(request)
    page = page_of(request, lists.tasks_for(request.user, wanted), kind=FirstPages if wanted.words else Pages)
    context = {
        "page": page,
        "rows": lists.task_rows(page.object_list),
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
    context = {
        "task": found,
        "answers": pages.answers_for(found, request.user),
        "receivers": found.assignments.filter(annulled_at=None).count(),
        "quote": pages.quote_of(found),
        "ruler": ruler_of(found),
        "amendments": pages.amendments_of(found),
        "may_issue": may(request.user, Act.ISSUE, found.unit),
        "may_review": may(request.user, Act.REVIEW, found.unit),
        "term": lists.term_now(found),
    }
    return render(request, "directives/task.html", context)
