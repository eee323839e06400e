"""Random trees with random rights, and a slow plain oracle that says who may see what in them.

The oracle knows neither paths nor SQL: it walks from child to parent, reads the table of roles, and asks each grant.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from nennep.accounts.models import User
from nennep.directives.models import Assignment, Directive, Task
from nennep.directives.rules import DirectiveState, TaskState
from nennep.organisation.absences import Absence
from nennep.organisation.models import Grant, Office, Post, Unit
from nennep.organisation.rules import RIGHTS, Act, Role
from nennep.organisation.tests.make import make_unit

TOKEN = "zq"  # begins every canary; no Vietnamese word holds it
PAST, FUTURE = -30, 30  # days from today
SPANS = ((PAST, FUTURE), (PAST, FUTURE), (PAST, 0), (0, FUTURE), (PAST, -1), (1, FUTURE))


@dataclass
class Forest:
    dice: random.Random
    units: list[Unit] = field(default_factory=list)
    users: list[User] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)
    directives: list[Directive] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)

    def token(self) -> str:
        return TOKEN + "".join(self.dice.choices("abcdefghkmnp", k=10))

    def some_day(self, days: int) -> date:
        return timezone.localdate() + timedelta(days=days)


def plant(seed: int, directives: int = 4, users: int = 5) -> Forest:
    forest = Forest(random.Random(seed))
    plant_units(forest)
    prefix = f"nguoi-{User.objects.count()}"
    forest.users = [
        User.objects.create(username=f"{prefix}-{n}", full_name=f"Người {n}", folded_name=f"nguoi {n}", password="!")
        for n in range(users)
    ]
    for user in forest.users:
        for _ in range(forest.dice.randrange(4)):
            give_role(forest, user)
    for source in forest.dice.sample(forest.grants, len(forest.grants) // 3):
        lend_role(forest, source)
    for _ in range(directives):
        plant_directive(forest)
    return forest


def plant_units(forest: Forest) -> None:
    """Four levels; one unit has eleven children, so that 1.1 stands beside 1.10 and 1.11."""
    root = make_unit("Đảng bộ gốc")
    Office.objects.create(name="Đảng bộ gốc", root=root)
    forest.units = [root, *(make_unit(f"Đơn vị {n}", root) for n in range(1, 12))]
    for level in (2, 3):
        for parent in forest.dice.sample([u for u in forest.units if u.depth == level], 2):
            forest.units += [make_unit(f"Tổ {level}.{n}", parent) for n in range(1, 3)]


def give_role(forest: Forest, user: User) -> None:
    dice = forest.dice
    starts, ends = (forest.some_day(days) for days in dice.choice(SPANS))
    unit = dice.choice([forest.units[0], *dice.sample(forest.units, 3)])
    grant = Grant(user=user, role=dice.choice(list(Role)), unit=unit, subtree=dice.random() < 0.6, starts=starts)
    grant.ends = ends
    if dice.random() < 0.5:
        begun, over = (forest.some_day(days) for days in dice.choice(SPANS))
        holder = dice.choice([user, *forest.users])
        grant.post = Post.objects.create(title="Bí thư", unit=unit, holder=holder, starts=begun, ends=over)
        grant.ends = dice.choice([ends, None])
    if dice.random() < 0.25:
        grant.revoked_at = timezone.now()
    grant.save()
    forest.grants.append(grant)


def lend_role(forest: Forest, source: Grant) -> None:
    """To somebody who stands in for days that need not be those of the role."""
    substitute = forest.dice.choice([user for user in forest.users if user != source.user])
    starts, ends = (forest.some_day(days) for days in forest.dice.choice(SPANS))
    absence = Absence.objects.create(
        person=source.user, substitute=substitute, starts=starts, ends=ends, reason="đi học", noted_by=source.user
    )
    grant = Grant.objects.create(
        user=substitute, role=source.role, unit=source.unit, subtree=source.subtree, starts=starts, ends=ends,
        absence=absence, source=source,
    )  # fmt: skip
    forest.grants.append(grant)


def plant_directive(forest: Forest) -> None:
    dice, unit = forest.dice, forest.dice.choice([forest.units[0], *forest.units])
    state = dice.choice(list(DirectiveState) + [DirectiveState.ISSUED] * 2)
    directive = Directive.objects.create(
        unit=unit, state=state, type="Kết luận", number="1", symbol="KL/ĐU", abstract=forest.token(), date=date.today(),
        text=forest.token(), folded=f"chung {forest.token()}", made_by=forest.users[0], issued_at=timezone.now(),
    )  # fmt: skip
    forest.directives.append(directive)
    for _ in range(3):
        plant_task(forest, directive)


def plant_task(forest: Forest, directive: Directive) -> None:
    dice = forest.dice
    issued = directive.state == DirectiveState.ISSUED and dice.random() < 0.8
    state = dice.choice([TaskState.ISSUED, TaskState.ISSUED, TaskState.ANNULLED]) if issued else TaskState.PROPOSED
    token = forest.token()
    task = Task.objects.create(
        directive=directive, unit=directive.unit, state=state, text=f"việc chung {token}", kind="deliverable",
        folded=f"viec chung {token}", product=forest.token(), due=forest.some_day(dice.randrange(-9, 9)),
        issued_at=timezone.now(),
    )  # fmt: skip
    forest.tasks.append(task)
    if issued:
        for unit in dice.sample(forest.units, 2):
            forest.assignments.append(give(task, dice, unit=unit))
        if dice.random() < 0.3:
            forest.assignments.append(give(task, dice, person=dice.choice(forest.users)))


def give(task: Task, dice: random.Random, unit: Unit | None = None, person: User | None = None) -> Assignment:
    annulled = timezone.now() if task.state == TaskState.ANNULLED or dice.random() < 0.2 else None
    return Assignment.objects.create(
        task=task, unit=unit, person=person, due=task.due, given_at=timezone.now(), annulled_at=annulled
    )


@dataclass(frozen=True)
class Oracle:
    """Who may see what, decided grant by grant."""

    forest: Forest

    def may(self, user: User, act: Act, unit: Unit) -> bool:
        return any(
            act in RIGHTS[Role(grant.role)] and in_force(grant) and covers(grant, unit)
            for grant in self.forest.grants
            if grant.user == user and user.is_active
        )

    def was_given(self, user: User, task: Task) -> bool:
        return any(
            assignment.annulled_at is None
            and (assignment.person == user or (assignment.unit and self.may(user, Act.SEE_OWN, assignment.unit)))
            for assignment in self.forest.assignments
            if assignment.task == task
        )

    def sees_task(self, user: User, task: Task) -> bool:
        if self.may(user, Act.READ_DIRECTIVE, task.unit) or self.was_given(user, task):
            return True
        return task.state in (TaskState.ISSUED, TaskState.ANNULLED) and self.may(user, Act.READ_TASK, task.unit)

    def sees_directive(self, user: User, directive: Directive) -> bool:
        if self.may(user, Act.READ_DIRECTIVE, directive.unit):
            return True
        if directive.state != DirectiveState.ISSUED:
            return False
        inside = [task for task in self.forest.tasks if task.directive == directive]
        return self.may(user, Act.READ_TASK, directive.unit) or any(self.was_given(user, task) for task in inside)

    def sees_unit(self, user: User, unit: Unit) -> bool:
        return self.may(user, Act.SEE_OWN, unit) or self.may(user, Act.READ_TASK, unit)

    def tokens_for(self, user: User) -> set[str]:
        """Every canary that the person may meet somewhere."""
        seen = {task.text.split()[-1] for task in self.forest.tasks if self.sees_task(user, task)}
        seen |= {task.product for task in self.forest.tasks if self.sees_task(user, task)}
        for directive in self.forest.directives:
            if self.sees_directive(user, directive):
                seen |= {directive.abstract, directive.text, directive.folded.split()[-1]}
        return seen


def in_force(grant: Grant) -> bool:
    if grant.source and not (grant.source.user.is_active and in_force(grant.source)):
        return False
    today = timezone.localdate()
    spans = [(grant.starts, grant.ends)]
    if grant.post:
        if grant.post.holder != grant.user:
            return False
        spans.append((grant.post.starts, grant.post.ends))
    return grant.revoked_at is None and all(start <= today and (not end or today <= end) for start, end in spans)


def covers(grant: Grant, unit: Unit) -> bool:
    step: Unit | None = unit
    while step is not None:
        if step == grant.unit:
            return True
        step = step.parent if grant.subtree else None
    return False
