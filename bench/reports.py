"""The consolidated report of a quarter at city size: read, drafted, kept, and written as .docx, by parts.

118 units directly below. The last quarter has far more of the year's 25,000 tasks than a quarter of them; so another
quarter is measured, too, that has about as many as a quarter of the year: of the size that the target means.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.city import City
    from nennep.lib.periods import Period

QUARTERS = 4


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


def last_quarter() -> "Period":
    from django.utils import timezone  # noqa: PLC0415 -- in the child alone

    from nennep.lib.periods import PeriodKind, period_of  # noqa: PLC0415

    return period_of(timezone.localdate(), PeriodKind.QUARTER).last


def opened(city: "City", period: "Period") -> Any:
    """Its reports not yet in; it follows the directive with most tasks."""
    from nennep.reports.actions.opening import Asked, open_period  # noqa: PLC0415 -- in the child alone
    from nennep.reports.queries.periods import directives_for  # noqa: PLC0415

    return open_period(Asked(period, period.end, period.end, directives_for(period)), by=fresh(city.clerk))


def fresh(user: Any) -> Any:
    return type(user).objects.get(pk=user.pk)


def measure(city: "City") -> tuple[Drafting, Mapping[str, str]]:
    """The figures, and the ids of what was drafted."""
    period = opened(city, last_quarter())
    reports = period.reports.select_related("unit", "period")
    own, unit = reports.get(unit__parent=None), reports.get(unit=city.unit)
    return figures_of(own, unit), {"period": period.public_id, "own": own.public_id, "unit": unit.public_id}


def of_the_size_meant(city: "City", year: int) -> Drafting:
    """Of the four quarters before the last the one with most tasks nearest to a quarter of those of the year."""
    from nennep.reports.queries.facts import answers_in, scope_of  # noqa: PLC0415 -- in the child alone

    quarters = [last_quarter().last]
    while len(quarters) < QUARTERS - 1:
        quarters.append(quarters[-1].last)
    counts = {
        one: answers_in(scope_of(one, city.root, own=True)).order_by().values("task").distinct().count()
        for one in quarters
    }
    period = opened(city, min(quarters, key=lambda one: abs(counts[one] - year / QUARTERS)))
    reports = period.reports.select_related("unit", "period")
    return figures_of(reports.get(unit__parent=None), reports.get(unit=city.unit))


def figures_of(own: Any, unit: Any) -> Drafting:
    from django.db import connection  # noqa: PLC0415 -- in the child alone
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from nennep.reports.models import ReportAnnex  # noqa: PLC0415

    with CaptureQueriesContext(connection) as asked:
        draft, word, content = drafted(own)
    rows = ReportAnnex.objects.get(report=own, key="tasks").rows
    tasks = sum(len(row) > 1 for row in rows)
    return Drafting(tasks, draft, word, sum(drafted(own)[:2]), sum(drafted(unit)[:2]), len(asked), len(content))


def drafted(report: Any) -> tuple[float, float, bytes]:
    from nennep.reports.actions.drafting import draft_report  # noqa: PLC0415
    from nennep.reports.papers import report_document  # noqa: PLC0415

    began = time.perf_counter()
    draft_report(report, by=None)
    between = time.perf_counter()
    content = report_document(report)
    return between - began, time.perf_counter() - between, content


def table(found: Mapping[str, Iterable[Drafting]]) -> Iterator[str]:
    yield "| engine | tasks | draft, s | .docx, s | in all, s | queries | again, s | a unit's, s | MB |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for engine, one in ((engine, one) for engine, each in found.items() for one in each):
        seconds = f"{one.draft:.2f} | {one.word:.2f} | {one.all:.2f} | {one.queries} | {one.again:.2f} | {one.unit:.2f}"
        yield f"| {engine} | {one.tasks:,} | {seconds} | {one.size / 1e6:.1f} |"
