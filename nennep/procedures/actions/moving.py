"""A step is done and leads on; a case ends; its clock stops, runs on, is extended."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.clock.clock import Clock
from nennep.facts.queries import fact
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.procedures.actions.clock import settle
from nennep.procedures.actions.opening import begin_step
from nennep.procedures.actions.recording import check_day, step_of, taken_up
from nennep.procedures.catalogue.shape import Result
from nennep.procedures.models import Case, CaseEvent, CaseStep, EventKind
from nennep.procedures.queries.standing import (
    clock_of_step,
    current_step,
    left_of_roster,
    recorded_of,
    stands_still,
    times_allowed,
)
from nennep.procedures.rules import MOVES, CaseState, hindrances, result_of, too_early


@dataclass(frozen=True)
class Finish:
    result: str
    day: date
    note: str = ""


@transaction.atomic
def finish_step(case: Case, seen: str, finish: Finish, *, by: User) -> Case:
    """Refused, with every sentence of what is missing, until the step may end so."""
    step = step_of(case, seen, by=by)
    case, result = step.case, result_of(step.case.version.told, step.key, finish.result)
    if result is None:
        raise RuleBroken(_("Bước này không có kết quả ấy."))
    check_day(finish.day)
    check_ready(step, result, finish.day)
    step.done_on, step.result, step.note = finish.day, result.key, finish.note.strip()[:500]
    step.done_by, step.done_at = by, timezone.now()
    clock = clock_of_step(step)
    step.due = clock.legal.day if clock else None
    step.save()
    close_clock(step, clock, by)
    record(by, "case.step_done", case, step=step.key, result=result.key, day=finish.day.isoformat())
    if result.next:
        begin_step(case, result.next, finish.day, by)
    else:
        close(case, result.end, finish.day, by)
    return case


def check_ready(step: CaseStep, result: Result, day: date) -> None:
    times = step.case.steps.filter(key=step.key).count()
    below = (step.case.children.filter(state=CaseState.OPEN).count(), left_of_roster(step.case))
    recorded = recorded_of(step, clock_of_step(step), times=times, below=below)
    allowed = times_allowed([key for key in (result.before, result.after) if key], day)
    said = hindrances(step.told, result, recorded, allowed)
    if early := too_early(step.told, result, recorded, day):
        said.append(early)
    if said:
        raise RuleBroken(" ".join(said))


def close_clock(step: CaseStep, clock: Clock | None, by: User) -> None:
    """Not where it stands still, for the case was given up, nor where something of it is dated later."""
    if clock and step.done_on and not stands_still(clock) and step.done_on >= clock.story.events[-1].day:
        CaseEvent.objects.create(step=step, kind=EventKind.CLOSED, day=step.done_on, by=by)


def close(case: Case, end: str, day: date, by: User) -> None:
    assert CaseState.CLOSED in MOVES[CaseState(case.state)]
    case.state, case.end, case.ended_on = CaseState.CLOSED, end, day
    settle(case, None)
    record(by, "case.closed", case, end=end, day=day.isoformat())


@transaction.atomic
def annul_case(case: Case, why: str, *, by: User) -> Case:
    """Opened by mistake: it stays on record with the reason."""
    case = taken_up(case, by=by)
    if not why.strip():
        raise RuleBroken(_("Hãy ghi lý do hủy hồ sơ."))
    if case.children.filter(state=CaseState.OPEN).exists():
        raise RuleBroken(_("Còn hồ sơ nhánh chưa kết thúc."))
    case.state, case.ended_on, case.annulled_why = CaseState.ANNULLED, timezone.localdate(), why.strip()[:300]
    case.annulled_at, case.annulled_by = timezone.now(), by
    settle(case, None)
    record(by, "case.annulled", case)
    return case


@dataclass(frozen=True)
class Change:
    """Of a clock: its day, why, by which paper; for an extension how many more, and by which figure."""

    kind: EventKind
    day: date
    reason: str = ""
    paper: str = ""
    n: int | None = None
    fact: str = ""  # empty: the one with which the clock began


@transaction.atomic
def change_clock(case: Case, seen: str, change: Change, *, by: User) -> CaseEvent:
    """Stopped, restarted or extended; the clock itself refuses what cannot be, in one sentence."""
    step = step_of(case, seen, by=by)
    check_day(change.day)
    start = step.events.filter(kind=EventKind.STARTED).first()
    if start is None:
        raise RuleBroken(_("Bước này không có thời hạn đang tính."))
    told: dict[str, Any] = {
        "kind": change.kind,
        "day": change.day,
        "reason": change.reason.strip()[:300],
        "paper": change.paper[:120],
    }
    told |= extension_of(step, start, change) if change.kind == EventKind.EXTENDED else {}
    if step.events.filter(**told).exists():
        raise RuleBroken(_("Việc này đã ghi rồi. Nếu là lần khác thì ghi ngày, lý do hoặc văn bản của lần ấy."))
    event = CaseEvent.objects.create(step=step, by=by, **told)
    settle(step.case, step)
    record(by, f"case.clock_{change.kind}", step.case, step=step.key, day=change.day.isoformat())
    return event


def extension_of(step: CaseStep, start: CaseEvent, change: Change) -> dict[str, object]:
    """As far as the figure allows: its unit, how often, how long together."""
    key, graver = change.fact or start.fact, step.told.limit.graver if step.told.limit else ""
    if key not in {start.fact, graver}:
        raise RuleBroken(_("Bước này không gia hạn theo mức ấy."))
    allowed = fact(key, start.day).extension
    if allowed is None or allowed.limit is None:
        raise RuleBroken(_("Quy định không cho gia hạn thời hạn này."))
    most, times, n = allowed.limit, allowed.times, change.n or allowed.limit.n
    if n > most.n:
        raise RuleBroken(_("Mỗi lần gia hạn nhiều nhất %(most)s.") % {"most": most})
    counted = {"n": n, "unit": most.unit, "shift": start.shift, "times": times, "longest": most.n * (times or 1)}
    said = {"reason": f"{allowed.ground}: {change.reason.strip()}"[:300]} if graver else {}
    return {**counted, **said, "fact": key}


def here(case: Case) -> str:
    """What a form carries back to say which step was seen."""
    return current_step(case).public_id
