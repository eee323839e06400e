"""Reads that span tables, as typed rows for the pages."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.models import Amendment, Assignee, Assignment, Clause, Directive, Task
from nennep.directives.papers import Paper, lay_out
from nennep.directives.rules import OPEN, DirectiveState, Part, TaskState
from nennep.lib.text import fold
from nennep.organisation.models import Unit
from nennep.organisation.rules import Act

SOON = 7  # days before a date at which it is called near


@dataclass(frozen=True)
class Row:
    """A task under review, with its number in the document."""

    number: int
    task: Task

    @property
    def start(self) -> int | None:
        return self.task.start

    @property
    def end(self) -> int | None:
        return self.task.end

    def of_part(self, part: Part) -> list[Assignee]:
        return [a for a in self.task.assignees.all() if a.part == part]

    @property
    def lead(self) -> list[Assignee]:
        return self.of_part(Part.LEAD)

    @property
    def support(self) -> list[Assignee]:
        return self.of_part(Part.SUPPORT)

    @property
    def shape(self) -> str:
        return {"accepted": "done", "issued": "sent", "rejected": "no", "annulled": "no"}.get(self.task.state, "open")

    @property
    def mark(self) -> str:
        """How its sentence is underlined in the document."""
        return {"accepted": "yes", "issued": "yes", "rejected": "not", "annulled": "not"}.get(self.task.state, "")


@dataclass(frozen=True)
class Branch:
    """A clause in the tree beside the document, with how much of it has been decided."""

    clause: Clause
    depth: int
    decided: int
    all: int


@dataclass(frozen=True)
class Review:
    directive: Directive
    rows: list[Row]
    tree: list[Branch]
    paper: Paper

    @property
    def counts(self) -> Counter[str]:
        return Counter(row.task.state for row in self.rows)

    @property
    def decided(self) -> int:
        return sum(row.task.state not in OPEN for row in self.rows)

    @property
    def left(self) -> int:
        return len(self.rows) - self.decided

    def row(self, public_id: str | None) -> Row | None:
        return next((row for row in self.rows if row.task.public_id == public_id), None)


def review_of(directive: Directive) -> Review:
    """All of a directive's review in four queries, however many tasks it has."""
    related = ("assignees__unit", "assignees__group", "assignees__person")
    tasks = directive.tasks.select_related("clause", "reviewed_by").prefetch_related(*related)
    for task in tasks:
        task.directive = directive
    rows = [Row(number, task) for number, task in enumerate(tasks, 1)]
    clauses = list(directive.clauses.all())
    return Review(directive, rows, tree_of(clauses, rows), lay_out(directive.text, clauses, rows))


def tree_of(clauses: list[Clause], rows: list[Row]) -> list[Branch]:
    """Clauses that hold tasks, and the chapters above them."""
    branches = []
    for clause in clauses:
        inside = [row for row in rows if row.task.clause and within(row.task.clause.path, clause.path)]
        depth = clause.path.count(".")
        if inside or (not depth and clause.label):
            decided = sum(row.task.state not in OPEN for row in inside)
            branches.append(Branch(clause, depth, decided, len(inside)))
    return branches


def within(path: str, top: str) -> bool:
    return path == top or path.startswith(f"{top}.")


@dataclass(frozen=True)
class DirectiveFilter:
    words: str = ""
    state: str = ""
    type: str = ""
    year: int | None = None


def directives_for(user: User, wanted: DirectiveFilter) -> QuerySet[Directive]:
    """The list of directives: newest first, with how many tasks each has and how many are still undecided."""
    found = Directive.objects.visible_to(user)
    for word in fold(wanted.words).split():
        found = found.filter(folded__contains=word)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.type:
        found = found.filter(type=wanted.type)
    if wanted.year:
        found = found.filter(date__gte=date(wanted.year, 1, 1), date__lte=date(wanted.year, 12, 31))
    return found.order_by("-date", "-pk").defer("text", "folded")


