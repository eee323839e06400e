"""Lists of reports as they leave in .xlsx."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from nennep.reports.models import Report, ReportAnnex
from nennep.reports.queries.periods import PeriodRow, ReportRow

Table = tuple[list[str], list[list[object]]]


def periods_rows(rows: Iterable[PeriodRow]) -> Table:
    headings = [_("Kỳ"), _("Hạn đơn vị gửi"), _("Phải gửi"), _("Đã gửi"), _("Đúng hạn"), _("Chưa gửi"), _("Được miễn")]
    return headings, [
        [
            row.period.span.name,
            row.period.due,
            row.tally.expected,
            row.tally.received,
            row.tally.on_time,
            row.tally.missing,
            row.tally.excused,
        ]
        for row in rows
    ]


def period_rows_sheet(rows: Iterable[ReportRow]) -> Table:
    headings = [
        "TT",
        _("Đơn vị"),
        _("Trạng thái"),
        _("Hạn"),
        _("Ngày gửi"),
        _("Đúng hạn"),
        _("Ghi chú"),
        _("Điện thoại"),
    ]
    return headings, [
        [n, r.report.unit.name, r.word, r.report.due, r.report.sent_on, r.on_time, r.note, r.report.unit.phone]
        for n, r in enumerate(rows, 1)
    ]


def report_rows(report: Report) -> Table:
    """Every task of the report with its outcome, as its first annex has it."""
    headings = ["TT", _("Nhiệm vụ"), _("Văn bản, mục"), _("Hạn"), _("Kết quả của từng đơn vị"), _("Đề mục")]
    annex = ReportAnnex.objects.filter(report=report, key="tasks").first()
    rows: list[list[object]] = []
    title = ""
    for row in annex.rows if annex else []:
        if len(row) == 1:
            title = row[0]
        else:
            rows.append([*row, title])
    return headings, rows
