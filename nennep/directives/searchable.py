"""Directives, issued tasks and what was said of them, as they are found; their doors are those of `visible_to`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from nennep.directives.models import Assignment, Directive, Evidence, ProgressEntry, Task
from nennep.directives.rules import DirectiveState, Part, TaskState
from nennep.lib.pieces import pieces
from nennep.search.registry import Source, Touched, source
from nennep.search.rules import Doc, Door, at_unit, person

PIECE = 500  # things whose texts are made together
READ_AT_ONCE = 2_000
GIVEN_OUT = (TaskState.ISSUED, TaskState.ANNULLED)
LATELY = timedelta(days=2)  # before which nothing said of an answer is made anew when the next thing is said


class Owed(NamedTuple):
    """One answer owed, as far as it decides who sees what."""

    of: int  # the task, or the directive
    path: str | None
    person: int | None
    part: str
    state: str
    due: date | None


def owed_of(by: str = "task", **which: Any) -> dict[int, list[Owed]]:
    """Standing answers by task, or by directive."""
    found: dict[int, list[Owed]] = defaultdict(list)
    names = (by, "unit__path", "person", "part", "state", "due")
    for values in Assignment.objects.standing().filter(**which).order_by().values_list(*names):
        found[values[0]].append(Owed(*values))
    return found


def own(rows: Iterable[Owed]) -> Iterator[str]:
    """Doors of those who owe."""
    for path in {row.path for row in rows if row.path}:
        yield from at_unit(Door.OWN, path)
    yield from (person(row.person) for row in rows if row.person)


def inside(paths: Iterable[str | None], people: Iterable[int | None]) -> Iterator[str]:
    yield from (f"{Door.INSIDE}={path}" for path in paths if path)
    yield from (person(pk) for pk in people if pk)


def by_key(rows: Any) -> Iterator[Any]:
    """All rows in the order of their keys, a few thousand at a time: an open walk would keep writers out of SQLite."""
    last = 0
    while piece := list(rows.filter(pk__gt=last)[:READ_AT_ONCE]):
        yield from piece
        last = piece[-1][0] if isinstance(piece[-1], tuple) else piece[-1].pk


def directive_docs(directives: Iterable[Directive]) -> Iterator[Doc]:
    for piece in pieces(directives, PIECE):
        owed = owed_of("task__directive", task__directive__in=[one for one in piece if is_issued(one)])
        yield from (directive_doc(one, owed.get(one.pk, [])) for one in piece)


def is_issued(directive: Directive) -> bool:
    return directive.state == DirectiveState.ISSUED


def directive_doc(one: Directive, rows: list[Owed]) -> Doc:
    doors = set(at_unit(Door.DRAFT, one.unit.path))
    if is_issued(one):
        doors.update(at_unit(Door.TASK, one.unit.path), own(rows))
    text = " ".join((str(one), one.abstract, one.issuer, one.signer))
    units = frozenset(row.path for row in rows if row.path)
    days = frozenset({one.date} if one.date else ())
    return Doc("directive", one.pk, text, frozenset(doors), units, frozenset({one.state}), days, one.public_id)


def task_docs(tasks: Iterable[Task]) -> Iterator[Doc]:
    for piece in pieces(tasks, PIECE):
        owed = owed_of(task__in=piece)
        yield from (task_doc(task, owed.get(task.pk, [])) for task in piece)


def task_doc(task: Task, rows: list[Owed]) -> Doc:
    if task.whole_id:
        doors = {*inside([task.unit.path, *(row.path for row in rows)], (row.person for row in rows))}
    else:
        doors = {*at_unit(Door.DRAFT, task.unit.path), *at_unit(Door.TASK, task.unit.path), *own(rows)}
    states = {row.state for row in rows} if task.state == TaskState.ISSUED else {str(task.state)}
    return Doc(
        "task",
        task.pk,
        " ".join((task.text, task.product, task.supervisor)),
        frozenset(doors),
        frozenset(row.path for row in rows if row.path),
        frozenset(states),
        frozenset(row.due for row in rows if row.due),
        task.directive.public_id if task.directive else "",
        task.clause.path if task.clause else "",
    )


ENTRY = (
    *("pk", "text", "day", "after", "assignment__unit__path", "assignment__person", "assignment__part"),
    *("assignment__whole", "assignment__whole__unit__path", "assignment__task", "assignment__task__unit__path"),
    *("assignment__task__directive__public_id", "assignment__task__clause__path"),
)


class Said(NamedTuple):
    """An entry with what decides who sees it, in the order of ENTRY."""

    pk: int
    text: str
    day: date
    after: str
    path: str | None
    person: int | None
    part: str
    whole: int | None
    whole_path: str | None
    task: int
    task_path: str
    directive: str | None
    clause: str | None


def entry_docs(**which: Any) -> Iterator[Doc]:
    """Those that say something: in words, or by the names of their proofs."""
    said = ProgressEntry.objects.filter(**which).order_by("pk").values_list(*ENTRY)
    for piece in pieces((Said._make(values) for values in by_key(said)), PIECE):
        names: dict[int, list[str]] = defaultdict(list)
        for entry, name in Evidence.objects.filter(entry__in=[one.pk for one in piece]).values_list("entry", "name"):
            names[entry].append(name)
        helped = {one.task for one in piece if one.part == Part.SUPPORT}
        leads = owed_of(task__in=helped, part=Part.LEAD) if helped else {}
        for one in piece:
            if text := " ".join((one.text, *names[one.pk])).strip():
                yield entry_doc(one, text, leads.get(one.task, []))


def entry_doc(one: Said, text: str, leads: list[Owed]) -> Doc:
    doors = {*inside([one.path, one.whole_path], [one.person])}
    if one.whole is None:
        doors.update(at_unit(Door.TASK, one.task_path))
        if one.path:
            doors.update(at_unit(Door.OWN, one.path))
        if one.part == Part.SUPPORT:
            doors.update(own(leads))
    units = frozenset({one.path} if one.path else ())
    states, days = frozenset({one.after}), frozenset({one.day})
    return Doc("entry", one.pk, text, frozenset(doors), units, states, days, one.directive or "", one.clause or "")


def directives() -> Any:
    return Directive.objects.select_related("unit").defer("text", "folded").order_by("pk")


def tasks() -> Any:
    found = Task.objects.filter(state__in=GIVEN_OUT).select_related("unit", "clause", "directive")
    return found.defer("directive__text", "directive__folded", "machine").order_by("pk")


def every_task() -> Iterator[Doc]:
    yield from task_docs(by_key(tasks()))
    yield from entry_docs()


def tasks_touched(named: Touched) -> Iterator[Doc]:
    """What was said changes a task's states and adds an entry; whatever else was done may change all of it."""
    yield from task_docs(tasks().filter(public_id__in=list(named)))
    changed = [one for one, actions in named.items() if not all(action.startswith("answer.") for action in actions)]
    yield from directive_docs(directives().filter(tasks__public_id__in=changed).distinct())
    yield from entry_docs(assignment__task__public_id__in=changed)
    answered = set(named) - set(changed)
    yield from entry_docs(assignment__task__public_id__in=answered, at__gte=timezone.now() - LATELY)


def directives_touched(named: Touched) -> Iterator[Doc]:
    yield from directive_docs(directives().filter(public_id__in=list(named)))
    issued = [one for one, actions in named.items() if "directive.issued" in actions]
    yield from task_docs(tasks().filter(directive__public_id__in=issued))


source(Source("task", every_task, tasks_touched))
source(Source("directive", lambda: directive_docs(by_key(directives())), directives_touched))
