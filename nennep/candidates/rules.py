"""The road from outstanding person to full member: stages, moves, time limits as pure functions of day and calendar."""

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nennep.candidates.figures import Limits
from nennep.lib.dates import format_date
from nennep.lib.words import say
from nennep.lib.workdays import Counting, WorkCalendar

FIRST_YEAR, LAST_YEAR = 2000, 2100


class Stage(StrEnum):
    """What a candidate has reached, in the order of the road."""

    OUTSTANDING = "outstanding"  # quần chúng ưu tú
    TAUGHT = "taught"  # có giấy chứng nhận bồi dưỡng nhận thức về Đảng
    APPLIED = "applied"  # đơn, lý lịch
    VERIFIED = "verified"  # thẩm tra lý lịch xong
    RESOLVED = "resolved"  # nghị quyết đề nghị kết nạp
    DECIDED = "decided"  # quyết định kết nạp
    ADMITTED = "admitted"  # lễ kết nạp; dự bị
    PROPOSED = "proposed"  # chi bộ đề nghị công nhận chính thức
    OFFICIAL = "official"  # công nhận chính thức


ORDER = tuple(Stage)
BEFORE_ADMISSION = ORDER[: ORDER.index(Stage.ADMITTED)]
BEFORE_RESOLUTION = ORDER[: ORDER.index(Stage.RESOLVED)]
PROBATION = (Stage.ADMITTED, Stage.PROPOSED)

# Where one may go from here. Up to the ceremony a step may be passed over and its day filled in later: the office often
# learns of a person half way. Nobody is proposed or recognised who was not admitted.
MOVES: dict[Stage, tuple[Stage, ...]] = {
    Stage.OUTSTANDING: ORDER[1:7],
    Stage.TAUGHT: ORDER[2:7],
    Stage.APPLIED: ORDER[3:7],
    Stage.VERIFIED: ORDER[4:7],
    Stage.RESOLVED: ORDER[5:7],
    Stage.DECIDED: ORDER[6:7],
    Stage.ADMITTED: (Stage.PROPOSED, Stage.OFFICIAL),
    Stage.PROPOSED: (Stage.OFFICIAL,),
    Stage.OFFICIAL: (),
}


class Heed(StrEnum):
    """What somebody must look after, the most pressing first."""

    REVIEW_LATE = "review_late"  # probation and its 30 working days are over
    CEREMONY_LATE = "ceremony_late"
    CERTIFICATE_OVER = "certificate_over"
    REVIEW_DUE = "review_due"  # probation is over, the 30 working days run
    CEREMONY_SOON = "ceremony_soon"
    PROBATION_SOON = "probation_soon"
    CERTIFICATE_SOON = "certificate_soon"


LATE = (Heed.REVIEW_LATE, Heed.CEREMONY_LATE, Heed.CERTIFICATE_OVER)


@dataclass(frozen=True)
class Step:
    stage: Stage
    day: date


@dataclass(frozen=True)
class Standing:
    """Where a candidate stands by its steps."""

    stage: Stage
    since: date
    certified_on: date | None
    admitted_on: date | None
    recognised_on: date | None


def standing(steps: Sequence[Step]) -> Standing | None:
    """The furthest stage; a class taken again renews the certificate and moves nobody back. None without steps."""
    if not steps:
        return None
    days = days_of(steps)
    stage = max(days, key=ORDER.index)
    told = (days.get(each) for each in (Stage.TAUGHT, Stage.ADMITTED, Stage.OFFICIAL))
    return Standing(stage, days[stage], *told)


def days_of(steps: Sequence[Step]) -> dict[Stage, date]:
    """The last day of each stage that is known."""
    return {step.stage: step.day for step in sorted(steps, key=lambda step: step.day)}


def missing(steps: Sequence[Step]) -> list[Stage]:
    """Stages passed over, whose day can be filled in."""
    now = standing(steps)
    known = {step.stage for step in steps}
    return [each for each in ORDER[: ORDER.index(now.stage)] if each not in known] if now else []


def open_to(steps: Sequence[Step]) -> list[Stage]:
    """What can be recorded now, the next step first: steps ahead, the class again, and what was passed over."""
    now = standing(steps)
    if now is None:
        return list(ORDER[:7])
    again = [Stage.TAUGHT] if now.stage in BEFORE_RESOLUTION and now.certified_on else []
    return list(dict.fromkeys([*MOVES[now.stage], *missing(steps), *again]))


