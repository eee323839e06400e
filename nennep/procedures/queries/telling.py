"""What a case that ended well says of its candidate's road, and is not written there yet."""

from dataclasses import dataclass
from datetime import date

from nennep.candidates.labels import STEPS
from nennep.candidates.rules import Stage
from nennep.procedures.models import Case
from nennep.procedures.rules import CaseState

ENDS = {"admission": "admitted", "recognition": "recognised"}
ROADS = {
    "admission": {
        "application": Stage.APPLIED,
        "verification": Stage.VERIFIED,
        "resolution": Stage.RESOLVED,
        "decision": Stage.DECIDED,
        "ceremony": Stage.ADMITTED,
    },
    "recognition": {"review": Stage.PROPOSED, "decision": Stage.OFFICIAL},
}


@dataclass(frozen=True)
class Reached:
    stage: Stage
    day: date

    @property
    def word(self) -> str:
        return str(dict(STEPS)[self.stage])


def to_tell(case: Case) -> list[Reached]:
    """In the order of the road; the last pass of a step counts."""
    key = case.version.told.key
    if case.candidate is None or case.state != CaseState.CLOSED or ENDS.get(key) != case.end:
        return []
    known = set(case.candidate.steps.standing().values_list("stage", flat=True))
    done = {step.key: step.done_on for step in case.steps.order_by("pk") if step.done_on}
    return [Reached(stage, done[step]) for step, stage in ROADS[key].items() if step in done and stage not in known]
