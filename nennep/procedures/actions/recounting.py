"""The calendar changed: every open case whose clock runs is counted again; the moved ones are told to their members."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.clock.clock import Clock
from nennep.clock.events import Event
from nennep.journal.actions import record
from nennep.notices.actions.telling import notify
from nennep.procedures.models import Case, CaseEvent, CaseMember, CaseStep, EventKind, Recount
from nennep.procedures.queries.standing import clock_of_events, event_of
from nennep.procedures.rules import CaseState

AT_ONCE = 500
Known = dict[tuple[Event, ...], Clock | None]


@dataclass(frozen=True)
class Moved:
    case: Case
    step: int
    begun: date  # the day from which its clock runs
    was: date | None


@transaction.atomic
def count_again(sentence: str, *, by: User) -> Recount | None:
    """One entry of the journal, and in each moved case an event with both dates; None where nothing moved."""
    open_cases = Case.objects.select_for_update(of=("self",)).filter(state=CaseState.OPEN).exclude(due=None)
    cases = {case.pk: case for case in open_cases.order_by("pk")}
    known: Known = {}
    moved = [one for pk, events in running() if (one := counted(cases.get(pk), events, known))]
    if not moved:
        return None
    Case.objects.bulk_update([one.case for one in moved], ["due", "target"], batch_size=AT_ONCE)
    recount = Recount.objects.create(sentence=sentence[:300], moved=len(moved), by=by)
    CaseEvent.objects.bulk_create(events_of(recount, moved, by), batch_size=AT_ONCE)
    record(by, "cases.recounted", recount, moved=len(moved))
    tell_members(recount)
    return recount


def counted(case: Case | None, rows: list[CaseEvent], known: Known) -> Moved | None:
    """Many cases have one story: each is counted once."""
    if case is None:
        return None
    story = tuple(event_of(row) for row in rows if row.kind != EventKind.MOVED)
    if story not in known:
        known[story] = clock_of_events([row for row in rows if row.kind != EventKind.MOVED])
    clock, was = known[story], case.due
    case.due = clock.legal.day if clock else None
    case.target = clock.target.day if clock and clock.target else None
    return Moved(case, rows[0].step_id, min(row.day for row in rows), was) if case.due != was else None


def events_of(recount: Recount, moved: list[Moved], by: User) -> Iterator[CaseEvent]:
    today = timezone.localdate()
    for one in moved:
        said = {"kind": EventKind.MOVED, "day": max(today, one.begun), "reason": recount.sentence}
        yield CaseEvent(step_id=one.step, was=one.was, now=one.case.due, recount=recount, by=by, **said)


def tell_members(recount: Recount) -> None:
    """Whoever is a member of one of them, once."""
    members = CaseMember.objects.filter(ended_at=None, case__steps__events__recount=recount)
    told = User.objects.filter(pk__in=members.values("user"), is_active=True)

    def sentence() -> str:
        return _("Lịch làm việc thay đổi, có hồ sơ của đồng chí chuyển hạn: %(why)s") % {"why": recount.sentence}

    notify(told, "case.dates_moved", sentence, reverse("procedures:recount", args=[recount.public_id]))


def running() -> Iterator[tuple[int, list[CaseEvent]]]:
    """Case by case, the events of the step at which it is; one query."""
    steps = CaseStep.objects.filter(done_on=None, case__state=CaseState.OPEN).exclude(case__due=None)
    events = CaseEvent.objects.filter(step__in=steps).select_related("step").order_by("step__case", "pk")
    for pk, rows in groupby(events.iterator(AT_ONCE), key=lambda event: event.step.case_id):
        yield pk, list(rows)
