"""Steps of the road: recorded, for one or for many; taken back when one was wrong.

The journal hears of unit, stage and day. Reasons and numbers of papers stand on the step itself, where they can be
erased with the person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.candidates.models import Candidate, StageStep
from nennep.candidates.queries.figures import limits
from nennep.candidates.rules import ORDER, Stage, Step, refusal, standing
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act

MOST_AT_ONCE = 500


@dataclass(frozen=True)
class Told:
    """A step as somebody writes it down."""

    stage: Stage
    day: date
    paper: str = ""


def taken_up(candidate: Candidate, *, by: User) -> Candidate:
    locked = Candidate.objects.select_for_update(of=("self",)).select_related("unit").get(pk=candidate.pk)
    must(by, Act.KEEP_CANDIDATES, locked.unit)
    if locked.erased_at:
        raise RuleBroken(_("Dữ liệu của người này đã xóa."))
    return locked


@transaction.atomic
def record_step(candidate: Candidate, told: Told, *, by: User) -> StageStep:
    """The next step, one passed over earlier, or the class taken again."""
    candidate = taken_up(candidate, by=by)
    check_going(candidate)
    made = add_step(candidate, told, by=by)
    settle(candidate)
    said = {"unit": candidate.unit.label, "stage": told.stage, "day": told.day.isoformat()}
    record(by, "candidate.step_recorded", candidate, **said)
    return made


def check_going(candidate: Candidate) -> None:
    if candidate.stopped_on:
        raise RuleBroken(_("Đã thôi theo dõi người này. Hãy theo dõi lại trước khi ghi bước."))


def add_step(candidate: Candidate, told: Told, *, by: User) -> StageStep:
    if why := refusal(steps_of(candidate), Step(told.stage, told.day), timezone.localdate(), limits(told.day)):
        raise RuleBroken(why)
    return StageStep.objects.create(candidate=candidate, stage=told.stage, day=told.day, paper=told.paper[:60], by=by)


def steps_of(candidate: Candidate) -> list[Step]:
    return [step.told for step in candidate.steps.filter(annulled_at=None)]


def settle(candidate: Candidate) -> None:
    """Keeps on the candidate what its steps say."""
    now = standing(steps_of(candidate))
    if now is None:
        raise RuleBroken(_("Phải còn ít nhất một bước."))
    for field, value in vars(now).items():
        setattr(candidate, field, value)
    candidate.save(update_fields=list(vars(now)))


@dataclass(frozen=True)
class Tally:
    done: int
    refused: list[str]  # a line for each, with the name: for the page of who keeps the list


@transaction.atomic
def record_many(candidates: Sequence[Candidate], told: Told, *, by: User) -> Tally:
    """The same step for all of them; who does not fit is named, the rest is done."""
    if not candidates:
        raise RuleBroken(_("Chưa chọn người nào. Đánh dấu các dòng rồi bấm lại."))
    if len(candidates) > MOST_AT_ONCE:
        raise RuleBroken(_("Mỗi lần ghi nhiều nhất %(n)s người.") % {"n": MOST_AT_ONCE})
    done, refused = 0, []
    for candidate in sorted(candidates, key=lambda each: each.pk):
        try:
            with transaction.atomic():
                record_step(candidate, told, by=by)
            done += 1
        except RuleBroken as broken:
            refused.append(f"{candidate.name}: {broken}")
    return Tally(done, refused)


@transaction.atomic
def take_back(step: StageStep, why: str, *, by: User) -> StageStep:
    """A step that was recorded wrongly: it stays on record, and the candidate stands where the others say."""
    candidate = taken_up(step.candidate, by=by)
    step = StageStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if not why.strip():
        raise RuleBroken(_("Hãy ghi lý do bỏ bước này."))
    if step.annulled_at:
        raise RuleBroken(_("Bước này đã bỏ."))
    check_nothing_rests_on(step, candidate)
    step.annulled_at, step.annulled_by, step.annulled_why = timezone.now(), by, why.strip()[:300]
    step.save(update_fields=["annulled_at", "annulled_by", "annulled_why"])
    settle(candidate)
    said = {"unit": candidate.unit.label, "stage": step.stage, "day": step.day.isoformat()}
    record(by, "candidate.step_taken_back", candidate, **said)
    return step


def check_nothing_rests_on(step: StageStep, candidate: Candidate) -> None:
    """Nobody is on probation, or recognised, without a ceremony."""
    later = {each.stage for each in steps_of(candidate) if ORDER.index(each.stage) > ORDER.index(Stage.ADMITTED)}
    if step.stage == Stage.ADMITTED and later:
        raise RuleBroken(_("Còn bước sau dựa vào lễ kết nạp. Hãy bỏ bước sau trước."))
