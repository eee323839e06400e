"""Figures per unit and person in a period, counted by the database; and the answers behind each."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from nennep.accounts.models import User
from nennep.directives.models import Assignment, ProgressEntry
from nennep.directives.rules import AnswerState
from nennep.evaluation.rules import Mark, share
from nennep.lib.periods import Period
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act
from nennep.reports.queries.facts import of_period


def answers_in(period: Period, user: User) -> "QuerySet[Assignment]":
    """What was owed in the period, as far as one sees it: all under one's eye, else one's own units' and one's own."""
    found = Assignment.objects.standing().filter(of_period(period), whole=None, owes_answer=True, task__state="issued")
    if Grant.objects.reaches_all(user, Act.READ_TASK):
        return found
    read = Grant.objects.reaching(user, Act.READ_TASK, "unit__")
    own = Grant.objects.reaching(user, Act.SEE_OWN, "unit__")
    return found.filter(read | own | Q(person=user))


def conditions(period: Period) -> dict[Mark, Q]:
    """What each figure counts, as the answers stood at the period's end, or stand today while it runs."""
    on = min(timezone.localdate(), period.end)
    done = Q(state__in=[AnswerState.REPORTED, AnswerState.CONFIRMED], reported_on__lte=on)
    in_time = Q(is_dated=False) | Q(due=None) | Q(reported_on__lte=F("due"))
    past = Q(due__lt=on, is_dated=True)
    target = Q(allotted__isnull=False, figure__gt=F("allotted"))
    same_for_all = Q(allotted=None, task__target_unit="%", figure__gt=F("task__target_value"))
    return {
        Mark.ALL: Q(),
        Mark.ON_TIME: done & in_time,
        Mark.LATE: done & ~in_time,
        Mark.EXCUSED: ~done & Q(excused=True),
        Mark.NOT_DONE: ~done & Q(excused=False) & past,
        Mark.RUNNING: ~done & Q(excused=False) & ~past,
        Mark.EXCEEDED: target | same_for_all,
        Mark.ENTERED_LATE: Q(late_words=True),
    }


def with_late_words(answers: "QuerySet[Assignment]") -> "QuerySet[Assignment]":
    late = ProgressEntry.objects.filter(assignment=OuterRef("pk"), entered_late=True)
    return answers.annotate(late_words=Exists(late))


@dataclass(frozen=True)
class Figures:
    """One line: a unit, or a person."""

    name: str
    unit: str  # public id; empty: a person
    person: str
    counts: dict[Mark, int]

    @property
    def closed(self) -> int:
        """What can be judged: done, or not done past its day; what is excused marks nobody down."""
        return self.counts[Mark.ON_TIME] + self.counts[Mark.LATE] + self.counts[Mark.NOT_DONE]

    @property
    def on_time_share(self) -> str:
        return share(self.counts[Mark.ON_TIME], self.closed)

    @property
    def late_share(self) -> str:
        return share(self.counts[Mark.LATE] + self.counts[Mark.NOT_DONE], self.closed)

    @property
    def exceeded_share(self) -> str:
        return share(self.counts[Mark.EXCEEDED], self.closed)

    @property
    def cells(self) -> list[tuple[Mark, int]]:
        return list(self.counts.items())


def figures_of(period: Period, user: User) -> list[Figures]:
    """One question for all units and persons."""
    counted = {f"n_{mark}": Count("pk", filter=which) for mark, which in conditions(period).items() if which}
    keys = ("unit__path", "unit__public_id", "unit__name", "person__public_id", "person__full_name")
    rows = with_late_words(answers_in(period, user)).order_by().values(*keys).annotate(n_all=Count("pk"), **counted)
    made = []
    for row in sorted(rows, key=lambda r: (r["unit__path"] or "~", r["person__full_name"] or "")):
        counts = {mark: row[f"n_{mark}"] for mark in Mark}
        name = row["unit__name"] or row["person__full_name"]
        made.append(Figures(name, row["unit__public_id"] or "", row["person__public_id"] or "", counts))
    return made


@dataclass(frozen=True)
class Wanted:
    mark: str = Mark.ALL
    unit: str = ""
    person: str = ""


def listed(period: Period, user: User, wanted: Wanted) -> "QuerySet[Assignment]":
    """The answers that a figure counts."""
    found = with_late_words(answers_in(period, user))
    if wanted.mark in set(Mark):
        found = found.filter(conditions(period)[Mark(wanted.mark)])
    if wanted.unit:
        found = found.filter(unit__public_id=wanted.unit)
    if wanted.person:
        found = found.filter(person__public_id=wanted.person)
    return found.select_related("task__directive", "task__clause", "unit", "person").order_by("due", "pk")


def name_of(wanted: Wanted) -> str:
    if wanted.unit:
        return Unit.objects.filter(public_id=wanted.unit).values_list("name", flat=True).first() or ""
    return User.objects.filter(public_id=wanted.person).values_list("full_name", flat=True).first() or ""
