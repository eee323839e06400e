"""The number of the office's own report, from its series."""

from nennep.accounts.models import User
from nennep.organisation.models import Office
from nennep.records.actions import Wanted, take_number
from nennep.reports.models import Report
from nennep.reports.wording.shapes import filled, shapes

TYPE = "Báo cáo"


def number_of(report: Report, *, by: User) -> str:
    """The next number of the office's reports in its term."""
    office = Office.objects.get()
    about = filled(shapes()[report.form].abstract, report.period.span)
    return str(take_number(Wanted(report.unit, TYPE, office.symbol or "ĐU", office.term, about), by=by).number)
