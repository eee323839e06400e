"""Issuing a directive, withdrawing it, taking it up again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nennep.directives.actions import issuing as acts
from nennep.directives.actions.importing import AlreadyHere
from nennep.directives.forms import IssueForm
from nennep.directives.models import Directive
from nennep.directives.rules import OPEN, Part
from nennep.organisation.rules import Act
from nennep.web.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: Request, public_id: str) -> HttpResponse:
    directive = get_object_or_404(Directive.objects.visible_to(request.user, Act.ISSUE), public_id=public_id)
    form = IssueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        owed = acts.issue_directive(
            directive, form.cleaned_data["post"], leave_open=form.cleaned_data["leave_open"], by=request.user
        )
        count = len({task.pk for one in owed for task in (*one.lead, *one.support)})
        messages.success(request, _("Đã giao %(count)s việc cho %(owed)s nơi.") % {"count": count, "owed": len(owed)})
        return redirect("directives:directive", public_id)
    tasks, twin = acts.accepted_tasks(directive), acts.issued_under_the_same_number(directive)
    context = {
        "directive": directive,
        "form": form,
        "tasks": tasks,
        "owed": acts.owed_by_each(tasks, timezone.localdate()),
        "twin": twin,
        "hindrances": acts.what_hinders(directive, tasks, twin),
        "left": directive.tasks.filter(state__in=list(OPEN)).count(),
        "leadless": [task for task in tasks if not any(a.part == Part.LEAD for a in task.assignees.all())],
        "dateless": [task for task in tasks if not task.due and task.kind != "standing"],
    }
    return render(request, "directives/issue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Request, public_id: str) -> HttpResponse:
    directive = get_object_or_404(Directive.objects.visible_to(request.user, Act.REVIEW), public_id=public_id)
    if request.method == "POST":
        acts.withdraw(directive, request.POST.get("why", ""), by=request.user)
        messages.success(request, _("Đã rút văn bản khỏi danh sách duyệt. Lấy lại được bất cứ lúc nào."))
        return redirect("directives:directive", public_id)
    return render(request, "directives/withdraw.html", {"directive": directive})


@require_POST
def take_up(request: Request, public_id: str) -> HttpResponse:
    directive = get_object_or_404(Directive.objects.visible_to(request.user, Act.REVIEW), public_id=public_id)
    try:
        acts.take_up_again(directive, by=request.user)
    except AlreadyHere as again:
        messages.warning(request, str(again))
        return redirect("directives:directive", again.directive.public_id)
    return redirect("directives:review", public_id)
