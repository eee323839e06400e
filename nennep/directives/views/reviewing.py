"""The review page and its acts; every act is a form, the script only presses them."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.accounts.models import User
from nennep.directives.actions import reviewing as acts
from nennep.directives.actions.issuing import set_heading
from nennep.directives.actions.undoing import undo as undo_last
from nennep.directives.forms import HeadingForm, TaskForm
from nennep.directives.models import Directive, Task
from nennep.directives.queries import reviewing as queries
from nennep.lib.errors import RuleBroken
from nennep.lib.text import nfc
from nennep.organisation.rules import Act
from nennep.web.request import Request

DECISIONS: dict[str, Callable[[acts.Seen, User, str], Task]] = {
    "accept": lambda seen, by, _why: acts.accept(seen, by=by),
    "later": lambda seen, by, _why: acts.put_off(seen, by=by),
    "reject": lambda seen, by, why: acts.reject(seen, why, by=by),
    "reopen": lambda seen, by, _why: acts.reopen(seen, by=by),
    "merge": lambda seen, by, _why: acts.merge(seen, by=by),
}

LONGEST_COUNT = 9  # digits of a place in a text, or of a version
COUNTS = ("tally", "score", "give")  # the parts of the page that count


def directive_to_review(request: Request, public_id: str) -> Directive:
    return get_object_or_404(Directive.objects.visible_to(request.user, Act.REVIEW), public_id=public_id)


def task_to_review(request: Request, public_id: str) -> Task:
    return get_object_or_404(
        Task.objects.visible_to(request.user, Act.REVIEW).exclude(directive=None), public_id=public_id
    )


def seen_in(form: QueryDict, public_id: str) -> acts.Seen:
    return acts.Seen(public_id, count_in(form, "version", -1))


def count_in(form: QueryDict, name: str, otherwise: int) -> int:
    """A number that the script sends: where the cursor stands, which version was seen."""
    typed = form.get(name) or ""
    return int(typed) if typed.isdecimal() and len(typed) <= LONGEST_COUNT else otherwise


def to_task(directive: Directive, public_id: str, editing: bool = False) -> str:
    query = f"?task={public_id}" if editing else f"?at={public_id}"
    return f"{reverse('directives:review', args=[directive.public_id])}{query}#t-{public_id}"


@require_safe
def review(request: Request, public_id: str) -> HttpResponse:
    directive = directive_to_review(request, public_id)
    view = queries.review_of(directive)
    row = view.row(request.GET.get("task"))
    context = {"view": view, "directive": directive, "editing": row, "form": form_of(row) if row else None}
    only = "" if row else request.GET.get("only", "")
    context |= {"at": request.GET.get("at"), "only": only, "shown": view.shown(only), "chosen": row}
    return render(request, "directives/review.html", context)


def form_of(row: queries.Row) -> TaskForm:
    task = row.task
    names = ("version", "text", "due", "kind", "product", "proof", "target_value", "target_unit", "route", "urgent")
    field = task.field.public_id if task.field else None
    return TaskForm(initial={name: getattr(task, name) for name in names} | {"field": field})


@require_POST
def decide(request: Request, public_id: str) -> HttpResponse:
    task = task_to_review(request, public_id)
    verb = request.POST.get("verb", "")
    if verb not in DECISIONS:
        raise RuleBroken(_("Không rõ phải làm gì với việc này."))
    assert task.directive
    try:
        DECISIONS[verb](seen_in(request.POST, public_id), request.user, request.POST.get("why", ""))
    except RuleBroken as error:
        return refused(request, task.directive, error)
    return answer(request, task.directive, task)


@require_http_methods(["POST"])
def edit(request: Request, public_id: str) -> HttpResponse:
    """Save a proposal; with `accept` it is also accepted. A conflict gives the other version beside what was typed."""
    task = task_to_review(request, public_id)
    assert task.directive
    form = TaskForm(request.POST)
    if not form.is_valid():
        if wants_json(request):
            return JsonResponse(
                {"error": _("Chưa lưu: ") + " ".join(str(e) for errors in form.errors.values() for e in errors)}
            )
        return with_form(request, task, form, 422)
    try:
        saved = acts.edit(seen_in(request.POST, public_id), form.edit(), by=request.user)
        if "accept" in request.POST:
            saved = acts.accept(acts.Seen(public_id, saved.version), by=request.user)
    except acts.Conflict as conflict:
        if wants_json(request):
            return JsonResponse({"error": str(conflict)})
        messages.warning(request, str(conflict))
        return with_form(request, task, form, 409)
    except RuleBroken as error:
        if wants_json(request):
            return JsonResponse({"error": str(error)})
        form.add_error(None, str(error))
        return with_form(request, task, form, 422)
    return answer(request, task.directive, saved, stay="stay" in request.POST)


def with_form(request: Request, task: Task, form: TaskForm, status: int) -> HttpResponse:
    """The review page again, with what was typed still in its form."""
    assert task.directive
    view = queries.review_of(task.directive)
    row = view.row(task.public_id)
    if row:
        form.data = request.POST.copy()
        form.data["version"] = str(row.task.version)
    context = {"view": view, "directive": task.directive, "editing": row, "form": form, "conflict": status == 409}
    return render(
        request, "directives/review.html", context | {"shown": view.rows, "chosen": form.kept()}, status=status
    )


@require_POST
def split(request: Request, public_id: str) -> HttpResponse:
    task = task_to_review(request, public_id)
    assert task.directive
    try:
        acts.split(seen_in(request.POST, public_id), place_to_split(request.POST, task), by=request.user)
    except RuleBroken as error:
        return refused(request, task.directive, error)
    return answer(request, task.directive, task, stay=True)


def place_to_split(form: QueryDict, task: Task) -> int:
    """The cursor's place as the script tells it, or where the typed words stand."""
    words = nfc(form.get("before_words", "")).strip()
    return task.text.find(words) if words else count_in(form, "at", 0)


