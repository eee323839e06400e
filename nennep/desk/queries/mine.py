"""What waits for the person who just came in."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from nennep.accounts.models import User
from nennep.directives.models import Assignment, AssignmentQuerySet, Directive, Task
from nennep.directives.queries.lists import TaskRow, due_ranges, task_rows, with_counts
from nennep.directives.rules import SOON, DirectiveState
from nennep.notices.models import Notice
from nennep.organisation.models import Grant, Unit
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act

FEW = 8  # rows of each list on the desk
MOST_UNITS = 20  # units of the whole tree that are named there
MOST_LATE = 1_000


@dataclass(frozen=True)
class UnitFigures:
    """One unit that owes something: how much, how much of it late or near."""

    unit: Unit
    all: int
    late: int
    soon: int


@dataclass(frozen=True)
class Desk:
    reviews: list[Directive]
    units: list[UnitFigures]
    near: list[TaskRow]
    own: list[TaskRow]
    notices: list[Notice]
    counted_late: int  # answers owed past their date, in all units one speaks for; past MOST_LATE nobody counts

    @property
    def late(self) -> int:
        return min(self.counted_late, MOST_LATE)

    @property
    def more_late(self) -> bool:
        return self.counted_late > MOST_LATE

    @property
    def waiting(self) -> int:
        return sum(getattr(directive, "open_count", 0) for directive in self.reviews)


def desk_of(user: User) -> Desk:
    left = Task.objects.filter(state__in=["proposed", "later"], directive__isnull=False).order_by().values("directive")
    reviewed = Directive.objects.filter(state=DirectiveState.REVIEW).order_by().values("pk")
    unfinished = Directive.objects.visible_to(user, Act.REVIEW).filter(pk__in=reviewed.union(left))
    half_done = unfinished.exclude(state=DirectiveState.WITHDRAWN).order_by("-date", "-pk")
    today = timezone.localdate()
    ranges = due_ranges(today)
    watched = Task.objects.seen_from_above(user).issued().filter(ranges["late"] | ranges["soon"])
    mine = Task.objects.issued().filter(assignments__person=user, assignments__is_open=True).distinct()
    related = ("directive", "clause")
    return Desk(
        reviews=with_counts(list(half_done.defer("text", "folded")[:FEW])),
        units=figures_of(user),
        near=task_rows(watched.select_related(*related).order_by("next_due", "pk")[:FEW]),
        own=task_rows(mine.select_related(*related).order_by("next_due", "pk")[:FEW]),
        notices=list(Notice.objects.visible_to(user).unread()[:FEW]),
        counted_late=late_within(user)[: MOST_LATE + 1].count(),
    )


def owed_within(user: User) -> AssignmentQuerySet:
    """Answers still owed by the units one speaks for; of the whole tree only what was given from above."""
    owed = Assignment.objects.open().exclude(unit=None)
    if Grant.objects.reaches_all(user, Act.SEE_OWN):
        return owed.filter(whole=None)
    return owed.filter(unit__in=Unit.objects.living().visible_to(user, Act.SEE_OWN).values("pk"))


def late_within(user: User) -> AssignmentQuerySet:
    """Those past their date, as they come."""
    return owed_within(user).overdue(timezone.localdate()).order_by()


def figures_of(user: User) -> list[UnitFigures]:
    """Units one speaks for, with what each owes; of the whole tree, those that are most behind."""
    owed = owed_within(user)
    if Grant.objects.reaches_all(user, Act.SEE_OWN):
        near = timezone.localdate() + timedelta(days=SOON)
        behind = owed.filter(due__lte=near).values("unit").annotate(behind=Count("unit")).order_by("-behind", "unit")
        owed = owed.filter(unit__in=[row["unit"] for row in behind[:MOST_UNITS]])
    by_unit = {row["unit"]: row for row in counted(owed)}
    units = Unit.objects.filter(pk__in=by_unit).order_by("path")
    return [
        UnitFigures(unit, by_unit[unit.pk]["all"], by_unit[unit.pk]["late"], by_unit[unit.pk]["soon"]) for unit in units
    ]


def counted(owed: AssignmentQuerySet) -> list[dict[str, Any]]:
    today = timezone.localdate()
    dated = Q(is_dated=True)
    rows = (
        owed.values("unit")
        .annotate(
            all=Count("pk"),
            late=Count("pk", filter=dated & Q(due__lt=today)),
            soon=Count("pk", filter=dated & Q(due__gte=today, due__lte=today + timedelta(days=SOON))),
        )
        .order_by()
    )
    return [dict(row) for row in rows]


def founding(user: User) -> bool:
    """An office that is just being set up: who keeps its tree or its users sees the first steps."""
    return Unit.objects.count() <= 1 and any(may(user, act) for act in (Act.KEEP_TREE, Act.KEEP_USERS))
