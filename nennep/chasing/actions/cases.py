"""Steps of cases on a working morning: their members are told before the date, at it and after; then it is said above.
Of a case without a date they are told now and then.

Above one hears of procedure, unit and days alone: what a case is about is for its members. Sealed procedures are told
to their members and nobody else.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nennep.accounts.models import User
from nennep.chasing.models import CaseReminder, Morning
from nennep.chasing.queries.following import SPEAKS_UP, Above, Past, above, habits_of, people_in
from nennep.chasing.rules import Habits, Owed, Told, Why, ancestors, reminder_due, step_due
from nennep.directives.queries.statuses import rules_now
from nennep.journal.actions import record
from nennep.lib.dates import format_date
from nennep.notices.actions import Line, News, tell_each
from nennep.procedures.models import Case, CaseMember, CaseStep
from nennep.procedures.queries.listing import undated, undated_words
from nennep.procedures.rules import CaseState


@dataclass(frozen=True)
class Near:
    """A case near its date, past it, or long without one; `due` is the office's own date where it has set one."""

    case: Case
    due: date | None
    heard_on: date  # without a date: when its step began

    @property
    def sealed(self) -> bool:
        return self.case.version.told.sealed

    def sentence(self, today: date) -> str:
        step = self.case.version.told.step(self.case.at).name
        if self.due is None:
            said = {"subject": self.case.subject, "step": step, "words": undated_words(self.case, today)}
            return _("%(subject)s: %(step)s, %(words)s") % said
        values = {"subject": self.case.subject, "step": step, "day": format_date(self.due)}
        if self.due < today:
            return _("%(subject)s: %(step)s, quá hạn từ %(day)s") % values
        return _("%(subject)s: %(step)s, hạn %(day)s") % values


@transaction.atomic
def remind_of_cases(today: date) -> int:
    """How many marks were set today; what was told on a day is not told again on it."""
    told, morning = told_before(today), Looking(habits_of(rules_now()), above(), today)
    members, raised = list[Near](), defaultdict[int, list[Near]](list)
    marks = []
    for near in cases_near(morning.habits, today):
        mine = list(marks_of(near, told.get(near.case.pk, Told()), morning))
        marks += mine
        if any(mark.why != Why.ESCALATED for mark in mine):
            members.append(near)
        for mark in mine:
            if mark.to_id:
                raised[mark.to_id].append(near)
    if not marks:
        return 0
    CaseReminder.objects.bulk_create(marks, batch_size=500)
    record(None, "cases.reminded", Morning.objects.get_or_create(day=today)[0], marks=len(marks))
    tell_each([*for_members(members, today), *for_those_above(raised, today)])
    return len(marks)


@dataclass(frozen=True)
class Looking:
    """What one morning looks with."""

    habits: Habits
    tree: Above
    today: date


def cases_near(habits: Habits, today: date) -> Iterator[Near]:
    last = today + timedelta(days=max(habits.before, default=0))
    found = Case.objects.filter(state=CaseState.OPEN, due__isnull=False).select_related("unit", "version")
    for case in found.order_by("due", "pk").iterator(chunk_size=2000):
        due = case.target or case.due
        if due and due <= last and not waits(case):
            yield Near(case, due, today)
    steps = CaseStep.objects.filter(done_on=None, begun_on__lt=today - timedelta(days=habits.silent_after))
    long_ago = steps.filter(case__in=undated()).select_related("case__unit", "case__version").order_by("pk")
    for step in long_ago.iterator(chunk_size=2000):
        yield Near(step.case, None, step.begun_on)


def waits(case: Case) -> bool:
    """A time that has to pass is no time in which something is late."""
    limit = case.version.told.step(case.at).limit
    return limit is not None and limit.wait


def told_before(today: date) -> dict[int, Told]:
    """Of the step at which each open case is, and only about the date that stands now."""
    past: dict[int, Past] = defaultdict(Past)
    rows = CaseReminder.objects.filter(case__state=CaseState.OPEN, step=F("case__at")).order_by()
    rows = rows.filter(Q(due=Coalesce("case__target", "case__due")) | Q(due=None, case__due=None))
    for case, why, number, day in rows.values_list("case", "why", "number", "day").iterator(chunk_size=5000):
        past[case].add(why, number, min(day, today))
    return {case: each.told for case, each in past.items()}


def marks_of(near: Near, told: Told, morning: Looking) -> Iterator[CaseReminder]:
    """One for the members, and one for the next unit above in which there is somebody to tell."""
    habits, today = morning.habits, morning.today
    case, owed = near.case, Owed(near.due, near.case.opened_on, near.heard_on)
    said = {"case": case, "day": today, "step": case.at, "due": near.due}
    if mark := reminder_due(owed, told, habits, today):
        yield CaseReminder(why=mark.why, number=mark.number, **said)
    step = 0 if near.sealed or near.due is None else step_due(owed, told, habits, today) or 0
    units = morning.tree.peopled_at(ancestors(case.unit.path, "")) if step else []
    if 0 < step <= len(units):
        yield CaseReminder(why=Why.ESCALATED, number=step, to_id=units[step - 1], **said)


def for_members(told: list[Near], today: date) -> Iterator[News]:
    """One digest a person, the most pressing first."""
    near, shares = {each.case.pk: each for each in told}, defaultdict[User, list[Near]](list)
    for member in CaseMember.objects.filter(case__in=near, ended_at=None).select_related("user"):
        shares[member.user].append(near[member.case_id])
    for person, mine in shares.items():
        yield News(person, "case.due", sentence_of(mine), lines=lines_of(mine, today), gathered=True)


def sentence_of(mine: list[Near]) -> Callable[[], str]:
    n = len(mine)
    return lambda: ngettext("%(n)s hồ sơ cần làm", "%(n)s hồ sơ cần làm", n) % {"n": n}


def lines_of(mine: list[Near], today: date) -> Callable[[], Sequence[Line]]:
    ordered = sorted(mine, key=lambda near: (near.due or date.max, near.case.pk))
    return lambda: [(near.sentence(today), reverse("procedures:case", args=[near.case.public_id])) for near in ordered]


def for_those_above(told: dict[int, list[Near]], today: date) -> Iterator[News]:
    """By unit, those who speak for it."""
    shares = defaultdict[User, list[Near]](list)
    for unit, people in people_in(SPEAKS_UP, told).items():
        for person in people:
            shares[person] += told[unit]
    for person, raised in shares.items():
        yield News(person, "case.escalated", raised_sentence(raised), lines=raised_lines(raised, today), gathered=True)


def raised_sentence(raised: list[Near]) -> Callable[[], str]:
    n = len(raised)
    return lambda: (
        ngettext("%(n)s hồ sơ của cấp dưới quá hạn lâu", "%(n)s hồ sơ của cấp dưới quá hạn lâu", n) % {"n": n}
    )


def raised_lines(raised: Iterable[Near], today: date) -> Callable[[], Sequence[Line]]:
    def lines() -> list[Line]:
        found = []
        for near in raised:
            values = {"procedure": near.case.version.told.name, "unit": near.case.unit.label}
            values |= {"n": str((today - (near.due or today)).days)}
            found.append((_("%(procedure)s, %(unit)s: quá hạn %(n)s ngày") % values, procedure_page(near)))
        return found

    return lines


def procedure_page(near: Near) -> str:
    return reverse("procedures:procedure", args=[near.case.version.told.key])
