"""A task written in one line, read by the engine as a clause of its own."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from nennep.directives.actions.importing import assignees_of, make_task, unique
from nennep.directives.models import Assignee, Directive, Task
from nennep.directives.rules import Part
from nennep.facts.calendars import calendar_for
from nennep.organisation.models import Unit
from nennep.organisation.resolving import Directory
from nennep.reading.engine import read
from nennep.reading.source import Form, Line, Source

MOST_WORDS = 14  # of a name


@dataclass(frozen=True)
class Chosen:
    lead: list[Assignee]
    support: list[Assignee]


@dataclass(frozen=True)
class QuickLine:
    initial: dict[str, Any]
    chosen: Chosen
    why: str


def read_line(line: str, today: date) -> QuickLine:
    """The line under a heading of tasks dated today, so that “trước ngày 25/11” finds its year."""
    heading = (f"ngày {today.day} tháng {today.month} năm {today.year}", "KẾT LUẬN", "I. NHIỆM VỤ", f"1. {line}")
    calendar = calendar_for(today.year - 1, today.year + 3)
    reading = read(Source(tuple(Line(text, gap=True) for text in heading), Form.DOCX), calendar)
    directory = Directory.load(today)
    if not reading.tasks:
        return QuickLine({"text": line, "kind": "deliverable", "version": 1}, Chosen([], []), "")
    row = reading.as_json()["tasks"][0]
    task = make_task(Directive(unit=Unit(), date=today), {}, row, calendar)
    lead = found(task, Part.LEAD, row["assignees"], directory)
    if not lead:  # the engine saw no body of ours: the line may still begin with one, and none of its words may be lost
        names, task.text = named_first(line, directory)
        lead = found(task, Part.LEAD, names, directory)
    initial = {name: getattr(task, name) for name in ("text", "kind", "due", "product", "target_value", "target_unit")}
    chosen = Chosen(lead, found(task, Part.SUPPORT, row["collaborators"], directory))
    return QuickLine(initial | {"version": 1}, chosen, row["why"])


def found(task: Task, part: Part, words: list[str], directory: Directory) -> list[Assignee]:
    return unique(assignees_of(task, part, words, directory)) if words else []


def named_first(line: str, directory: Directory) -> tuple[list[str], str]:
    """The longest beginning of the line that is exactly a name of ours, and the rest of it; or nothing and the line."""
    words = line.split()
    for count in range(min(MOST_WORDS, len(words) - 1), 0, -1):
        name = " ".join(words[:count])
        meant = directory.resolve(name)
        if meant.score == 1 and not meant.unresolved and (meant.units or meant.groups):
            return [name], " ".join(words[count:])
    return [], line
