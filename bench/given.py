"""A year's tasks with what each unit answered, as rows to pour: the loop of a city after issue."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from bench.lives import BY_UNIT, Fates, Given, Life, proofs
from bench.pouring import Row, count_on, moment, pour
from nennep.directives.models import Assignment, Evidence, Extension, ObjectiveCause, ProgressEntry, Task
from nennep.directives.rules import NEVER, Kind, Part
from nennep.lib.periods import PeriodKind, period_of
from nennep.lib.text import spaced

WIDE, STANDING, TARGETS = 0.02, 0.1, 0.05  # part of the tasks given to all units directly below; duties; figures
TASK = (
    *("id", "directive", "clause", "unit", "state", "text", "folded", "start", "end", "kind", "due", "supervisor"),
    *("product", "target_value", "target_unit", "issued_by", "issued_at", "next_due", "closed_at"),
)
ANSWER = (
    *("id", "task", "unit", "part", "period", "due", "first_due", "given_at", "state", "is_open", "is_dated"),
    *("excused", "heard_on", "reported_on", "closed_at", "percent", "figure", "reminded"),
)
ENTRY = ("id", "assignment", "verb", "by", "at", "day", "text", "percent", "after")
PROOF = ("id", "entry", "kind", "name")
LATER = ("assignment", "reason", "asked_by", "asked_at", "state", "before", "until", "granted_until")
CAUSE = ("assignment", "reason", "asked_by", "asked_at", "state", "since")


@dataclass(frozen=True)
class Source:
    """A directive, or a clause of it, that gave something."""

    directive: int
    clause: int
    on: date
    to: Sequence[int] = ()  # units; else by lot


@dataclass(frozen=True)
class Hands:
    """Who gives, who answers, and to which units."""

    root: int
    giver: int
    answers: int
    direct: Sequence[int]
    cells: Sequence[int]
    narrow: float  # how many units get a task that does not go to all, on an average
    verbs: Sequence[str]
    about: Sequence[str]
    supervisors: Sequence[str]


@dataclass
class Rows:
    """Rows by table."""

    tasks: list[Row] = field(default_factory=list)
    answers: list[Row] = field(default_factory=list)
    entries: list[Row] = field(default_factory=list)
    proofs: list[Row] = field(default_factory=list)
    extensions: list[Row] = field(default_factory=list)
    causes: list[Row] = field(default_factory=list)


class Year:
    def __init__(self, hands: Hands, dice: random.Random, today: date) -> None:
        self.hands, self.dice, self.today = hands, dice, today
        self.fates, self.rows = Fates(dice, today), Rows()

    def give(self, sources: Sequence[Source]) -> None:
        for source in sources:
            self.task(source)

    def task(self, source: Source) -> None:
        dice, hands = self.dice, self.hands
        about = dice.choice(hands.about)
        text = f"{dice.choice(hands.verbs)} {about} số {dice.randrange(10**6)}"
        lot = dice.random()
        kind = Kind.STANDING if lot < STANDING else Kind.TARGET if lot < STANDING + TARGETS else Kind.DELIVERABLE
        due = source.on + timedelta(days=dice.randrange(7, 150)) if dice.random() < 0.95 else None
        pk, made = len(self.rows.tasks) + 1, len(self.rows.answers)
        for period, last in self.terms(kind, source.on, due):
            for n, unit in enumerate(self.units(source, kind)):
                given = Given(source.on, last, kind != Kind.STANDING, about, period)
                self.answer(pk, unit, Part.SUPPORT if n and not source.to else Part.LEAD, given)
        mine = self.rows.answers[made:]
        near, closed = nearest(mine), all(not row[9] for row in mine)
        target = (100, "đảng viên") if kind == Kind.TARGET else (None, "")
        self.rows.tasks.append((
            pk, source.directive, source.clause, hands.root, "issued", text, spaced(text), 3, 20, kind,
            iso(due), dice.choice(hands.supervisors) if dice.random() < 0.5 else "", "Báo cáo", *target, hands.giver,
            moment(source.on), near, moment(self.today) if closed else None,
        ))  # fmt: skip

    def units(self, source: Source, kind: Kind) -> Sequence[int]:
        if source.to:
            return source.to
        if self.dice.random() < WIDE:
            return self.hands.direct
        many = self.dice.randint(1, round(2 * self.hands.narrow) - 1)
        many = many if kind != Kind.STANDING else (many + 2) // 3  # a duty counts once a quarter
        half = min(len(self.hands.direct), (many + 1) // 2)
        others = min(len(self.hands.cells), many - half)  # a small trial has fewer
        return [*self.dice.sample(self.hands.direct, half), *self.dice.sample(self.hands.cells, others)]

    def terms(self, kind: Kind, on: date, due: date | None) -> Iterator[tuple[str, date | None]]:
        """One, or for a standing duty one each quarter until now."""
        if kind != Kind.STANDING:
            yield "", due
            return
        period = period_of(on, PeriodKind.QUARTER)
        while period.start <= self.today:
            yield period.key, period.end
            period = period.next

    def answer(self, task: int, unit: int, part: Part, given: Given) -> None:
        life, pk = self.fates.draw(given), len(self.rows.answers) + 1
        self.rows.answers.append((
            pk, task, unit, part, given.period, iso(life.due), iso(given.due), moment(given.on), life.state,
            int(life.is_open), int(given.dated), int(life.excused), iso(life.heard_on), iso(life.reported_on),
            moment(life.closed_on) if life.closed_on else None, life.percent, life.percent or None, life.reminded,
        ))  # fmt: skip
        first = len(self.rows.entries) + 1
        for n, word in enumerate(life.words):
            by = self.hands.answers if word.verb in BY_UNIT else self.hands.giver
            day = iso(word.day)
            entry = (first + n, pk, word.verb, by, moment(word.day, n), day, word.text, word.percent, word.after)
            self.rows.entries.append(entry)
        for n in proofs(life, self.dice):
            number = len(self.rows.proofs) + 1
            name = f"Báo cáo số {number}-BC/CB ngày {life.words[n].day:%d/%m/%Y}"
            self.rows.proofs.append((number, first + n, "document", name))
        self.ask(pk, life, given)

    def ask(self, pk: int, life: Life, given: Given) -> None:
        by, at = self.hands.answers, moment(life.heard_on)
        if given.due and life.due and life.due > given.due:
            until = iso(life.due)
            self.rows.extensions.append((pk, "Chờ cấp kinh phí", by, at, "granted", iso(given.due), until, until))
        if given.due and life.asks == "extension":
            until = iso(given.due + timedelta(days=14))
            self.rows.extensions.append((pk, "Chờ cấp kinh phí", by, at, "asked", iso(given.due), until, None))
        if life.excused or life.asks == "cause":
            state = "granted" if life.excused else "asked"
            self.rows.causes.append((pk, "Mưa lũ kéo dài", by, at, state, iso(life.heard_on)))

    def pour(self) -> None:
        rows = self.rows
        pour(Task, TASK, rows.tasks)
        pour(Assignment, ANSWER, rows.answers)
        pour(ProgressEntry, ENTRY, rows.entries)
        pour(Evidence, PROOF, rows.proofs)
        pour(Extension, LATER, rows.extensions)
        pour(ObjectiveCause, CAUSE, rows.causes)
        count_on(Task, Assignment, ProgressEntry, Evidence, Extension, ObjectiveCause)


def nearest(answers: Sequence[Row]) -> str:
    """As `settling` keeps it on the task: the nearest date of what is open and may become late."""
    return min((row[5] for row in answers if row[9] and row[10] and row[5]), default=NEVER.isoformat())


def iso(day: date | None) -> Any:
    return day.isoformat() if day else None
