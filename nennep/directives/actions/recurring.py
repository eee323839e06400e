"""Duties that come again: one answer per period, made when its period begins."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from nennep.directives.actions.giving import Given, new_assignment, rules_of, term_for
from nennep.directives.actions.settling import settle
from nennep.directives.models import Assignment, FollowRules, Task
from nennep.directives.rules import Kind, Part, TaskState
from nennep.journal.actions import record
from nennep.organisation.models import Unit


def renew_duties(today: date) -> int:
    """Give what comes again for the period of `today`, once; how many tasks were renewed. Safe to run twice."""
    rules: dict[Unit, FollowRules] = {}
    returning = Task.objects.filter(state=TaskState.ISSUED, whole=None).select_related("unit")
    returning = returning.exclude(recurrence="", kind__in=[Kind.DELIVERABLE, Kind.TARGET])
    renewed = 0
    for task in returning.order_by("pk").iterator(chunk_size=500):
        if task.unit not in rules:
            rules[task.unit] = rules_of(task.unit)
        renewed += renew(task, rules[task.unit], today)
    return renewed


@transaction.atomic
def renew(task: Task, rules: FollowRules, today: date) -> bool:
    last = task.assignments.exclude(period="").order_by("-due").values_list("period", "due").first()
    if last is None or (last[1] and last[1] >= today):
        return False  # the present term still runs, or the task was given before duties had periods
    term = term_for(Task(route=task.route, kind=task.kind, recurrence=task.recurrence), rules, today)
    if term.due is None or task.assignments.filter(period=term.period).exists():
        return False
    now = timezone.now()
    standing = task.assignments.filter(period=last[0], annulled_at=None).select_related("unit", "person")
    living = [row for row in standing if not row.unit or row.unit.stands_on(today)]
    fresh = [
        new_assignment(task, Given(row.unit, row.person, Part(row.part), row.through), term, now) for row in living
    ]
    Assignment.objects.bulk_create(fresh, batch_size=500)
    settle(task)
    record(None, "task.renewed", task, period=term.period, answers=len(fresh))
    return bool(fresh)
