"""Deciding on proposed tasks: accept, put off, reject, edit, split, merge, draw, undo.

Each act names the version of the task that the person saw: two clerks at once never overwrite each other. Each act is a
`ReviewStep` that its author can take back while nobody has touched the same tasks since.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.actions.undoing import Step
from nennep.directives.models import Clause, Directive, Task
from nennep.directives.rules import IN_REVIEW, DirectiveState, Kind, Part, Route, TaskState, may_move
from nennep.directives.snapshots import set_assignees, tokens_of
from nennep.directives.spans import covering, cut
from nennep.directives.tokens import Receivers, receivers_of
from nennep.lib.errors import RuleBroken
from nennep.organisation.actions.phrases import teach
from nennep.organisation.models import Portfolio
from nennep.organisation.permissions import must
from nennep.organisation.resolving import Directory
from nennep.organisation.rules import Act


class Conflict(RuleBroken):
    """Somebody else changed the task since the person saw it."""

    def __init__(self, task: Task) -> None:
        who = task.reviewed_by.full_name if task.reviewed_by else _("người khác")
        super().__init__(
            _("%(who)s vừa sửa việc này. Xem bản mới rồi làm lại; điều đồng chí vừa nhập chưa mất.") % {"who": who}
        )
        self.task = task


@dataclass(frozen=True)
class Seen:
    """A task as the person saw it on the page."""

    public_id: str
    version: int


@dataclass(frozen=True)
class TaskEdit:
    text: str
    kind: Kind
    due: date | None = None
    product: str = ""
    proof: str = ""
    lead: tuple[str, ...] = ()  # tokens
    support: tuple[str, ...] = ()
    target_value: Decimal | None = None
    target_unit: str = ""
    route: Route = Route.CARRY_OUT
    field: Portfolio | None = None
    urgent: bool = False
    remember: bool = False  # where the lead changes, teach the office whom the directive's words mean


def take(seen: Seen, *, by: User) -> Task:
    """Lock one task under review for its reviewer, in the version that was seen."""
    task = Task.objects.select_for_update(of=("self",)).filter(public_id=seen.public_id).first()
    if task is None or task.directive is None:
        raise RuleBroken(_("Việc này không còn nữa: có người vừa gộp hoặc hoàn tác. Hãy tải lại trang."))
    must(by, Act.REVIEW, task.unit)
    if task.state not in IN_REVIEW:
        raise RuleBroken(
            _("Việc này đã giao, không sửa ở trang duyệt nữa. Hãy dùng “Sửa việc đã giao” trên trang của việc.")
        )
    if task.directive.state == DirectiveState.WITHDRAWN:
        raise RuleBroken(_("Văn bản này đã rút, không duyệt tiếp được."))
    if task.version != seen.version:
        raise Conflict(task)
    return task


def touch(task: Task, *, by: User) -> None:
    task.version += 1
    task.reviewed_by, task.reviewed_at = by, timezone.now()
    task.save()


def move(seen: Seen, to: TaskState, verb: str, change: Callable[[Task], None], *, by: User) -> Task:
    task = take(seen, by=by)
    assert task.directive
    if not may_move(TaskState(task.state), to):
        raise RuleBroken(
            _("Việc đang ở trạng thái “%(state)s” nên không làm thế được.") % {"state": task.get_state_display()}
        )
    step = Step(task.directive, verb, by)
    step.keep(task)
    change(task)
    task.state = to
    touch(task, by=by)
    step.write()
    return task


@transaction.atomic
def accept(seen: Seen, *, by: User) -> Task:
    return move(seen, TaskState.ACCEPTED, "accept", lambda task: setattr(task, "rejected_why", ""), by=by)


@transaction.atomic
def put_off(seen: Seen, *, by: User) -> Task:
    return move(seen, TaskState.LATER, "put_off", lambda _task: None, by=by)


@transaction.atomic
def reject(seen: Seen, why: str, *, by: User) -> Task:
    return move(seen, TaskState.REJECTED, "reject", lambda task: setattr(task, "rejected_why", why[:300]), by=by)


@transaction.atomic
def reopen(seen: Seen, *, by: User) -> Task:
    return move(seen, TaskState.PROPOSED, "reopen", lambda task: setattr(task, "rejected_why", ""), by=by)


@transaction.atomic
def accept_clause(directive: Directive, path: str, *, by: User) -> int:
    """Accept every undecided task of a clause and below that somebody is named to lead; how many there were."""
    must(by, Act.REVIEW, directive.unit)
    inside = Q(clause__path=path) | Q(clause__path__startswith=f"{path}.")
    ready = directive.tasks.filter(inside, state=TaskState.PROPOSED, assignees__part=Part.LEAD).values("pk")
    step = Step(directive, "accept_clause", by)
    for task in directive.tasks.select_for_update(of=("self",)).filter(pk__in=ready):
        step.keep(task)
        task.state = TaskState.ACCEPTED
        touch(task, by=by)
    if step.before:
        step.write()
    return len(step.before)


@transaction.atomic
def edit(seen: Seen, change: TaskEdit, *, by: User) -> Task:
    """Change what a task says; where asked, the office also learns whom the directive's words mean."""
    task = take(seen, by=by)
    assert task.directive
    if not change.text.strip():
        raise RuleBroken(_("Nội dung việc không được để trống."))
    step = Step(task.directive, "edit", by)
    step.keep(task)
    before = frozenset(tokens_of(task, Part.LEAD))
    apply_edit(task, change)
    touch(task, by=by)
    if change.remember and task.lead_words and change.lead and before != frozenset(change.lead):
        learn(task, receivers_of(change.lead), before, step, by=by)
    step.write()
    return task


