"""Shares of a task's target: what each unit is to reach."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.models import Assignment, Task
from nennep.directives.rules import TaskState
from nennep.directives.telling import tell_allotted
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act


@transaction.atomic
def allot_target(task: Task, shares: Mapping[str, Decimal | None], *, by: User) -> list[Assignment]:
    """`shares` by the assignment's public id; who is told are those whose share changed."""
    task = Task.objects.select_for_update(of=("self",)).select_related("unit").get(pk=task.pk)
    must(by, Act.ISSUE, task.unit)
    if task.state != TaskState.ISSUED or task.target_value is None:
        raise RuleBroken(_("Chỉ phân bổ được chỉ tiêu của việc đã giao và còn hiệu lực."))
    rows = task.assignments.filter(annulled_at=None, public_id__in=list(shares)).select_related("unit", "person")
    changed = [row for row in rows.select_for_update(of=("self",)) if row.allotted != shares[row.public_id]]
    before = {row.public_id: str(row.allotted or "") for row in changed}
    for row in changed:
        row.allotted, row.version = shares[row.public_id], row.version + 1
    Assignment.objects.bulk_update(changed, ["allotted", "version"])
    record(by, "answer.allotted", task, before=before, after={r.public_id: str(r.allotted or "") for r in changed})
    for row in changed:
        tell_allotted(row)
    return changed
