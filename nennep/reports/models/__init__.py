"""Periods of reporting, reports with their sections and paragraphs, and the numbers that they get."""

from nennep.reports.models.numbering import NumberSeries, TakenNumber
from nennep.reports.models.report import (
    Figure,
    Paragraph,
    Report,
    ReportAnnex,
    ReportPeriod,
    ReportStep,
    Section,
    Source,
)

__all__ = [
    "Figure",
    "NumberSeries",
    "Paragraph",
    "Report",
    "ReportAnnex",
    "ReportPeriod",
    "ReportStep",
    "Section",
    "Source",
    "TakenNumber",
]
