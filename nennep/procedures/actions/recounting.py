"""The calendar changed: every open case whose clock runs is counted again; the moved ones are told to their members."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db import transaction
from django.db.models import F
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
Dates = tuple[date | None, date | None]  # the legal one, the office's own


@dataclass(frozen=True)
class Moved:
    case: int
    step: int
    begun: date  # the day from which its clock runs
    was: Dates
    now: Dates

    @property
    def is_legal(self) -> bool:
        """Not the office's own date alone."""
        return self.was[0] != self.now[0]


@transaction.atomic
def count_again(sentence: str, *, by: User | None) -> Recount | None:
    """One entry of the journal, and in each moved case an event with both dates; None where no legal date moved."""
    open_cases = Case.objects.select_for_update(of=("self",)).filter(state=CaseState.OPEN, due__isnull=False)
    dates = {pk: (due, target) for pk, due, target in open_cases.order_by("pk").values_list("pk", "due", "target")}
    known: Known = {}
    found = [one for pk, rows in running() if (was := dates.get(pk)) and (one := counted(pk, rows, was, known))]
    set_dates(found)
    moved = [one for one in found if one.is_legal]
    if not moved:
        return None
    recount = Recount.objects.create(sentence=sentence[:300], moved=len(moved), by=by)
    CaseEvent.objects.bulk_create(events_of(recount, moved, by), batch_size=AT_ONCE)
    record(by, "cases.recounted", recount, moved=len(moved))
    tell_members(recount)
    return recount


def counted(case: int, rows: list[CaseEvent], was: Dates, known: Known) -> Moved | None:
    """Many cases have one story: each is counted once."""
    counting = [row for row in rows if row.kind != EventKind.MOVED]
    story = tuple(event_of(row) for row in counting)
    if story not in known:
        known[story] = clock_of_events(counting)
    clock = known[story]
    now = (clock.legal.day, clock.target.day if clock.target else None) if clock else (None, None)
    return Moved(case, rows[0].step_id, min(row.day for row in counting), was, now) if now != was else None


def set_dates(moved: list[Moved]) -> None:
    """Many cases have one date: each is written for all of them."""
    alike = defaultdict[Dates, list[int]](list)
    for one in moved:
        alike[one.now].append(one.case)
    for (due, target), cases in alike.items():
        for n in range(0, len(cases), AT_ONCE):
            Case.objects.filter(pk__in=cases[n : n + AT_ONCE]).update(due=due, target=target)


def events_of(recount: Recount, moved: list[Moved], by: User | None) -> Iterator[CaseEvent]:
    today = timezone.localdate()
    for one in moved:
        said = {"kind": EventKind.MOVED, "day": max(today, one.begun), "reason": recount.sentence}
        yield CaseEvent(step_id=one.step, was=one.was[0], now=one.now[0], recount=recount, by=by, **said)


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
    events = CaseEvent.objects.filter(step__in=steps).annotate(case=F("step__case")).order_by("case", "pk")
    for pk, rows in groupby(events.iterator(AT_ONCE), key=lambda event: event.case):
        yield pk, list(rows)