@require_POST
def accept_clause(request: Request, public_id: str) -> HttpResponse:
    """Accept every task of a clause that is ready: it has somebody to lead it."""
    directive = directive_to_review(request, public_id)
    clause = directive.clauses.filter(path=request.POST.get("path", "")).first()
    if clause is None:
        raise Http404
    count = acts.accept_clause(directive, clause.path, by=request.user)
    messages.success(request, _("Đã nhận %(count)s việc của mục %(path)s.") % {"count": count, "path": clause.path})
    return redirect("directives:review", public_id)


@require_POST
def draw(request: Request, public_id: str) -> HttpResponse:
    directive = directive_to_review(request, public_id)
    task = acts.draw(directive, *stretch(request.POST, directive.text), by=request.user)
    return redirect(to_task(directive, task.public_id, editing=True))


def stretch(form: QueryDict, text: str) -> tuple[int, int]:
    """From–to as the script tells it, or from the first words to the last words that were typed."""
    start, end = count_in(form, "start", -1), count_in(form, "end", -1)
    if start >= 0 and end >= 0:
        return start, end
    first, last = nfc(form.get("from_words", "")).strip(), nfc(form.get("to_words", "")).strip()
    at = text.find(first) if first else -1
    to = text.find(last, at) if last and at >= 0 else -1
    if to < 0:
        raise RuleBroken(_("Không tìm thấy câu ấy trong văn bản. Gõ đúng những chữ đầu và chữ cuối, cả dấu."))
    return at, to + len(last)


@require_POST
def undo(request: Request, public_id: str) -> HttpResponse:
    directive = directive_to_review(request, public_id)
    try:
        step = undo_last(directive, by=request.user)
    except RuleBroken as error:
        return refused(request, directive, error)
    first = next((task_id for task_id, before in step.before.items() if before), "")
    if wants_json(request):
        return JsonResponse({"url": to_task(directive, first)})
    messages.success(request, _("Đã hoàn tác."))
    return redirect(to_task(directive, first))


@require_http_methods(["GET", "HEAD", "POST"])
def heading(request: Request, public_id: str) -> HttpResponse:
    directive = directive_to_review(request, public_id)
    form = HeadingForm(request.POST or None, instance=directive, initial={"version": directive.version})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in HeadingForm.Meta.fields}
        set_heading(directive, form.cleaned_data["version"], values, by=request.user)
        messages.success(request, _("Đã sửa phần đầu văn bản."))
        return redirect("directives:review", public_id)
    return render(request, "directives/heading.html", {"form": form, "directive": directive})


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def answer(request: Request, directive: Directive, task: Task, stay: bool = False) -> HttpResponse:
    """For the script: the changed rows and counts; for a plain form: back to where the person was."""
    if not wants_json(request):
        return redirect(to_task(directive, task.public_id, editing=stay))
    view = queries.review_of(directive)
    row = view.row(task.public_id)
    html = render_to_string("directives/parts/proposal.html", {"row": row, "view": view}, request) if row else ""
    parts = {name: render_to_string(f"directives/parts/{name}.html", {"view": view}, request) for name in COUNTS}
    said = parts | {
        "html": html,
        "version": row.task.version if row else None,
        "mark": row.mark if row else "",
        "said": _("Việc %(number)s: %(state)s.") % {"number": row.number, "state": row.task.get_state_display().lower()}
        if row
        else "",
        "saved": _("Đã lưu lúc %(value)s.") % {"value": f"{timezone.localtime():%H:%M}"},
        "url": to_task(directive, task.public_id),
    }
    return JsonResponse(said)


def refused(request: Request, directive: Directive, error: RuleBroken) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"error": str(error)}, status=409 if isinstance(error, acts.Conflict) else 422)
    messages.error(request, str(error))
    return redirect("directives:review", directive.public_id)
