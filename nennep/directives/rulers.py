"""The day ruler of a task: from where its date was counted, or from the day it was given."""

from datetime import date

from django.utils import timezone

from nennep.directives.models import Task
from nennep.facts.calendars import calendar_for
from nennep.facts.rulers import Ruler, ruler_between


def ruler_of(task: Task) -> Ruler | None:
    if task.due is None:
        return None
    start = date.fromisoformat(task.counting["start"]) if task.counting else start_of(task)
    if start is None:
        return None
    return ruler_between(start, task.due, calendar_for(start.year, task.due.year), timezone.localdate())


def start_of(task: Task) -> date | None:
    if task.directive and task.directive.date:
        return task.directive.date
    return timezone.localdate(task.issued_at) if task.issued_at else None
