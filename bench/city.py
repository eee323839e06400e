"""A city's committee, invented and written in bulk: the ground on which the other benches measure.

At size 1: 4,000 units of which 118 stand directly below the top, 243,544 members, 3,000 users, 200,000 directives, a
year's 25,000 tasks with 250,000 answers and 1,000,000 entries (`given.py`), 100,000 journal entries.
"""

import gc
import hashlib
import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from bench.given import WIDE, Hands, Source, Year
from bench.pouring import Row, count_on, finish, hasten, moment, pour
from nennep.accounts.models import User
from nennep.desk.actions import keep_day_figures, keep_overviews
from nennep.directives.models import Assignee, Assignment, Clause, Directive, Evidence, ProgressEntry, Task
from nennep.journal.models import Entry
from nennep.lib.periods import PeriodKind, period_of
from nennep.lib.text import fold, spaced
from nennep.notices.models import Notice
from nennep.organisation.models import Grant, Group, Office, Portfolio, Post, Unit
from nennep.organisation.rules import Role, UnitKind, child_path, folded_name

UNITS, DIRECT, USERS, DIRECTIVES, TASKS, RECEIVERS = 4_000, 118, 3_000, 200_000, 25_000, 10
ENTRIES, NOTICES = 100_000, 20  # of the journal; to each person
TASKS_OF_ONE, CLAUSES, UNDER_REVIEW, START, END = 8, 15, 85, date(2025, 1, 1), date(2035, 12, 31)
YEARS = 10  # over which the directives are spread; the last year's gave the tasks
TYPES = ("Kết luận", "Nghị quyết", "Kế hoạch", "Thông báo", "Công văn", "Chương trình")
ABOUT = ("xây dựng Đảng", "cải cách hành chính", "chuyển đổi số", "bảo vệ môi trường", "công tác cán bộ", "dân vận",
         "phòng, chống tham nhũng", "phát triển đảng viên", "kiểm tra, giám sát", "thu ngân sách")  # fmt: skip
VERBS = ("xây dựng kế hoạch", "rà soát", "báo cáo kết quả", "tổ chức hội nghị về", "hướng dẫn", "kiểm tra")
DIRECTIVE = (
    *("id", "unit", "state", "type", "number", "symbol", "issuer", "date", "abstract", "text", "text_hash"),
    *("made_by", "issued_by", "folded", "issued_at"),
)
CLAUSE = ("id", "directive", "n", "path", "label", "title", "role", "start", "end")
JOURNAL = ("n", "at", "actor", "action", "object", "detail_hash", "previous", "hash")


@dataclass(frozen=True)
class City:
    clerk: User
    leader: User
    contact: User  # of a committee directly below, which owes hundreds
    cell: User  # contact of a cell
    sysadmin: User
    auditor: User
    unit: Unit  # the contact's
    small: Unit  # the cell
    chief: Directive  # the last conclusion: 120 tasks for every unit directly below
    issued: Directive
    review: Directive  # with 85 tasks
    task: Task
    wide: Task  # to 118 units
    field: Portfolio

    @property
    def root(self) -> Unit:
        return Office.objects.select_related("root").get().root

    @property
    def quarter(self) -> str:
        return period_of(timezone.localdate(), PeriodKind.QUARTER).last.key

    def answer_of(self, unit: Unit) -> str:
        return str(unit.assignments.filter(state="doing").values_list("public_id", flat=True).order_by("-pk")[0])

    def answer_to(self, task: Task) -> str:
        return str(task.assignments.filter(state="doing").values_list("public_id", flat=True).order_by("pk")[0])

    def counts(self) -> dict[str, int]:
        models = (Unit, Directive, Task, Assignment, ProgressEntry, Evidence)
        return {str(model._meta.model_name): model._default_manager.count() for model in models}


