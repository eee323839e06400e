"""Asking units to report for a period."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.models import Directive
from nennep.directives.telling import contacts_of
from nennep.journal.actions import record
from nennep.lib.dates import format_date
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.lib.periods import Period
from nennep.notices.actions import notify
from nennep.organisation.models import Office, Unit
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act
from nennep.reports.models import Report, ReportPeriod
from nennep.reports.permissions import may_open
from nennep.reports.rules import TO_WRITE, ReportState
from nennep.reports.wording.shapes import COMMITTEE, UNIT


@dataclass(frozen=True)
class Asked:
    """A period as the office asks for it."""

    period: Period
    due: date
    own_due: date | None = None
    directives: Sequence[Directive] = field(default_factory=tuple)
    form: str = UNIT


@transaction.atomic
def open_period(asked: Asked, *, by: User) -> ReportPeriod:
    """A report for each unit directly below the office's own, and the consolidated one that waits for them."""
    root = Office.objects.select_related("root").get().root
    must(by, Act.ISSUE, root)
    span = asked.period
    if ReportPeriod.objects.filter(unit=root, key=span.key).exists():
        raise RuleBroken(_("Kỳ %(period)s đã được mở.") % {"period": span.said})
    period = ReportPeriod.objects.create(
        unit=root,
        key=span.key,
        starts=span.start,
        ends=span.end,
        due=asked.due,
        own_due=asked.own_due,
        opened_by=by,
    )
    period.directives.set(asked.directives)
    own = Report.objects.create(period=period, unit=root, form=COMMITTEE, due=asked.own_due or asked.due)
    ask_below(own, asked.form, asked.due)
    record(by, "report_period.opened", period, due=asked.due.isoformat(), reports=period.reports.count())
    return period


def ask_below(above: Report, form: str, due: date) -> list[Report]:
    """Each unit that stands directly below, and is not asked already, owes a report."""
    asked = above.below.values("unit")
    units = list(Unit.objects.living().filter(parent=above.unit).exclude(pk__in=asked).order_by("path"))
    rows = [
        Report(period=above.period, unit=unit, above=above, form=form, due=due, state=ReportState.DRAFTED)
        for unit in units
    ]
    made = Report.objects.bulk_create(rows)
    if made and ReportState(above.state) in TO_WRITE:
        Report.objects.filter(pk=above.pk).update(state=ReportState.WAITING)
    tell_asked(made)
    return made


def tell_asked(reports: Sequence[Report]) -> None:
    contacts = contacts_of([report.unit for report in reports])
    for report in reports:
        page = reverse("reports:report", args=[report.public_id])
        notify(contacts[report.unit_id], "report.asked", partial(asked_line, report), page)


def asked_line(report: Report) -> str:
    said = {"period": report.period.span.said, "due": format_date(report.due)}
    return _("Báo cáo %(period)s: hạn gửi %(due)s.") % said


@transaction.atomic
def call_below(report: Report, *, by: User) -> list[Report]:
    """A unit asks its own units to report to it first."""
    locked = Report.objects.select_for_update(of=("self",)).select_related("unit", "period").get(pk=report.pk)
    if not may_open(by, locked.unit):
        raise NotAllowed
    if ReportState(locked.state) not in TO_WRITE:
        raise RuleBroken(_("Báo cáo đã gửi nên không yêu cầu cấp dưới được nữa."))
    made = ask_below(locked, UNIT, locked.due)
    if not made:
        raise RuleBroken(_("Không có đơn vị trực thuộc nào để yêu cầu thêm."))
    record(by, "report.called_below", locked, reports=len(made))
    return made


@transaction.atomic
def remind_missing(period: ReportPeriod, *, by: User) -> int:
    """Tell the contacts of every unit whose report is not in; how many units there were."""
    must(by, Act.ISSUE, period.unit)
    missing = period.reports.filter(sent_on=None, state__in=list(TO_WRITE), above__isnull=False, above__above=None)
    rows = list(missing.select_related("unit", "period"))
    contacts = contacts_of([report.unit for report in rows])
    today = timezone.localdate()
    for report in rows:
        page = reverse("reports:report", args=[report.public_id])
        notify(contacts[report.unit_id], "report.reminded", partial(reminder, report, today), page)
    record(by, "report_period.reminded", period, reports=len(rows))
    return len(rows)


def reminder(report: Report, today: date) -> str:
    late = (today - report.due).days
    said = {"period": report.period.span.said, "due": format_date(report.due), "days": late}
    if late > 0:
        return _("Đôn đốc báo cáo %(period)s: quá hạn %(days)s ngày.") % said
    return _("Đôn đốc báo cáo %(period)s: hạn %(due)s.") % said
