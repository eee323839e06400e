"""Lists of directives and of issued tasks."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.db.models import Case, Count, Max, Min, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.labels import days_said
from nennep.directives.models import Assignment, Directive, Task
from nennep.directives.queries.words import having
from nennep.directives.rules import NEVER, OPEN, SOON, DirectiveState, Part, TaskState
from nennep.organisation.models import Grant
from nennep.organisation.rules import Act
from nennep.web.memory import until_an_act
from nennep.web.prepared import in_parts, prepared


@dataclass(frozen=True)
class DirectiveFilter:
    words: str = ""
    state: str = ""
    type: str = ""
    year: int | None = None


def directives_for(user: User, wanted: DirectiveFilter) -> QuerySet[Directive]:
    """The list of directives, newest first."""
    found = having(Directive.objects.listed_for(user), wanted.words)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.type:
        found = found.filter(type=wanted.type)
    if wanted.year:
        found = found.filter(date__gte=date(wanted.year, 1, 1), date__lte=date(wanted.year, 12, 31))
    return found.order_by("-date", "-pk").defer("text", "folded")


def with_counts(directives: QuerySet[Directive]) -> QuerySet[Directive]:
    """Each directive with its counts; for who reads drafts, as these are counted too."""
    tasks = Task.objects.filter(directive=OuterRef("pk")).order_by().values("directive")
    left_out = Q(state__in=[TaskState.REJECTED, TaskState.ANNULLED])
    counts = {"task_count": tasks.exclude(left_out), "open_count": tasks.filter(state__in=list(OPEN))}
    found = {name: Coalesce(Subquery(some.values(n=Count("pk"))), 0) for name, some in counts.items()}
    return directives.annotate(**found)


MOST_TYPES = 60
# of a list of answers: pages of text, and what would have to be taken apart, in every row, which no list shows
LONG_TEXTS = (
    *("task__directive__text", "task__directive__folded", "task__directive__recipients", "task__directive__references"),
    *("task__directive__shortcomings", "task__directive__warnings", "task__machine", "task__folded"),
    *("task__references", "task__counting", "task__why", "counting"),
)


HOPS = """
    WITH RECURSIVE found(type) AS (
        SELECT MIN(type) FROM directives_directive WHERE type > ''
        UNION ALL
        SELECT (SELECT MIN(type) FROM directives_directive WHERE type > found.type) FROM found WHERE type IS NOT NULL
    ) SELECT type FROM found WHERE type IS NOT NULL LIMIT %s
