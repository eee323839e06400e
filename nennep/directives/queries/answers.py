"""Lists of answers owed, a task's rows, and one answer with all that was said of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nennep.accounts.models import User
from nennep.directives.labels import STATUSES
from nennep.directives.models import (
    Assignment,
    AssignmentQuerySet,
    Evidence,
    Extension,
    ObjectiveCause,
    ProgressEntry,
    Task,
)
from nennep.directives.models.progress import UNIT_SAID
from nennep.directives.queries.asks import Ask, asks_of, with_asks
from nennep.directives.queries.spans import OVERDUE, came_since, falls_due
from nennep.directives.queries.statuses import Look, looking, looks_of
from nennep.directives.queries.words import having
from nennep.directives.rules import AskState, Kind, Status, Verb
from nennep.lib.periods import ONE_DAY, Period, read_period
from nennep.organisation.conditions import at_or_below
from nennep.organisation.models import Portfolio, Unit
from nennep.web.prepared import in_parts, prepared

ASKING = "asking"  # an extension or a cause waits to be decided
NONE = "-"  # of a unit, a directive, a clause: what belongs to none
ENTRIES = 60
ASKS = (Verb.ASK_EXTENSION, Verb.STATE_CAUSE)
TOLD = [verb for verb in UNIT_SAID if verb not in ASKS]


@dataclass(frozen=True)
class AnswerFilter:
    """What a list of answers is narrowed to; ids are public ones, `clause` a path that takes in what lies below."""

    unit: str = ""
    below: bool = False  # with the units below it
    directive: str = ""
    clause: str = ""
    status: str = ""  # a Status, OVERDUE or ASKING
    period: str = ""  # key of `lib.periods`
    field: str = ""  # portfolio
    words: str = ""
    due: str = ""  # “2026-11-01..2026-11-07”, both included; either end may be left open
    since: str = ""  # of a status: what came to it on that day or later


def answers_for(user: User, wanted: AnswerFilter) -> AssignmentQuerySet:
    """Answers one may see, narrowed; the nearest date first. Parts of a whole are left to the whole's own page."""
    found = Assignment.objects.seen_from_above(user).standing()
    if wanted.unit:
        found = found.filter(within_unit(wanted))
    if wanted.directive:
        named = Q(task__directive__public_id=wanted.directive)
        found = found.filter(Q(task__directive=None) if wanted.directive == NONE else named)
    if wanted.clause:
        found = found.filter(in_clause(wanted.clause))
    if wanted.period and (period := period_named(wanted.period)):
        found = found.filter(in_period(period))
    if wanted.field:
        found = found.filter(in_field(wanted.field))
    if wanted.words:
        tasks = having(Task.objects.seen_from_above(user).issued(), wanted.words)
        found = found.filter(task__in=tasks.order_by().values("pk"))
    found = with_status(found, wanted.status).filter(falls_due(wanted.due), came_since(wanted.status, wanted.since))
    return found.order_by("due", "pk")


def with_status(answers: AssignmentQuerySet, status: str) -> AssignmentQuerySet:
    if status == OVERDUE:
        return answers.overdue(timezone.localdate())
    if status == ASKING:
        return answers.filter(asked_for())
    if status in set(Status):
        return looking(answers, Status(status))
    return answers


def asked_for() -> Q:
    """Condition that something is asked for and waits to be decided."""
    extensions = Extension.objects.filter(state=AskState.ASKED).values("assignment")
    causes = ObjectiveCause.objects.filter(state=AskState.ASKED).values("assignment")
    return Q(pk__in=extensions) | Q(pk__in=causes)


def within_unit(wanted: AnswerFilter) -> Q:
    if wanted.unit == NONE:
        return Q(unit=None)
    if not wanted.below:
        return Q(unit__public_id=wanted.unit)
    top = Unit.objects.filter(public_id=wanted.unit).values_list("path", flat=True).first() or "-"
    return at_or_below(top, "unit__")


