"""Periods of reporting, reports with their sections and paragraphs."""

from nennep.reports.models.report import (
    Figure,
    Paragraph,
    Report,
    ReportAnnex,
    ReportPeriod,
    ReportQuerySet,
    ReportStep,
    Section,
    Source,
)

__all__ = [
    "Figure",
    "Paragraph",
    "Report",
    "ReportAnnex",
    "ReportPeriod",
    "ReportQuerySet",
    "ReportStep",
    "Section",
    "Source",
]
