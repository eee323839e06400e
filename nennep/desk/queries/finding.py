"""The search page: what the index names, taken once more through `visible_to`, with the words found marked."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from nennep.accounts.models import User
from nennep.directives.models import Directive, ProgressEntry, Task
from nennep.lib.text import capitalised, fold
from nennep.organisation.doors import doors_of
from nennep.organisation.models import Unit
from nennep.organisation.rules import Act
from nennep.search import index
from nennep.search.rules import PREFIX_FROM, Question

ROWS, MOST_PAGES, LITTLE = 20, 10, 5
AROUND = 220  # characters shown of a text
KINDS = [("task", _("Việc")), ("directive", _("Văn bản")), ("entry", _("Báo cáo, minh chứng")), ("unit", _("Đơn vị"))]
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Found:
    kind: str
    word: str  # of the kind
    url: str
    text: SafeString
    where: str
    day: date | None


@dataclass(frozen=True)
class Results:
    rows: list[Found]
    page: int
    more: bool  # whether there is another page
    forgiven: bool  # some are only near to what was typed
    broken: bool = False  # the index is being made anew


def find(user: User, question: Question, page: int) -> Results:
    if not question.words:
        return Results([], 1, more=False, forgiven=False)
    try:
        hits, forgiven = named(question, doors_of(user), page * ROWS + 1)
    except index.NoIndex:
        return Results([], 1, more=False, forgiven=False, broken=True)
    shown = hits[(page - 1) * ROWS : page * ROWS]
    more = len(hits) > page * ROWS and page < MOST_PAGES
    return Results(told(user, shown, question), page, more, forgiven)


def named(question: Question, doors: list[str], most: int) -> tuple[list[tuple[str, int]], bool]:
    """Keys of the best texts; where the words as typed find little, those near to them follow."""
    exact = [(kind, pk) for _score, kind, pk in index.search(question, doors, most)]
    if len(exact) >= LITTLE:
        return exact, False
    near = [(kind, pk) for _score, kind, pk in index.search(question, doors, most, forgiving=True)]
    both = list(dict.fromkeys([*exact, *near]))[:most]
    return both, len(both) > len(exact)


def told(user: User, hits: list[tuple[str, int]], question: Question) -> list[Found]:
    """In the order of the index; what the person may not see, or is gone, is left out."""
    rows: dict[tuple[str, int], Any] = {}
    for kind, seen in SEEN.items():
        if ids := [pk for each, pk in hits if each == kind]:
            rows |= {(kind, row.pk): row for row in seen(user).filter(pk__in=ids)}
    words = question.words
    return [TELL[key[0]](rows[key], words) for key in hits if key in rows]


def tasks(user: User) -> "QuerySet[Any]":
    related = Task.objects.visible_to(user).select_related("directive", "clause", "unit")
    return related.defer("directive__text", "directive__folded", "machine")


def directives(user: User) -> "QuerySet[Any]":
    return Directive.objects.visible_to(user).defer("text", "folded")


def entries(user: User) -> "QuerySet[Any]":
    related = ("assignment__unit", "assignment__person", "assignment__task__clause", "by")
    return ProgressEntry.objects.visible_to(user).select_related(*related).prefetch_related("evidence")


def units(user: User) -> "QuerySet[Any]":
    seen = Unit.objects.visible_to(user, Act.SEE_OWN) | Unit.objects.visible_to(user, Act.READ_TASK)
    return seen.select_related("parent")


SEEN: dict[str, Callable[[User], "QuerySet[Any]"]] = {
    "task": tasks,
    "directive": directives,
    "entry": entries,
    "unit": units,
}


def tell_task(task: Task, words: list[str]) -> Found:
    place = [str(task.directive)] if task.directive else [task.unit.label]
    place += [task.clause.path] if task.clause else []
    url = reverse("directives:task", args=[task.public_id])
    return Found("task", kind_word("task"), url, marked(task.text, words), " · ".join(place), task.due)


def tell_directive(directive: Directive, words: list[str]) -> Found:
    url = reverse("directives:directive", args=[directive.public_id])
    text = f"{directive} – {directive.abstract}" if directive.abstract else str(directive)
    return Found("directive", kind_word("directive"), url, marked(text, words), directive.issuer, directive.date)


def tell_entry(entry: ProgressEntry, words: list[str]) -> Found:
    answer = entry.assignment
    url = reverse("directives:answer", args=[answer.public_id])
    text = " · ".join([entry.text, *(proof.name for proof in entry.evidence.all())]).strip(" ·")
    task = capitalised(answer.task.text)
    where = f"{entry.get_verb_display()} · {answer.label} · {task[:90]}{'…' if len(task) > 90 else ''}"
    return Found("entry", kind_word("entry"), url, marked(text, words), where, timezone.localdate(entry.at))


def tell_unit(unit: Unit, words: list[str]) -> Found:
    url = reverse("directives:unit_list", args=[unit.public_id])
    return Found(
        "unit", kind_word("unit"), url, marked(unit.name, words), unit.parent.label if unit.parent else "", None
    )


TELL: dict[str, Callable[[Any, list[str]], Found]] = {
    "task": tell_task,
    "directive": tell_directive,
    "entry": tell_entry,
    "unit": tell_unit,
}


def kind_word(kind: str) -> str:
    return str(dict(KINDS)[kind])


def marked(text: str, words: list[str]) -> SafeString:
    """The part of the text around the first word found, with every such word marked."""
    text = capitalised(text)
    spots = [(m.start(), m.end()) for m in WORD.finditer(text) if is_meant(fold(m[0]), words)]
    start = max(0, spots[0][0] - AROUND // 3) if spots else 0
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = len(text) if len(text) <= start + AROUND else text.rfind(" ", start, start + AROUND)
    return format_html_join("", "{}", ((piece,) for piece in pieces(text, spots, start, max(end, start))))


def is_meant(word: str, words: Iterable[str]) -> bool:
    return any(word == one or (len(one) >= PREFIX_FROM and word.startswith(one)) for one in words)


def pieces(text: str, spots: list[tuple[int, int]], start: int, end: int) -> list[str | SafeString]:
    found: list[str | SafeString] = ["… "] if start else []
    at = start
    for first, last in spots:
        if first >= at and last <= end:
            found += [text[at:first], format_html_join("", "<mark>{}</mark>", [(text[first:last],)])]
            at = last
    return [*found, text[at:end], " …" if end < len(text) else ""]