def in_clause(path: str) -> Q:
    """Answers to tasks of a clause or of one below it: “II.2” takes in “II.2.1”, never “II.20”."""
    if path == NONE:
        return Q(task__clause=None)
    return Q(task__clause__path=path) | Q(task__clause__path__startswith=f"{path}.")


def in_period(period: Period) -> Q:
    """Duties of a period that come again, and what falls due in it; without a date, what was given in it."""
    once, dated = Q(period=""), Q(due__gte=period.start, due__lte=period.end)
    given = Q(due=None, given_at__gte=midnight(period.start), given_at__lt=midnight(period.end + ONE_DAY))
    return Q(period=period.key) | once & (dated | given)


def midnight(day: date) -> datetime:
    """Compared so, no row's moment is turned into a day: half the time of a city's quarter."""
    return timezone.make_aware(datetime.combine(day, time.min))


def period_named(key: str) -> Period | None:
    try:
        return read_period(key)
    except ValueError:
        return None


def in_field(public_id: str) -> Q:
    """The field is found first: which of two ways to go, a database sees only then."""
    return Q(task__field=Portfolio.objects.filter(public_id=public_id).values_list("pk", flat=True).first() or 0)


@dataclass(frozen=True)
class AnswerRow:
    """One line of a task's answers, or of a list of them."""

    answer: Assignment
    look: Look
    proofs: int
    last: str  # what the unit last said
    asks: Sequence[Ask] = ()  # what it asked for and waits to be told

    @property
    def asks_later(self) -> bool:
        return any(ask.until for ask in self.asks)

    @property
    def told(self) -> str:
        return ngettext("%(n)s minh chứng", "%(n)s minh chứng", self.proofs) % {"n": self.proofs} if self.proofs else ""

    @property
    def notes(self) -> list[str]:
        """Under the status: how long, how often reminded, how far."""
        answer, notes = self.answer, [self.look.since]
        if answer.extended and answer.is_open and answer.due:
            notes.append(_("gia hạn đến %(day)s") % {"day": f"{answer.due:%d/%m/%Y}"})
        if answer.reminded:
            notes.append(ngettext("đã nhắc %(n)s lần", "đã nhắc %(n)s lần", answer.reminded) % {"n": answer.reminded})
        if answer.is_open and answer.percent:
            notes.append(_("xong %(n)s%%") % {"n": answer.percent})
        if answer.reported_on and self.look.status == Status.WAITING:
            notes.append(_("báo xong %(day)s") % {"day": f"{answer.reported_on:%d/%m}"})
        return [note for note in notes if note]


SHOWN = (  # of a row; pages of text that no list shows stay where they are
    *(
        "public_id",
        "task",
        "unit",
        "person",
        "part",
        "through",
        "period",
        "due",
        "first_due",
        "heard_on",
        "reported_on",
    ),
    *("state", "is_open", "is_dated", "owes_answer", "excused", "percent", "allotted", "figure", "reminded"),
    *("task__text", "task__weight", "task__directive__number", "task__directive__symbol", "task__clause__path"),
    *("unit__name", "unit__short_name", "person__full_name"),
)


@prepared
def told_of(keys: tuple[int, ...]) -> AssignmentQuerySet:
    """Answers with their last words, how much proof stands and what is asked."""
    said = ProgressEntry.objects.filter(assignment=OuterRef("pk"), verb__in=TOLD).exclude(text="")
    proofs = Evidence.objects.standing().filter(entry__assignment=OuterRef("pk")).order_by()
    related = Assignment.objects.select_related("task__directive", "task__clause", "unit", "person").only(*SHOWN)
    told = with_asks(related).annotate(
        last=Subquery(said.order_by("-at", "-pk").values("text")[:1]),
        proofs=Subquery(proofs.values("entry__assignment").annotate(n=Count("pk")).values("n")),
    )
    found: AssignmentQuerySet = told.filter(pk__in=keys).order_by()
    return found


