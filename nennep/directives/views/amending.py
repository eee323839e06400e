"""Changing and annulling a task that was issued."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nennep.directives.actions import amending as acts
from nennep.directives.actions.reviewing import Conflict, Seen
from nennep.directives.forms import AmendForm
from nennep.directives.models import Task
from nennep.directives.queries.reviewing import Row
from nennep.lib.errors import RuleBroken
from nennep.organisation.rules import Act
from nennep.web.request import Request


def issued_task(request: Request, public_id: str) -> Task:
    related = ("assignees__unit", "assignees__group", "assignees__person")
    visible = Task.objects.visible_to(request.user, Act.ISSUE).issued().prefetch_related(*related)
    return get_object_or_404(visible, public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: Request, public_id: str) -> HttpResponse:
    task = issued_task(request, public_id)
    initial = {"version": task.version, "text": task.text, "due": task.due}
    form = AmendForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            acts.amend_task(Seen(public_id, form.cleaned_data["version"]), form.change(), by=request.user)
        except (Conflict, RuleBroken) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Đã sửa việc và báo cho các đơn vị."))
            return redirect("directives:task", public_id)
    chosen = form.kept() if form.is_bound else Row(0, task)
    return render(request, "directives/amend.html", {"task": task, "form": form, "chosen": chosen})


@require_http_methods(["GET", "HEAD", "POST"])
def annul(request: Request, public_id: str) -> HttpResponse:
    task = issued_task(request, public_id)
    if request.method == "POST":
        version = request.POST.get("version", "")
        seen = Seen(public_id, int(version) if version.isdecimal() else -1)
        try:
            acts.annul_task(seen, request.POST.get("why", ""), by=request.user)
        except RuleBroken as error:
            context = {"task": task, "error": str(error), "why": request.POST.get("why", "")}
            return render(request, "directives/annul.html", context, status=422)
        messages.success(request, _("Đã hủy việc và báo cho các đơn vị."))
        return redirect("directives:task", public_id)
    return render(request, "directives/annul.html", {"task": task})
