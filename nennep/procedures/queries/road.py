"""The road of a case as it is drawn: steps behind it, where it is, steps to come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nennep.lib.dates import format_date
from nennep.procedures.catalogue.shape import Procedure
from nennep.procedures.models import Case, CaseStep
from nennep.procedures.rules import CaseState

AROUND = 2  # steps shown before and after the one at which a case is


@dataclass(frozen=True)
class TrackStep:
    name: str
    note: str
    state: str  # "past", "here", "ahead"


def track(procedure: Procedure, steps: Sequence[CaseStep], case: Case) -> Iterator[TrackStep]:
    """The last steps done, the one at which the case is, and the next ones along the first results."""
    done = {step.key: step for step in steps if step.done_on and step.key != case.at}
    for step in list(done.values())[-AROUND:]:
        assert step.done_on
        yield TrackStep(procedure.step(step.key).name, _("xong %(day)s") % {"day": format_date(step.done_on)}, "past")
    here = steps[-1]
    if case.state == CaseState.CLOSED:
        assert case.ended_on
        yield TrackStep(procedure.step(here.key).name, _("xong %(day)s") % {"day": format_date(case.ended_on)}, "past")
        yield TrackStep(procedure.end(case.end).name, format_date(case.ended_on), "past")
        return
    yield TrackStep(procedure.step(here.key).name, _("từ %(day)s") % {"day": format_date(here.begun_on)}, "here")
    yield from ahead(procedure, here.key)


def ahead(procedure: Procedure, key: str) -> Iterator[TrackStep]:
    result = procedure.step(key).results[0]
    for _n in range(AROUND):
        if result.end:
            yield TrackStep(procedure.end(result.end).name, _("chưa đến"), "ahead")
            return
        yield TrackStep(procedure.step(result.next).name, _("chưa đến"), "ahead")
        result = procedure.step(result.next).results[0]
