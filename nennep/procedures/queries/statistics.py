"""Cases of a period as counts, by procedure: what began, how it ended, what runs on, what was late.

Counts alone, for who leads or reports: no subject of a case, and no way to one. Sealed procedures are counted for
the whole office only: “one denunciation in this unit” would tell the unit that there is one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.lib.periods import Period
from nennep.organisation.conditions import at_or_below
from nennep.organisation.models import Unit
from nennep.organisation.rules import Act
from nennep.procedures.catalogue.shape import Procedure
from nennep.procedures.models import Case, CaseStep, ProcedureVersion
from nennep.procedures.rules import CaseState
from nennep.web.memory import until_an_act

ACTS = (Act.READ_TASK, Act.KEEP_PROCEDURES, Act.SEE_OWN)  # one of them lets see the counts of a unit
Rows = list[tuple[Any, ...]]


@dataclass
class Line:
    """One procedure in one period; `running` and `late` as they stood on its last day, or stand today within it."""

    told: Procedure
    opened: int = 0
    ended: Counter[str] = field(default_factory=Counter)  # by kind of end
    running: int = 0
    late: int = 0  # of those, at a step past its date
    steps: int = 0  # done in the period, of those that had a limit
    steps_late: int = 0

    @property
    def closed(self) -> int:
        return sum(self.ended.values())

    @property
    def ends(self) -> list[tuple[str, int]]:
        return [(end.name, self.ended[end.key]) for end in self.told.ends if self.ended[end.key]]


def lines_of(unit: Unit, period: Period) -> list[Line]:
    """Of the unit and everything below it; procedures without any case are left out. Kept until somebody acts."""
    last = min(period.end, timezone.localdate())
    return until_an_act(("cases", unit.pk, period.key), lambda: [*with_late(unit, period, last)])


def with_late(unit: Unit, period: Period, last: date) -> Iterator[Line]:
    late: dict[str, int] = dict(late_on(unit, last))
    for line in counted(unit, period):
        line.late = late.get(line.told.key, 0)
        yield line


def late_on(unit: Unit, day: date) -> list[tuple[str, int]]:
    """By procedure, how many cases were at a step past its date on that day."""
    begun = CaseStep.objects.filter(within(unit, "case__unit__"), begun_on__lte=day).order_by()
    running = Q(done_on=None, case__state=CaseState.OPEN, case__due__lt=day) | Q(done_on__gt=day, due__lt=day)
    found = begun.filter(running).exclude(case__state=CaseState.ANNULLED)
    return list(found.values_list("case__version__procedure__key").annotate(n=Count("case", distinct=True)))


def counted(unit: Unit, period: Period) -> list[Line]:
    told = {version.pk: version.told for version in ProcedureVersion.objects.all()}
    hidden = [pk for pk, procedure in told.items() if procedure.sealed and unit.parent_id]
    lines: dict[str, Line] = {}

    def line(version: int) -> Line:
        return lines.setdefault(told[version].key, Line(told[version]))

    found = Case.objects.filter(within(unit, "unit__")).exclude(version__in=hidden)
    cases = found.exclude(state=CaseState.ANNULLED).order_by()
    last = Q(opened_on__lte=period.end)
    for version, n in by_version(cases.filter(opened_on__range=(period.start, period.end))):
        line(version).opened += n
    for version, n in by_version(cases.filter(last, state=CaseState.OPEN)):
        line(version).running += n
    for version, n in by_version(cases.filter(last, state=CaseState.CLOSED, ended_on__gt=period.end)):
        line(version).running += n
    closed = cases.filter(state=CaseState.CLOSED, ended_on__range=(period.start, period.end))
    for version, end, n in closed.values_list("version", "end").annotate(n=Count("pk")):
        line(version).ended[end] += n
    for version, steps, late in steps_of(unit, period, hidden):
        line(version).steps += steps
        line(version).steps_late += late
    return sorted(lines.values(), key=lambda each: each.told.name)


def within(unit: Unit, at: str) -> Q:
    """Nothing is asked of the tree for the whole of it."""
    return at_or_below(unit.path, at) if unit.parent_id else Q()


def by_version(cases: "QuerySet[Case]") -> Rows:
    return list(cases.values_list("version").annotate(n=Count("pk")))


def steps_of(unit: Unit, period: Period, hidden: Sequence[int]) -> Rows:
    done = CaseStep.objects.filter(within(unit, "case__unit__"), done_on__range=(period.start, period.end)).order_by()
    late = Count("pk", filter=Q(done_on__gt=F("due")))
    found = done.filter(due__isnull=False).exclude(case__state=CaseState.ANNULLED).exclude(case__version__in=hidden)
    return list(found.values_list("case__version").annotate(n=Count("pk"), late=late))


HEADINGS = (
    _("Quy trình"),
    _("Mở trong kỳ"),
    _("Kết thúc trong kỳ"),
    _("Kết quả"),
    _("Đang làm cuối kỳ"),
    _("Đang quá hạn cuối kỳ"),
    _("Bước có hạn đã xong"),
    _("Trong đó quá hạn"),
)


def sheet_rows(lines: Sequence[Line]) -> Iterator[list[object]]:
    for line in lines:
        ends = "; ".join(f"{name}: {n}" for name, n in line.ends)
        yield [line.told.name, line.opened, line.closed, ends, line.running, line.late, line.steps, line.steps_late]


@dataclass(frozen=True)
class CaseNumber:
    """A figure of a report: how many, here and in the periods it is compared with."""

    key: str
    name: str
    value: int
    before: int
    year_before: int


def numbers_of(unit: Unit, period: Period) -> list[CaseNumber]:
    """What a report says of cases: opened and ended, each kind of end by itself."""
    now, before, year_before = (
        {line.told.key: line for line in lines_of(unit, each)} for each in (period, period.last, period.year_before)
    )
    found = []
    for key, line in now.items():
        others = [lines.get(key) for lines in (before, year_before)]
        past = [other.opened if other else 0 for other in others]
        found.append(CaseNumber(f"case {key} opened", f"{line.told.name}: hồ sơ mở trong kỳ", line.opened, *past))
        for end in line.told.ends:
            ended = [other.ended[end.key] if other else 0 for other in others]
            if line.ended[end.key] or any(ended):
                name = f"{line.told.name}: {end.name[:1].lower()}{end.name[1:]}"
                found.append(CaseNumber(f"case {key} {end.key}", name, line.ended[end.key], *ended))
    return found
