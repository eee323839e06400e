"""What the giver does with answers: one, several at once, and what units asked for."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from nennep.directives.actions.answering import Tally
from nennep.directives.actions.asking import Later, decide_cause, decide_extension, extend, extend_many, grant_as_asked
from nennep.directives.actions.judging import judge, judge_many
from nennep.directives.actions.reminding import remind, remind_many
from nennep.directives.answer_forms import AS_ASKED, DecideForm, JudgeForm, ManyForm
from nennep.directives.labels import STATUSES
from nennep.directives.models import Assignment, Extension, ObjectiveCause
from nennep.directives.queries import answers as lists
from nennep.directives.queries.spans import OVERDUE
from nennep.directives.rules import Verb
from nennep.directives.sheets import answers_sheet
from nennep.directives.views.answering import answer_page, answer_seen
from nennep.organisation.models import Unit
from nennep.organisation.permissions import may, must
from nennep.organisation.rules import Act
from nennep.web.forms import carried_out
from nennep.web.pages import KeptPages, page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response

MOST_AT_ONCE = 500


def asked(request: HttpRequest) -> lists.AnswerFilter:
    get = request.GET.get
    return lists.AnswerFilter(
        unit=get("unit", "")[:12],
        below=bool(get("below")),
        directive=get("directive", "")[:12],
        clause=get("clause", "")[:200],
        status=get("status", "")[:12],
        period=get("period", "")[:8],
        field=get("field", "")[:12],
        words=get("q", "")[:200],
        due=get("due", "")[:24],
        since=get("since", "")[:10],
    )


@require_safe
def answers(request: Request) -> HttpResponse:
    wanted = asked(request)
    page = page_of(request, lists.answers_for(request.user, wanted), kind=KeptPages)
    statuses = [
        *STATUSES,
        (OVERDUE, _("Đã qua hạn (cả chưa phản hồi)")),
        (lists.ASKING, _("Chờ quyết định")),
    ]
    found: Any = page.object_list
    rows = lists.answer_rows(found)
    context = {
        "page": page,
        "rows": rows,
        "asked_later": any(row.asks_later for row in rows),
        "wanted": wanted,
        "statuses": statuses,
        "word": dict(statuses).get(wanted.status, ""),
        "named": Unit.objects.filter(public_id=wanted.unit).first() if wanted.unit else None,
        "may_judge": may(request.user, Act.ISSUE),
    }
    return render(request, "directives/answers.html", context)


@require_safe
def sheet(request: Request) -> HttpResponseBase:
    found = lists.answers_for(request.user, asked(request))[:20_000]
    return sheet_response("viec-theo-don-vi", *answers_sheet(lists.answer_rows(found)))


@require_POST
def judged(request: Request, public_id: str) -> HttpResponse:
    found = answer_seen(request, public_id)
    form = JudgeForm(request.POST)
    if not carried_out(form, lambda: decide(form, request, public_id)):
        return answer_page(request, found, 422, judge=form)
    messages.success(request, _("Đã ghi và báo đơn vị."))
    return back(request, public_id)


def decide(form: JudgeForm, request: Request, public_id: str) -> None:
    verb, words, by = Verb(form.cleaned_data["verb"]), form.cleaned_data["words"], request.user
    target = form.target(public_id)
    if verb == Verb.EXTEND:
        extend(target, form.later(), words, by=by)
    elif verb == Verb.REMIND:
        remind(target, words, by=by)
    else:
        judge(target, verb, words, request.POST.getlist("refused"), by=by)


def back(request: Request, public_id: str) -> HttpResponse:
    """To the task's page when the answer was opened there."""
    came = urlsplit(request.POST.get("back", ""))
    if came.path.startswith("/tasks/") and not came.netloc:
        return redirect(f"{came.path}?{came.query}" if came.query else came.path)
    return redirect("directives:answer", public_id)


@require_POST
def extension(request: Request, public_id: str) -> HttpResponse:
    waiting = Extension.objects.visible_to(request.user).select_related("assignment")
    found = get_object_or_404(waiting, public_id=public_id)
    form = DecideForm(request.POST)

    def act() -> None:
        until = form.cleaned_data["until"] or found.until
        decide_extension(found, Later(until) if form.granted else None, form.cleaned_data["words"], by=request.user)

    return after_decision(request, found.assignment, form, carried_out(form, act))


@require_POST
def cause(request: Request, public_id: str) -> HttpResponse:
    waiting = ObjectiveCause.objects.visible_to(request.user).select_related("assignment")
    found = get_object_or_404(waiting, public_id=public_id)
    form = DecideForm(request.POST)
    done = carried_out(form, lambda: decide_cause(found, form.granted, form.cleaned_data["words"], by=request.user))
    return after_decision(request, found.assignment, form, done)


def after_decision(request: Request, answer: Assignment, form: DecideForm, done: bool) -> HttpResponse:
    if not done:
        return answer_page(request, answer_seen(request, answer.public_id), 422, decide=form)
    messages.success(request, _("Đã quyết định và báo đơn vị."))
    return back(request, answer.public_id)


@require_POST
def many(request: Request) -> HttpResponse:
    """One act on the ticked rows; what could not be done is named, the rest is done."""
    must(request.user, Act.ISSUE)
    form, ids = ManyForm(request.POST), request.POST.getlist("id")[:MOST_AT_ONCE]
    seen = Assignment.objects.visible_to(request.user).filter(public_id__in=ids)
    known = list(seen.values_list("public_id", flat=True))
    if not known:
        messages.warning(request, _("Chưa chọn dòng nào. Đánh dấu các dòng rồi bấm lại."))
    elif not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, str(errors[0]))
    else:
        tell(request, done_to(form, known, request))
    return redirect(safe_place(request))


def done_to(form: ManyForm, ids: list[str], request: Request) -> Tally:
    act, words = form.cleaned_data["act"], form.cleaned_data["words"]
    if act == AS_ASKED:
        return grant_as_asked(ids, words, by=request.user)
    if act == Verb.REMIND:
        return remind_many(ids, words, by=request.user)
    if act == Verb.EXTEND:
        return extend_many(ids, form.later(), words, by=request.user)
    return judge_many(ids, Verb.CONFIRM, words, by=request.user)


def tell(request: Request, tally: Tally) -> None:
    if tally.done:
        said = ngettext("Đã làm với %(n)s nơi.", "Đã làm với %(n)s nơi.", tally.done)
        messages.success(request, said % {"n": tally.done})
    for line in tally.refused[:10]:
        messages.warning(request, line)
    if len(tally.refused) > 10:
        messages.warning(request, _("Còn %(n)s nơi khác không làm được.") % {"n": len(tally.refused) - 10})


def safe_place(request: Request) -> str:
    came = urlsplit(request.POST.get("back", ""))
    here = f"{came.path}?{came.query}" if came.query else came.path
    return here if came.path.startswith(("/tasks/", "/answers/", "/units/")) and not came.netloc else "/answers/"
