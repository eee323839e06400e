"""What each receiver of a task comes to owe, and when it first falls due."""

from dataclasses import dataclass
from datetime import date, datetime

from dateutil.rrule import rrulestr
from django.utils import timezone

from nennep.accounts.models import User
from nennep.directives.models import Assignment, FollowRules, Task
from nennep.directives.rules import ROUTES, Kind, Part, Route
from nennep.lib.periods import PeriodKind, period_of
from nennep.organisation.models import Unit

OF_FREQUENCY = {"DAILY": PeriodKind.WEEK, "WEEKLY": PeriodKind.WEEK, "MONTHLY": PeriodKind.MONTH}


@dataclass(frozen=True)
class Given:
    """One answer owed to one task."""

    unit: Unit | None
    person: User | None
    part: Part
    through: str = ""

    @property
    def key(self) -> tuple[int | None, int | None]:
        return (self.unit.pk if self.unit else None, self.person.pk if self.person else None)


@dataclass(frozen=True)
class Term:
    """When an answer falls due, and the key of the period it is owed for, where the duty comes again."""

    due: date | None
    period: str = ""


def rules_of(unit: Unit) -> FollowRules:
    """The office's rules of following; the usual ones while it has set none."""
    return FollowRules.objects.filter(unit=unit).first() or FollowRules(unit=unit)


def term_for(task: Task, rules: FollowRules, today: date) -> Term:
    """The first term of a task, or the one that `today` lies in when it comes again."""
    if not ROUTES[Route(task.route)].owes_answer:
        return Term(None)
    if task.recurrence:
        return recurring_term(task, today)
    if task.kind == Kind.STANDING:
        period = period_of(task.due or today, PeriodKind(rules.standing_period))
        period = period if period.end >= today else period_of(today, period.kind)
        return Term(period.end, period.key)
    return Term(task.due)


def recurring_term(task: Task, today: date) -> Term:
    """The next day of the recurrence from today on; without a day of its own, the end of the period."""
    kind = period_kind_of(task.recurrence)
    if not any(part in task.recurrence for part in ("BYMONTHDAY", "BYDAY")):
        period = period_of(today, kind)
        return Term(period.end, period.key)
    start = datetime.combine(today, datetime.min.time())
    following = rrulestr(task.recurrence, dtstart=start).after(start, inc=True)
    due = following.date() if following else today
    return Term(due, period_of(due, kind).key)


def period_kind_of(recurrence: str) -> PeriodKind:
    parts = dict(part.split("=", 1) for part in recurrence.split(";") if "=" in part)
    interval = int(parts.get("INTERVAL", 1))
    if parts.get("FREQ") == "MONTHLY" and interval in (3, 6):
        return PeriodKind.QUARTER if interval == 3 else PeriodKind.HALF
    if parts.get("FREQ") == "YEARLY":
        return PeriodKind.QUARTER if parts.get("BYMONTH", "").count(",") == 3 else PeriodKind.YEAR
    return OF_FREQUENCY.get(parts.get("FREQ", ""), PeriodKind.MONTH)


def new_assignment(task: Task, given: Given, term: Term, now: datetime) -> Assignment:
    """Not saved yet."""
    return Assignment(
        task=task,
        unit=given.unit,
        person=given.person,
        part=given.part,
        through=given.through,
        period=term.period,
        whole_id=task.whole_id,
        due=term.due,
        first_due=term.due,
        given_at=now,
        heard_on=timezone.localdate(now),
        is_dated=task.kind != Kind.STANDING and ROUTES[Route(task.route)].owes_answer,
        owes_answer=ROUTES[Route(task.route)].owes_answer,
    )
