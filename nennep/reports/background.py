"""Drafting that takes its time: a whole period's reports, or a large consolidated one."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override

from nennep.jobs.progress import Progress
from nennep.jobs.registry import job
from nennep.reports.actions.drafting import draft_report
from nennep.reports.models import Report, ReportPeriod
from nennep.reports.rules import TO_WRITE


@job("draft_reports", _("Soạn báo cáo của kỳ"))
def draft_reports(progress: Progress) -> None:
    """Reports of the units first, the consolidated one last; drafting again does no harm."""
    period = ReportPeriod.objects.get(pk=progress.payload["period"])
    rows = list(period.reports.filter(state__in=list(TO_WRITE)).order_by("-unit__path"))
    for done, report in enumerate(rows):
        progress.report(done, len(rows), report.unit.label)
        draft_report(report, by=progress.by)
    finish(progress, len(rows), reverse("reports:period", args=[period.public_id]))


@job("draft_report", _("Soạn báo cáo"))
def draft_one(progress: Progress) -> None:
    report = Report.objects.get(pk=progress.payload["report"])
    progress.report(0, 1)
    draft_report(report, by=progress.by)
    finish(progress, 1, reverse("reports:report", args=[report.public_id]))


def finish(progress: Progress, count: int, url: str) -> None:
    with override(progress.by.language if progress.by else "vi"):
        said = ngettext("Đã soạn %(n)s báo cáo.", "Đã soạn %(n)s báo cáo.", count) % {"n": count}
    progress.leads_to(url, said)
