"""What is open and near, past or silent this morning, what was told about it already, and who stands above whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import F, Q
from django.utils import timezone

from nennep.accounts.models import User
from nennep.chasing.models import Reminder
from nennep.chasing.rules import Habits, Owed, Told, Why, ancestors
from nennep.directives.models import Assignment, AssignmentQuerySet, Extension, FollowRules
from nennep.directives.rules import TO_DO, AskState
from nennep.organisation.models import Grant, Post, Unit
from nennep.organisation.rules import Role


def habits_of(rules: FollowRules) -> Habits:
    return Habits(rules.days_before, rules.remind_every, rules.silent_after, rules.escalate_after)


def to_follow() -> AssignmentQuerySet:
    """Open answers that a unit still has to give: not reported, not excused, nothing asked that waits for us."""
    asked = Extension.objects.filter(state=AskState.ASKED).values("assignment")
    followed = Assignment.objects.filter(is_open=True, owes_answer=True, excused=False, annulled_at=None)
    return followed.filter(state__in=list(TO_DO)).exclude(pk__in=asked)


@dataclass(frozen=True)
class Row:
    """An answer as the morning looks at it."""

    pk: int
    owed: Owed
    path: str  # of the unit; empty: a person owes it
    giver: str  # path of the unit that gave it
    whole: int | None  # of a part: the unit that cut it


def rows_near(habits: Habits, today: date) -> Iterator[Row]:
    near = Q(due__lte=today + timedelta(days=max(habits.before, default=0)))
    silent = Q(heard_on__lt=today - timedelta(days=habits.silent_after))
    fields = ("pk", "due", "given_at", "heard_on", "is_dated", "unit__path", "task__unit__path", "whole__unit")
    found = to_follow().filter(near | silent).order_by("pk").values_list(*fields)
    for pk, due, given_at, heard_on, is_dated, path, giver, whole in found.iterator(chunk_size=5000):
        owed = Owed(due, timezone.localdate(given_at), heard_on, is_dated)
        yield Row(pk, owed, path or "", giver, whole)


@dataclass
class Past:
    """What was told of one answer, gathered row by row."""

    bands: set[int] = field(default_factory=set)
    last: date | None = None
    steps: int = 0
    escalated: date | None = None

    def add(self, why: str, number: int, day: date) -> None:
        if why == Why.BEFORE:
            self.bands.add(number)
        elif why == Why.ESCALATED:
            self.steps, self.escalated = max(self.steps, number), max(self.escalated or day, day)
        else:
            self.last = max(self.last or day, day)

    @property
    def told(self) -> Told:
        return Told(frozenset(self.bands), self.last, self.steps, self.escalated)


def told_before() -> dict[int, Told]:
    """By answer, only of what is open, and only about the date that stands now."""
    same_date = Q(due=F("assignment__due")) | Q(due=None, assignment__due=None)
    told = Reminder.objects.filter(same_date, assignment__is_open=True).order_by()
    past: dict[int, Past] = defaultdict(Past)
    for answer, why, number, day in told.values_list("assignment", "why", "number", "day").iterator(chunk_size=5000):
        past[answer].add(why, number, day)
    return {answer: each.told for answer, each in past.items()}


@dataclass(frozen=True)
class Above:
    """The tree as escalation climbs it: only units in which there is somebody to tell."""

    unit_at: dict[str, int]  # path → key
    peopled: frozenset[int]

    def steps_of(self, row: Row) -> list[int]:
        """Units told one after the other. A part goes to the unit that cut it and no further."""
        if row.whole:
            return [row.whole] if row.whole in self.peopled else []
        return self.peopled_at(ancestors(row.path, row.giver) if row.path else [row.giver])

    def peopled_at(self, paths: Sequence[str]) -> list[int]:
        units = [self.unit_at[path] for path in paths if path in self.unit_at]
        return [unit for unit in units if unit in self.peopled]


SPEAKS_UP = (Role.CONTACT, Role.LEADER)


def above() -> Above:
    peopled = Grant.objects.living().filter(role__in=SPEAKS_UP, user__is_active=True).order_by().values_list("unit")
    units = Unit.objects.order_by().values_list("path", "pk")
    return Above(dict(units), frozenset(unit for (unit,) in peopled.distinct()))


def people_in(roles: tuple[Role, ...], units: Iterable[int] | None = None) -> dict[int, list[User]]:
    """By unit, who holds one of the roles on that very unit today; of all units, or of some."""
    found: dict[int, list[User]] = defaultdict(list)
    grants = Grant.objects.living().filter(role__in=roles, user__is_active=True)
    grants = grants if units is None else grants.filter(unit__in=list(units))
    for grant in grants.select_related("user"):
        if grant.user not in found[grant.unit_id]:
            found[grant.unit_id].append(grant.user)
    return found


def in_charge() -> list[User]:
    """Who is in charge of some field: such a person hears of what a directive named as the one to direct it."""
    posts = Post.objects.living().filter(portfolios__isnull=False, holder__is_active=True).select_related("holder")
    return list({post.holder_id: post.holder for post in posts if post.holder}.values())
