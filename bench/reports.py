"""The consolidated report of a quarter at city size: read, drafted, kept, and written as .docx, by parts.

118 units directly below, a quarter of the year's 25,000 tasks.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.city import City


@dataclass(frozen=True)
class Drafting:
    """Seconds."""

    tasks: int
    draft: float
    word: float
    again: float  # draft and paper once more, over the draft that stands
    unit: float  # a unit's own report, both
    queries: int
    size: int

    @property
    def all(self) -> float:
        return self.draft + self.word


def open_quarter(city: "City") -> Any:
    """The quarter before this one, its reports not yet in; it follows the directive with most tasks."""
    from django.utils import timezone  # noqa: PLC0415 -- in the child alone

    from nennep.lib.periods import PeriodKind, period_of  # noqa: PLC0415
    from nennep.reports.actions.opening import Asked, open_period  # noqa: PLC0415
    from nennep.reports.queries.periods import directives_for  # noqa: PLC0415

    period = period_of(timezone.localdate(), PeriodKind.QUARTER).last
    return open_period(Asked(period, period.end, period.end, directives_for(period)), by=fresh(city.clerk))


def fresh(user: Any) -> Any:
    return type(user).objects.get(pk=user.pk)


def measure(city: "City") -> tuple[Drafting, Mapping[str, str]]:
    """The figures, and the ids of what was drafted."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from nennep.reports.models import ReportAnnex  # noqa: PLC0415

    period = open_quarter(city)
    reports = period.reports.select_related("unit", "period")
    own, unit = reports.get(unit__parent=None), reports.get(unit=city.unit)
    with CaptureQueriesContext(connection) as asked:
        draft, word, content = drafted(own)
    rows = ReportAnnex.objects.get(report=own, key="tasks").rows
    tasks = sum(len(row) > 1 for row in rows)
    figures = Drafting(tasks, draft, word, sum(drafted(own)[:2]), sum(drafted(unit)[:2]), len(asked), len(content))
    return figures, {"period": period.public_id, "own": own.public_id, "unit": unit.public_id}


def drafted(report: Any) -> tuple[float, float, bytes]:
    from nennep.reports.actions.drafting import draft_report  # noqa: PLC0415
    from nennep.reports.papers import report_document  # noqa: PLC0415

    began = time.perf_counter()
    draft_report(report, by=None)
    between = time.perf_counter()
    content = report_document(report)
    return between - began, time.perf_counter() - between, content


def table(found: Mapping[str, Drafting]) -> Iterator[str]:
    yield "| engine | tasks | draft, s | .docx, s | in all, s | queries | again, s | a unit's, s | MB |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for engine, one in found.items():
        seconds = f"{one.draft:.2f} | {one.word:.2f} | {one.all:.2f} | {one.queries} | {one.again:.2f} | {one.unit:.2f}"
        yield f"| {engine} | {one.tasks:,} | {seconds} | {one.size / 1e6:.1f} |"
