"""What a unit owes: all of it for its papers, the pressing of each status for its page."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.accounts.models import User
from nennep.directives.labels import SHAPES
from nennep.directives.models import Assignment, AssignmentQuerySet
from nennep.directives.queries.lists import LONG_TEXTS
from nennep.directives.queries.statuses import Look, looks_of, rules_now
from nennep.directives.rules import AnswerState, Kind, Standing, Status, TaskState, status_of
from nennep.organisation.models import Unit

FEW = 15  # rows of each group on the page; the others stand in the list of answers
RUNNING = "running"  # standing duties that run on stand last
DECIDING = ("state", "due", "heard_on", "is_dated", "owes_answer", "excused", "first_due")  # as in `rules.Standing`
NEAREST = (F("due").asc(nulls_last=True), "task__directive", "task__start", "pk")
GROUPS = {
    Status.LATE: _("Quá hạn"),
    Status.SILENT: _("Chưa phản hồi"),
    Status.RETURNED: _("Trả lại để làm tiếp"),
    Status.SOON: _("Sắp đến hạn"),
    Status.EXCUSED: _("Khách quan"),
    Status.EXTENDED: _("Gia hạn"),
    Status.DOING: _("Đang thực hiện"),
    Status.DECLINED: _("Xin trả lại"),
    Status.WAITING: _("Chờ xem xét"),
    RUNNING: _("Thường xuyên"),
}


@dataclass(frozen=True)
class Owing:
    """One line of a unit's list."""

    assignment: Assignment
    look: Look


@dataclass(frozen=True)
class Group:
    """Rows that look alike: the first few, and how many there are."""

    key: str
    word: str
    rows: list[Owing]
    count: int

    @property
    def status(self) -> Status:
        return Status.DOING if self.key == RUNNING else Status(self.key)

    @property
    def shape(self) -> str:
        return SHAPES[self.status]

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class UnitView:
    groups: list[Group]
    late: int  # past their date, silent ones too; what was reported waits for who gave it
    done: int

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def rows(self) -> list[Owing]:
        return [row for group in self.groups for row in group.rows]


def owed_by(unit: Unit) -> AssignmentQuerySet:
    """What the unit has not closed, the nearest date first."""
    owed = unit.assignments.standing().open().filter(task__state=TaskState.ISSUED)
    return owed.order_by(*NEAREST)


def all_owed(unit: Unit) -> list[Owing]:
    return read(unit, owed_by(unit))


def read(unit: Unit, owed: QuerySet[Assignment]) -> list[Owing]:
    related = owed.select_related("task__directive", "task__clause", "task__unit", "whole__unit").defer(*LONG_TEXTS)
    found = looks_of(related)
    for row, _look in found:
        row.unit = unit
    return [Owing(row, look) for row, look in found]


def unit_view(unit: Unit, reader: User) -> UnitView:
    """As few rows however much the unit owes: of all but those shown only what decides their status is read.

    `reader`: whose drafts come with it.
    """
    today, silent_after, late = timezone.localdate(), rules_now().silent_after, 0
    keys: dict[str, list[int]] = defaultdict(list)
    for pk, kind, state, *others in owed_by(unit).values_list("pk", "task__kind", *DECIDING):
        standing = Standing(AnswerState(state), *others)
        status, due = status_of(standing, today, silent_after), standing.due
        late += bool(standing.is_dated and due and due < today and status != Status.WAITING)
        keys[RUNNING if status == Status.DOING and kind == Kind.STANDING else status].append(pk)
    shown = {pk for found in keys.values() for pk in found[:FEW]}
    few = Assignment.objects.with_draft(reader).filter(pk__in=shown)
    rows = {row.assignment.pk: row for row in read(unit, few)} if shown else {}
    groups = [
        Group(key, str(word), [rows[pk] for pk in keys[key][:FEW] if pk in rows], len(keys[key]))
        for key, word in GROUPS.items()
        if key in keys
    ]
    return UnitView(groups, late, unit.assignments.standing().filter(is_open=False).count())
