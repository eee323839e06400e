"""What was marked to be told on a day, light enough to hold a whole city's morning."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from nennep.chasing.models import Reminder
from nennep.chasing.rules import Why
from nennep.directives.rules import NEVER

ORDER = {why: place for place, why in enumerate((Why.LATE, Why.TODAY, Why.BEFORE, Why.SILENT, Why.ESCALATED))}


class Told(NamedTuple):
    """In the order in which it is read: what presses most first."""

    place: int
    day: date  # the date it is owed for; without one, the last day something was heard
    reminder: int
    why: Why
    unit: int  # 0: a person owes it
    person: int
    to: int  # of a step: the unit above
    directed_by: str  # of a first step: as the directive names who directs it


FIELDS = ("pk", "why", "number", "due", "to", "assignment__heard_on", "assignment__unit", "assignment__person")


def told_on(day: date) -> Iterator[Told]:
    """Of answers that are still open; a step is read with what the directive says of who directs the task."""
    told = Reminder.objects.filter(day=day, assignment__is_open=True).order_by()
    plain = told.exclude(why=Why.ESCALATED).values_list(*FIELDS)
    for pk, why, _number, due, _to, heard_on, unit, person in plain.iterator(chunk_size=5000):
        yield Told(ORDER[why], due or heard_on or NEVER, pk, Why(why), unit or 0, person or 0, 0, "")
    raised = told.filter(why=Why.ESCALATED).values_list(*FIELDS, "assignment__task__supervisor")
    for pk, why, number, due, to, heard_on, unit, person, directed_by in raised.iterator(chunk_size=5000):
        named = directed_by if number == 1 else ""
        yield Told(ORDER[why], due or heard_on, pk, Why(why), unit or 0, person or 0, to or 0, named)
