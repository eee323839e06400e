"""Periods with what is expected, received and on time; the reports of one; which directives a period follows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from nennep.accounts.models import User
from nennep.directives.models import Directive
from nennep.directives.rules import DirectiveState
from nennep.lib.periods import Period, PeriodKind, period_of
from nennep.reports.labels import NOT_DRAFTED, PROMPTNESS, REPORT_STATES, SHAPES
from nennep.reports.models import Report, ReportPeriod, ReportQuerySet
from nennep.reports.rules import Promptness, ReportState, promptness_of

KINDS = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR)
CHIEF = ("Kết luận", "Nghị quyết", "Chương trình", "Kế hoạch")  # types whose clauses a report usually follows


def directives_in_force(period: Period) -> "QuerySet[Directive]":
    """Issued ones that gave something answered for in the period; the one with the most tasks first."""
    due = Q(tasks__assignments__due__gte=period.start, tasks__assignments__due__lte=period.end)
    given = Q(date__gte=period.start, date__lte=period.end)
    found = Directive.objects.filter(state=DirectiveState.ISSUED).filter(given | due)
    counted = found.annotate(n=Count("tasks", distinct=True)).filter(n__gt=0)
    return counted.order_by("-n", "-date", "pk").defer("text", "folded")


def directives_for(period: Period) -> list[Directive]:
    """Those that a report follows unless somebody chooses others: the chief ones issued last before its middle."""
    found = list(directives_in_force(period)[:50])
    chief = [d for d in found if d.type in CHIEF and d.date and d.date <= period.end]
    return (chief or found)[:1]


@dataclass(frozen=True)
class ReportRow:
    """A unit's report as lists show it."""

    report: Report
    shape: str
    word: str
    promptness: Promptness
    on_time: str
    note: str

    @property
    def is_missing(self) -> bool:
        return self.promptness == Promptness.MISSING

    @property
    def late_by(self) -> int:
        """Days past its due day, of one that is still missing."""
        today = timezone.localdate()
        return max(0, (today - self.report.due).days) if self.is_missing else 0


def rows_of(reports: Iterable[Report]) -> list[ReportRow]:
    """`reports` come with their last words."""
    words, prompt = dict(REPORT_STATES), dict(PROMPTNESS)
    made = []
    for report in reports:
        state = ReportState(report.state)
        how = promptness_of(state, report.sent_on, report.due)
        shape, word = SHAPES[state], str(words[state])
        if state == ReportState.DRAFTED and report.drafted_at is None:
            shape, word = NOT_DRAFTED[0], str(NOT_DRAFTED[1])
        made.append(ReportRow(report, shape, word, how, str(prompt[how]), report.last_words or ""))
    return made


@dataclass
class Tally:
    """Of one period: how many reports are expected, in, on time; each opens into its list."""

    expected: int = 0
    received: int = 0
    on_time: int = 0
    after: int = 0
    missing: int = 0
    excused: int = 0

    @classmethod
    def of(cls, reports: Iterable[tuple[str, date | None, date]]) -> "Tally":
        counts = Counter(promptness_of(ReportState(state), sent, due) for state, sent, due in reports)
        on_time, after, missing = (counts[p] for p in (Promptness.ON_TIME, Promptness.AFTER, Promptness.MISSING))
        return cls(on_time + after + missing, on_time + after, on_time, after, missing, counts[Promptness.EXCUSED])


@dataclass(frozen=True)
class PeriodRow:
    period: ReportPeriod
    tally: Tally
    mine: list[ReportRow] = field(default_factory=list)  # own reports; of the office the consolidated one


def period_rows(periods: Iterable[ReportPeriod], user: User) -> list[PeriodRow]:
    """Periods of a page, in three questions; `mine`: reports that the person writes."""
    found = list(periods)
    reports = list(
        Report.objects.visible_to(user).filter(period__in=found).with_words().select_related("unit", "period")
    )
    by_period: dict[int, list[Report]] = {}
    for report in reports:
        by_period.setdefault(report.period_id, []).append(report)
    made = []
    for period in found:
        inside = by_period.get(period.pk, [])
        below = [r for r in inside if r.above_id and r.unit_id != period.unit_id]
        direct = [r for r in below if r.unit.parent_id == period.unit_id]
        own = [r for r in inside if r.is_own] or below[:1]
        tally = Tally.of((r.state, r.sent_on, r.due) for r in (direct or below))
        made.append(PeriodRow(period, tally, rows_of(own)))
    return made


def asked_in(period: ReportPeriod, seen: ReportQuerySet) -> tuple[ReportQuerySet, Tally]:
    """The reports that the period's page lists, and how they stand: of units right below, else of all one sees."""
    below = seen.exclude(unit=period.unit)
    rows = list(below.order_by().values_list("unit__parent", "state", "sent_on", "due"))
    direct = [row for row in rows if row[0] == period.unit_id]
    listed = below.filter(unit__parent=period.unit) if direct else below
    return listed, Tally.of((state, sent, due) for _parent, state, sent, due in direct or rows)


def coming_periods(today: date) -> list[Period]:
    """Those that one may want to open: of each kind the last one, the present one and the next."""
    now = [period_of(today, kind) for kind in KINDS]
    return [each for present in now for each in (present.last, present, present.next)]


def narrowed(reports: ReportQuerySet, how: str) -> ReportQuerySet:
    """The reports of a figure: “received”, “on_time”, “after”, “missing”, “excused”, or a state."""
    from_data = {
        "received": ~Q(sent_on=None) & ~Q(state=ReportState.EXCUSED),
        "expected": ~Q(state=ReportState.EXCUSED),
        "missing": Q(sent_on=None) & ~Q(state=ReportState.EXCUSED),
        "excused": Q(state=ReportState.EXCUSED),
    }
    if how in from_data:
        return reports.filter(from_data[how])
    if how in (Promptness.ON_TIME, Promptness.AFTER):
        wanted = [r.pk for r in reports if promptness_of(ReportState(r.state), r.sent_on, r.due) == how]
        return reports.filter(pk__in=wanted)
    return reports.filter(state=how) if how in set(ReportState) else reports