def with_counts(directives: list[Directive]) -> list[Directive]:
    """Give each directive of a page its counts, in one query."""
    kept = ~Q(state__in=[TaskState.REJECTED, TaskState.ANNULLED])
    counted = (
        Task.objects.filter(directive__in=directives)
        .values("directive")
        .annotate(all=Count("pk", filter=kept), open=Count("pk", filter=Q(state__in=list(OPEN))))
        .order_by()
    )
    by_directive = {row["directive"]: row for row in counted}
    for directive in directives:
        row = by_directive.get(directive.pk, {"all": 0, "open": 0})
        directive.task_count, directive.open_count = row["all"], row["open"]  # type: ignore[attr-defined]
    return directives


@dataclass(frozen=True)
class TaskFilter:
    words: str = ""
    due: str = ""  # late, soon, later, none
    kind: str = ""
    unit: str = ""  # public id


def tasks_for(user: User, wanted: TaskFilter) -> QuerySet[Task]:
    """Issued tasks one may see, the nearest date first."""
    today = timezone.localdate()
    found = Task.objects.visible_to(user).issued()
    ranges = {
        "late": Q(due__lt=today),
        "soon": Q(due__gte=today, due__lte=today + timedelta(days=SOON)),
        "later": Q(due__gt=today + timedelta(days=SOON)),
        "none": Q(due=None),
    }
    if wanted.due in ranges:
        found = found.filter(ranges[wanted.due])
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.unit:
        found = found.filter(assignments__unit__public_id=wanted.unit, assignments__annulled_at=None)
    if wanted.words:
        found = found.filter(text__icontains=wanted.words.strip())
    return found.select_related("directive", "clause").order_by("due", "pk")


def term_of(due: date | None, today: date) -> tuple[str, str]:
    """(shape, words) of a date as seen today: (“late”, “quá 2 ngày”)."""
    if due is None:
        return "doing", ""
    days = (due - today).days
    if days < 0:
        return "late", _("quá %(days)s ngày") % {"days": -days}
    if days == 0:
        return "soon", _("hạn hôm nay")
    if days <= SOON:
        return "soon", _("còn %(days)s ngày") % {"days": days}
    return "doing", ""


@dataclass(frozen=True)
class TaskRow:
    """A line of the list of tasks."""

    task: Task
    leads: str
    count: int
    shape: str
    term: str


def task_rows(tasks: Iterable[Task]) -> list[TaskRow]:
    """Tasks of one page with whom each was given to, in one more query."""
    found = list(tasks)
    names: dict[int, list[str]] = defaultdict(list)
    counts: Counter[int] = Counter()
    standing = Assignment.objects.standing().filter(task__in=found).select_related("unit", "person").order_by("pk")
    for assignment in standing:
        counts[assignment.task_id] += 1
        if assignment.part == Part.LEAD:
            names[assignment.task_id].append(assignment.unit.label if assignment.unit else str(assignment.person))
    today = timezone.localdate()
    return [TaskRow(t, listed(names[t.pk]), counts[t.pk], *term_of(t.due, today)) for t in found]


def listed(names: list[str]) -> str:
    """Two names at most, then how many more."""
    if len(names) <= 2:
        return ", ".join(names)
    return _("%(first)s và %(more)s nơi khác") % {"first": names[0], "more": len(names) - 1}


def due_counts(user: User) -> dict[str, int]:
    """How many issued tasks are late, near, later, without a date."""
    today = timezone.localdate()
    near = today + timedelta(days=SOON)
    return (
        Task.objects.visible_to(user)
        .issued()
        .aggregate(
            late=Count("pk", filter=Q(due__lt=today)),
            soon=Count("pk", filter=Q(due__gte=today, due__lte=near)),
            later=Count("pk", filter=Q(due__gt=near)),
            none=Count("pk", filter=Q(due=None)),
            all=Count("pk"),
        )
    )


def types_seen(user: User) -> list[str]:
    types = Directive.objects.visible_to(user).order_by("type").values_list("type", flat=True)
    return [each for each in types.distinct() if each]


def waiting_for_review(user: User) -> int:
    """Directives still under review."""
    return Directive.objects.visible_to(user, Act.REVIEW).filter(state=DirectiveState.REVIEW).count()


@dataclass(frozen=True)
class Section:
    """A clause with the tasks that came from it."""

    clause: Clause | None
    rows: list[TaskRow]


@dataclass(frozen=True)
class DirectiveView:
    sections: list[Section]
    tasks: int
    receivers: int
    undecided: int