class Builder:
    def __init__(self, size: float) -> None:
        self.size = size
        self.dice = random.Random(2026)
        self.now, self.today = timezone.now(), timezone.localdate()

    def times(self, count: int) -> int:
        return max(1, round(count * self.size))

    def build(self) -> City:
        gc.disable()  # millions of rows that stay: nothing to collect
        with transaction.atomic():
            hasten()
            self.units = self.make_units()
            self.root = self.units[0]
            self.people = self.make_users()
            self.clerk = self.people[0]
            self.make_directives()
            self.make_year()
            review = self.make_review()
            self.make_journal()
        finish()
        keep_day_figures()  # as the scheduler does
        keep_overviews()
        gc.enable()
        return self.city(review)

    def city(self, review: Directive) -> City:
        clerk, leader, sysadmin, auditor, contact = self.people[:5]
        cell = self.people[4 + self.times(DIRECT)]
        unit, small = (Grant.objects.get(user=user).unit for user in (contact, cell))
        chief = Directive.objects.get(pk=self.chief[-1])
        task = Task.objects.filter(state="issued").exclude(directive__in=self.chief).order_by("-pk")[0]
        wide = chief.tasks.filter(closed_at=None, kind="deliverable").order_by("-pk")[0]
        assert task.directive
        return City(
            *(clerk, leader, contact, cell, sysadmin, auditor, unit, small, chief, task.directive, review, task, wide),
            Portfolio.objects.get(),
        )

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
        return [root, *direct, *Unit.objects.bulk_create(cells, 2_000)]

    def make_users(self) -> list[User]:
        names = [f"Đồng chí thứ {n}" for n in range(self.times(USERS))]
        people = User.objects.bulk_create(
            [User(username=f"u{n}", full_name=x, folded_name=fold(x), password="!") for n, x in enumerate(names)], 2_000
        )
        kept = [(Role.CLERK, True), (Role.LEADER, True), (Role.SYSADMIN, True), (Role.AUDITOR, True)]
        grants = [grant(person, role, self.root, below) for person, (role, below) in zip(people, kept, strict=False)]
        units = self.units[1:]
        grants += [grant(p, Role.CONTACT, units[n % len(units)], False) for n, p in enumerate(people[4:])]
        Grant.objects.bulk_create(grants, 2_000)
        post = Post.objects.create(title="Phó Bí thư", unit=self.root, holder=people[1], may_sign=True, starts=START)
        post.portfolios.add(Portfolio.objects.create(name="Xây dựng Đảng"))
        group = Group.objects.create(name="Các đảng ủy cơ sở", folded_name="cac dang uy co so")
        group.units.set(units[: self.times(DIRECT)])
        told = ((p.pk, "task.issued", f"Việc mới thứ {n}", "/tasks/") for p in people for n in range(NOTICES))
        pour(Notice, ("to", "kind", "text", "url"), told)
        return people

    def day_of(self, n: int) -> date:
        return self.today - timedelta(days=(self.times(DIRECTIVES) - n) * YEARS * 365 // self.times(DIRECTIVES))

    def make_directives(self) -> None:
        made = (self.directive(n) for n in range(1, self.times(DIRECTIVES) + 1))
        pour(Directive, DIRECTIVE, made)
        count_on(Directive)

    def directive(self, n: int) -> tuple[object, ...]:
        about, kind, day = self.dice.choice(ABOUT), self.dice.choice(TYPES), self.day_of(n)
        text = f"1. Các đơn vị thực hiện việc {n} về {about}."
        return (
            n, self.root.pk, "issued", kind, str(n), "KL/ĐU", "Đảng ủy Bình Hải", day.isoformat(),
            f"Về {about}, đợt {n}", text, hashlib.sha256(text.encode()).hexdigest(), self.clerk.pk, self.clerk.pk,
            spaced(f"{n}-KL/ĐU {kind} Về {about}, đợt {n} Đảng ủy Bình Hải"), moment(day),
        )  # fmt: skip

    def make_year(self) -> None:
        """Four conclusions to all units directly below, one a quarter, and thousands of smaller directives."""
        whole, year = self.times(DIRECTIVES), self.times(DIRECTIVES) // YEARS
        self.chief = [whole - year * quarter // 4 for quarter in (3, 2, 1, 0)]
        of_chief = TASKS_OF_ONE * CLAUSES * len(self.chief)
        count = (self.times(TASKS) - of_chief) // TASKS_OF_ONE
        chosen = sorted({whole - n * year // count for n in range(1, count + 1)} - {*self.chief}) + self.chief
        units, direct = [unit.pk for unit in self.units[1:]], self.times(DIRECT)
        clauses: list[Row] = []
        sources: list[Source] = []
        for n in chosen:
            for at in range(CLAUSES if n in self.chief else 1):
                clauses.append((len(clauses) + 1, n, at, f"{at + 1}", f"{at + 1}.", ABOUT[at % 10], "tasks", 0, 40))
                last = n == whole and at == CLAUSES - 1
                to = units[:DIRECT] if last else units[:direct] if n in self.chief else ()
                sources += [Source(n, len(clauses), self.day_of(n), to)] * TASKS_OF_ONE
        pour(Clause, CLAUSE, clauses)
        count_on(Clause)
        owed = self.times(TASKS * RECEIVERS) - of_chief * direct
        narrow = (owed / (count * TASKS_OF_ONE) - WIDE * direct) / (1 - WIDE)
        hands = Hands(
            *(self.root.pk, self.clerk.pk, self.people[4].pk, units[:direct], units[direct:], narrow, VERBS, ABOUT),
            [self.people[1].full_name, "Ban Thường vụ"],
        )
        given = Year(hands, self.dice, self.today)
        given.give(sources)
        given.pour()

    def make_review(self) -> Directive:
        sentences = [f"{self.dice.choice(VERBS)} {self.dice.choice(ABOUT)} thứ {n}" for n in range(UNDER_REVIEW)]
        text = "1. Các đơn vị:\n" + ";\n".join(sentences) + "."
        directive = Directive.objects.create(
            unit=self.root, type="Kết luận", number="1", symbol="KL/ĐU", issuer="Đảng ủy Bình Hải", date=self.today,
            abstract="Về nhiệm vụ quý tới", text=text, text_hash="0", made_by=self.clerk, folded=" ket luan",
        )  # fmt: skip
        top = Clause.objects.create(
            directive=directive, n=0, path="1", label="1.", role="tasks", start=0, end=len(text)
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

    def make_journal(self) -> None:
        pour(
            Entry, JOURNAL, (entry(n, self.people[n % len(self.people)], self.now) for n in range(self.times(ENTRIES)))
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


def entry(n: int, person: User, now: datetime) -> tuple[object, ...]:
    digest = hashlib.sha256(str(n).encode()).hexdigest()
    at = f"{now:%Y-%m-%d %H:%M:%S}"
    return (n + 1, at, person.public_id, "task.accepted", f"task:{n}", digest, digest, digest)
