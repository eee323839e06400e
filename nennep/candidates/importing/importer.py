"""The list of candidates from a workbook: new people, and new steps of those who are known; nothing is overwritten."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.candidates.actions.forgetting import KIND
from nennep.candidates.actions.keeping import Facts, add_candidate
from nennep.candidates.actions.recording import Told, record_step
from nennep.candidates.importing.columns import SHEET
from nennep.candidates.importing.known import Known, known_now
from nennep.candidates.importing.reading import Said, said_by
from nennep.candidates.labels import STEPS
from nennep.candidates.models import Candidate
from nennep.candidates.queries.figures import limits
from nennep.candidates.rules import ORDER, Step, refusal
from nennep.imports.ledger import Ledger
from nennep.imports.rules import Judged, Row, SheetKind, Verdict
from nennep.lib.dates import format_date
from nennep.lib.text import fold
from nennep.organisation.models import Unit
from nennep.organisation.permissions import must_any
from nennep.organisation.rules import Act


class CandidatesImporter:
    kind: str = KIND

    @property
    def sheets(self) -> Sequence[SheetKind]:
        return (SHEET,)

    def must(self, by: User) -> None:
        must_any(by, Act.KEEP_CANDIDATES)

    def judge(self, rows: Sequence[Row], *, by: User) -> list[Judged]:
        known, met = known_now(by), set[tuple[str, int, int | None]]()
        judged = []
        for row in rows:
            said = said_by(row)
            units = known.units_called(said.unit, said.parent)
            one = judge_row(row, said, units, known)
            key = (fold(said.name), units[0].pk if units else 0, said.birth_year)
            if one.verdict in (Verdict.NEW, Verdict.CHANGED) and key in met:
                one = Judged(row, Verdict.DOUBTFUL, (_("Người này đã có ở dòng trên của tệp."),))
            met.add(key)
            judged.append(one)
        return judged

    def write(self, judged: Sequence[Judged], ledger: Ledger, source: str, *, by: User) -> None:  # noqa: ARG002
        known = known_now(by)
        for one in judged:
            said = said_by(one.row)
            if one.verdict is Verdict.NEW:
                add_new(said, known.units_called(said.unit, said.parent)[0], ledger, by=by)
            if one.verdict is Verdict.CHANGED:
                add_steps(Candidate.objects.get(public_id=one.thing), said, ledger, by=by)


def judge_row(row: Row, said: Said, units: list[Unit], known: Known) -> Judged:
    if said.faults:
        return Judged(row, Verdict.WRONG, tuple(said.faults))
    if not units:
        why = _("Không thấy đơn vị “%(name)s” trong phạm vi của đồng chí.") % {"name": said.unit}
        return Judged(row, Verdict.WRONG, (why,))
    if len(units) > 1:
        why = _("Có %(n)s đơn vị tên “%(name)s”; hãy ghi thêm cột Trực thuộc hoặc dùng mã.")
        return Judged(row, Verdict.DOUBTFUL, (why % {"n": len(units), "name": said.unit},))
    same = known.called(said.name, said.birth_year)
    here = [each for each in same if each.unit_id == units[0].pk]
    if len(here) > 1:
        return Judged(row, Verdict.DOUBTFUL, (_("Đơn vị này có nhiều người cùng họ tên; hãy ghi năm sinh."),))
    if here:
        return judge_known(row, said, here[0], known)
    if same:
        why = _("Đã có người cùng họ tên ở %(unit)s; nếu chuyển đơn vị, hãy sửa trên trang của người ấy.")
        return Judged(row, Verdict.DOUBTFUL, (why % {"unit": same[0].unit.label},))
    return judge_steps(Judged(row, Verdict.NEW), [], said.steps)


def judge_known(row: Row, said: Said, candidate: Candidate, known: Known) -> Judged:
    steps = known.steps[candidate.pk]
    new = [step for step in said.steps if step not in steps]
    recorded = {step.stage: step.day for step in steps}
    if not new:
        return Judged(row, Verdict.SAME, thing=candidate.public_id)
    if candidate.stopped_on:
        return Judged(row, Verdict.DOUBTFUL, (_("Đã thôi theo dõi người này."),), thing=candidate.public_id)
    words = dict(STEPS)
    other = [step for step in new if step.stage in recorded and step.stage != "taught"]
    if other:
        days = {"step": words[other[0].stage], "day": format_date(recorded[other[0].stage])}
        why = _("Bước “%(step)s” đã ghi ngày %(day)s, khác trong tệp.") % days
        return Judged(row, Verdict.DOUBTFUL, (why,), thing=candidate.public_id)
    changes = {str(words[step.stage]): ("", format_date(step.day)) for step in new}
    return judge_steps(Judged(row, Verdict.CHANGED, changes=changes, thing=candidate.public_id), steps, new)


def judge_steps(one: Judged, steps: list[Step], new: list[Step]) -> Judged:
    """As the acts will record them, one after the other."""
    today, so_far = timezone.localdate(), list(steps)
    for step in in_order(new):
        if why := refusal(so_far, step, today, limits(step.day)):
            return Judged(one.row, Verdict.WRONG, (f"{dict(STEPS)[step.stage]}: {why}",), thing=one.thing)
        so_far.append(step)
    return one


def in_order(steps: list[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: ORDER.index(step.stage))


def add_new(said: Said, unit: Unit, ledger: Ledger, *, by: User) -> None:
    facts = Facts(unit, said.name, said.birth_year, said.sex, said.origin, said.note)
    candidate = add_candidate(facts, [Told(step.stage, step.day) for step in said.steps], by=by)
    ledger.was_made(candidate)
    for step in candidate.steps.all():
        ledger.was_made(step)


def add_steps(candidate: Candidate, said: Said, ledger: Ledger, *, by: User) -> None:
    recorded = [step.told for step in candidate.steps.standing()]
    ledger.will_change(candidate)
    for step in in_order([step for step in said.steps if step not in recorded]):
        ledger.was_made(record_step(candidate, Told(step.stage, step.day), by=by))
