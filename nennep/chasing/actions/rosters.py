"""Lines of a case's list on a working morning: its members are told before their day, at it and after."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nennep.accounts.models import User
from nennep.chasing.models import CaseReminder, Morning
from nennep.chasing.queries.following import Past, habits_of
from nennep.chasing.rules import Habits, Owed, Told, reminder_due
from nennep.directives.queries.statuses import rules_now
from nennep.journal.actions import record
from nennep.lib.dates import format_date
from nennep.notices.actions import Line, News, tell_each
from nennep.procedures.models import Case, CaseMember, RosterLine
from nennep.procedures.rules import CaseState


@dataclass(frozen=True)
class Lines:
    """Of one list, those of one day that are not done."""

    case: Case
    due: date
    n: int

    def sentence(self) -> str:
        left = ngettext("còn %(n)s dòng chưa xong", "còn %(n)s dòng chưa xong", self.n) % {"n": self.n}
        values = {"subject": self.case.subject, "left": left, "day": format_date(self.due)}
        return _("%(subject)s: %(left)s, hạn %(day)s") % values


@transaction.atomic
def remind_of_lists(today: date) -> int:
    """How many marks were set today."""
    habits, told = habits_of(rules_now()), told_before()
    near, marks = defaultdict[int, list[Lines]](list), []
    for lines in lines_near(habits, today):
        owed = Owed(lines.due, lines.case.opened_on, today)
        if mark := reminder_due(owed, told.get((lines.case.pk, lines.due), Told()), habits, today):
            said = {"case": lines.case, "day": today, "due": lines.due}
            marks.append(CaseReminder(why=mark.why, number=mark.number, **said))
            near[lines.case.pk].append(lines)
    if marks:
        CaseReminder.objects.bulk_create(marks, batch_size=500)
        record(None, "cases.reminded", Morning.objects.get_or_create(day=today)[0], marks=len(marks))
        tell_each(news_of(near))
    return len(marks)


def lines_near(habits: Habits, today: date) -> Iterator[Lines]:
    last = today + timedelta(days=max(habits.before, default=0))
    left = RosterLine.objects.filter(done_on=None, dropped_at=None, child=None, until__lte=last)
    found = left.filter(case__state=CaseState.OPEN).order_by("until", "case").values_list("case", "until")
    rows = list(found.annotate(n=Count("pk")))
    cases = Case.objects.in_bulk({case for case, _until, _n in rows})
    yield from (Lines(cases[case], until, n) for case, until, n in rows)


def told_before() -> dict[tuple[int, date | None], Told]:
    """By case and day."""
    past = defaultdict[tuple[int, date | None], Past](Past)
    rows = CaseReminder.objects.filter(case__state=CaseState.OPEN, step="").order_by()
    for case, due, why, number, day in rows.values_list("case", "due", "why", "number", "day"):
        past[case, due].add(why, number, day)
    return {key: each.told for key, each in past.items()}


def news_of(near: dict[int, list[Lines]]) -> Iterator[News]:
    shares = defaultdict[User, list[Lines]](list)
    for member in CaseMember.objects.filter(case__in=near, ended_at=None).select_related("user"):
        shares[member.user] += near[member.case_id]
    for person, mine in shares.items():
        yield News(person, "case.due", sentence_of(mine), lines=lines_of(mine), gathered=True)


def sentence_of(mine: list[Lines]) -> Callable[[], str]:
    n = sum(lines.n for lines in mine)
    return lambda: ngettext("%(n)s dòng danh sách đến hạn", "%(n)s dòng danh sách đến hạn", n) % {"n": n}


def lines_of(mine: list[Lines]) -> Callable[[], Sequence[Line]]:
    return lambda: [(each.sentence(), reverse("procedures:roster", args=[each.case.public_id])) for each in mine]
