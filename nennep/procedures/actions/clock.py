"""The clock of a step: it starts, carries on what happened to the limit before, takes another figure."""

from dataclasses import dataclass
from datetime import date

from nennep.accounts.models import User
from nennep.facts.values import FactValue
from nennep.procedures.models import Case, CaseEvent, CaseStep, EventKind, StepTarget
from nennep.procedures.queries.standing import clock_of_step, last_limit


@dataclass(frozen=True)
class Begins:
    """From which day a figure counts, by whom; `reason`: where it was not taken when the step began."""

    day: date
    by: User
    reason: str = ""


def start_clock(step: CaseStep, figure: FactValue, begins: Begins) -> None:
    """No clock where the office has not said yet how long the limit is: the page asks for it."""
    if limit := figure.limit:
        CaseEvent.objects.create(
            step=step,
            kind=EventKind.STARTED,
            day=begins.day,
            n=limit.n,
            unit=limit.unit,
            shift=limit.shift_off_days,
            fact=figure.key,
            source=figure.source[:300],
            reason=begins.reason,
            target=target_of(step),
            by=begins.by,
        )
        carry_on(step, figure.key, begins.day)


def carry_on(step: CaseStep, key: str, start: date) -> None:
    """Where several steps share one limit, what stopped, extended or changed it before goes on with it."""
    begun = CaseEvent.objects.filter(step__case=step.case, kind=EventKind.STARTED, fact=key, day=start)
    before = begun.exclude(step=step).order_by("pk").last()
    if before:
        for event in before.step.events.exclude(kind__in=(EventKind.STARTED, EventKind.CLOSED, EventKind.MOVED)):
            fields = {field.attname: getattr(event, field.attname) for field in CaseEvent._meta.concrete_fields}
            own = {"id", "public_id", "step_id", "at"}
            CaseEvent.objects.create(step=step, **{name: value for name, value in fields.items() if name not in own})


def refigure(step: CaseStep, figure: FactValue, begins: Begins) -> bool:
    """Another figure for a clock that runs; False where it counts with it already, or nobody knows it."""
    last, limit = last_limit(step), figure.limit
    if last is None or limit is None or (limit.n, limit.unit, limit.shift_off_days) == (last.n, last.unit, last.shift):
        return False
    counted = {"n": limit.n, "unit": limit.unit, "shift": limit.shift_off_days, "fact": figure.key}
    told = {"reason": begins.reason[:300], "source": figure.source[:300], "day": max(begins.day, last.day)}
    CaseEvent.objects.create(step=step, kind=EventKind.REFIGURED, by=begins.by, **counted, **told)
    settle(step.case, step)
    return True


def target_of(step: CaseStep) -> int | None:
    """What the office itself has set for this step."""
    own = StepTarget.objects.filter(procedure=step.case.version.procedure_id, step=step.key).first()
    return own.n if own else None


def settle(case: Case, step: CaseStep | None) -> None:
    """Keeps on the case where it is and by when, for lists; None when it has ended."""
    clock = clock_of_step(step) if step else None
    case.due = clock.legal.day if clock else None
    case.target = clock.target.day if clock and clock.target else None
    case.save()
