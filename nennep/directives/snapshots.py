"""A task under review as plain data, and back: what undo and the conflict page compare."""

from datetime import date
from decimal import Decimal
from typing import Any

from nennep.directives.models import Assignee, Clause, Directive, Task
from nennep.directives.rules import Part
from nennep.directives.tokens import Receivers, receivers_of

FIELDS = (
    *("state", "text", "start", "end", "kind", "product", "proof", "due", "due_words", "due_rule", "counting"),
    *("recurrence", "target_value", "target_unit", "target_by", "lead_words", "support_words", "supervisor"),
    *("route", "urgent", "references", "confidence", "why", "machine", "rejected_why"),
)
DATES = ("due", "target_by")

Snapshot = dict[str, Any]


def snapshot(task: Task) -> Snapshot:
    taken: Snapshot = {name: getattr(task, name) for name in FIELDS}
    for name in DATES:
        taken[name] = taken[name].isoformat() if taken[name] else None
    taken["target_value"] = None if task.target_value is None else str(task.target_value)
    taken["clause"] = task.clause.n if task.clause else None
    taken["field"] = task.field_id
    taken["version"] = task.version
    taken["lead"] = tokens_of(task, Part.LEAD)
    taken["support"] = tokens_of(task, Part.SUPPORT)
    return taken


def tokens_of(task: Task, part: Part) -> list[str]:
    return [a.token for a in task.assignees.all() if a.part == part]


def restore(directive: Directive, public_id: str, taken: Snapshot) -> Task:
    """Put a task back as it was; one that was deleted since comes back under its old id."""
    task = Task.objects.filter(public_id=public_id).first()
    task = task or Task(public_id=public_id, directive=directive, unit=directive.unit, version=0)
    for name in FIELDS:
        if name in taken:  # a step older than the field says nothing of it
            setattr(task, name, taken[name])
    for name in DATES:
        setattr(task, name, date.fromisoformat(taken[name]) if taken[name] else None)
    task.target_value = None if taken["target_value"] is None else Decimal(taken["target_value"])
    task.clause = None if taken["clause"] is None else Clause.objects.get(directive=directive, n=taken["clause"])
    task.field_id = taken.get("field")
    task.version += 1
    task.save()
    set_assignees(task, Part.LEAD, receivers_of(taken["lead"]))
    set_assignees(task, Part.SUPPORT, receivers_of(taken["support"]))
    return task


def set_assignees(task: Task, part: Part, receivers: Receivers) -> None:
    task.assignees.filter(part=part).delete()
    Assignee.objects.bulk_create(
        [Assignee(task=task, part=part, unit=unit) for unit in receivers.units]
        + [Assignee(task=task, part=part, group=group) for group in receivers.groups]
        + [Assignee(task=task, part=part, person=person) for person in receivers.people]
    )
