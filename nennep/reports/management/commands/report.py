"""`nennep report PERIOD [--unit CODE] --out FILE.docx`: the report of a period as an official document."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from nennep.lib.errors import NenNepError
from nennep.lib.periods import Period, read_period
from nennep.organisation.models import Office, Unit
from nennep.reports.actions.drafting import draft_report
from nennep.reports.conclusions import conclusion_document
from nennep.reports.models import Report, ReportPeriod
from nennep.reports.papers import report_document
from nennep.reports.queries.periods import directives_for
from nennep.reports.rules import TO_WRITE, ReportState
from nennep.reports.wording.shapes import COMMITTEE, UNIT


class Command(BaseCommand):
    help = "Báo cáo của một kỳ (như 2026-Q4, 2026-M11, 2026-H1, 2026) thành tệp .docx."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("period", metavar="KỲ", help="2026-Q4, 2026-M11, 2026-H1 hoặc 2026")
        parser.add_argument("--unit", metavar="MÃ", help="mã của một đơn vị; không ghi là báo cáo tổng hợp")
        parser.add_argument("--out", metavar="TỆP.docx", required=True, type=Path)
        parser.add_argument("--conclusion", action="store_true", help="dự thảo kết luận của kỳ sau, từ báo cáo ấy")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = written(read_period(options["period"]), options["unit"], conclusion=options["conclusion"])
        except (ValueError, NenNepError) as error:
            raise CommandError(str(error)) from error
        options["out"].write_bytes(content)
        self.stdout.write(f"Đã ghi {options['out'].name}.")


def written(period: Period, code: str | None, *, conclusion: bool) -> bytes:
    """A report that was sent as it stands; else drafted from today's data, and nothing of that is kept."""
    with transaction.atomic():
        report = report_for(period, code)
        if ReportState(report.state) in TO_WRITE and report.drafted_at is None:
            draft_report(report, by=None)
            report.refresh_from_db()
        content = conclusion_document(report) if conclusion else report_document(report)
        if report.period.opened_by_id is None:
            transaction.set_rollback(True)
    return content


def report_for(period: Period, code: str | None) -> Report:
    """The report as it stands in a period that was opened; of any other period, one made for this question."""
    office = Office.objects.select_related("root").first()
    if office is None:
        raise CommandError("Chưa lập cơ quan. Chạy nennep admin create trước.")
    unit = Unit.objects.filter(code=code).first() if code else office.root
    if unit is None:
        raise CommandError(f"Không có đơn vị nào có mã “{code}”.")
    found = Report.objects.filter(period__key=period.key, period__unit=office.root, unit=unit)
    if report := found.select_related("unit", "period", "above__unit", "signed_as__holder").first():
        return report
    opened = ReportPeriod.objects.filter(key=period.key, unit=office.root).first()
    if opened is None:
        opened = ReportPeriod.objects.create(
            unit=office.root, key=period.key, starts=period.start, ends=period.end, due=period.end
        )
        opened.directives.set(directives_for(period))
    form = COMMITTEE if unit == office.root else UNIT
    return Report.objects.create(period=opened, unit=unit, form=form, due=opened.due)
