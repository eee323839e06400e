"""A unit cuts what it owes into parts for its cells and people; who gave the whole sees the result, not the inside."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.actions.answering import Target, take
from nennep.directives.actions.giving import Given, Term, new_assignment
from nennep.directives.actions.settling import roll_up, settle
from nennep.directives.models import Assignment, Task
from nennep.directives.permissions import answers_for
from nennep.directives.rules import TO_DO, AnswerState, Kind, Part, Side, TaskState
from nennep.directives.telling import tell
from nennep.directives.tokens import Receivers
from nennep.journal.actions import record
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.lib.text import spaced


@dataclass(frozen=True)
class Share:
    """One part: what, for whom, by when, and how much it weighs among the others."""

    text: str
    receivers: Receivers
    due: date | None = None
    weight: int = 1
    proof: str = ""


@transaction.atomic
def cut(target: Target, share: Share, *, by: User) -> Task:
    whole = take(target, Side.UNIT, by=by)
    unit = whole.unit
    if unit is None or not answers_for(by, unit):
        raise NotAllowed
    if AnswerState(whole.state) not in TO_DO:
        raise RuleBroken(
            _("Việc đang ở trạng thái “%(state)s” nên không chia nữa.") % {"state": whole.get_state_display()}
        )
    if not share.text.strip() or not any((share.receivers.units, share.receivers.people, share.receivers.groups)):
        raise RuleBroken(_("Phần việc phải có nội dung và nơi hoặc người làm."))
    outside = [u for u in share.receivers.units if not u.path.startswith(unit.path)]
    if outside or share.receivers.groups:
        raise RuleBroken(_("Chỉ chia cho tổ chức trực thuộc và người của đơn vị mình."))
    if whole.due and share.due and share.due > whole.due:
        raise RuleBroken(
            _("Hạn của phần việc không thể sau hạn của cả việc (%(due)s).") % {"due": f"{whole.due:%d/%m/%Y}"}
        )
    return give_part(whole, share, by=by)


def give_part(whole: Assignment, share: Share, *, by: User) -> Task:
    assert whole.unit
    now, due = timezone.now(), share.due or whole.due
    task = Task.objects.create(
        unit=whole.unit,
        whole=whole,
        text=share.text.strip(),
        folded=spaced(share.text),
        kind=Kind.DELIVERABLE,
        proof=share.proof.strip()[:200],
        due=due,
        weight=max(0, min(1000, share.weight)),
        state=TaskState.ISSUED,
        made_by=by,
        issued_by=by,
        issued_at=now,
    )
    receivers = [Given(each, None, Part.LEAD) for each in share.receivers.units]
    receivers += [Given(None, each, Part.LEAD) for each in share.receivers.people]
    Assignment.objects.bulk_create([new_assignment(task, given, Term(due), now) for given in receivers])
    settle(task)
    record(by, "task.part_given", task, whole=whole.public_id)
    said = {"text": task.text[:200]}
    tell(task, "task.added", lambda: _("Phần việc mới: “%(text)s”") % said)
    return task


@transaction.atomic
def weigh(task: Task, weight: int, *, by: User) -> Task:
    task = Task.objects.select_for_update(of=("self",)).select_related("unit").get(pk=task.pk)
    if task.whole_id is None or not answers_for(by, task.unit):
        raise NotAllowed
    before, task.weight = task.weight, max(0, min(1000, weight))
    task.save(update_fields=["weight"])
    roll_up(task.whole_id)
    record(by, "task.part_weighed", task, before=before, after=task.weight)
    return task
