"""Figures per unit and person in a period, counted by the database; and the answers behind each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from nennep.accounts.models import User
from nennep.directives.models import Assignment, ProgressEntry
from nennep.directives.rules import AnswerState
from nennep.evaluation.rules import Mark, Rate, Threshold, share, thresholds
from nennep.facts.queries import facts_of
from nennep.facts.values import FactValue
from nennep.lib.periods import ONE_DAY, Period
from nennep.lib.words import say
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act
from nennep.reports.queries.facts import of_period
from nennep.web.memory import until_an_act


def answers_in(period: Period, user: User) -> "QuerySet[Assignment]":
    return owed(user).filter(of_period(period), task__state="issued")


def owed(user: User) -> "QuerySet[Assignment]":
    """What was ever owed, as far as one sees it: all under one's eye, else one's own units' and one's own."""
    found = Assignment.objects.standing().filter(whole=None, owes_answer=True)
    if Grant.objects.reaches_all(user, Act.READ_TASK):
        return found
    read = Grant.objects.reaching(user, Act.READ_TASK, "unit__")
    own = Grant.objects.reaching(user, Act.SEE_OWN, "unit__")
    return found.filter(read | own | Q(person=user))


def conditions(period: Period) -> dict[Mark, Q]:
    """What each figure counts, as the answers stood at the period's end, or stand today while it runs."""
    today = timezone.localdate()
    on = min(today, period.end)
    done = Q(state__in=[AnswerState.REPORTED, AnswerState.CONFIRMED], reported_on__lte=on)
    in_time = Q(is_dated=False) | Q(due=None) | Q(reported_on__lte=F("due"))
    past = Q(due__lt=min(today, period.end + ONE_DAY))  # with the period its last day is over, and its standing duties
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
        Mark.ENTERED_LATE: Q(pk__in=ProgressEntry.objects.filter(entered_late=True).order_by().values("assignment")),
    }


@dataclass(frozen=True)
class Receiver:
    """A unit, or a person, that owes answers; in some period perhaps none."""

    pk: int
    public_id: str
    name: str
    is_unit: bool


@dataclass(frozen=True)
class Figures:
    """One line."""

    receiver: Receiver
    counts: dict[Mark, int]

    @property
    def name(self) -> str:
        return self.receiver.name

    @property
    def unit(self) -> str:
        """Its public id; empty: a person."""
        return self.receiver.public_id if self.receiver.is_unit else ""

    @property
    def person(self) -> str:
        return "" if self.receiver.is_unit else self.receiver.public_id

    @property
    def had_to_be_done(self) -> int:
        """Done, or past its day and not done; what is excused marks nobody down, what has days left is not judged."""
        return self.counts[Mark.ON_TIME] + self.counts[Mark.LATE] + self.counts[Mark.NOT_DONE]

    @property
    def rates(self) -> dict[Rate, str]:
        counts = self.counts
        return {
            Rate.ON_TIME: share(counts[Mark.ON_TIME], self.had_to_be_done),
            Rate.NOT_ON_TIME: share(counts[Mark.LATE] + counts[Mark.NOT_DONE], self.had_to_be_done),
            Rate.EXCEEDED: share(counts[Mark.EXCEEDED], counts[Mark.ALL]),
        }


def receivers_of(user: User) -> list[Receiver]:
    """In the order of the tree, persons last; nothing is counted yet, so that a page counts its own lines alone."""
    return until_an_act(("receivers", user.pk), lambda: receivers_found(user))


def receivers_found(user: User) -> list[Receiver]:
    ever = owed(user).order_by()
    units = Unit.objects.filter(Exists(ever.filter(unit=OuterRef("pk")))).order_by("path")
    people = User.objects.filter(Exists(ever.filter(person=OuterRef("pk")))).order_by("full_name", "pk")
    return [
        *(Receiver(*told, True) for told in units.values_list("pk", "public_id", "name")),
        *(Receiver(*told, False) for told in people.values_list("pk", "public_id", "full_name")),
    ]


def figures_of(period: Period, user: User, receivers: Iterable[Receiver]) -> list[Figures]:
    """One question for the lines of a page, or for all of a sheet."""
    lines = tuple(receivers)
    return until_an_act(("figures", period, user.pk, lines), lambda: figures_counted(period, user, lines))


def figures_counted(period: Period, user: User, lines: Sequence[Receiver]) -> list[Figures]:
    units, people = ([one.pk for one in lines if one.is_unit == kind] for kind in (True, False))
    of_these = Q(unit__in=units) | Q(person__in=people) if people else Q(unit__in=units)
    counted = {f"n_{mark}": Count("pk", filter=which) for mark, which in conditions(period).items() if which}
    rows: Any = answers_in(period, user).filter(of_these).order_by().values("unit", "person")
    found: dict[Any, dict[Mark, int]] = {
        (row["unit"], row["person"]): {mark: row[f"n_{mark}"] for mark in Mark}
        for row in rows.annotate(n_all=Count("pk"), **counted)
    }
    none = dict.fromkeys(Mark, 0)
    return [Figures(one, found.get((one.pk, None) if one.is_unit else (None, one.pk), none)) for one in lines]


def all_figures(period: Period, user: User) -> list[Figures]:
    return figures_of(period, user, receivers_of(user))


@dataclass(frozen=True)
class Wanted:
    mark: str = Mark.ALL
    unit: str = ""
    person: str = ""


def listed(period: Period, user: User, wanted: Wanted) -> "QuerySet[Assignment]":
    """The answers that a figure counts."""
    found = answers_in(period, user)
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


@dataclass(frozen=True)
class Level:
    """A condition with the figures that the facts have for it, as the office confirmed or corrected them."""

    threshold: Threshold
    words: str
    open: list[FactValue]  # nobody has confirmed these


def levels_on(day: date) -> list[Level]:
    known = thresholds(day)
    values = facts_of(sorted({key for each in known for key in each.figures.values()}), day) if known else {}
    return [level_of(each, values) for each in known]


def level_of(threshold: Threshold, values: Mapping[str, FactValue]) -> Level:
    figures = {place: values[key] for place, key in threshold.figures.items()}
    words = say(threshold.words, **{place: value.value.replace(".", ",") for place, value in figures.items()})
    return Level(threshold, words, [value for value in figures.values() if not value.confirmed])
