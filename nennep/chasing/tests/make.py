"""Builders of what is chased."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from nennep.directives.actions.giving import Given, Term, new_assignment
from nennep.directives.models import Assignment, Task
from nennep.directives.rules import Kind, Part, TaskState
from nennep.organisation.models import Unit
from tests.cast import Cast


def owed_by(
    cast: Cast, *units: Unit, given: date, due: date | None, text: str = "xây dựng kế hoạch rà soát hồ sơ đảng viên"
) -> list[Assignment]:
    """One task, given to the units on a day with a date; they have not said a word."""
    at = timezone.make_aware(datetime.combine(given, time(9)))
    task = Task.objects.create(
        unit=cast.tree.root, text=text, kind=Kind.DELIVERABLE, state=TaskState.ISSUED, due=due, issued_by=cast.clerk,
        issued_at=at, reviewed_by=cast.clerk,
    )  # fmt: skip
    rows = [new_assignment(task, Given(unit, None, Part.LEAD), Term(due), at) for unit in units]
    return Assignment.objects.bulk_create(rows)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
