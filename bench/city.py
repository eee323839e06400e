"""A city's committee, invented and written in bulk: the ground on which `pages.py` measures.

At size 1: 4,000 units of which 118 stand directly below the top, 3,000 users, 200,000 directives, 25,000 tasks given in
250,000 assignments (62 to a unit, as in life: few owe hundreds), 100,000 journal entries.
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from nennep.accounts.models import User
from nennep.directives.models import Assignee, Assignment, Clause, Directive, Task
from nennep.journal.models import Entry
from nennep.lib.text import fold, spaced
from nennep.organisation.models import Grant, Group, Office, Post, Unit
from nennep.organisation.rules import Role, UnitKind, child_path, folded_name

UNITS, DIRECT, USERS, DIRECTIVES, TASKS, RECEIVERS, ENTRIES = 4_000, 118, 3_000, 200_000, 25_000, 10, 100_000
TASKS_OF_ONE, UNDER_REVIEW, START, END = 8, 85, date(2025, 1, 1), date(2035, 12, 31)
CHUNK, STANDING = 2_000, 0.1  # rows written at once; part of the tasks that are standing duties
Row = TypeVar("Row", bound=Model)
TYPES = ("Kết luận", "Nghị quyết", "Kế hoạch", "Thông báo", "Công văn", "Chương trình")
ABOUT = ("xây dựng Đảng", "cải cách hành chính", "chuyển đổi số", "bảo vệ môi trường", "công tác cán bộ", "dân vận",
         "phòng, chống tham nhũng", "phát triển đảng viên", "kiểm tra, giám sát", "thu ngân sách")  # fmt: skip
VERBS = ("xây dựng kế hoạch", "rà soát", "báo cáo kết quả", "tổ chức hội nghị về", "hướng dẫn", "kiểm tra")


@dataclass(frozen=True)
class City:
    clerk: User
    contact: User
    sysadmin: User
    auditor: User
    unit: Unit  # the contact's
    issued: Directive
    review: Directive  # with 85 tasks
    task: Task


class Builder:
    def __init__(self, size: float) -> None:
        self.size = size
        self.dice = random.Random(2026)
        self.now = timezone.now()

    def times(self, count: int) -> int:
        return max(1, round(count * self.size))

    @transaction.atomic
    def build(self) -> City:
        self.units = self.make_units()
        self.root = self.units[0]
        people = self.make_users()
        self.clerk = people[0]
        self.make_directives()
        tasks = self.make_tasks()
        review = self.make_review()
        self.make_journal(people)
        issued = Directive.objects.filter(tasks__isnull=False, state="issued").order_by("-pk")[0]
        contact = people[4]
        unit = Grant.objects.get(user=contact).unit
        return City(people[0], contact, people[2], people[3], unit, issued, review, tasks[0])

    def make_units(self) -> list[Unit]:
        root = unit_at(None, 1, "Đảng bộ thành phố Bình Hải", UnitKind.COMMITTEE)
        root.save()
        Office.objects.create(name="Đảng ủy Bình Hải", place="Bình Hải", symbol="ĐU", root=root)
        direct = Unit.objects.bulk_create(
            unit_at(root, n, f"Đảng ủy cơ sở {n}", UnitKind.COMMITTEE) for n in range(1, self.times(DIRECT) + 1)
        )
        below = self.times(UNITS) - len(direct) - 1
        cells = (
            unit_at(direct[n % len(direct)], n // len(direct) + 1, f"Chi bộ {n}", UnitKind.CELL) for n in range(below)
        )
        return [root, *direct, *Unit.objects.bulk_create(cells, CHUNK)]

    def make_users(self) -> list[User]:
        names = [f"Đồng chí thứ {n}" for n in range(self.times(USERS))]
        people = User.objects.bulk_create(
            [User(username=f"u{n}", full_name=x, folded_name=fold(x), password="!") for n, x in enumerate(names)], CHUNK
        )
        kept = [(Role.CLERK, True), (Role.LEADER, True), (Role.SYSADMIN, True), (Role.AUDITOR, True)]
        grants = [grant(person, role, self.root, below) for person, (role, below) in zip(people, kept, strict=False)]
        units = self.units[1:]
        grants += [grant(p, Role.CONTACT, units[n % len(units)], False) for n, p in enumerate(people[4:])]
        Grant.objects.bulk_create(grants, CHUNK)
        Post.objects.create(title="Phó Bí thư", unit=self.root, holder=people[1], may_sign=True, starts=START)
        group = Group.objects.create(name="Các đảng ủy cơ sở", folded_name="cac dang uy co so")
        group.units.set(units[: self.times(DIRECT)])
        return people

    def make_directives(self) -> None:
        made = (self.directive(n) for n in range(self.times(DIRECTIVES)))
        in_bulk(Directive, made)

    def directive(self, n: int, state: str = "issued") -> Directive:
        about, kind = self.dice.choice(ABOUT), self.dice.choice(TYPES)
        text = f"1. Các đơn vị thực hiện việc {n} về {about}."
        return Directive(
            unit=self.root, state=state, type=kind, number=str(n + 1), symbol="KL/ĐU", issuer="Đảng ủy Bình Hải",
            date=START + timedelta(days=n * 3650 // self.times(DIRECTIVES)), abstract=f"Về {about}, đợt {n}", text=text,
            text_hash=hashlib.sha256(text.encode()).hexdigest(), made_by=self.clerk, issued_by=self.clerk,
            folded=spaced(f"{n + 1}-KL/ĐU {kind} Về {about}, đợt {n} Đảng ủy Bình Hải"), issued_at=self.now,
        )  # fmt: skip

    def make_tasks(self) -> list[Task]:
        last = Directive.objects.order_by("-pk")[: self.times(TASKS) // TASKS_OF_ONE]
        clauses = in_bulk(Clause, (clause(d) for d in last))
        tasks = in_bulk(Task, (self.task(c) for c in clauses for _ in range(TASKS_OF_ONE)))
        Assignment.objects.bulk_create((a for t in tasks for a in self.assignments(t)), CHUNK)
        return tasks

    def task(self, clause: Clause) -> Task:
        text = f"{self.dice.choice(VERBS)} {self.dice.choice(ABOUT)} số {self.dice.randrange(10**6)}"
        due = date.today() + timedelta(days=self.dice.randrange(-60, 300)) if self.dice.random() < 0.9 else None
        return Task(
            directive=clause.directive, clause=clause, unit=self.root, state="issued", text=text, start=3, end=20,
            kind="standing" if self.dice.random() < STANDING else "deliverable", due=due, folded=spaced(text),
            issued_by=self.clerk, issued_at=self.now,
        )  # fmt: skip

    def assignments(self, task: Task) -> Iterator[Assignment]:
        for n, unit in enumerate(self.dice.sample(self.units[1:], RECEIVERS)):
            yield Assignment(task=task, unit=unit, part="support" if n else "lead", due=task.due, given_at=self.now)

    def make_review(self) -> Directive:
        sentences = [f"{self.dice.choice(VERBS)} {self.dice.choice(ABOUT)} thứ {n}" for n in range(UNDER_REVIEW)]
        directive = self.directive(self.times(DIRECTIVES), "review")
        directive.text = "1. Các đơn vị:\n" + ";\n".join(sentences) + "."
        directive.save()
        top = Clause.objects.create(
            directive=directive, n=0, path="1", label="1.", role="tasks", start=0, end=len(directive.text)
        )
        for sentence in sentences:
            start = directive.text.index(sentence)
            task = Task.objects.create(
                directive=directive, clause=top, unit=self.root, text=sentence, start=start, end=start + len(sentence),
                kind="deliverable", lead_words="Các đơn vị", why="Bắt đầu bằng động từ.", state="accepted",
            )  # fmt: skip
            for unit in self.dice.sample(self.units[1:], 4):
                Assignee.objects.create(task=task, unit=unit)
        return directive

    def make_journal(self, people: list[User]) -> None:
        Entry.objects.bulk_create(
            (entry(n, people[n % len(people)], self.now) for n in range(self.times(ENTRIES))), CHUNK
        )


def unit_at(parent: Unit | None, number: int, name: str, kind: UnitKind) -> Unit:
    path = child_path(parent.path if parent else "", number)
    members = 0 if parent is None else 2_064 if parent.parent_id is None else 62  # 243,544 in all, by the direct units
    return Unit(
        parent=parent,
        path=path,
        name=name,
        folded_name=folded_name(name),
        kind=kind,
        valid_from=START,
        member_count=members,
    )


def grant(user: User, role: Role, unit: Unit, subtree: bool) -> Grant:
    return Grant(user=user, role=role, unit=unit, subtree=subtree, starts=START, ends=END)


def clause(directive: Directive) -> Clause:
    return Clause(directive=directive, n=0, path="1", label="1.", role="tasks", start=0, end=len(directive.text))


def entry(n: int, person: User, now: datetime) -> Entry:
    digest = hashlib.sha256(str(n).encode()).hexdigest()
    return Entry(
        n=n + 1, at=now, actor=person.public_id, action="task.accepted", object=f"task:{n}", detail_hash=digest,
        previous=digest, hash=digest,
    )  # fmt: skip


def in_bulk(model: type[Row], rows: Iterator[Row]) -> list[Row]:
    """bulk_create in pieces, so that 200,000 rows never stand in memory as one statement."""
    made: list[Row] = []
    while piece := list(islice(rows, CHUNK)):
        made += model._default_manager.bulk_create(piece)
    return made
