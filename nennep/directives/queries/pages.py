"""A directive's page, and a task's."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nennep.accounts.models import User
from nennep.directives.models import Amendment, Assignment, Clause, Directive, Task
from nennep.directives.queries.lists import TaskRow, rows_told, told
from nennep.directives.rules import OPEN, TaskState
from nennep.organisation.rules import Act
from nennep.web.memory import until_an_act


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
    states: dict[str, int]  # of all its tasks, for who reads drafts

    @property
    def undecided(self) -> int:
        return sum(self.states.get(state, 0) for state in OPEN)


def directive_page(directive: Directive, user: User) -> DirectiveView:
    """A directive's issued tasks by clause — of those the person may see."""
    tasks = Task.objects.seen_from_above(user).filter(directive=directive, state=TaskState.ISSUED)
    rows = rows_told(told(tasks.order_by("start", "pk")))
    for row in rows:
        row.task.directive = directive
    sections = [Section(clause, list(inside)) for clause, inside in groupby(rows, key=lambda row: row.task.clause)]
    given = Assignment.objects.seen_from_above(user).standing().filter(task__directive=directive)
    counted = given.values("unit", "person").distinct()
    receivers = until_an_act(("receivers", user.pk, directive.pk), counted.count)
    drafts = Task.objects.visible_to(user, Act.READ_DIRECTIVE).filter(directive=directive).order_by()
    states = dict(drafts.values_list("state").annotate(count=Count("pk")))
    return DirectiveView(sections, len(rows), receivers, states)


def tally_of(states: dict[str, int]) -> list[tuple[str, str, str]]:
    """(filter of the review page, shape, words) of each state that some task is in."""
    open_ones = sum(states.get(state, 0) for state in OPEN)
    named = (
        ("issued", "sent", states.get("issued", 0), _("%(count)s đã giao")),
        ("accepted", "done", states.get("accepted", 0), _("%(count)s đã nhận, chờ giao")),
        ("open", "open", open_ones, _("%(count)s chưa duyệt")),
        ("rejected", "no", states.get("rejected", 0), _("%(count)s đã bỏ qua")),
        ("annulled", "no", states.get("annulled", 0), _("%(count)s đã hủy")),
    )
    return [(only, shape, words % {"count": count}) for only, shape, count, words in named if count]


def task_with_all(user: User) -> QuerySet[Task]:
    people = ("reviewed_by", "issued_by", "signed_as__holder", "signed_as__unit")
    return Task.objects.visible_to(user).select_related("directive", "clause", "unit", "field", *people)


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


@dataclass(frozen=True)
class Amended:
    """An amendment as people read it: (what, before, after) for each thing changed."""

    amendment: Amendment
    changes: list[tuple[str, str, str]]


def amendments_of(task: Task) -> list[Amended]:
    words = {"text": _("Nội dung"), "due": _("Hạn"), "lead": _("Chủ trì"), "support": _("Phối hợp")}
    return [
        Amended(a, [(words[name], say(before), say(after)) for name, (before, after) in a.changes.items()])
        for a in task.amendments.select_related("by")
    ]


def say(value: object) -> str:
    """One side of a change: a date as the office writes it, how many receivers, or the text."""
    if isinstance(value, list):
        return ngettext("%(n)s nơi", "%(n)s nơi", len(value)) % {"n": len(value)}
    try:
        return f"{date.fromisoformat(str(value)):%d/%m/%Y}"
    except ValueError:
        return shorten(str(value or "–"))