def refusal(steps: Sequence[Step], new: Step, today: date, limits: Limits) -> str:
    """Why a step cannot be recorded, as a sentence; empty when it can."""
    if new.stage not in open_to(steps):
        return say("Bước này đã ghi, hoặc chưa đến lượt.")
    if new.day > today:
        return say("Ngày {day} chưa đến. Hãy ghi khi bước này đã xong.", day=format_date(new.day))
    return out_of_order(steps, new) or lapsed(steps, new, limits)


def out_of_order(steps: Sequence[Step], new: Step) -> str:
    """Days follow the road; only the class may be taken before or after the application, up to the resolution."""
    place = ORDER.index(new.stage)
    for stage, day in days_of(steps).items():
        ahead = ORDER.index(stage) - place
        free = Stage.TAUGHT in (stage, new.stage) and {stage, new.stage} <= set(BEFORE_RESOLUTION)
        if not free and ((ahead > 0 and day < new.day) or (ahead < 0 and day > new.day)):
            days = {"day": format_date(new.day), "other": format_date(day)}
            return say("Ngày {day} không khớp với bước đã ghi ngày {other}.", **days)
    return ""


def lapsed(steps: Sequence[Step], new: Step, limits: Limits) -> str:
    """The branch resolves on nobody whose certificate has lapsed by that day."""
    every = [*steps, new]
    certified = days_of(every).get(Stage.TAUGHT)
    considered = next((days_of(every)[each] for each in ORDER[4:7] if each in days_of(every)), None)
    if certified is None or considered is None:
        return ""
    until = add_months(certified, limits.certificate)
    if considered <= until:
        return ""
    return say(
        "Giấy chứng nhận cấp ngày {day} hết giá trị ngày {until}; phải học lại trước khi chi bộ xét.",
        day=format_date(certified),
        until=format_date(until),
    )


def add_months(day: date, months: int) -> date:
    """The same day of a later month; its last day where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Due:
    """Time limits that run for a candidate, each as far as it runs."""

    certificate: date | None = None  # its last good day
    ceremony: Counting | None = None
    probation: date | None = None  # the day on which it ends, and from which recognition counts
    review: Counting | None = None


def due(now: Standing, calendar: WorkCalendar, limits: Limits) -> Due:
    certificate, ceremony, probation, review = None, None, None, None
    if now.stage in BEFORE_RESOLUTION and now.certified_on:
        certificate = add_months(now.certified_on, limits.certificate)
    if now.stage is Stage.DECIDED:
        ceremony = calendar.count(now.since, limits.ceremony)
    if now.stage in PROBATION and now.admitted_on:
        probation = add_months(now.admitted_on, limits.probation)
    if now.stage is Stage.ADMITTED and probation:
        review = calendar.count(probation, limits.review)
    return Due(certificate, ceremony, probation, review)


def heeds(its: Due, today: date, limits: Limits) -> list[Heed]:
    found: list[Heed] = []
    if its.certificate and its.certificate < today:
        found.append(Heed.CERTIFICATE_OVER)
    elif its.certificate and its.certificate <= add_months(today, limits.certificate_warning):
        found.append(Heed.CERTIFICATE_SOON)
    if its.ceremony and its.ceremony.end < today:
        found.append(Heed.CEREMONY_LATE)
    elif its.ceremony and its.ceremony.end <= today + timedelta(days=limits.ceremony_warning):
        found.append(Heed.CEREMONY_SOON)
    if its.review and its.review.end < today:
        found.append(Heed.REVIEW_LATE)
    elif its.review and its.probation and its.probation <= today:
        found.append(Heed.REVIEW_DUE)
    elif its.review and its.probation and its.probation <= today + timedelta(days=limits.probation_warning):
        found.append(Heed.PROBATION_SOON)
    return sorted(found, key=list(Heed).index)


def first_start(target: date, run: Callable[[date], date], longest: int) -> date:
    """The first day whose time limit ends on or after `target`; `run` never falls, and takes at most `longest` days."""
    begin = target.toordinal() - longest
    days = range(begin, target.toordinal() + 1)
    place = bisect_left(days, target.toordinal(), key=lambda n: run(date.fromordinal(n)).toordinal())
    return date.fromordinal(begin + place)


def passed(allotted: Mapping[str, int | None], own: int | None) -> int:
    """How many more were allotted below than the unit itself was given; 0 when it was given none."""
    total = sum(number or 0 for number in allotted.values())
    return max(0, total - own) if own is not None else 0
