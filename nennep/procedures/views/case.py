"""A case, and what its members do in it; who is no member does not learn that it exists."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.facts.values import FactValue
from nennep.facts.wording import amount
from nennep.files.queries import response_of
from nennep.procedures.actions.moving import change_clock, finish_step
from nennep.procedures.actions.recording import add_paper, annul_paper, annul_vote, answer_checks, record_vote
from nennep.procedures.forms import ChecksForm, ClockForm, FinishForm, PaperForm, ReasonForm, VoteForm
from nennep.procedures.models import Case, CasePaper, CaseVote, EventKind
from nennep.procedures.papers.drafting import WORD, draft_of
from nennep.procedures.queries.case import View, case_of
from nennep.web.downloads import as_download
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out

if TYPE_CHECKING:
    from nennep.web.request import Request

BACK = ["GET", "HEAD", "POST"]


def view_of(request: "Request", public_id: str) -> View:
    case = case_of(request.user, public_id)
    if case is None:
        raise Http404
    return View(case, timezone.localdate())


def open_view(request: "Request", public_id: str) -> View:
    """Of a case in which something can still be done."""
    view = view_of(request, public_id)
    if not view.is_open:
        raise Http404
    return view


def address(case: Case) -> str:
    return reverse("procedures:case", args=[case.public_id])


@require_safe
def case(request: "Request", public_id: str) -> HttpResponse:
    view = view_of(request, public_id)
    checks = ChecksForm(None, view.checks, view.step.public_id) if view.is_open and view.checks else None
    return render(request, "procedures/case.html", {"view": view, "case": view.case, "checks": checks})


@require_http_methods(BACK)
def finish(request: "Request", public_id: str) -> HttpResponse:
    view = open_view(request, public_id)
    results = view.results()
    form = FinishForm(request.POST or None, results, view.step.public_id)
    if carried_out(form, lambda: finish_step(view.case, form.cleaned_data["seen"], form.finish, by=request.user)):
        messages.success(request, _("Đã ghi xong bước “%(step)s”.") % {"step": view.told.name})
        return redirect("procedures:case", public_id)
    return render(
        request, "procedures/finish.html", {"view": view, "case": view.case, "form": form, "results": results}
    )


@require_POST
def checks(request: "Request", public_id: str) -> HttpResponse:
    """What was typed stays on the page where something is wrong."""
    view = open_view(request, public_id)
    form = ChecksForm(request.POST, view.checks, view.step.public_id)
    if carried_out(
        form, lambda: answer_checks(view.case, form.cleaned_data["seen"], form.changed_answers, by=request.user)
    ):
        messages.success(request, _("Đã ghi câu trả lời."))
        return redirect(f"{address(view.case)}#checks")
    return render(request, "procedures/case.html", {"view": view, "case": view.case, "checks": form})


@require_http_methods(BACK)
def new_paper(request: "Request", public_id: str) -> HttpResponse:
    view = open_view(request, public_id)
    if not view.papers:
        raise Http404
    form = PaperForm(request.POST or None, request.FILES or None, view, request.GET.get("paper", ""))

    def add() -> CasePaper:
        return add_paper(view.case, form.cleaned_data["seen"], form.told, form.cleaned_data["file"], by=request.user)

    if carried_out(form, add):
        messages.success(request, _("Đã ghi giấy tờ."))
        return redirect(f"{address(view.case)}#papers")
    lede = f"{view.told.name} · {view.case.subject}"
    return show_form(request, form, FormPage(_("Ghi giấy tờ"), _("Ghi"), address(view.case), lede))


@require_safe
def draft_paper(request: "Request", public_id: str) -> HttpResponseBase:
    """A draft to save, of the first paper where none is named; nothing of it is kept here."""
    view = open_view(request, public_id)
    asked = request.GET.get("paper", "")
    drafted = [row.paper for row in view.papers if row.paper.template]
    paper = next((paper for paper in drafted if asked in ("", paper.key)), None)
    if paper is None:
        raise Http404
    content = draft_of(view, paper)
    return as_download([content], f"{paper.name}.docx", WORD, len(content))


def paper_of(request: "Request", public_id: str) -> CasePaper:
    seen = CasePaper.objects.filter(step__case__in=Case.objects.visible_to(request.user))
    return get_object_or_404(seen.select_related("step__case__version", "file__blob"), public_id=public_id)


@require_safe
def paper_file(request: "Request", public_id: str) -> HttpResponseBase:
    paper = paper_of(request, public_id)
    if paper.file is None:
        raise Http404
    return response_of(paper.file)


@require_http_methods(BACK)
def annul_paper_view(request: "Request", public_id: str) -> HttpResponse:
    paper = paper_of(request, public_id)
    form, back = ReasonForm(request.POST or None), address(paper.step.case)
    if carried_out(form, lambda: annul_paper(paper, form.cleaned_data["why"], by=request.user)):
        messages.success(request, _("Đã bỏ giấy tờ ghi nhầm."))
        return redirect(f"{back}#papers")
    told = next(one.name for one in paper.step.told.papers if one.key == paper.key)
    lede = _("Dòng đã ghi và lý do vẫn còn trong nhật ký hồ sơ.")
    return show_form(request, form, FormPage(_("Bỏ “%(paper)s”?") % {"paper": told}, _("Bỏ giấy tờ"), back, lede))


@require_http_methods(BACK)
def vote(request: "Request", public_id: str) -> HttpResponse:
    view = open_view(request, public_id)
    told = view.told.vote
    if told is None or view.vote:
        raise Http404
    form = VoteForm(request.POST or None, told.voters, view.step.public_id)

    def hold() -> object:
        kept = form.cleaned_data
        return record_vote(view.case, kept["seen"], kept["day"], form.ballot, by=request.user)

    if carried_out(form, hold):
        messages.success(request, _("Đã ghi kết quả biểu quyết."))
        return redirect(f"{address(view.case)}#vote")
    lede = share_words(view.facts[told.majority], of_present=told.present)
    return show_form(request, form, FormPage(_("Ghi kết quả biểu quyết"), _("Ghi"), address(view.case), lede))


@require_http_methods(BACK)
def annul_vote_view(request: "Request", public_id: str) -> HttpResponse:
    seen = CaseVote.objects.filter(step__case__in=Case.objects.visible_to(request.user), annulled_at=None)
    held = get_object_or_404(seen.select_related("step__case"), public_id=public_id)
    form, back = ReasonForm(request.POST or None), address(held.step.case)
    if carried_out(form, lambda: annul_vote(held, form.cleaned_data["why"], by=request.user)):
        messages.success(request, _("Đã bỏ kết quả biểu quyết. Hãy ghi lại kết quả đúng."))
        return redirect(f"{back}#vote")
    lede = _("Dòng đã ghi và lý do vẫn còn trong nhật ký hồ sơ.")
    return show_form(request, form, FormPage(_("Bỏ kết quả biểu quyết này?"), _("Bỏ kết quả"), back, lede))


def share_words(majority: FactValue, *, of_present: bool) -> str:
    share = amount(majority.value, majority.unit)
    if not share:
        return majority.question
    values = {"share": share, "source": majority.source}
    if of_present:
        return _("Được thông qua khi %(share)s số có mặt tán thành (%(source)s).") % values
    return _("Được thông qua khi %(share)s tổng số được biểu quyết tán thành (%(source)s).") % values


CLOCKS = {
    EventKind.STOPPED: (
        gettext_lazy("Tạm dừng thời hạn"),
        gettext_lazy("Ngày tạm dừng vẫn tính; những ngày sau đó không tính."),
    ),
    EventKind.RESTARTED: (
        gettext_lazy("Cho thời hạn chạy lại"),
        gettext_lazy("Tính tiếp từ ngày kế tiếp ngày chạy lại."),
    ),
    EventKind.EXTENDED: (gettext_lazy("Gia hạn"), gettext_lazy("Hạn cũ không bị xóa; cách tính mới hiện cùng lý do.")),
}


@require_http_methods(BACK)
def clock(request: "Request", public_id: str, kind: EventKind) -> HttpResponse:
    view = open_view(request, public_id)
    if view.clock is None:
        raise Http404
    title, lede = CLOCKS[kind]
    form = ClockForm(request.POST or None, kind, view.step.public_id, view.extensions)
    if carried_out(form, lambda: change_clock(view.case, form.cleaned_data["seen"], form.change, by=request.user)):
        messages.success(request, _("Đã ghi; hạn được tính lại."))
        return redirect("procedures:case", public_id)
    return show_form(request, form, FormPage(str(title), _("Ghi"), address(view.case), str(lede)))
