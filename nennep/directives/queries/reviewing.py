"""The review page: proposals beside their document."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from nennep.directives.models import Assignee, Clause, Directive, Task
from nennep.directives.papers import Paper, lay_out
from nennep.directives.rules import OPEN, Part, TaskState

TREE_DEPTH = 3  # deeper clauses are counted in those above: a tree to glance at, not a second text


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

    @cached_property
    def lead(self) -> list[Assignee]:
        return self.of_part(Part.LEAD)

    @cached_property
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
    words: str  # its title, or how it begins
    depth: int
    decided: int
    all: int


@dataclass(frozen=True)
class Review:
    directive: Directive
    rows: list[Row]
    tree: list[Branch]
    paper: Paper

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(row.task.state for row in self.rows)

    @cached_property
    def decided(self) -> int:
        return sum(row.task.state not in OPEN for row in self.rows)

    @property
    def left(self) -> int:
        return len(self.rows) - self.decided

    def shown(self, only: str) -> list[Row]:
        """The rows behind one of the counts: “open” for all that wait, or a state; any other word: all rows."""
        states = OPEN if only == "open" else {state for state in TaskState if state == only}
        return [row for row in self.rows if not states or row.task.state in states]

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
    return Review(directive, rows, tree_of(clauses, rows, directive.text), lay_out(directive.text, clauses, rows))


def tree_of(clauses: list[Clause], rows: list[Row], text: str) -> list[Branch]:
    """Clauses that hold tasks, and the chapters above them."""
    branches = []
    for clause in clauses:
        inside = [row for row in rows if row.task.clause and within(row.task.clause.path, clause.path)]
        depth = clause.path.count(".")
        if depth < TREE_DEPTH and (inside or (not depth and clause.label)):
            decided = sum(row.task.state not in OPEN for row in inside)
            branches.append(Branch(clause, clause.title or beginning(clause, text), depth, decided, len(inside)))
    return branches


def beginning(clause: Clause, text: str) -> str:
    return text[clause.start + len(clause.label) : clause.end][:80].strip(" -–.")


def within(path: str, top: str) -> bool:
    return path == top or path.startswith(f"{top}.")