def apply_edit(task: Task, change: TaskEdit) -> None:
    if task.due != change.due:
        task.due_rule, task.counting = "by_hand", {}
    task.text, task.kind, task.due = change.text.strip(), change.kind, change.due
    task.route, task.urgent, task.field = change.route, change.urgent, change.field
    task.product, task.proof = change.product.strip(), change.proof.strip()
    task.target_value, task.target_unit = change.target_value, change.target_unit.strip()
    set_assignees(task, Part.LEAD, receivers_of(change.lead))
    set_assignees(task, Part.SUPPORT, receivers_of(change.support))


def learn(task: Task, receivers: Receivers, before: frozenset[str], step: Step, *, by: User) -> None:
    """Remember whom the words mean, and say so at once in every undecided task that understood them as this one did."""
    assert task.directive
    proposed = understood(task.lead_words)
    if proposed == frozenset(receivers.tokens()):
        return  # the machine understands them so by itself
    teach(task.lead_words, receivers, directive_name=str(task.directive), by=by)
    open_states = (TaskState.PROPOSED, TaskState.LATER)
    alike = task.directive.tasks.filter(lead_words=task.lead_words, state__in=open_states).exclude(pk=task.pk)
    for other in alike.select_for_update(of=("self",)):
        if frozenset(tokens_of(other, Part.LEAD)) in (before, proposed):  # else somebody chose otherwise for that task
            step.keep(other)
            set_assignees(other, Part.LEAD, receivers)
            touch(other, by=by)


def understood(words: str) -> frozenset[str]:
    """Whom the machine takes these words to mean today."""
    meant = Directory.load(timezone.localdate()).resolve(words)
    return frozenset(Receivers(meant.units, meant.groups, meant.people).tokens())


@transaction.atomic
def split(seen: Seen, at: int, *, by: User) -> tuple[Task, Task]:
    """Two tasks from one, cut at code point `at` of its text."""
    task = take(seen, by=by)
    assert task.directive
    first, second = cut(task.text, at)
    if not first.words or not second.words:
        raise RuleBroken(_("Đặt con trỏ vào giữa câu, nơi việc thứ hai bắt đầu, rồi mới tách."))
    step = Step(task.directive, "split", by)
    step.keep(task)
    whole = task.start is not None and task.directive.text[task.start : task.end] == task.text
    other = Task.objects.get(pk=task.pk)
    other.pk, other.public_id, other.version = None, Task._meta.get_field("public_id").get_default(), 0
    task.text, other.text = first.words, second.words
    if whole and task.start is not None:
        task.end, other.start = task.start + first.end, task.start + second.start
    other.state = TaskState.PROPOSED
    touch(task, by=by)
    touch(other, by=by)
    for part in Part:
        set_assignees(other, part, receivers_of(tokens_of(task, part)))
    step.before[other.public_id] = None
    step.write()
    return task, other


@transaction.atomic
def merge(seen: Seen, *, by: User) -> Task:
    """One task from this one and the next of the same directive."""
    task = take(seen, by=by)
    assert task.directive
    undecided = task.directive.tasks.filter(state__in=IN_REVIEW).exclude(pk=task.pk)
    following = undecided.filter(start__gte=task.start or 0).order_by("start", "pk").first()
    if following is None:
        raise RuleBroken(_("Đây là việc cuối cùng, không có việc nào sau nó để gộp."))
    step = Step(task.directive, "merge", by)
    step.keep(task)
    step.keep(following)
    task.text, task.start, task.end = covering(task, following)
    for part in Part:
        both = dict.fromkeys(tokens_of(task, part) + tokens_of(following, part))
        set_assignees(task, part, receivers_of(both))
    following.delete()
    touch(task, by=by)
    step.write()
    return task


@transaction.atomic
def draw(directive: Directive, start: int, end: int, *, by: User) -> Task:
    """A task from a stretch of the text that the machine passed over."""
    must(by, Act.REVIEW, directive.unit)
    end = min(end, len(directive.text))
    while start < end and directive.text[start].isspace():
        start += 1
    while end > start and directive.text[end - 1] in " \n\t;,.":
        end -= 1
    if not 0 <= start < end <= len(directive.text):
        raise RuleBroken(_("Hãy bôi đen phần câu nêu việc phải làm rồi mới thêm."))
    clause = Clause.objects.filter(directive=directive, start__lte=start, end__gte=end).order_by("-start").first()
    alike = directive.tasks.filter(clause=clause).order_by("start").first() if clause else None
    task = Task(directive=directive, clause=clause, unit=directive.unit, start=start, end=end, kind=Kind.DELIVERABLE)
    task.text, task.made_by, task.version = directive.text[start:end], by, 0
    task.lead_words, task.due = (alike.lead_words, alike.due) if alike else ("", None)
    task.why = "Do người duyệt chọn từ văn bản."
    touch(task, by=by)
    if alike:
        set_assignees(task, Part.LEAD, receivers_of(tokens_of(alike, Part.LEAD)))
    step = Step(directive, "draw", by, {task.public_id: None})
    step.write()
    return task
