"""Lists of directives and of issued tasks."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
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
from nennep.web.prepared import in_parts, prepared


@dataclass(frozen=True)
class DirectiveFilter:
    words: str = ""
    state: str = ""
    type: str = ""
    year: int | None = None


def directives_for(user: User, wanted: DirectiveFilter) -> QuerySet[Directive]:
    """The list of directives, newest first."""
    found = having(Directive.objects.visible_to(user), wanted.words)
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
# of a list of answers: pages of text in every row, which no list shows
LONG_TEXTS = ("task__directive__text", "task__directive__folded", "task__machine", "task__folded")


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
        seen = Directive.objects.visible_to(user).exclude(type="")
        return list(seen.order_by("type").values_list("type", flat=True).distinct())
    with connection.cursor() as cursor:
        cursor.execute(HOPS, [MOST_TYPES])
        return [found for (found,) in cursor.fetchall()]


def span_of_years(user: User) -> list[int]:
    """From the last year to the first; each end is found by the index."""
    dated = Directive.objects.visible_to(user).exclude(date=None).values("date")
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
def receivers_of(tasks: tuple[int, ...]) -> "QuerySet[Assignment, tuple[int, str, str, str, str]]":
    """Of the hundreds to whom a task was given only the names."""
    standing = Assignment.objects.standing().filter(task__in=tasks).order_by("pk")
    return standing.values_list("task", "part", "unit__short_name", "unit__name", "person__full_name")


def task_rows(tasks: QuerySet[Task]) -> list[TaskRow]:
    """Tasks of one page with whom each was given to: which ones is asked first, then all that is shown of them."""
    keys = list(tasks.values_list("pk", flat=True))
    found = {task.pk: task for part in in_parts(keys) for task in tasks_told(part)}
    return rows_of([found[key] for key in keys])


def few_rows(tasks: QuerySet[Task]) -> list[TaskRow]:
    """The same with a question less, for a block of a page that asks many."""
    return rows_of(list(told(tasks)))


def rows_of(tasks: list[Task]) -> list[TaskRow]:
    names: dict[int, list[str]] = defaultdict(list)
    counts: Counter[int] = Counter()
    given = (each for part in in_parts([task.pk for task in tasks]) for each in receivers_of(part))
    for task, role, short_name, name, person in given:
        counts[task] += 1
        if role == Part.LEAD:
            names[task].append(short_name or name or person)
    return [TaskRow(t, listed(names[t.pk]), counts[t.pk], *term_now(t)) for t in tasks]


def listed(names: list[str]) -> str:
    """Two names at most, then how many more."""
    if len(names) <= 2:
        return ", ".join(names)
    return _("%(first)s và %(more)s nơi khác") % {"first": names[0], "more": len(names) - 1}


def due_counts(user: User) -> dict[str, int]:
    """How many issued tasks are late, near, later, without a date."""
    ranges = due_ranges(timezone.localdate())
    counts = {name: Count("pk", filter=which) for name, which in ranges.items()}
    return Task.objects.seen_from_above(user).issued().aggregate(all=Count("pk"), **counts)
