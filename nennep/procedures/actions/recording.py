"""What a step needs: its papers, the answers to its questions, its vote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.facts.queries import fact
from nennep.files.actions import store
from nennep.journal.actions import record
from nennep.lib.dates import format_date
from nennep.lib.errors import RuleBroken
from nennep.procedures.actions.bare_files import bare
from nennep.procedures.actions.clock import Begins, refigure
from nennep.procedures.catalogue.shape import Check, Paper
from nennep.procedures.models import Case, CaseCheck, CasePaper, CaseStep, CaseVote
from nennep.procedures.permissions import must_be_member
from nennep.procedures.queries.standing import current_step, last_limit
from nennep.procedures.rules import Answer, Ballot, CaseState

if TYPE_CHECKING:
    from django.core.files.base import File


def taken_up(case: Case, *, by: User) -> Case:
    """Locked, by a member, still open."""
    locked = Case.objects.select_for_update(of=("self",)).select_related("unit", "version__procedure").get(pk=case.pk)
    must_be_member(by, locked)
    if locked.state != CaseState.OPEN:
        raise RuleBroken(_("Hồ sơ đã kết thúc."))
    return locked


def step_of(case: Case, seen: str, *, by: User) -> CaseStep:
    """The step at which the case is; `seen` is the one that the person had before the eyes."""
    step = current_step(taken_up(case, by=by))
    if step.public_id != seen:
        raise RuleBroken(_("Hồ sơ đã sang bước khác. Hãy xem lại rồi ghi."))
    return step


@dataclass(frozen=True)
class PaperTold:
    key: str
    day: date
    number: str = ""


def add_paper(case: Case, seen: str, told: PaperTold, file: "File[Any] | None" = None, *, by: User) -> CasePaper:
    """A file of a sealed case is stripped before anything of it is kept, and while nothing is locked."""
    if file and case.version.told.sealed:
        file = bare(file, paper_at(case, seen, told.key, by=by), case.version.told)
    return keep_paper(case, seen, told, file, by=by)


@transaction.atomic
def paper_at(case: Case, seen: str, key: str, *, by: User) -> Paper:
    return paper_of(step_of(case, seen, by=by), key)


def paper_of(step: CaseStep, key: str) -> Paper:
    found = next((paper for paper in step.told.papers if paper.key == key), None)
    if found is None:
        raise RuleBroken(_("Bước này không có giấy tờ ấy."))
    return found


@transaction.atomic
def keep_paper(case: Case, seen: str, told: PaperTold, file: "File[Any] | None", *, by: User) -> CasePaper:
    step = step_of(case, seen, by=by)
    paper_of(step, told.key)
    check_day(told.day)
    kept = store(file, file.name or "", by=by) if file else None
    paper = CasePaper.objects.create(step=step, key=told.key, number=told.number[:60], day=told.day, file=kept, by=by)
    record(by, "case.paper_added", step.case, step=step.key, paper=told.key)
    return paper


@transaction.atomic
def annul_paper(paper: CasePaper, why: str, *, by: User) -> CasePaper:
    """Of the step at which the case is; what a finished step rested on stays."""
    step = step_of(paper.step.case, paper.step.public_id, by=by)
    paper = CasePaper.objects.select_for_update().get(pk=paper.pk)
    if not why.strip():
        raise RuleBroken(_("Hãy ghi lý do bỏ giấy tờ này."))
    if paper.annulled_at:
        raise RuleBroken(_("Giấy tờ này đã bỏ."))
    paper.annulled_at, paper.annulled_by, paper.annulled_why = timezone.now(), by, why.strip()[:300]
    paper.save()
    record(by, "case.paper_annulled", step.case, step=step.key, paper=paper.key)
    return paper


@dataclass(frozen=True)
class CheckTold:
    key: str
    answer: Answer
    note: str = ""


@transaction.atomic
def answer_check(case: Case, seen: str, told: CheckTold, *, by: User) -> CaseCheck:
    step = step_of(case, seen, by=by)
    check = next((check for check in step.told.checks if check.key == told.key), None)
    if check is None:
        raise RuleBroken(_("Bước này không có câu hỏi ấy."))
    if told.answer is Answer.EXEMPT and not (check.exempt and told.note.strip()):
        raise RuleBroken(_("Câu này phải trả lời có hoặc không; nếu không đặt ra thì ghi lý do."))
    said = {"answer": told.answer, "note": told.note.strip()[:300], "by": by}
    answered, _new = CaseCheck.objects.update_or_create(step=step, key=told.key, defaults=said)
    record(by, "case.check_answered", step.case, step=step.key, check=told.key, answer=told.answer)
    if check.limit:
        count_as_answered(step, check, told.answer, by)
    return answered


def count_as_answered(step: CaseStep, check: Check, answer: Answer, by: User) -> None:
    """A yes takes the figure that the check names for the step's own, another answer takes it back."""
    last = last_limit(step)
    own = step.told.limit.fact if step.told.limit else ""
    if last is None or (answer is not Answer.YES and last.fact != check.limit):
        return
    key = check.limit if answer is Answer.YES else own
    if refigure(step, fact(key, last.day), Begins(last.day, by, check.question)):
        record(by, "case.refigured", step.case, step=step.key, fact=key)


