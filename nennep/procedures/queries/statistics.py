"""Cases of a period as counts, by procedure: what began, how it ended, what runs on, what was late.

Counts alone, for who leads or reports: no subject of a case, and no way to one.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nennep.lib.periods import Period
from nennep.organisation.conditions import at_or_below
from nennep.organisation.models import Unit
from nennep.procedures.catalogue.shape import Procedure
from nennep.procedures.models import Case, CaseStep
from nennep.procedures.queries.catalogue import versions_on
from nennep.procedures.rules import CaseState

Rows = list[tuple[Any, ...]]


@dataclass
class Line:
    """One procedure in one period; `running` and `late` as they stood on its last day."""

    told: Procedure
    opened: int = 0
    ended: Counter[str] = field(default_factory=Counter)  # by kind of end
    running: int = 0
    steps: int = 0  # done in the period, of those that had a limit
    steps_late: int = 0

    @property
    def closed(self) -> int:
        return sum(self.ended.values())

    @property
    def ends(self) -> list[tuple[str, int]]:
        return [(end.name, self.ended[end.key]) for end in self.told.ends if self.ended[end.key]]


def lines_of(unit: Unit, period: Period) -> list[Line]:
    """Of the unit and everything below it; procedures without any case are left out. Three questions."""
    told = {version.told.key: version.told for version in versions_on(period.end)}
    lines: dict[str, Line] = {}
    cases = Case.objects.filter(at_or_below(unit.path, "unit__")).exclude(state=CaseState.ANNULLED).order_by()
    for key, opened, running in counted(cases, period):
        if key in told and (opened or running):
            lines.setdefault(key, Line(told[key])).opened = opened
            lines[key].running = running
    closed = cases.filter(state=CaseState.CLOSED, ended_on__range=(period.start, period.end))
    for key, end, n in closed.values_list("version__procedure__key", "end").annotate(n=Count("pk")):
        if key in told:
            lines.setdefault(key, Line(told[key])).ended[end] = n
    for key, steps, late in steps_of(unit, period):
        if key in lines:
            lines[key].steps, lines[key].steps_late = steps, late
    return sorted(lines.values(), key=lambda line: line.told.name)


def counted(cases: "QuerySet[Case]", period: Period) -> Rows:
    began = Q(opened_on__range=(period.start, period.end))
    runs = Q(opened_on__lte=period.end) & (Q(ended_on=None) | Q(ended_on__gt=period.end))
    keyed = cases.values_list("version__procedure__key")
    return list(keyed.annotate(opened=Count("pk", filter=began), running=Count("pk", filter=runs)))


def steps_of(unit: Unit, period: Period) -> Rows:
    done = CaseStep.objects.filter(at_or_below(unit.path, "case__unit__"), due__isnull=False).order_by()
    done = done.filter(done_on__range=(period.start, period.end)).exclude(case__state=CaseState.ANNULLED)
    late = Count("pk", filter=Q(done_on__gt=F("due")))
    return list(done.values_list("case__version__procedure__key").annotate(n=Count("pk"), late=late))


HEADINGS = (
    _("Quy trình"),
    _("Mở trong kỳ"),
    _("Kết thúc trong kỳ"),
    _("Kết quả"),
    _("Đang làm cuối kỳ"),
    _("Bước có hạn đã xong"),
    _("Trong đó quá hạn"),
)


def sheet_rows(lines: Sequence[Line]) -> Iterator[list[object]]:
    for line in lines:
        ends = "; ".join(f"{name}: {n}" for name, n in line.ends)
        yield [line.told.name, line.opened, line.closed, ends, line.running, line.steps, line.steps_late]


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
