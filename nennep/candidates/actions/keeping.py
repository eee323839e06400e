"""Candidates taken up, corrected, left, taken up again, and forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.candidates.actions.forgetting import forget_in_imports
from nennep.candidates.actions.recording import Told, add_step, check_going, settle, taken_up
from nennep.candidates.events import candidate_erased
from nennep.candidates.models import Candidate
from nennep.candidates.rules import ORDER, Stage
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.lib.text import fold
from nennep.organisation.models import Unit
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act

YOUNGEST_KEPT, OLDEST_KEPT = 15, 100  # years of age that a year of birth can mean


@dataclass(frozen=True)
class Facts:
    """What is kept of a person, and no more."""

    unit: Unit
    name: str
    birth_year: int | None = None
    sex: str = ""
    origin: str = ""
    note: str = ""


def facts_of(candidate: Candidate) -> Facts:
    return Facts(**{name: getattr(candidate, name) for name in Facts.__dataclass_fields__})


@transaction.atomic
def add_candidate(facts: Facts, steps: Sequence[Told], *, by: User) -> Candidate:
    """With what is known of the road so far, one step at least; earlier days can be filled in."""
    must(by, Act.KEEP_CANDIDATES, facts.unit)
    check(facts)
    check_living(facts.unit)
    if not steps:
        raise RuleBroken(_("Phải còn ít nhất một bước."))
    candidate = Candidate.objects.create(**kept(facts), stage=steps[0].stage, since=steps[0].day, added_by=by)
    for told in sorted(steps, key=lambda each: ORDER.index(each.stage)):
        add_step(candidate, told, by=by)
    settle(candidate)
    where = {"unit": facts.unit.label, "stage": candidate.stage, "day": candidate.since.isoformat()}
    record(by, "candidate.added", candidate, **where)
    return candidate


def kept(facts: Facts) -> dict[str, Any]:
    return vars(facts) | {"name": facts.name.strip()[:120], "folded_name": fold(facts.name)[:120]}


def check(facts: Facts) -> None:
    if not facts.name.strip():
        raise RuleBroken(_("Hãy ghi họ và tên."))
    this_year = timezone.localdate().year
    if facts.birth_year and not this_year - OLDEST_KEPT <= facts.birth_year <= this_year - YOUNGEST_KEPT:
        raise RuleBroken(_("Năm sinh %(year)s không đúng.") % {"year": facts.birth_year})


def check_living(unit: Unit) -> None:
    if not unit.stands_on(timezone.localdate()):
        raise RuleBroken(_("%(unit)s đã kết thúc hoạt động.") % {"unit": unit.name})


@transaction.atomic
def edit_candidate(candidate: Candidate, facts: Facts, *, by: User) -> Candidate:
    candidate = taken_up(candidate, by=by)
    must(by, Act.KEEP_CANDIDATES, facts.unit)
    check(facts)
    if facts.unit != candidate.unit:
        check_living(facts.unit)
    changed = [name for name, value in vars(facts).items() if getattr(candidate, name) != value]
    for field, value in kept(facts).items():
        setattr(candidate, field, value)
    candidate.save(update_fields=list(kept(facts)))
    record(by, "candidate.edited", candidate, unit=facts.unit.label, changed=changed)
    return candidate


@transaction.atomic
def stop(candidate: Candidate, why: str, day: date, *, by: User) -> Candidate:
    """The person is no longer on the road: moved away, withdrew, was not approved, struck off during probation."""
    candidate = taken_up(candidate, by=by)
    check_going(candidate)
    if candidate.stage == Stage.OFFICIAL:
        raise RuleBroken(_("Người này đã là đảng viên chính thức."))
    if not why.strip():
        raise RuleBroken(_("Hãy ghi lý do thôi theo dõi."))
    if not candidate.since <= day <= timezone.localdate():
        raise RuleBroken(_("Ngày thôi theo dõi phải từ ngày của bước cuối đến hôm nay."))
    candidate.stopped_on, candidate.stopped_why = day, why.strip()[:300]
    candidate.save(update_fields=["stopped_on", "stopped_why"])
    record(by, "candidate.stopped", candidate, unit=candidate.unit.label, stage=candidate.stage, day=day.isoformat())
    return candidate


@transaction.atomic
def resume(candidate: Candidate, *, by: User) -> Candidate:
    candidate = taken_up(candidate, by=by)
    if candidate.stopped_on is None:
        raise RuleBroken(_("Người này đang được theo dõi."))
    candidate.stopped_on, candidate.stopped_why = None, ""
    candidate.save(update_fields=["stopped_on", "stopped_why"])
    record(by, "candidate.resumed", candidate, unit=candidate.unit.label)
    return candidate


@transaction.atomic
def erase(candidate: Candidate, why: str, *, by: User) -> Candidate:
    """Forgets who it was; unit, stages and days stay, so that the figures of past years stay true."""
    candidate = taken_up(candidate, by=by)
    if candidate.is_going:
        raise RuleBroken(_("Đang theo dõi người này. Hãy ghi thôi theo dõi trước, rồi mới xóa dữ liệu."))
    if not why.strip():
        raise RuleBroken(_("Hãy ghi lý do xóa dữ liệu."))
    candidate_erased.send(Candidate, candidate=candidate)
    forget_in_imports(candidate)
    emptied: dict[str, Any] = {
        "member": None,
        "name": "",
        "folded_name": "",
        "birth_year": None,
        "sex": "",
        "origin": "",
        "note": "",
        "stopped_why": "",
    }
    for field, value in emptied.items():
        setattr(candidate, field, value)
    candidate.erased_at = timezone.now()
    candidate.save(update_fields=[*emptied, "erased_at"])
    candidate.steps.update(paper="", annulled_why="")
    record(by, "candidate.erased", candidate, unit=candidate.unit.label, reason=why.strip()[:300])
    return candidate
