"""What a report is drafted from, read in a fixed number of questions however many tasks there are."""

import functools
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from nennep.directives.labels import reference_by
from nennep.directives.models import Assignment, Extension, ObjectiveCause, ProgressEntry, Task
from nennep.directives.queries.statuses import rules_now, status_case
from nennep.directives.rules import CLOSED, AnswerState, AskState, Kind, Part, Status, Verb
from nennep.lib.periods import Period, PeriodKind, period_of
from nennep.lib.pieces import pieces
from nennep.organisation.models import Unit
from nennep.reports.queries.outlines import Outline
from nennep.reports.wording.model import UNFINISHED, Answer, Job, Outcome

FIELDS = (
    *("pk", "task", "unit", "person__full_name", "part", "look", "state", "is_dated", "excused", "percent"),
    *("due_said", "reported_said", "figure_said", "allotted_said"),
)
# read as words and turned into days and numbers by ourselves: few different ones stand in a hundred thousand rows
SAID = {"due_said": "due", "reported_said": "reported_on", "figure_said": "figure", "allotted_said": "allotted"}
THOUSANDTH = Decimal("0.001")
AT_ONCE = 20_000  # values that a database takes in one question
FINISHED = (Outcome.DONE, Outcome.REPORTED)
OUTCOMES: dict[str, Outcome] = {
    Status.DONE: Outcome.DONE,
    Status.WAITING: Outcome.REPORTED,
    Status.DECLINED: Outcome.DECLINED,
    Status.EXCUSED: Outcome.EXCUSED,
    Status.SILENT: Outcome.SILENT,
    Status.LATE: Outcome.LATE,
}


@dataclass(frozen=True)
class Scope:
    """Whose answers, in which period, as they stood on which day."""

    period: Period
    unit: Unit
    own: bool  # the office's own report: what it gave to all; else what the unit owes
    on: date


def scope_of(period: Period, unit: Unit, own: bool) -> Scope:
    return Scope(period, unit, own, min(timezone.localdate(), period.end))


def of_period(period: Period) -> Q:
    """Duties that come again in it, what falls due in it, and without a date what was given in it; as `in_period`."""
    once, dated = Q(period=""), Q(due__gte=period.start, due__lte=period.end)
    given = Q(due=None, given_at__range=moments(period.start, period.end))
    return Q(period__in=keys_within(period)) | once & (dated | given)


