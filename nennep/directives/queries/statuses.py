"""How answers look today, as conditions in SQL: the same decision as `rules.status_of`, which a test compares."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, CharField, Count, F, Q, Value, When
from django.utils import timezone
from django.utils.translation import ngettext

from nennep.directives.labels import SHAPES, STATUSES, days_said
from nennep.directives.models import Assignment, AssignmentQuerySet, FollowRules
from nennep.directives.rules import SOON, AnswerState, Status, status_of
from nennep.organisation.models import Office
from nennep.web.memory import remembered, until_an_act

TO_BE_DONE = Q(state__in=[AnswerState.GIVEN, AnswerState.ACCEPTED, AnswerState.DOING])


def rules_now() -> FollowRules:
    """The office's rules of following; the usual ones while it has set none."""

    def ask() -> FollowRules:
        return FollowRules.objects.filter(unit__in=Office.objects.values("root")).first() or FollowRules()

    return remembered("follow rules", lambda: until_an_act("follow rules", ask))


def status_case(today: date, silent_after: int) -> Case:
    """An expression that names the status of each row."""
    heard_before = today - timedelta(days=silent_after)
    past, near = Q(due__lt=today), Q(is_dated=True, due__lte=today + timedelta(days=SOON))
    return Case(
        When(state=AnswerState.CONFIRMED, then=Value(Status.DONE)),
        When(state=AnswerState.CANCELLED, then=Value(Status.CANCELLED)),
        When(state=AnswerState.REPORTED, then=Value(Status.WAITING)),
        When(state=AnswerState.RETURNED, then=Value(Status.RETURNED)),
        When(state=AnswerState.DECLINED, then=Value(Status.DECLINED)),
        When(owes_answer=False, then=Value(Status.DOING)),
        When(excused=True, then=Value(Status.EXCUSED)),
        When(Q(heard_on__lt=heard_before) | past & Q(is_dated=False), then=Value(Status.SILENT)),
        When(past, then=Value(Status.LATE)),
        When(due__gt=F("first_due"), then=Value(Status.EXTENDED)),
        When(near, then=Value(Status.SOON)),
        default=Value(Status.DOING),
        output_field=CharField(),
    )


def status_now() -> Case:
    return status_case(timezone.localdate(), rules_now().silent_after)


STATED = {  # what a state alone says
    Status.DONE: Q(state=AnswerState.CONFIRMED),
    Status.CANCELLED: Q(state=AnswerState.CANCELLED),
    Status.WAITING: Q(state=AnswerState.REPORTED, is_open=True),
    Status.RETURNED: Q(state=AnswerState.RETURNED, is_open=True),
    Status.DECLINED: Q(state=AnswerState.DECLINED, is_open=True),
}


def told_by_dates(today: date, silent_after: int) -> dict[Status, Q]:
    """What the calendar says of those still to be done, in columns that stand in an index."""
    silent = Q(heard_on__lt=today - timedelta(days=silent_after)) | Q(due__lt=today, is_dated=False)
    owed = TO_BE_DONE & Q(is_open=True, owes_answer=True, excused=False)
    later = Q(due__gt=F("first_due"))
    return {
        Status.EXCUSED: TO_BE_DONE & Q(is_open=True, owes_answer=True, excused=True),
        Status.SILENT: owed & silent,
        Status.LATE: owed & ~silent & Q(due__lt=today),
        Status.EXTENDED: owed & ~silent & Q(due__gte=today) & later,
        Status.SOON: owed & ~silent & Q(is_dated=True, due__gte=today, due__lte=today + timedelta(days=SOON)) & ~later,
    }


def looking(answers: AssignmentQuerySet, status: Status) -> AssignmentQuerySet:
    """Those that look so today."""
    known = STATED | told_by_dates(timezone.localdate(), rules_now().silent_after)
    if status in known:
        return answers.filter(known[status])
    rest = answers.filter(TO_BE_DONE, is_open=True)
    found: AssignmentQuerySet = rest.annotate(status=status_now()).filter(status=status)
    return found


def counts_of(answers: AssignmentQuerySet) -> dict[Status, int]:
    """How many of these answers are in each status; in the order in which people want to hear it."""
    counted = answers.order_by().annotate(status=status_now()).values_list("status").annotate(n=Count("pk"))
    found = {Status(status): n for status, n in counted}
    return {status: found[status] for status, _word in STATUSES if status in found}


@dataclass(frozen=True)
class Look:
    """A status as people see it: its mark, its word, and how long."""

    status: Status
    shape: str
    word: str
    since: str


def look_of(assignment: Assignment, today: date, silent_after: int) -> Look:
    status = status_of(assignment.standing, today, silent_after)
    return Look(status, SHAPES[status], str(dict(STATUSES)[status]), how_long(assignment, status, today))


def how_long(assignment: Assignment, status: Status, today: date) -> str:
    if status == Status.SILENT:
        n = (today - assignment.heard_on).days
        return ngettext("%(n)s ngày", "%(n)s ngày", n) % {"n": n} if n else ""
    if assignment.due is None or not assignment.is_open or not assignment.is_dated:
        return ""
    days = (assignment.due - today).days
    return days_said(days) if days < 0 or status == Status.SOON else ""


def looks_of(answers: Iterable[Assignment]) -> list[tuple[Assignment, Look]]:
    today, silent_after = timezone.localdate(), rules_now().silent_after
    return [(answer, look_of(answer, today, silent_after)) for answer in answers]
