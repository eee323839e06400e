"""A case: its states and moves, what a step still lacks, whether a vote was carried."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from nennep.clock.wording import named
from nennep.facts.values import Share
from nennep.lib.dates import format_date
from nennep.lib.words import say
from nennep.procedures.catalogue.shape import Check, Procedure, Result, Step


class CaseState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"  # with a result
    ANNULLED = "annulled"  # opened by mistake; kept with its reason


MOVES: dict[CaseState, tuple[CaseState, ...]] = {
    CaseState.OPEN: (CaseState.CLOSED, CaseState.ANNULLED),
    CaseState.CLOSED: (),
    CaseState.ANNULLED: (),
}


EVERYDAY = frozenset({"contact", "organiser"})
OPENERS: dict[str, frozenset[str]] = {  # roles that open cases of a field of work
    "members": EVERYDAY,
    "transfer": EVERYDAY,
    "removal": EVERYDAY,
    "badges": EVERYDAY,
    "cadres": frozenset({"organiser"}),
    "assets": frozenset({"organiser", "inspector"}),
    "inspection": frozenset({"inspector"}),
    "discipline": frozenset({"inspector"}),
    "denunciations": frozenset({"clerk", "inspector"}),
    "complaints": frozenset({"clerk", "inspector"}),
    "reception": frozenset({"clerk", "inspector"}),
    "voters": frozenset({"clerk"}),
}


class Time(StrEnum):
    """Where an open case stands in time."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"
    NONE = "none"  # no limit runs: none was set, nobody knows it, or it stands still


SOON_DAYS = 7


def time_of(due: date | None, today: date) -> Time:
    if due is None:
        return Time.NONE
    if due < today:
        return Time.LATE
    return Time.SOON if (due - today).days <= SOON_DAYS else Time.LATER


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    EXEMPT = "exempt"  # does not arise here


@dataclass(frozen=True)
class Ballot:
    """`present` counts those who came, `agreed` those who voted for it."""

    eligible: int
    present: int
    agreed: int

    def is_carried(self, majority: Share, *, of_present: bool) -> bool:
        return reaches(self.agreed, self.present if of_present else self.eligible, majority)

    def is_quorate(self, quorum: Share) -> bool:
        return reaches(self.present, self.eligible, quorum)


def reaches(part: int, whole: int, share: Share) -> bool:
    if not whole:
        return False
    held = Fraction(part, whole)
    return held > share.part if share.over else held >= share.part


@dataclass(frozen=True)
class Recorded:
    """What stands on record of the step at which a case is; `times`: how often that step was done, this time too."""

    papers: frozenset[str] = frozenset()
    checks: Mapping[str, Answer] | None = None
    carried: bool | None = None  # None: no vote was held
    times: int = 1
    begun_on: date = date.min
    limit_end: date | None = None
    stopped: bool = False
    children: int = 0  # cases below this one that are still open
    roster_left: int = 0  # lines of the case's list that are not done


def lacking(step: Step, recorded: Recorded) -> list[str]:
    """What is missing before the step can be done in the ordinary way, each as a sentence."""
    papers = [paper for paper in step.papers if paper.required and paper.key not in recorded.papers]
    said = [say("Còn thiếu giấy tờ: {paper}.", paper=paper.name) for paper in papers]
    said += [sentence for check in step.checks if (sentence := unanswered(check, recorded.checks or {}))]
    if step.vote and recorded.carried is None:
        said.append(say("Chưa ghi kết quả biểu quyết."))
    if step.whole_roster and recorded.roster_left:
        said.append(say("Danh sách còn {n} dòng chưa xong.", n=recorded.roster_left))
    return said


def unanswered(check: Check, answers: Mapping[str, Answer]) -> str:
    answer = answers.get(check.key)
    if answer is None:
        return say("Chưa trả lời: {question}", question=check.question)
    if answer is Answer.NO:
        return say("Chưa đạt: {question}", question=check.question)
    return ""


def hindrances(step: Step, result: Result, recorded: Recorded, times_allowed: Mapping[str, int]) -> list[str]:
    """Why the step cannot end with this result; `times_allowed`: the figures that `before` and `after` name."""
    said = [] if result.free else lacking(step, recorded)
    if result.carried is not None and recorded.carried is None and result.free:
        said.append(say("Chưa ghi kết quả biểu quyết."))
    if recorded.carried is not None and result.carried is not None and recorded.carried != result.carried:
        said.append(say("Kết quả biểu quyết không khớp với “{result}”.", result=result.name))
    if result.before and recorded.times >= times_allowed[result.before]:
        said.append(
            say("Đã làm bước này {n} lần, không chọn “{result}” được nữa.", n=recorded.times, result=result.name)
        )
    if result.after and recorded.times < times_allowed[result.after]:
        values = {"result": result.name, "most": times_allowed[result.after], "n": recorded.times}
        said.append(say("Chỉ chọn “{result}” sau {most} lần; đây là lần thứ {n}.", **values))
    if result.end and recorded.children:
        said.append(say("Còn {n} hồ sơ nhánh chưa kết thúc.", n=recorded.children))
    return said


def too_early(step: Step, result: Result, recorded: Recorded, day: date) -> str:
    """The day of a step: not before it began, not before a time of waiting is over, not while its clock stands."""
    if day < recorded.begun_on:
        days = {"day": format_date(day), "begun": format_date(recorded.begun_on)}
        return say("Ngày {day} trước ngày bắt đầu bước này {begun}.", **days)
    if recorded.stopped:
        return say("Thời hạn đang tạm dừng. Hãy cho chạy lại trước khi xong bước.")
    if step.limit and step.limit.wait and not result.free:
        if recorded.limit_end is None:
            return say("Bước này phải chờ hết thời hạn, mà thời hạn chưa tính được.")
        if day < recorded.limit_end:
            return say("Phải chờ hết thời hạn của bước này, {day}.", day=named(recorded.limit_end))
    return ""


def result_of(procedure: Procedure, step: str, key: str) -> Result | None:
    return next((result for result in procedure.step(step).results if result.key == key), None)
