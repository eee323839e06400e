"""Running cases go over to a figure that has changed: case by case, by a decision with its reason."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.facts.queries import fact
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.procedures.actions.opening import settle
from nennep.procedures.actions.recording import taken_up
from nennep.procedures.models import Case, CaseEvent, EventKind
from nennep.procedures.queries.moves import LIMITS
from nennep.procedures.queries.standing import current_step


@transaction.atomic
def take_new_figure(cases: Sequence[Case], reason: str, *, by: User) -> int:
    """All of them or none; those that count with it already stay as they are."""
    if not reason.strip():
        raise RuleBroken(_("Hãy ghi lý do đổi sang mức mới."))
    if not cases:
        raise RuleBroken(_("Hãy chọn ít nhất một hồ sơ."))
    return sum(taken(case, reason.strip()[:300], by) for case in cases)


def taken(case: Case, reason: str, by: User) -> bool:
    step = current_step(taken_up(case, by=by))
    last = step.events.filter(kind__in=LIMITS).last()
    if last is None:
        return False
    figure = fact(last.fact, timezone.localdate())
    limit = figure.limit
    if limit is None or (limit.n, limit.unit, limit.shift_off_days) == (last.n, last.unit, last.shift):
        return False
    counted = {"n": limit.n, "unit": limit.unit, "shift": limit.shift_off_days, "fact": last.fact}
    told = {"reason": reason, "source": figure.source[:300], "day": max(timezone.localdate(), last.day)}
    CaseEvent.objects.create(step=step, kind=EventKind.REFIGURED, by=by, **counted, **told)
    was = step.case.due
    settle(step.case, step)
    days = {"was": was.isoformat() if was else "", "now": step.case.due.isoformat() if step.case.due else ""}
    record(by, "case.refigured", step.case, step=step.key, fact=last.fact, **days)
    return True
