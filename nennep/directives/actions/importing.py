"""From a file to a directive under review."""

import hashlib
import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.counting import counting_of
from nennep.directives.models import Assignee, Clause, Directive, Task
from nennep.directives.rules import DirectiveState, Part, Route, figure_of
from nennep.facts.calendars import calendar_for
from nennep.files.models import Version
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.lib.text import fold, spaced
from nennep.lib.workdays import WorkCalendar
from nennep.organisation.models import Portfolio, Post, Unit
from nennep.organisation.permissions import must
from nennep.organisation.resolving import Directory, Resolution
from nennep.organisation.rules import Act, closest_field

Read = dict[str, Any]  # the object of the reading contract


class AlreadyHere(RuleBroken):
    """The same file, or the same text, came in before."""

    def __init__(self, directive: Directive) -> None:
        super().__init__(_("Văn bản này đã có: %(directive)s. Mở bản ấy để làm tiếp.") % {"directive": directive})
        self.directive = directive


@transaction.atomic
def import_reading(read: Read, *, unit: Unit, source: Version | None, by: User) -> Directive:
    """Store what the engine read, with whom its words mean in this office."""
    must(by, Act.REVIEW, unit)
    if not read["text"].strip():
        raise RuleBroken(_("Văn bản không có chữ nào đọc được."))
    take_turns(unit)
    if source:
        refuse_file_twice(source, unit)
    refuse_text_twice(read["text"], unit)
    directive = make_directive(read, unit, by)
    directive.source = source.document if source else None
    directive.save()
    clauses = make_clauses(directive, read["clauses"])
    make_tasks(directive, clauses, read["tasks"])
    record(by, "directive.imported", directive, tasks=len(read["tasks"]), sha256=source.blob.sha256 if source else "")
    return directive


def take_turns(unit: Unit) -> None:
    """What is one of its kind in an office – a text, a number – is looked for and written by one person at a time."""
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)


def refuse_file_twice(version: Version, unit: Unit) -> None:
    """The same bytes came in before and still stand."""
    if same := standing(unit).filter(source__versions__blob=version.blob).first():
        raise AlreadyHere(same)


def refuse_text_twice(text: str, unit: Unit) -> None:
    if same := standing(unit).filter(text_hash=hash_of(text)).first():
        raise AlreadyHere(same)


def standing(unit: Unit) -> QuerySet[Directive]:
    return Directive.objects.filter(unit=unit).exclude(state=DirectiveState.WITHDRAWN)


def hash_of(text: str) -> str:
    return hashlib.sha256(fold(text).encode()).hexdigest()


def make_directive(read: Read, unit: Unit, by: User) -> Directive:
    header, signature = read["header"], read["signature"]
    directive = Directive(
        unit=unit,
        made_by=by,
        text=read["text"],
        text_hash=hash_of(read["text"]),
        recipients=read["recipients"],
        references=read["references"],
        shortcomings=read["shortcomings"],
        warnings=read["warnings"],
        date=day(header["date"]),
        meeting_date=day(header["meeting_date"]),
        authority=fit(signature["authority"], 200),
        position=fit(signature["position"], 200),
        signer=fit(signature["name"], 120),
    )
    lengths = {
        "type": 60,
        "number": 20,
        "symbol": 60,
        "place": 120,
        "issuer": 300,
        "superior": 300,
        "abstract": 1000,
        "term": 9,
    }
    for name, length in lengths.items():
        setattr(directive, name, fit(header[name], length))
    directive.folded = searchable(directive)
    return directive


def searchable(directive: Directive) -> str:
    parts = (directive.reference, directive.type, directive.abstract, directive.issuer, directive.signer)
    return spaced(" ".join(parts))


def make_clauses(directive: Directive, rows: list[Read]) -> dict[str, Clause]:
    clauses = [
        Clause(
            directive=directive,
            n=n,
            path=fit(row["path"], 200),
            label=fit(row["label"], 60),
            title=row["title"] or "",
            role=row["role"],
            start=row["start"],
            end=row["end"],
        )
        for n, row in enumerate(rows, 1)
    ]
    return {clause.path: clause for clause in Clause.objects.bulk_create(clauses)}


