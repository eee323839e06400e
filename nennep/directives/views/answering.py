"""An assignment's own page, and what the unit says there."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nennep.directives.actions.answering import Proof, Said, Target, answer
from nennep.directives.actions.asking import ask_extension, state_cause
from nennep.directives.actions.drafting import drop_draft, keep_draft
from nennep.directives.actions.parting import cut
from nennep.directives.answer_forms import (
    CAUSE,
    DOING,
    DONE,
    EXTEND,
    JudgeForm,
    MoveForm,
    PartForm,
    ReportForm,
    drafted,
)
from nennep.directives.models import Assignment, Evidence, EvidenceKind
from nennep.directives.permissions import answers_for, is_own_word, may_answer, may_judge
from nennep.directives.queries.answers import story_of
from nennep.directives.queries.pages import quote_of
from nennep.directives.queries.statuses import looks_of
from nennep.directives.rules import TO_DO, AnswerState, Side, Verb, moves_from
from nennep.files.actions import store
from nennep.files.queries import response_of
from nennep.lib.errors import RuleBroken
from nennep.web.forms import carried_out
from nennep.web.request import Request

# what a part belongs to, and who owes it as a person, is asked for when it is so: seldom
RELATED = ("task__directive", "task__clause", "task__unit", "unit")


def answer_seen(request: Request, public_id: str) -> Assignment:
    seen = Assignment.objects.visible_to(request.user).with_draft(request.user).select_related(*RELATED)
    return get_object_or_404(seen, public_id=public_id)


def context_of(request: Request, found: Assignment) -> dict[str, Any]:
    """What an answer's panel shows, for the side or sides that the person is on."""
    [(_same, look)] = looks_of([found])
    state, judges = AnswerState(found.state), may_judge(request.user, found)
    speaks = found.annulled_at is None and may_answer(request.user, found)
    return {
        "answer": found,
        "task": found.task,
        "look": look,
        "story": story_of(found, request.user, judges),
        "speaks": speaks,
        "judges": judges,
        "own": speaks and is_own_word(request.user, found),
        "unit_moves": moves_from(state, Side.UNIT) if speaks else [],
        "giver_moves": moves_from(state, Side.GIVER) if judges and found.annulled_at is None else [],
        "may_cut": speaks and state in TO_DO and answers_for(request.user, found.unit),
        "report": ReportForm(answer=found, initial=first_values(found)) if speaks and state in TO_DO else None,
        "judge": JudgeForm(initial={"version": found.version}) if judges else None,
    }


def first_values(found: Assignment) -> dict[str, Any]:
    """As the person left them, or as the unit last said."""
    if found.draft is not None:
        return {"how": DOING, **found.draft, "version": found.version}
    percent = found.percent or None
    return {"version": found.version, "how": DOING, "figure": found.figure, "percent": percent}


def answer_page(request: Request, found: Assignment, status: int = 200, **also: Any) -> HttpResponse:
    context = {**context_of(request, found), "quote": quote_of(found.task), **also}
    return render(request, "directives/answer.html", context, status=status)


@require_safe
def answer_shown(request: Request, public_id: str) -> HttpResponse:
    return answer_page(request, answer_seen(request, public_id))


@require_POST
def report(request: Request, public_id: str) -> HttpResponse:
    found = answer_seen(request, public_id)
    form = ReportForm(request.POST, request.FILES, answer=found)
    if not carried_out(form, lambda: take_report(form, request, found)):
        return answer_page(request, found, 422, report=form)
    said = {DONE: _("Đã báo hoàn thành."), EXTEND: _("Đã gửi đề nghị gia hạn."), CAUSE: _("Đã gửi nguyên nhân.")}
    messages.success(request, said.get(form.cleaned_data["how"], _("Đã ghi tiến độ.")))
    return redirect("directives:answer", public_id)


def take_report(form: ReportForm, request: Request, found: Assignment) -> None:
    data, by, target = form.cleaned_data, request.user, form.target(found.public_id)
    if data["how"] == EXTEND:
        ask_extension(target, data["until"], data["text"], by=by)
    elif data["how"] == CAUSE:
        state_cause(target, form.since or timezone.localdate(), data["text"], by=by)
    else:
        verb = Verb.REPORT if data["how"] == DONE else Verb.PROGRESS
        answer(target, verb, form.said(kept(data["proofs"], request)), by=by)
    drop_draft(target, by=by)


def kept(files: list[Any], request: Request) -> list[Proof]:
    """Files through the guard into the store, each a proof."""
    proofs = []
    for file in files:
        version = store(file, file.name, by=request.user)
        proofs.append(Proof(EvidenceKind.FILE, version.name, version.document))
    return proofs


@require_POST
def draft(request: Request, public_id: str) -> HttpResponse:
    """Keep what was typed of a report for later, or drop what was kept."""
    found, target = answer_seen(request, public_id), Target(public_id)
    if request.POST.get("keep") == "drop":
        drop_draft(target, by=request.user)
        messages.success(request, _("Đã bỏ nháp."))
        return redirect("directives:answer", public_id)
    form = ReportForm(request.POST, answer=found)
    try:
        keep_draft(target, drafted(request.POST), by=request.user)
    except RuleBroken as error:
        form.add_error(None, str(error))
        return answer_page(request, found, 422, report=form)
    messages.success(request, _("Đã lưu nháp, chưa gửi. Chỉ đồng chí thấy nháp này."))
    if request.FILES:
        messages.warning(request, _("Nháp không giữ tệp: khi gửi hãy chọn lại tệp."))
    return redirect(f"{reverse('directives:answer', args=[public_id])}#bao")


@require_POST
def move(request: Request, public_id: str) -> HttpResponse:
    found = answer_seen(request, public_id)
    form = MoveForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            entry = answer(form.target(public_id), Verb(said["verb"]), Said(said["words"]), by=request.user)
        except RuleBroken as error:
            return answer_page(request, found, 422, moved_wrong=str(error), words=said["words"])
        messages.success(request, f"{entry.get_verb_display()}.")
    return redirect("directives:answer", public_id)


@require_POST
def part(request: Request, public_id: str) -> HttpResponse:
    found = answer_seen(request, public_id)
    form = PartForm(request.POST)
    if not carried_out(
        form, lambda: cut(Target(public_id, form.cleaned_data["version"]), form.share(), by=request.user)
    ):
        return answer_page(request, found, 422, part=form, chosen=form.kept())
    messages.success(request, _("Đã chia phần việc và báo người nhận."))
    return redirect("directives:answer", public_id)


@require_safe
def evidence(request: Request, public_id: str) -> HttpResponseBase:
    seen = Evidence.objects.visible_to(request.user).filter(document__isnull=False)
    found = get_object_or_404(seen.select_related("document"), public_id=public_id)
    assert found.document
    return response_of(found.document.versions.select_related("blob")[0])