"""


def types_seen(user: User) -> list[str]:
    """Each type once; who reads everything hops along the index, instead of reading every directive."""
    if not Grant.objects.reaches_all(user, Act.READ_DIRECTIVE):
        seen = Directive.objects.listed_for(user).exclude(type="")
        return list(seen.order_by("type").values_list("type", flat=True).distinct())
    with connection.cursor() as cursor:
        cursor.execute(HOPS, [MOST_TYPES])
        return [found for (found,) in cursor.fetchall()]


def span_of_years(user: User) -> list[int]:
    """From the last year to the first; each end is found by the index by who reads everything. Of some directives the
    ends are found among these: the index would lead past all that came before them."""
    dated = Directive.objects.listed_for(user).exclude(date=None).values("date").order_by()
    if not Grant.objects.reaches_all(user, Act.READ_DIRECTIVE):
        told = dated.aggregate(first=Min("date"), last=Max("date"), n=Count("pk"))  # counted, too, it asks no index
        return list(range(told["last"].year, told["first"].year - 1, -1)) if told["n"] else []
    ends = {"first": Subquery(dated.order_by("date")[:1]), "last": Subquery(dated.order_by("-date")[:1])}
    first, last = User.objects.filter(pk=user.pk).values_list(*ends.values()).get()
    return list(range(last.year, first.year - 1, -1)) if first else []


def waiting_for_review(user: User) -> int:
    """Directives still under review."""
    return Directive.objects.visible_to(user, Act.REVIEW).filter(state=DirectiveState.REVIEW).count()


@dataclass(frozen=True)
class TaskFilter:
    words: str = ""
    due: str = ""  # late, soon, later, none
    kind: str = ""
    unit: str = ""  # public id


def tasks_for(user: User, wanted: TaskFilter) -> QuerySet[Task]:
    """Issued tasks one may see, the nearest date first."""
    today = timezone.localdate()
    found = having(Task.objects.seen_from_above(user).issued(), wanted.words)
    if wanted.due in (ranges := due_ranges(today)):
        found = found.filter(ranges[wanted.due])
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.unit:
        found = found.filter(assignments__unit__public_id=wanted.unit, assignments__annulled_at=None)
    return found.order_by("next_due", "pk")


def due_ranges(today: date) -> dict[str, Q]:
    """How near tasks are by the nearest date on which an answer is open; standing duties are never late."""
    near = today + timedelta(days=SOON)
    return {
        "late": Q(next_due__lt=today),
        "soon": Q(next_due__gte=today, next_due__lte=near),
        "later": Q(next_due__gt=near, next_due__lt=NEVER),
        "none": Q(next_due=NEVER, closed_at=None),
        "done": Q(next_due=NEVER, closed_at__isnull=False),
    }


def term_of(due: date | None, today: date) -> tuple[str, str]:
    """(shape, words) of a date as seen today: (“late”, “quá 2 ngày”)."""
    if due is None or due == NEVER:
        return "doing", ""
    days = (due - today).days
    if days > SOON:
        return "doing", ""
    return "late" if days < 0 else "soon", days_said(days)


def term_now(task: Task) -> tuple[str, str]:
    if task.state == TaskState.ISSUED and task.closed_at:
        return "done", _("Hoàn thành")
    return term_of(task.next_due, timezone.localdate())


@dataclass(frozen=True)
class TaskRow:
    """A line of the list of tasks."""

    task: Task
    leads: str
    count: int
    shape: str
    term: str


SHOWN = (
    *("public_id", "text", "kind", "due", "product", "proof", "state", "closed_at", "next_due"),
    *("directive__number", "directive__symbol", "clause__n", "clause__path", "clause__title"),
)


def told(tasks: QuerySet[Task]) -> QuerySet[Task]:
    return tasks.select_related("directive", "clause").only(*SHOWN)


@prepared
def tasks_told(keys: tuple[int, ...]) -> QuerySet[Task]:
    return told(Task.objects.filter(pk__in=keys).order_by())


@prepared
def counts_among(tasks: tuple[int, ...]) -> "QuerySet[Assignment, Any]":
    """Task, to how many it was given, how many lead, the first and the last of these; from the index alone."""
    lead = Q(part=Part.LEAD)
    given = Assignment.objects.standing().filter(task__in=tasks).order_by().values("task")
    leads = {"leads": Count("pk", filter=lead), "first": Min("pk", filter=lead), "last": Max("pk", filter=lead)}
    return given.annotate(n=Count("pk"), **leads).values_list("task", "n", *leads)


@prepared
def names_of(answers: tuple[int, ...]) -> "QuerySet[Assignment, Any]":
    named = Assignment.objects.filter(pk__in=answers).order_by()
    return named.annotate(name=named_by()).values_list("pk", "name")


@prepared
def names_among(tasks: tuple[int, ...]) -> "QuerySet[Assignment, Any]":
    standing = Assignment.objects.standing().filter(task__in=tasks).order_by("pk")
    return standing.annotate(name=named_by()).values_list("task", "part", "name")


def named_by() -> Case:
    short, full = ~Q(unit__short_name="") & Q(unit__isnull=False), Q(unit__isnull=False)
    return Case(When(short, then="unit__short_name"), When(full, then="unit__name"), default="person__full_name")


def task_rows(tasks: QuerySet[Task]) -> list[TaskRow]:
    """Tasks of one page with whom each was given to."""
    keys = list(tasks.values_list("pk", flat=True))
    found = {task.pk: task for part in in_parts(keys) for task in tasks_told(part)}
    return rows_told(found[key] for key in keys)


def rows_told(tasks: Iterable[Task]) -> list[TaskRow]:
    """Of the hundreds of receivers only two names are read."""
    found = {task.pk: task for task in tasks}
    counts = {task: each for part in in_parts(list(found)) for task, *each in counts_among(part)}
    ends = {task: dict.fromkeys((first, last)) for task, (_n, leads, first, last) in counts.items() if leads}
    shown = [answer for each in ends.values() for answer in each]
    names = {answer: name for part in in_parts(shown) for answer, name in names_of(part)}
    rows = []
    for key, task in found.items():
        n, leads, *_ends = counts.get(key, (0, 0))
        rows.append(row_of(task, n, leads, [names[end] for end in ends.get(key, ())]))
    return rows


def few_rows(tasks: QuerySet[Task]) -> list[TaskRow]:
    """The same in fewer questions, for a block of a page that asks many."""
    found = list(told(tasks))
    names: dict[int, list[str]] = defaultdict(list)
    counts: Counter[int] = Counter()
    named = (each for part in in_parts([task.pk for task in found]) for each in names_among(part))
    for task, part, name in named:
        counts[task] += 1
        if part == Part.LEAD:
            names[task].append(name)
    return [row_of(task, counts[task.pk], len(names[task.pk]), names[task.pk][:2]) for task in found]


def row_of(task: Task, count: int, leads: int, names: list[str]) -> TaskRow:
    return TaskRow(task, listed(names, leads), count, *term_now(task))


def listed(names: list[str], count: int) -> str:
    """Two names at most, then how many more."""
    if count <= 2:
        return ", ".join(names)
    return _("%(first)s và %(more)s nơi khác") % {"first": names[0], "more": count - 1}


def due_counts(user: User) -> dict[str, int]:
    """How many issued tasks are late, near, later, without a date."""
    ranges = due_ranges(timezone.localdate())
    counts = {name: Count("pk", filter=which) for name, which in ranges.items()}
    issued = Task.objects.seen_from_above(user).issued()
    return until_an_act(("tasks by date", user.pk), lambda: issued.aggregate(all=Count("pk"), **counts))
