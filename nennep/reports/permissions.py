"""Who writes a report, who takes it in, who opens it again."""

from nennep.accounts.models import User
from nennep.directives.permissions import answers_for
from nennep.organisation.models import Grant, Unit
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act, Role
from nennep.reports.models import Report
from nennep.reports.rules import Side, Step


def may_open(user: User, unit: Unit) -> bool:
    """Ask the units below for reports: the office; or who answers for the very unit."""
    return may(user, Act.ISSUE, unit) or answers_for(user, unit)


def may_write(user: User, report: Report) -> bool:
    return may(user, Act.ANSWER, report.unit)


def may_judge(user: User, report: Report) -> bool:
    """Of the office's own report, who signs for it; of any other, who answers for the unit above, or its office."""
    if report.is_own or report.unit.parent is None:
        return may(user, Act.ISSUE, report.unit)
    return may(user, Act.ISSUE, report.unit.parent) or answers_for(user, report.unit.parent)


def may_unlock(user: User, report: Report) -> bool:
    """What the office itself locked is opened by its leaders alone."""
    if not report.is_own:
        return may_judge(user, report)
    leading = Grant.objects.living().filter(user=user, role=Role.LEADER, unit=report.unit)
    return user.is_active and leading.exists()


def may_step(user: User, report: Report, step: Step, side: Side) -> bool:
    if step == Step.UNLOCK:
        return may_unlock(user, report)
    return may_write(user, report) if side == Side.UNIT else may_judge(user, report)