@transaction.atomic
def answer_checks(case: Case, seen: str, told: Sequence[CheckTold], *, by: User) -> list[CaseCheck]:
    """All of them or none."""
    return [answer_check(case, seen, one, by=by) for one in told]


@transaction.atomic
def record_vote(case: Case, seen: str, day: date, ballot: Ballot, *, by: User) -> CaseVote:
    """Counted with the share in force on the day; without a quorum there is no vote, as far as the office knows it."""
    step = step_of(case, seen, by=by)
    vote = step.told.vote
    if vote is None or step.vote:
        raise RuleBroken(_("Bước này không có biểu quyết, hoặc đã ghi rồi."))
    check_day(day)
    if day < step.begun_on:
        raise RuleBroken(
            _("Ngày biểu quyết trước ngày bắt đầu bước này, %(day)s.") % {"day": format_date(step.begun_on)}
        )
    if not 0 <= ballot.agreed <= ballot.present <= ballot.eligible or not ballot.eligible:
        raise RuleBroken(_("Số tán thành không quá số có mặt, số có mặt không quá tổng số, và tổng số phải lớn hơn 0."))
    quorum = fact(vote.quorum, day)
    if quorum.known and not ballot.is_quorate(quorum.share):
        raise RuleBroken(_("Không đủ số người có mặt để biểu quyết."))
    majority = fact(vote.majority, day)
    held = CaseVote.objects.create(
        **{"step": step, "day": day, "majority": majority.value, "by": by, **vars(ballot)},
        carried=ballot.is_carried(majority.share, of_present=vote.present),
    )
    record(by, "case.vote_recorded", step.case, step=step.key, carried=held.carried, **vars(ballot))
    return held


@transaction.atomic
def annul_vote(vote: CaseVote, why: str, *, by: User) -> CaseVote:
    """Written down wrongly, at the step at which the case is; it stays with the reason, and a right one may follow."""
    step = step_of(vote.step.case, vote.step.public_id, by=by)
    vote = CaseVote.objects.select_for_update().get(pk=vote.pk)
    if not why.strip():
        raise RuleBroken(_("Hãy ghi lý do bỏ kết quả biểu quyết này."))
    if vote.annulled_at:
        raise RuleBroken(_("Kết quả biểu quyết này đã bỏ."))
    vote.annulled_at, vote.annulled_by, vote.annulled_why = timezone.now(), by, why.strip()[:300]
    vote.save()
    record(by, "case.vote_annulled", step.case, step=step.key)
    return vote


def check_day(day: date) -> None:
    if day > timezone.localdate():
        raise RuleBroken(_("Ngày ghi chưa đến."))