def answer_rows(answers: AssignmentQuerySet) -> list[AnswerRow]:
    """Rows of one page: who is on it is found first, and only of them is told what was said."""
    keys = list(answers.values_list("pk", flat=True))
    told = {answer.pk: answer for part in in_parts(keys) for answer in told_of(part)}
    return [
        AnswerRow(answer, look, answer.proofs or 0, answer.last or "", asks_of(answer))  # type: ignore[attr-defined]
        for answer, look in looks_of(told[key] for key in keys)
    ]


@dataclass(frozen=True)
class Answers:
    """The rows of a task, how many look how, and what they reached together of its target."""

    rows: list[AnswerRow]
    counts: list[tuple[Status, str, str, int]]  # status, shape, word, how many
    figure: Decimal | None
    allotted: Decimal | None
    periods: list[str]  # keys, the latest first
    period: str  # of these rows; empty where the task is done once

    @property
    def share(self) -> int | None:
        """Per cent of the target reached, at most a hundred."""
        if self.figure is None or not self.allotted:
            return None
        return int(min(Decimal(100), self.figure * 100 / self.allotted))


def answers_of_task(task: Task, user: User, period: str = "", status: str = "") -> Answers:
    """One order, many answers: the rows one may see, of the latest period where the duty comes again."""
    seen = Assignment.objects.visible_to(user).standing().filter(task=task)
    periods: list[str] = []
    if task.recurrence or task.kind == Kind.STANDING:
        periods = sorted(set(seen.exclude(period="").order_by().values_list("period", flat=True)), reverse=True)
    chosen = period if period in periods else next(iter(periods), "")
    seen = seen.filter(period=chosen).order_by("-part", "unit__path", "pk")
    rows = answer_rows(seen)
    found = Counter(row.look.status for row in rows)
    shapes = {row.look.status: row.look.shape for row in rows}
    counts = [(s, shapes[s], str(word), found[s]) for s, word in STATUSES if found[s]]
    shown = [row for row in rows if not status or row.look.status == status]
    figures = [row.answer.figure for row in rows if row.answer.figure is not None]
    shares = [row.answer.allotted for row in rows if row.answer.allotted is not None]
    reached, allotted = together(figures, task), together(shares, task)
    return Answers(shown, counts, reached, task.target_value if allotted is None else allotted, periods, chosen)


def together(figures: list[Decimal], task: Task) -> Decimal | None:
    """The sum of the units' figures; of shares in per cent their mean."""
    if not figures:
        return None
    total = sum(figures, Decimal(0))
    return (total / len(figures)).quantize(Decimal("0.1")) if task.target_unit.startswith("%") else total


@dataclass(frozen=True)
class Story:
    """Everything said of one answer, the newest first, with its proofs and what waits to be decided."""

    entries: list[ProgressEntry]
    proofs: list[Evidence]
    extension: Extension | None
    cause: ObjectiveCause | None
    parts: list[AnswerRow]

    @property
    def returned(self) -> ProgressEntry | None:
        """Why it was last returned, while it is."""
        return next((entry for entry in self.entries if entry.verb == Verb.RETURN), None)


def story_of(answer: Assignment, user: User, judges: bool) -> Story:
    """What waits to be decided is looked for only where something was asked, and for who decides on it."""
    proofs = Prefetch("evidence", Evidence.objects.select_related("document", "directive"))
    entries = list(answer.entries.select_related("by").prefetch_related(proofs)[:ENTRIES])
    asked = judges and any(entry.verb in ASKS for entry in entries)
    waiting = {"assignment": answer, "state": AskState.ASKED}
    return Story(
        entries,
        [proof for entry in entries for proof in entry.evidence.all()],
        Extension.objects.filter(**waiting).select_related("asked_by").first() if asked else None,
        ObjectiveCause.objects.filter(**waiting).select_related("asked_by").first() if asked else None,
        parts_of(answer, user) if answer.unit_id else [],
    )


def parts_of(answer: Assignment, user: User) -> list[AnswerRow]:
    inside = Assignment.objects.visible_to(user).filter(whole=answer, annulled_at=None)
    cut = list(inside.values_list("pk", flat=True))  # most answers are never cut, and this is soon asked
    return answer_rows(Assignment.objects.filter(pk__in=cut).order_by("task__pk", "pk")) if cut else []