def moments(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first moment of one day to the last of another; an index reads these, a day would be cut out of each."""
    zone = timezone.get_current_timezone()
    return datetime.combine(first, time.min, zone), datetime.combine(last, time.max, zone)


def keys_within(period: Period) -> list[str]:
    """Of the period itself and of every shorter one that lies in it."""
    found = {period.key}
    for kind in PeriodKind:
        each = period_of(period.start, kind)
        while each.start <= period.end:
            if each.start >= period.start and each.end <= period.end:
                found.add(each.key)
            each = each.next
    return sorted(found)


def answers_in(scope: Scope) -> "QuerySet[Assignment]":
    """What the period is about: its own answers, and what was late already when it began."""
    late_before = Q(is_dated=True, due__lt=scope.period.start, period="")
    still = Q(is_open=True) | Q(reported_on__gte=scope.period.start)
    found = Assignment.objects.standing().filter(owes_answer=True, task__state="issued")
    found = found.filter(of_period(scope.period) | late_before & still)
    return found.filter(whole=None, task__unit=scope.unit) if scope.own else found.filter(unit=scope.unit)


def jobs_from(found: "QuerySet[Assignment]", scope: Scope, outline: Outline) -> list[Job]:
    """Tasks with their answers, in the order of the directives."""
    by_task: dict[int, list[Answer]] = {}
    for task, answer in merged(list(read_answers(found, scope))):
        by_task.setdefault(task, []).append(answer)
    jobs = list(read_tasks(found, outline, by_task))
    return jobs if scope.own else list(with_others_counted(jobs))


def read_answers(found: "QuerySet[Assignment]", scope: Scope) -> Iterator[tuple[int, Answer]]:
    """The look of each is worked out by the database, which spares two dates a row."""
    names = dict(Unit.objects.values_list("pk", "name")) if scope.own else {scope.unit.pk: scope.unit.name}
    said = {name: Cast(column, TextField()) for name, column in SAID.items()}
    looked = found.annotate(look=status_case(scope.on, rules_now().silent_after), **said)
    for row in looked.order_by("task", "unit__path", "due").values_list(*FIELDS):
        yield row[1], answer_of(row, names, scope)


def answer_of(row: tuple[Any, ...], names: dict[int, str], scope: Scope) -> Answer:
    pk, _task, unit, person, part, look, state, dated, excused, percent, *said = row
    due, reported_on, figure, allotted = day_of(said[0]), day_of(said[1]), number_of(said[2]), number_of(said[3])
    past = bool(dated and due and due < scope.on)
    if reported_on is not None and reported_on > scope.on:  # done only after the period
        look = Status.EXCUSED if excused else Status.LATE if past else Status.DOING
        state = AnswerState.DOING
    outcome = outcome_of(look, state, past)
    measured = reported_on if outcome in FINISHED else scope.on
    return Answer(
        id=pk,
        unit=unit,
        who=names.get(unit, "") or f"đồng chí {person}",
        outcome=outcome,
        lead=part == Part.LEAD,
        days=max(0, (measured - due).days) if dated and due and measured else 0,
        percent=percent,
        figure=figure,
        allotted=allotted,
        until=due if look == Status.EXTENDED else None,
        from_before=bool(due and due < scope.period.start),
    )


@functools.lru_cache(maxsize=10_000)
def day_of(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


@functools.lru_cache(maxsize=10_000)
def number_of(said: str | None) -> Decimal | None:
    """One number has one form, whichever database says it."""
    return Decimal(said).quantize(THOUSANDTH) if said else None


def outcome_of(look: str, state: str, past: bool) -> Outcome:
    """Sent back for more, it is late or being done; given and never spoken of, nobody says that it is being done."""
    if known := OUTCOMES.get(look):
        return known
    if look == Status.RETURNED and past:
        return Outcome.LATE
    return Outcome.UNSAID if state == AnswerState.GIVEN else Outcome.DOING


def merged(answers: list[tuple[int, Answer]]) -> list[tuple[int, Answer]]:
    """A duty that came several times in the period as one answer: done when it was done each time."""
    found: dict[tuple[int, int | str, bool], Answer] = {}
    for task, answer in answers:
        key = (task, answer.unit or answer.who, answer.lead)
        before = found.get(key)
        if before is None:
            found[key] = answer
            continue
        done = [each for each in (before, answer) if each.outcome not in UNFINISHED]
        times = (before.times[0] if before.times[1] > 1 else int(before in done), before.times[1])
        worse = before if before.outcome in UNFINISHED and answer.outcome not in UNFINISHED else answer
        found[key] = worse._replace(times=(times[0] + int(answer in done), times[1] + 1))
    return [(key[0], answer) for key, answer in found.items()]


TASK_FIELDS = (
    *("pk", "text", "clause", "directive", "kind", "due", "due_words", "target_value", "target_unit"),
    *("clause__path", "directive__type", "directive__number", "directive__symbol"),
)


def read_tasks(
    answers: "QuerySet[Assignment]", outline: Outline, by_task: Mapping[int, Sequence[Answer]]
) -> Iterator[Job]:
    # by their keys where a database takes so many: to look for the answers again takes as long as to read them
    keys: Any = list(by_task) if len(by_task) <= AT_ONCE else answers.order_by().values("task")
    found = Task.objects.filter(pk__in=keys).order_by("directive", "start", "pk")
    rows = [row for row in found.values_list(*TASK_FIELDS) if row[0] in by_task]
    sections = [outline.section_of(row[3], row[2]) for row in rows]  # all before any is folded
    for row, section in zip(rows, sections, strict=True):
        pk, text, clause, _directive, kind, due, words, target, measure = row[:9]
        yield Job(
            id=pk,
            text=text,
            section=outline.folded(section),
            point=clause or 0,
            standing=kind == Kind.STANDING,
            due=due,
            due_words=words,
            target=target,
            measure=measure,
            path=row[9] or "",
            reference=reference_of(*row[10:]),
            answers=tuple(by_task[pk]),
        )


@functools.lru_cache(maxsize=1_000)
def reference_of(type_name: str | None, number: str | None, symbol: str | None) -> str:
    return f"{type_name} số {reference_by(number, symbol or '')}" if number else ""


def with_others_counted(jobs: list[Job]) -> Iterator[Job]:
    """How many lead each task: what all are to reach together is no goal of one."""
    rows = Assignment.objects.standing().filter(task__in=[job.id for job in jobs], part=Part.LEAD).order_by()
    counts = dict(rows.values("task").annotate(n=Count("unit", distinct=True)).values_list("task", "n"))
    return (replace(job, leads_in_all=counts.get(job.id, 1)) for job in jobs)


def with_words(jobs: Sequence[Job], scope: Scope, crowded: Container[str]) -> list[Job]:
    """Causes of what is not done; what was said, where a paragraph has room for it; what was entered late.

    `crowded`: sections that only count what was done.
    """
    open_ones = [a.id for job in jobs for a in job.answers if a.outcome in UNFINISHED]
    alone = [job for job in jobs if job.section not in crowded and len(job.leads) <= 1]
    speaking = [a.id for job in alone for a in job.answers if a.outcome not in QUIET]
    causes, words, late = causes_of(open_ones, scope), words_of(speaking, scope), entered_late(scope)
    known = {*causes, *words, *late}

    def spoken(answer: Answer) -> Answer:
        key = answer.id
        if key not in known:
            return answer
        return answer._replace(cause=causes.get(key, ""), words=words.get(key, ""), entered_late=late.get(key, 0))

    silent = (known.isdisjoint(answer.id for answer in job.answers) for job in jobs)
    return [
        job if quiet else replace(job, answers=tuple(map(spoken, job.answers)))
        for job, quiet in zip(jobs, silent, strict=True)
    ]


QUIET = frozenset({Outcome.UNSAID, Outcome.SILENT, Outcome.LATE, Outcome.DECLINED, Outcome.EXCUSED})


def causes_of(answers: list[int], scope: Scope) -> dict[int, str]:
    """The admitted objective cause; else why a later date was asked for; of what was sent back, why."""
    wanted: dict[str, Any] = {"assignment__annulled_at": None, "assignment__is_open": True}
    wanted |= {} if scope.own else {"assignment__unit": scope.unit}
    until = moments(scope.on, scope.on)[1]
    declined = ProgressEntry.objects.filter(verb=Verb.DECLINE, assignment__state=AnswerState.DECLINED, **wanted)
    asked = Extension.objects.filter(asked_at__lte=until, **wanted)
    stated = ObjectiveCause.objects.filter(since__lte=scope.on, **wanted).exclude(state=AskState.REFUSED)
    found = dict(declined.order_by("at").values_list("assignment", "text"))
    found |= dict(asked.order_by("asked_at").values_list("assignment", "reason"))
    found |= dict(stated.order_by("asked_at").values_list("assignment", "reason"))
    mine = set(answers)
    return {answer: reason for answer, reason in found.items() if answer in mine}


def words_of(answers: list[int], scope: Scope) -> dict[int, str]:
    """The last thing a unit reported of each."""
    found: dict[int, str] = {}
    for some in pieces(answers, AT_ONCE):
        said = ProgressEntry.objects.filter(
            assignment__in=some, verb__in=[Verb.REPORT, Verb.PROGRESS], day__gte=scope.period.start, day__lte=scope.on
        )
        found |= dict(said.exclude(text="").order_by("at", "pk").values_list("assignment", "text"))
    return found


def entered_late(scope: Scope) -> dict[int, int]:
    """How often each answer was spoken of later than the rules allow; those of other answers are nobody's here."""
    late = ProgressEntry.objects.filter(entered_late=True, at__range=moments(scope.period.start, scope.on))
    late = late if scope.own else late.filter(assignment__unit=scope.unit)
    return dict(late.order_by().values("assignment").annotate(n=Count("pk")).values_list("assignment", "n"))


def past_figures(scope: Scope, period: Period) -> list[Job]:
    """Targets of another period with their figures, for comparing."""
    past = replace(scope, period=period, on=period.end)
    rows = answers_in(past).filter(task__target_value__isnull=False, figure__isnull=False, part=Part.LEAD)
    fields = ("task", "task__text", "task__due_words", "task__target_value", "task__target_unit", "pk", "figure")
    found: dict[int, Job] = {}
    for task, text, words, target, measure, pk, figure in rows.values_list(*fields):
        job = found.get(task) or Job(task, text, "", 0, due_words=words, target=target, measure=measure)
        answer = Answer(pk, None, str(pk), Outcome.DONE, figure=Decimal(figure))
        found[task] = replace(job, answers=(*job.answers, answer))
    return list(found.values())


def still_owed(scope: Scope) -> "QuerySet[Assignment]":
    """Open answers that fall due in the period after this one."""
    after = scope.period.next
    found = Assignment.objects.standing().exclude(state__in=list(CLOSED))
    found = found.filter(owes_answer=True, task__state="issued", period="", due__gte=after.start, due__lte=after.end)
    return found.filter(whole=None, task__unit=scope.unit) if scope.own else found.filter(unit=scope.unit)
