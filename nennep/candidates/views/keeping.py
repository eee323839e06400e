"""What becomes of a candidate besides its steps: corrected, left, taken up again, forgotten; a step taken back."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nennep.candidates.actions.keeping import edit_candidate, erase, facts_of, resume, stop
from nennep.candidates.actions.recording import take_back
from nennep.candidates.forms import CandidateForm, ReasonForm, StopForm
from nennep.candidates.models import Candidate, StageStep
from nennep.candidates.views.candidates import PURPOSE, candidate_of
from nennep.lib.dates import format_date
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.request import Request

form_view = require_http_methods(["GET", "HEAD", "POST"])


def back_to(candidate: Candidate) -> str:
    return reverse("candidates:candidate", args=[candidate.public_id])


@form_view
def edit(request: Request, public_id: str) -> HttpResponse:
    found = candidate_of(request, public_id)
    posted = request.POST if request.method == "POST" else None
    form = CandidateForm(posted, by=request.user, initial=vars(facts_of(found)))
    if carried_out(form, lambda: edit_candidate(found, form.facts, by=request.user)):
        messages.success(request, _("Đã ghi."))
        return redirect(back_to(found))
    title = _("Sửa thông tin của %(name)s") % {"name": found.name}
    return show_form(request, form, FormPage(title, _("Ghi"), back_to(found), str(PURPOSE)))


@form_view
def stop_view(request: Request, public_id: str) -> HttpResponse:
    found = candidate_of(request, public_id)
    form = StopForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        stop(found, form.cleaned_data["why"], form.cleaned_data["day"], by=request.user)

    if carried_out(form, act):
        messages.success(request, _("Đã thôi theo dõi. Số liệu các năm trước không đổi."))
        return redirect(back_to(found))
    title = _("Thôi theo dõi %(name)s?") % {"name": found.name}
    lede = _("Người này không còn trong danh sách đang theo dõi và dự báo. Theo dõi lại lúc nào cũng được.")
    return show_form(request, form, FormPage(title, _("Thôi theo dõi"), back_to(found), lede))


@form_view
def resume_view(request: Request, public_id: str) -> HttpResponse:
    found = candidate_of(request, public_id)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if carried_out(form, lambda: resume(found, by=request.user)):
        messages.success(request, _("Đã theo dõi lại."))
        return redirect(back_to(found))
    title = _("Theo dõi lại %(name)s?") % {"name": found.name}
    lede = _("Các bước đã ghi vẫn còn nguyên.")
    return show_form(request, form, FormPage(title, _("Theo dõi lại"), back_to(found), lede))


@form_view
def erase_view(request: Request, public_id: str) -> HttpResponse:
    found = candidate_of(request, public_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if carried_out(form, lambda: erase(found, form.cleaned_data["why"], by=request.user)):
        messages.success(request, _("Đã xóa dữ liệu cá nhân. Chỉ còn đơn vị, bước và ngày cho số liệu."))
        return redirect("candidates:candidates")
    title = _("Xóa dữ liệu của %(name)s?") % {"name": found.name}
    lede = _(
        "Họ tên, năm sinh, giới tính, nguồn giới thiệu, ghi chú, số văn bản bị xóa hẳn, không lấy lại được. "
        "Đơn vị, bước và ngày còn lại để số liệu các năm vẫn đúng."
    )
    return show_form(request, form, FormPage(title, _("Xóa dữ liệu"), back_to(found), lede))


@form_view
def take_back_view(request: Request, public_id: str) -> HttpResponse:
    seen = StageStep.objects.visible_to(request.user).filter(candidate__erased_at=None)
    step = get_object_or_404(seen.select_related("candidate__unit"), public_id=public_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if carried_out(form, lambda: take_back(step, form.cleaned_data["why"], by=request.user)):
        messages.success(request, _("Đã bỏ bước ghi nhầm; bước ấy vẫn còn trong lịch sử."))
        return redirect(back_to(step.candidate))
    said = {"step": step.get_stage_display(), "day": format_date(step.day), "name": step.candidate.name}
    title = _("Bỏ bước “%(step)s” ngày %(day)s của %(name)s?") % said
    lede = _("Dùng khi ghi nhầm bước hoặc nhầm ngày; bỏ rồi ghi lại cho đúng.")
    return show_form(request, form, FormPage(title, _("Bỏ bước này"), back_to(step.candidate), lede))