def directive_page(directive: Directive, user: User) -> DirectiveView:
    """A directive's issued tasks by clause — of those the person may see."""
    tasks = Task.objects.visible_to(user).filter(directive=directive, state=TaskState.ISSUED).select_related("clause")
    rows = task_rows(tasks.order_by("start", "pk"))
    for row in rows:
        row.task.directive = directive
    sections = [Section(clause, list(inside)) for clause, inside in groupby(rows, key=lambda row: row.task.clause)]
    given = Assignment.objects.visible_to(user).standing().filter(task__directive=directive)
    receivers = given.values("unit", "person").distinct().count()
    undecided = Task.objects.visible_to(user, Act.REVIEW).filter(directive=directive, state__in=list(OPEN)).count()
    return DirectiveView(sections, len(rows), receivers, undecided)


def task_with_all(user: User) -> QuerySet[Task]:
    people = ("reviewed_by", "issued_by", "signed_as__holder", "signed_as__unit")
    return Task.objects.visible_to(user).select_related("directive", "clause", "unit", *people)


def answers_for(task: Task, user: User) -> list[Assignment]:
    """Who owes an answer; a unit sees its own line, the office all of them."""
    seen = Assignment.objects.visible_to(user).filter(task=task, annulled_at=None).select_related("unit", "person")
    return list(seen.order_by("-part", "unit__path", "pk")) if task.state == TaskState.ISSUED else []


@dataclass(frozen=True)
class Quote:
    before: str
    words: str
    after: str


def quote_of(task: Task) -> Quote | None:
    """The task's words in their paragraph of the directive."""
    if task.directive is None or task.start is None or task.end is None:
        return None
    text = task.directive.text
    start, end = text.rfind("\n", 0, task.start) + 1, text.find("\n", task.end)
    end = len(text) if end < 0 else end
    before, after = text[start : task.start], text[task.end : end]
    return Quote(shorten(before, last=True), text[task.start : task.end], shorten(after))


def shorten(text: str, last: bool = False, length: int = 220) -> str:
    if len(text) <= length:
        return text
    return "… " + text[-length:].split(" ", 1)[-1] if last else text[:length].rsplit(" ", 1)[0] + " …"


def amendments_of(task: Task) -> list[Amendment]:
    return list(task.amendments.select_related("by"))


@dataclass(frozen=True)
class Owing:
    """One line of a unit's list."""

    assignment: Assignment
    shape: str
    term: str


@dataclass(frozen=True)
class UnitView:
    late: list[Owing]
    soon: list[Owing]
    later: list[Owing]
    standing: list[Owing]

    @property
    def all(self) -> list[Owing]:
        return [*self.late, *self.soon, *self.later, *self.standing]

    @property
    def groups(self) -> list[tuple[str, str, list[Owing]]]:
        named = (
            ("late", _("Quá hạn"), self.late),
            ("soon", _("Sắp đến hạn"), self.soon),
            ("doing", _("Đang thực hiện"), self.later),
            ("doing", _("Thường xuyên, không ghi hạn"), self.standing),
        )
        return [group for group in named if group[2]]


def unit_view(unit: Unit) -> UnitView:
    """What a unit was given and still stands, by nearness; two queries however long the list."""
    today = timezone.localdate()
    standing = unit.assignments.standing().filter(task__state=TaskState.ISSUED)
    rows = standing.select_related("task__directive", "task__clause").order_by("due", "task__directive", "task__start")
    owing = [Owing(row, *term_of(row.due, today)) for row in rows]
    return UnitView(
        late=[o for o in owing if o.shape == "late"],
        soon=[o for o in owing if o.shape == "soon"],
        later=[o for o in owing if o.shape == "doing" and o.assignment.due],
        standing=[o for o in owing if not o.assignment.due],
    )


def span_of_years(user: User) -> list[int]:
    ends = Directive.objects.visible_to(user).aggregate(first=Min("date"), last=Max("date"))
    if not ends["first"]:
        return []
    return list(range(ends["last"].year, ends["first"].year - 1, -1))


def term_now(due: date | None) -> tuple[str, str]:
    return term_of(due, timezone.localdate())
