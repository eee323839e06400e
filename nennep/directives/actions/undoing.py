"""Each act of the review is a step that its author can take back, while nobody has touched the same tasks since."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.models import Directive, ReviewStep, Task
from nennep.directives.rules import IN_REVIEW
from nennep.directives.snapshots import Snapshot, restore, snapshot
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act


@dataclass
class Step:
    """What stood before an act, gathered while it runs."""

    directive: Directive
    verb: str
    by: User
    before: dict[str, Snapshot | None] = field(default_factory=dict)

    def keep(self, task: Task) -> None:
        self.before.setdefault(task.public_id, snapshot(task))

    def write(self) -> ReviewStep:
        versions = dict(Task.objects.filter(public_id__in=self.before).values_list("public_id", "version"))
        after = {public_id: versions.get(public_id) for public_id in self.before}
        step = ReviewStep.objects.create(
            directive=self.directive, by=self.by, verb=self.verb, before=self.before, after=after
        )
        record(self.by, f"review.{self.verb}", self.directive, tasks=list(self.before))
        return step


@transaction.atomic
def undo(directive: Directive, *, by: User) -> ReviewStep:
    """Take back the person's own last act, unless somebody has changed the same tasks since."""
    must(by, Act.REVIEW, directive.unit)
    step = directive.steps.select_for_update().filter(by=by, undone=False).first()
    if step is None:
        raise RuleBroken(_("Đồng chí chưa làm gì ở văn bản này để hoàn tác."))
    tasks = {
        task.public_id: task
        for task in directive.tasks.select_for_update(of=("self",)).filter(public_id__in=step.after)
    }
    refuse_changed(step, tasks.values())
    for public_id, before in step.before.items():
        if before is None:
            tasks[public_id].delete()
        else:
            back = restore(directive, public_id, before)
            renumber(directive, public_id, before["version"], back.version)
    step.undone = True
    step.save()
    record(by, "review.undo", directive, verb=step.verb, tasks=list(step.before))
    return step


def renumber(directive: Directive, public_id: str, old: int, new: int) -> None:
    """A restored task has a new version; the step that led to it must know, so that it can be undone in turn."""
    for step in directive.steps.filter(undone=False):
        if step.after.get(public_id) == old:
            step.after[public_id] = new
            step.save(update_fields=["after"])


def refuse_changed(step: ReviewStep, tasks: Iterable[Task]) -> None:
    now = {task.public_id: task for task in tasks}
    for public_id, version in step.after.items():
        task = now.get(public_id)
        if (task.version if task else None) != version:
            raise RuleBroken(_("Không hoàn tác được: việc ấy đã thay đổi sau đó."))
        if task and task.state not in IN_REVIEW:
            raise RuleBroken(_("Không hoàn tác được: việc ấy đã giao."))
