"""Changes to issued tasks: on record with a reason, what stood before is kept."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.actions.giving import Given, Term, new_assignment, rules_of, term_for
from nennep.directives.actions.issuing import answers_of
from nennep.directives.actions.reviewing import Conflict, Seen
from nennep.directives.actions.settling import settle
from nennep.directives.counting import counting_of
from nennep.directives.models import Amendment, Assignment, Task
from nennep.directives.rules import AnswerState, Part, TaskState
from nennep.directives.snapshots import set_assignees, tokens_of
from nennep.directives.telling import tell
from nennep.directives.tokens import receivers_of
from nennep.facts.calendars import calendar_for
from nennep.journal.actions import record
from nennep.lib.dates import format_date
from nennep.lib.errors import RuleBroken
from nennep.lib.text import spaced
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act


@dataclass(frozen=True)
class Change:
    """What an amendment sets; every field as it shall stand afterwards."""

    text: str
    due: date | None
    lead: tuple[str, ...]
    support: tuple[str, ...]
    reason: str


def take_issued(seen: Seen, *, by: User) -> Task:
    task = Task.objects.select_for_update(of=("self",)).filter(public_id=seen.public_id).first()
    if task is None:
        raise RuleBroken(_("Không có việc này."))
    must(by, Act.ISSUE, task.unit)
    if task.state != TaskState.ISSUED:
        raise RuleBroken(_("Chỉ sửa, hủy được việc đã giao và còn hiệu lực."))
    if task.version != seen.version:
        raise Conflict(task)
    return task


@transaction.atomic
def amend_task(seen: Seen, change: Change, *, by: User) -> Amendment:
    task = take_issued(seen, by=by)
    if not change.reason.strip():
        raise RuleBroken(_("Sửa việc đã giao phải ghi lý do."))
    changes = differences(task, change)
    if not changes:
        raise RuleBroken(_("Chưa có gì thay đổi."))
    if "due" in changes:
        task.due_rule, task.counting = "amended", {}
    task.text, task.due, task.version = change.text.strip(), change.due, task.version + 1
    task.folded = spaced(task.text)
    task.save()
    set_assignees(task, Part.LEAD, receivers_of(change.lead))
    set_assignees(task, Part.SUPPORT, receivers_of(change.support))
    regive(task)
    amendment = Amendment.objects.create(task=task, by=by, reason=change.reason.strip()[:500], changes=changes)
    record(by, "task.amended", task, reason=amendment.reason, changes=changes)
    said = {"text": task.text[:120], "reason": amendment.reason}
    tell(task, "task.amended", lambda: _("Việc “%(text)s” vừa được sửa: %(reason)s") % said)
    return amendment


def differences(task: Task, change: Change) -> dict[str, list[Any]]:
    now: dict[str, list[Any]] = {
        "text": [task.text, change.text.strip()],
        "due": [task.due and task.due.isoformat(), change.due and change.due.isoformat()],
        "lead": [sorted(tokens_of(task, Part.LEAD)), sorted(change.lead)],
        "support": [sorted(tokens_of(task, Part.SUPPORT)), sorted(change.support)],
    }
    return {name: pair for name, pair in now.items() if pair[0] != pair[1]}


def regive(task: Task) -> None:
    """Bring the answers owed into line with the receivers: new ones are given, dropped ones annulled."""
    now = timezone.now()
    wanted = {given.key: given for given in answers_of(task, timezone.localdate())}
    if not any(given.part == Part.LEAD for given in wanted.values()):
        raise RuleBroken(_("Việc phải có ít nhất một nơi chủ trì."))
    term = term_for(task, rules_of(task.unit), timezone.localdate())
    standing = task.assignments.select_for_update().exclude(state=AnswerState.CONFIRMED)
    for assignment in standing.filter(period=term.period) if term.period else standing:
        given = wanted.pop((assignment.unit_id, assignment.person_id), None)
        if given is None:
            withdraw_answer(assignment, now)
        else:
            keep_answer(assignment, given, term, now)
        assignment.save()
    confirmed = task.assignments.filter(state=AnswerState.CONFIRMED, period=term.period).values_list("unit", "person")
    fresh = [given for key, given in wanted.items() if key not in set(confirmed)]
    Assignment.objects.bulk_create([new_assignment(task, given, term, now) for given in fresh])
    settle(task)


def withdraw_answer(assignment: Assignment, now: datetime) -> None:
    assignment.annulled_at, assignment.closed_at = assignment.annulled_at or now, assignment.closed_at or now
    assignment.state, assignment.is_open = AnswerState.CANCELLED, False


def keep_answer(assignment: Assignment, given: Given, term: Term, now: datetime) -> None:
    """Who was dropped and is named again begins anew; an extension of who stays outlives an earlier date."""
    if assignment.annulled_at:
        assignment.annulled_at, assignment.closed_at, assignment.state = None, None, AnswerState.GIVEN
        assignment.is_open, assignment.given_at, assignment.heard_on = True, now, timezone.localdate(now)
    extended = assignment.extended
    assignment.part, assignment.first_due = given.part, term.due
    if not (extended and assignment.due and term.due and assignment.due > term.due):
        assignment.due = term.due


@transaction.atomic
def annul_task(seen: Seen, why: str, *, by: User) -> Task:
    task = take_issued(seen, by=by)
    if not why.strip():
        raise RuleBroken(_("Hủy việc đã giao phải ghi lý do."))
    task.state, task.annulled_why, task.version = TaskState.ANNULLED, why.strip()[:500], task.version + 1
    task.save()
    said = {"text": task.text[:120], "reason": why.strip()}
    tell(task, "task.amended", lambda: _("Việc “%(text)s” đã hủy: %(reason)s") % said)
    now = timezone.now()
    task.assignments.filter(annulled_at=None).update(
        annulled_at=now, closed_at=now, state=AnswerState.CANCELLED, is_open=False
    )
    settle(task)
    record(by, "task.annulled", task, why=why)
    return task


@transaction.atomic
def recount(*, by: User | None) -> list[Task]:
    """Count again every open date counted in working days, after the calendar changed; the moved ones are returned."""
    moved = []
    counted = Task.objects.select_for_update(of=("self",)).filter(due__gte=timezone.localdate()).exclude(counting={})
    for task in counted.exclude(state__in=[TaskState.ANNULLED, TaskState.REJECTED]):
        start = date.fromisoformat(task.counting["start"])
        calendar = calendar_for(start.year, start.year + 3)
        before, task.due = task.due, calendar.count(start, task.counting["days"]).end
        task.counting = dict(counting_of(task, start, calendar))
        if task.due == before or not before or not task.due:
            Task.objects.filter(pk=task.pk).update(counting=task.counting)
            continue
        task.version += 1
        task.save()
        task.assignments.filter(is_open=True, due=before).update(due=task.due, first_due=task.due)
        settle(task)
        reason = f"Lịch làm việc thay đổi: hạn tính lại từ {format_date(before)} thành {format_date(task.due)}."
        Amendment.objects.create(
            task=task, by=by, reason=reason, changes={"due": [before.isoformat(), task.due.isoformat()]}
        )
        record(by, "task.recounted", task, before=before.isoformat(), after=task.due.isoformat())
        moved.append(task)
    return moved
