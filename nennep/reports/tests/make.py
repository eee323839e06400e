"""Builders of a period with its reports."""

from datetime import date

from nennep.accounts.models import User
from nennep.directives.models import Directive
from nennep.lib.periods import read_period
from nennep.reports.actions.drafting import draft_report
from nennep.reports.actions.opening import Asked, open_period
from nennep.reports.actions.stepping import Seen, step
from nennep.reports.models import Report, ReportPeriod
from nennep.reports.rules import Step

DUE, OWN_DUE = date(2026, 12, 20), date(2026, 12, 28)


def make_period(directive: Directive, by: User, key: str = "2026-Q4") -> ReportPeriod:
    return open_period(Asked(read_period(key), DUE, OWN_DUE, [directive]), by=by)


def seen(report: Report) -> Seen:
    report.refresh_from_db()
    return Seen(report.public_id, report.version)


def drafted(report: Report, by: User | None = None) -> Report:
    draft_report(report, by=by)
    report.refresh_from_db()
    return report


def taken_in(report: Report, by: User, giver: User) -> Report:
    """Drafted, sent, accepted."""
    drafted(report)
    step(seen(report), Step.SEND, by=by)
    step(seen(report), Step.ACCEPT, by=giver)
    report.refresh_from_db()
    return report
