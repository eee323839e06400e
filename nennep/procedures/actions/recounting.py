"""The calendar changed: every open case whose clock runs is counted again; the moved ones are said."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.db import transaction

from nennep.accounts.models import User
from nennep.clock.events import Event
from nennep.journal.actions import record
from nennep.lib.dates import format_date
from nennep.procedures.models import Case, CaseEvent, CaseStep
from nennep.procedures.queries.standing import clock_of_events, event_of
from nennep.procedures.rules import CaseState

AT_ONCE = 500


@transaction.atomic
def count_again(sentence: str, *, by: User) -> list[Case]:
    """The moved cases, each with its new day and an entry of its own."""
    open_cases = Case.objects.select_for_update(of=("self",)).filter(state=CaseState.OPEN).exclude(due=None)
    cases = {case.pk: case for case in open_cases.select_related("version__procedure", "unit").order_by("pk")}
    known: dict[tuple[Event, ...], date | None] = {}
    moved = []
    for pk, events in running():
        case, now = cases.get(pk), due_of(events, known)
        if case and case.due != now:
            was, case.due = case.due, now
            moved.append(case)
            days = {"was": format_date(was) if was else "", "now": format_date(case.due) if case.due else ""}
            record(by, "case.due_moved", case, why=sentence, **days)
    Case.objects.bulk_update(moved, ["due"], batch_size=AT_ONCE)
    return moved


def due_of(rows: list[CaseEvent], known: dict[tuple[Event, ...], date | None]) -> date | None:
    """Many cases have one story: each is counted once."""
    story = tuple(event_of(row) for row in rows)
    if story not in known:
        clock = clock_of_events(rows)
        known[story] = clock.legal.day if clock else None
    return known[story]


def running() -> Iterator[tuple[int, list[CaseEvent]]]:
    """Case by case, the events of the step at which it is; one query."""
    steps = CaseStep.objects.filter(done_on=None, case__state=CaseState.OPEN).exclude(case__due=None)
    events = CaseEvent.objects.filter(step__in=steps).select_related("step").order_by("step__case", "pk")
    for pk, rows in groupby(events.iterator(AT_ONCE), key=lambda event: event.step.case_id):
        yield pk, list(rows)
