"""A paragraph: changed in its place, left out, brought back, tied to a task, the machine's newer words taken or not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nennep.directives.models import Task
from nennep.lib.errors import RuleBroken
from nennep.reports.actions.writing import SIMPLE, Seen, add, edit, tie
from nennep.reports.forms import TextForm
from nennep.reports.models import Paragraph, Section
from nennep.reports.views.reports import report_page, report_seen
from nennep.web.forms import carried_out
from nennep.web.request import Request

SAID = {
    "drop": gettext_lazy("Đã bỏ đoạn khỏi báo cáo."),
    "bring_back": gettext_lazy("Đã đưa đoạn trở lại."),
    "accept_offer": gettext_lazy("Đã lấy bản mới."),
    "keep_own": gettext_lazy("Giữ bản đã sửa."),
}


def back_to(paragraph: Paragraph) -> HttpResponse:
    report = paragraph.section.report
    address = reverse("reports:report", args=[report.public_id])
    return redirect(f"{address}?section={paragraph.section.n}#p-{paragraph.public_id}")


def paragraph_seen(request: Request, public_id: str) -> Paragraph:
    found = Paragraph.objects.visible_to(request.user).select_related("section__report")
    return get_object_or_404(found, public_id=public_id)


@require_POST
def paragraph(request: Request, public_id: str) -> HttpResponse:
    """`act`: edit with its text, or one of `SIMPLE`."""
    found = paragraph_seen(request, public_id)
    act = request.POST.get("act", "edit")
    if act in SIMPLE:
        return simple(request, found, act)
    form = TextForm(request.POST)
    if not carried_out(form, lambda: edit(seen_in(request, found), form.cleaned_data["text"], by=request.user)):
        report = report_seen(request, found.section.report.public_id)
        return report_page(request, report, 422, editing=found.public_id, text_form=form)
    messages.success(request, _("Đã lưu đoạn."))
    return back_to(found)


def seen_in(request: Request, found: Paragraph) -> Seen:
    version = request.POST.get("version", "")
    return Seen(found.public_id, int(version) if version.isdecimal() and len(version) < 10 else None)


def simple(request: Request, found: Paragraph, act: str) -> HttpResponse:
    try:
        SIMPLE[act](seen_in(request, found), by=request.user)
    except RuleBroken as error:
        report = report_seen(request, found.section.report.public_id)
        return report_page(request, report, 422, error=str(error))
    messages.success(request, SAID[act])
    return back_to(found)


@require_POST
def tied(request: Request, public_id: str) -> HttpResponse:
    """The paragraph gets the task that it speaks of as its source."""
    found = paragraph_seen(request, public_id)
    task = get_object_or_404(Task.objects.visible_to(request.user), public_id=request.POST.get("task", "")[:12])
    try:
        tie(seen_in(request, found), task, by=request.user)
    except RuleBroken as error:
        report = report_seen(request, found.section.report.public_id)
        return report_page(request, report, 422, error=str(error))
    messages.success(request, _("Đã nối đoạn với việc."))
    return back_to(found)


@require_POST
def added(request: Request, public_id: str) -> HttpResponse:
    """A paragraph of one's own under a heading."""
    report = report_seen(request, public_id)
    number = request.POST.get("section", "")
    section = get_object_or_404(Section, report=report, n=int(number) if number.isdecimal() and len(number) < 7 else -1)
    section.report = report
    form = TextForm(request.POST)
    made: list[Paragraph] = []
    if not carried_out(form, lambda: made.append(add(section, form.cleaned_data["text"], by=request.user))):
        return report_page(request, report, 422, adding=str(section.n), text_form=form)
    messages.success(request, _("Đã thêm đoạn."))
    return back_to(made[0])
