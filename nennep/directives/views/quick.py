"""A task in one line: the machine reads it, a person looks, then it is given."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nennep.directives.actions.quick import Line, add_task
from nennep.directives.forms import IssueForm, QuickForm, TaskForm
from nennep.directives.quicklines import read_line
from nennep.lib.errors import RuleBroken
from nennep.organisation.models import Office
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act
from nennep.web.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    must(request.user, Act.ISSUE)
    if request.method != "POST":
        return page(request, line=QuickForm())
    line = QuickForm(request.POST)
    if not line.is_valid():
        return page(request, line=line)
    signer = IssueForm(request.POST if "give" in request.POST else None)
    if "give" not in request.POST:
        read = read_line(line.cleaned_data["line"], timezone.localdate())
        return page(
            request, line=line, form=TaskForm(initial=read.initial), chosen=read.chosen, signer=signer, why=read.why
        )
    form = TaskForm(request.POST)
    if not (form.is_valid() and signer.is_valid()):
        return page(request, line=line, form=form, chosen=form.kept(), signer=signer)
    quick = Line(form.edit(), line.cleaned_data["line"])
    try:
        task = add_task(quick, Office.objects.get().root, signer.cleaned_data["post"], by=request.user)
    except RuleBroken as error:
        form.add_error(None, str(error))
        return page(request, line=line, form=form, chosen=form.kept(), signer=signer)
    messages.success(request, _("Đã giao việc."))
    return redirect("directives:task", task.public_id)


def page(request: Request, **context: Any) -> HttpResponse:
    return render(request, "directives/quick.html", context)
