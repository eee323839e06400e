"""A checked document as the page shows it: its paragraphs, each with what is wrong there."""

from collections import defaultdict
from dataclasses import dataclass

from nennep.records.labels import CODES
from nennep.writing.checking.model import Finding, Report, Severity

MOST = 600  # paragraphs shown


@dataclass(frozen=True)
class Row:
    """A finding with its number on the page."""

    place: int
    finding: Finding

    @property
    def is_error(self) -> bool:
        return self.finding.severity is Severity.ERROR

    @property
    def about(self) -> str:
        """The part of the form that it speaks of, in the reader's language; the sentence is Vietnamese, as the form."""
        return str(dict(CODES)[self.finding.code])


@dataclass(frozen=True)
class Shown:
    """A paragraph of the text, and the findings that begin there."""

    place: int
    text: str
    rows: list[Row]


@dataclass(frozen=True)
class Checked:
    report: Report
    rows: list[Row]
    paragraphs: list[Shown]

    @property
    def errors(self) -> int:
        return sum(row.is_error for row in self.rows)

    @property
    def doubts(self) -> int:
        return len(self.rows) - self.errors

    @property
    def fixable(self) -> int:
        return sum(row.finding.fixable for row in self.rows)


def checked(report: Report) -> Checked:
    rows = [Row(place, finding) for place, finding in enumerate(report.findings, 1)]
    by_paragraph: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row.finding.paragraph is not None:
            by_paragraph[row.finding.paragraph].append(row)
    shown = [
        Shown(place, text, by_paragraph[place])
        for place, text in enumerate(report.paragraphs[:MOST])
        if text or by_paragraph[place]
    ]
    return Checked(report, rows, shown)
