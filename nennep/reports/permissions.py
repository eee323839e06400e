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


OF_LEADERS = (Step.ACCEPT, Step.RETURN, Step.UNLOCK)  # of the office's own report, which nobody above it takes in


def leads(user: User, unit: Unit) -> bool:
    return any(held.role == Role.LEADER and held.unit == unit.pk for held in Grant.objects.held_by(user))


def may_step(user: User, report: Report, step: Step, side: Side) -> bool:
    """Who sent the office's own report for signature does not take it in: its leaders do."""
    if report.is_own and step in OF_LEADERS:
        return leads(user, report.unit)
    return may_write(user, report) if side == Side.UNIT else may_judge(user, report)
