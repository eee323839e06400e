"""Every working morning: what comes again is given anew, who owes is reminded, what stays undone goes a step up.

Safe to run twice: what was told stays told, and a morning that was broken off is taken up where it stood.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from nennep.chasing.actions.cases import remind_of_cases
from nennep.chasing.actions.digests import tell_people
from nennep.chasing.actions.rosters import remind_of_lists
from nennep.chasing.models import Morning, Reminder
from nennep.chasing.queries.following import above, habits_of, rows_near, told_before
from nennep.chasing.rules import Told, Why, reminder_due, step_due
from nennep.directives.actions.chasing import Asking, note_many
from nennep.directives.actions.recurring import renew_duties
from nennep.directives.queries.statuses import rules_now
from nennep.directives.rules import Verb
from nennep.facts.calendars import calendar_for
from nennep.journal.actions import record

AT_ONCE = 1000  # answers in one transaction: others write in between


def follow(today: date) -> Morning | None:
    """The chore of the day; on a day that is not worked nobody is reminded."""
    renew_duties(today)
    if not calendar_for(today.year, today.year).is_working(today):
        return None
    remind_of_cases(today)
    remind_of_lists(today)
    return remind_all(today)


def remind_all(today: date) -> Morning:
    morning, _new = Morning.objects.get_or_create(day=today)
    if morning.finished_at:
        return morning
    for some in in_portions(list(marks_for(today))):
        keep(some, today)
    return finish(morning, tell_people(today))


class Marked(NamedTuple):
    """One reminder to be written."""

    answer: int
    why: Why
    number: int
    due: date | None
    to: int | None = None


def marks_for(today: date) -> Iterator[Marked]:
    habits, told, tree = habits_of(rules_now()), told_before(), above()
    for row in rows_near(habits, today):
        before = told.get(row.pk, Told())
        if mark := reminder_due(row.owed, before, habits, today):
            yield Marked(row.pk, mark.why, mark.number, row.owed.due)
        step = step_due(row.owed, before, habits, today)
        steps = tree.steps_of(row) if step else []
        if step and step <= len(steps):
            yield Marked(row.pk, Why.ESCALATED, step, row.owed.due, steps[step - 1])


def in_portions(marks: Sequence[Marked]) -> Iterator[list[Marked]]:
    left = iter(marks)
    while some := list(islice(left, AT_ONCE)):
        yield some


@transaction.atomic
def keep(some: list[Marked], today: date) -> None:
    rows = [
        Reminder(assignment_id=each.answer, day=today, why=each.why, number=each.number, due=each.due, to_id=each.to)
        for each in some
    ]
    Reminder.objects.bulk_create(rows, batch_size=500)
    asked = [each.answer for each in some if each.why in (Why.TODAY, Why.LATE, Why.SILENT)]
    raised = [each.answer for each in some if each.why == Why.ESCALATED]
    note_many(asked, Asking(Verb.REMIND, today), by=None)
    note_many(raised, Asking(Verb.ESCALATE, today), by=None)


@transaction.atomic
def finish(morning: Morning, people: int) -> Morning:
    of_today = Reminder.objects.filter(day=morning.day)
    morning.escalated = of_today.filter(why=Why.ESCALATED).count()
    morning.reminded = of_today.count() - morning.escalated
    morning.people, morning.finished_at = people, timezone.now()
    morning.save()
    record(None, "reminders.sent", morning, tasks=morning.reminded, escalated=morning.escalated, people=people)
    return morning
