"""What the leader's view looks at: one directive, one period, or one within the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef
from django.http import QueryDict
from django.utils import timezone

from nennep.accounts.models import User
from nennep.desk.rules import Row
from nennep.directives.models import Assignment, AssignmentQuerySet, Directive, Task
from nennep.directives.queries.answers import in_period, period_named
from nennep.directives.rules import DirectiveState, TaskState
from nennep.lib.periods import Period, PeriodKind, period_of
from nennep.organisation.rules import Act

MOST_DIRECTIVES = 30
FIELDS = (
    *("unit", "unit__path", "task__clause", "task__directive", "task__field__public_id", "state", "is_dated"),
    *("owes_answer", "excused", "due", "first_due", "heard_on", "reported_on", "closed_at", "reminded"),
)


@dataclass(frozen=True)
class Scope:
    directive: Directive | None = None
    period: Period | None = None

    @property
    def key(self) -> str:
        return f"{self.directive.public_id if self.directive else ''}/{self.period.key if self.period else ''}"

    def link(self, **also: str) -> str:
        """Query of the list of answers that sums to a figure."""
        named = {"directive": self.directive.public_id if self.directive else ""}
        named |= {"period": self.period.key if self.period else "", **also}
        return urlencode({name: value for name, value in named.items() if value})

    @property
    def start(self) -> date | None:
        """Of a directive its own date, which may be long before it was read in and given."""
        if self.period:
            return self.period.start
        issued = self.directive.issued_at if self.directive else None
        days = [self.directive.date if self.directive else None, timezone.localdate(issued) if issued else None]
        return min(filter(None, days), default=None)

    @property
    def end(self) -> date | None:
        return self.period.end if self.period else None

    def answers(self, user: User | None = None) -> AssignmentQuerySet:
        """What was given from above in this scope; to nobody in particular, all of it."""
        seen = Assignment.objects.seen_from_above(user) if user else Assignment.objects.filter(whole=None)
        found = seen.standing()
        if self.directive:
            found = found.filter(task__directive=self.directive)
        return found.filter(in_period(self.period)) if self.period else found


def rows_of(answers: AssignmentQuerySet) -> Iterator[Row]:
    for *values, closed, reminded in answers.order_by().values_list(*FIELDS).iterator(chunk_size=5_000):
        yield Row._make([*values, timezone.localdate(closed) if closed else None, reminded])


def directives_to_choose(user: User) -> list[Directive]:
    """The latest that gave something."""
    given = Task.objects.filter(directive=OuterRef("pk"), state=TaskState.ISSUED)
    seen = Directive.objects.visible_to(user, Act.READ_TASK).filter(Exists(given), state=DirectiveState.ISSUED)
    return list(seen.order_by(F("date").desc(nulls_last=True), "-pk").defer("text", "folded")[:MOST_DIRECTIVES])


def periods_to_choose(today: date) -> list[Period]:
    quarter = period_of(today, PeriodKind.QUARTER)
    return [
        quarter,
        quarter.last,
        period_of(today, PeriodKind.MONTH),
        period_of(today, PeriodKind.HALF),
        period_of(today, PeriodKind.YEAR),
    ]


def scope_asked(asked: QueryDict, user: User, choices: list[Directive]) -> Scope:
    """The scope of an address; where none is named, the latest directive, or the quarter while there is none."""
    period = period_named(asked.get("period", ""))
    public_id = asked.get("directive", "")
    directive = next((one for one in choices if one.public_id == public_id), None)
    if public_id and directive is None:
        seen = Directive.objects.visible_to(user, Act.READ_TASK).defer("text", "folded")
        directive = seen.filter(public_id=public_id, state=DirectiveState.ISSUED).first()
    if directive is None and period is None:
        if choices and "directive" not in asked:
            return Scope(choices[0])
        period = period_of(timezone.localdate(), PeriodKind.QUARTER)
    return Scope(directive, period)


def week_before(day: date) -> date:
    return day - timedelta(days=7)
