"""Running cases go over to a figure that has changed: case by case, by a decision with its reason."""

from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.facts.models import Fact
from nennep.facts.queries import fact, has_begun, value_of
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.notices.actions.telling import notify
from nennep.procedures.actions.clock import Begins, refigure, settle, start_clock
from nennep.procedures.actions.recording import taken_up
from nennep.procedures.models import Case, CaseMember, CaseStep
from nennep.procedures.queries.figures import moved_by, open_steps
from nennep.procedures.queries.standing import current_step, last_limit, start_of_limit


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
    last = last_limit(step)
    return refigured(step, last.fact, reason, by) if last else begun(step, reason, by)


def refigured(step: CaseStep, key: str, reason: str, by: User) -> bool:
    was = step.case.due
    today = timezone.localdate()
    if not refigure(step, fact(key, today), Begins(today, by, reason)):
        return False
    days = {"was": was.isoformat() if was else "", "now": step.case.due.isoformat() if step.case.due else ""}
    record(by, "case.refigured", step.case, step=step.key, fact=key, **days)
    return True


def begun(step: CaseStep, reason: str, by: User) -> bool:
    """The limit was not known when the step began: it runs from the day from which it would have run."""
    limit = step.told.limit
    start = start_of_limit(step.case, limit.start) if limit else None
    figure = fact(limit.fact, timezone.localdate()) if limit else None
    if figure is None or start is None or figure.limit is None:
        return False
    start_clock(step, figure, Begins(start, by, reason))
    settle(step.case, step)
    now = step.case.due.isoformat() if step.case.due else ""
    record(by, "case.clock_started", step.case, step=step.key, fact=figure.key, now=now)
    return True


def tell_of_figure(changed: Fact) -> None:
    """The members of running cases that would count otherwise with the figure that stands now."""
    today = timezone.localdate()
    rows = moved_by(open_steps(Case.objects.all()), value_of(changed, today), today)
    cases = [row.case.pk for row in rows] if has_begun(changed, today) else []
    members = CaseMember.objects.filter(ended_at=None, case__in=cases)
    told = User.objects.filter(pk__in=members.values("user"), is_active=True)

    def sentence() -> str:
        return _("Mức “%(name)s” đã đổi: có hồ sơ của đồng chí còn tính theo mức cũ.") % {"name": changed.name}

    notify(told, "case.figure_changed", sentence, reverse("procedures:figures"))