def make_tasks(directive: Directive, clauses: dict[str, Clause], rows: list[Read]) -> None:
    calendar = calendar_for(directive.made_at.year - 1, directive.made_at.year + 3)
    tasks = [make_task(directive, clauses, row, calendar) for row in rows]
    propose_fields(tasks, clauses)
    Task.objects.bulk_create(tasks)
    directory = Directory.load(
        timezone.localdate()
    )  # a task goes to a body that stands today, whatever the date above it
    assignees: list[Assignee] = []
    for task, row in zip(tasks, rows, strict=True):
        for part, words in ((Part.LEAD, row["assignees"]), (Part.SUPPORT, row["collaborators"])):
            assignees += unique(assignees_of(task, part, words, directory))
    Assignee.objects.bulk_create(assignees)


def propose_fields(tasks: list[Task], clauses: dict[str, Clause]) -> None:
    """The field of work of each task: that of the comrade who directs it, else the one its headings name."""
    fields = dict(Portfolio.objects.values_list("pk", "name"))
    holders = Post.objects.living().filter(holder__isnull=False, portfolios__isnull=False)
    of_holder = dict(holders.order_by("-rank").values_list("holder__full_name", "portfolios"))
    for task in tasks:
        directed = (pk for name, pk in of_holder.items() if name and name in task.supervisor)
        task.field_id = next(directed, None) or closest_field(headings_of(task, clauses), fields)


def headings_of(task: Task, clauses: dict[str, Clause]) -> list[str]:
    """Titles of the task's clause and of those above it, the nearest first."""
    path, found = (task.clause.path if task.clause else ""), []
    while path:
        if path in clauses and clauses[path].title:
            found.append(clauses[path].title)
        path = path.rpartition(".")[0]
    return found


def make_task(directive: Directive, clauses: dict[str, Clause], row: Read, calendar: WorkCalendar) -> Task:
    target = row["target"] or {}
    task = Task(directive=directive, unit=directive.unit, clause=clauses.get(row["clause"]), machine=row)
    for name in ("text", "start", "end", "kind", "confidence", "why", "references"):
        setattr(task, name, row[name])
    lengths = {"product": 500, "due_words": 300, "due_rule": 40, "recurrence": 200, "supervisor": 300}
    for name, length in lengths.items():
        setattr(task, name, fit(row[name], length))
    task.due, task.target_by = day(row["due"]), day(target.get("by"))
    task.target_value, task.target_unit = number(target.get("value")), fit(target.get("unit"), 120)
    task.lead_words = fit("; ".join(row["assignees"]), 400)
    task.support_words = fit("; ".join(row["collaborators"]), 400)
    task.counting = counting_of(task, directive.date, calendar)
    task.route = route_of(task.text)
    return task


ASKED_AS = (
    (Route.OPINION, re.compile(r"(?:tham gia|cho|góp|đóng góp|có)\s+ý(?:\s+kiến)?\b", re.IGNORECASE)),
    (Route.FIGURES, re.compile(r"(?:báo cáo|cung cấp|gửi|tổng hợp|thống kê)\s+(?:các\s+)?số liệu\b", re.IGNORECASE)),
)


def route_of(text: str) -> Route:
    """What kind of answer the first words ask for; whoever reviews may choose another."""
    return next((route for route, words in ASKED_AS if words.match(text)), Route.CARRY_OUT)


def assignees_of(task: Task, part: Part, words: list[str], directory: Directory) -> list[Assignee]:
    whole = directory.resolve("; ".join(words)) if len(words) > 1 else None
    found: list[Resolution] = [whole] if whole else [directory.resolve(each) for each in words]
    return [
        *(Assignee(task=task, part=part, unit=unit) for one in found for unit in one.units),
        *(Assignee(task=task, part=part, group=group) for one in found for group in one.groups),
        *(Assignee(task=task, part=part, person=person) for one in found for person in one.people),
    ]


def unique(assignees: list[Assignee]) -> list[Assignee]:
    return list({(a.unit_id, a.group_id, a.person_id): a for a in assignees}.values())


def fit(value: Any, length: int) -> str:
    return str(value or "")[:length]


def day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def number(value: Any) -> Decimal | None:
    """A target that the register can hold; what is larger stays in the task's words."""
    try:
        return None if value is None else figure_of(Decimal(str(value)))
    except InvalidOperation:
        return None
