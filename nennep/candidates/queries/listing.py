"""The list of candidates: by name for who keeps them; by unit, stage and day for who sees the figures."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.accounts.models import User
from nennep.candidates.labels import HEEDS
from nennep.candidates.models import Candidate, CandidateQuerySet, first_and_last
from nennep.candidates.queries.figures import limits
from nennep.candidates.queries.limits import calendar_about, heed_conditions
from nennep.candidates.queries.past import expected_in, norms_today
from nennep.candidates.rules import (
    BEFORE_ADMISSION,
    FIRST_YEAR,
    LAST_YEAR,
    LATE,
    PROBATION,
    Due,
    Heed,
    Stage,
    due,
    heeds,
)
from nennep.lib.text import fold
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act

GOING, STOPPED, OFFICIAL, ALL = "", "stopped", "official", "all"
ANY_HEED, LATE_HEED = "any", "late"
ON_THE_ROAD, ON_PROBATION = "road", "probation"  # several stages together


@dataclass(frozen=True)
class Wanted:
    """What is asked of the list; empty: everybody still on the road."""

    words: str = ""
    unit: str = ""
    own: str = ""  # the unit alone, without those below it
    stage: str = ""
    heed: str = ""
    state: str = GOING
    admitted: int | None = None  # in the year
    recognised: int | None = None
    expected: int | None = None
    forecast: int | None = None  # admitted in the year, or expected in it

    @property
    def narrows(self) -> bool:
        return self != Wanted()

    @property
    def year(self) -> int | None:
        return self.admitted or self.recognised or self.expected or self.forecast

    @property
    def counts_what_is_past(self) -> bool:
        return bool(self.admitted or self.recognised or self.forecast)

    @property
    def query(self) -> str:
        return urlencode({name: value for name, value in vars(self).items() if value})


def year_said(text: str) -> int | None:
    """A year of four digits; anything else asks for none."""
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def keeps_all_seen(user: User) -> bool:
    """Whether the figures that the person sees may all be opened by name."""
    held = Grant.objects.held_for(user, Act.SEE_GROWTH)
    return bool(held) and all(each.allows(Act.KEEP_CANDIDATES) for each in held)


def listed(user: User, wanted: Wanted, act: Act) -> CandidateQuerySet:
    found = Candidate.objects.visible_to(user, act)
    if act == Act.KEEP_CANDIDATES and not wanted.counts_what_is_past:
        found = found.named()  # what a year's figure counts is listed whole
    if wanted.unit:
        here = Unit.objects.filter(public_id=wanted.unit)
        found = found.filter(unit__in=here if wanted.own else Unit.objects.within(paths_of(wanted.unit)))
    for word in fold(wanted.words).split() if act == Act.KEEP_CANDIDATES else ():
        found = found.filter(folded_name__contains=word)
    found = in_state(found, wanted)
    if wanted.heed:
        found = found.filter(heeded(wanted.heed))
    return in_year(at_stage(found, wanted.stage), wanted).select_related("unit")


def paths_of(public_id: str) -> list[str]:
    return list(Unit.objects.filter(public_id=public_id).values_list("path", flat=True))


def in_state(found: CandidateQuerySet, wanted: Wanted) -> CandidateQuerySet:
    if wanted.state == STOPPED:
        return found.exclude(stopped_on=None)
    if wanted.state == OFFICIAL:
        return found.filter(stage=Stage.OFFICIAL, stopped_on=None)
    if wanted.state == ALL or wanted.counts_what_is_past:
        return found
    return found.going()


def at_stage(found: CandidateQuerySet, stage: str) -> CandidateQuerySet:
    several = {ON_THE_ROAD: BEFORE_ADMISSION, ON_PROBATION: PROBATION}
    if stage in several:
        return found.filter(stage__in=several[stage])
    return found.filter(stage=stage) if stage in set(Stage) else found


def in_year(found: CandidateQuerySet, wanted: Wanted) -> CandidateQuerySet:
    if wanted.admitted:
        found = found.filter(admitted_on__range=first_and_last(wanted.admitted))
    if wanted.recognised:
        found = found.filter(recognised_on__range=first_and_last(wanted.recognised))
    today = timezone.localdate()
    if wanted.expected:
        found = found.filter(expected_in(wanted.expected, norms_today(today), today))
    if wanted.forecast:
        admitted = Q(admitted_on__range=first_and_last(wanted.forecast))
        found = found.filter(admitted | expected_in(wanted.forecast, norms_today(today), today))
    return found


def heeded(heed: str) -> Q:
    conditions = heed_conditions(timezone.localdate())
    several = {ANY_HEED: tuple(Heed), LATE_HEED: LATE}
    found = Q(pk__in=[])
    for each in several.get(heed, (Heed(heed),) if heed in set(Heed) else ()):
        found |= conditions[each]
    return found


@dataclass(frozen=True)
class Row:
    candidate: Candidate
    due: Due
    heeds: list[Heed]

    @property
    def first(self) -> Heed | None:
        return self.heeds[0] if self.heeds else None

    @property
    def until(self) -> date | None:
        """The day that the first heed speaks of."""
        its, heed = self.due, self.first
        if heed in (Heed.CERTIFICATE_OVER, Heed.CERTIFICATE_SOON):
            return its.certificate
        if heed is Heed.PROBATION_SOON:
            return its.probation
        counting = its.ceremony if heed in (Heed.CEREMONY_LATE, Heed.CEREMONY_SOON) else its.review
        return counting.end if heed and counting else None


def rows_of(candidates: Iterable[Candidate], today: date) -> list[Row]:
    found = list(candidates)
    calendar = calendar_about(today, min((each.since for each in found), default=None))
    made = []
    for each in found:
        its = due(each.standing, calendar, limits(today)) if each.is_going else Due()
        made.append(Row(each, its, heeds(its, today, limits(today))))
    return made


def share_expected(found: CandidateQuerySet, today: date) -> float:
    """How many of these count in the forecast: each by the share of its stage, who is admitted as one."""
    norms = norms_today(today)
    at: Any = found.order_by().values_list("stage").annotate(n=Count("pk"))
    return float(sum(n * (norms[Stage(stage)].share if stage in BEFORE_ADMISSION else 1) for stage, n in at))


HEADINGS = (
    "TT", _("Họ và tên"), _("Năm sinh"), _("Giới tính"), _("Đơn vị"), _("Nguồn giới thiệu"), _("Đã đến bước"),
    _("Từ ngày"), _("Ngày giấy chứng nhận"), _("Ngày kết nạp"), _("Ngày công nhận"), _("Cần lưu ý"), _("Đến ngày"),
    _("Ghi chú"),
)  # fmt: skip
COUNTED_HEADINGS = ("TT", _("Đơn vị"), _("Đã đến bước"), _("Từ ngày"), _("Cần lưu ý"), _("Đến ngày"))


def sheet_rows(rows: Iterable[Row]) -> Iterator[list[object]]:
    for number, row in enumerate(rows, 1):
        one = row.candidate
        yield [
            number, one.name, one.birth_year, one.get_sex_display(), one.unit.name, one.get_origin_display(),
            stage_said(one), one.since, one.certified_on, one.admitted_on, one.recognised_on,
            heed_said(row), row.until, one.note,
        ]  # fmt: skip


def counted_rows(rows: Iterable[Row]) -> Iterator[list[object]]:
    for number, row in enumerate(rows, 1):
        one = row.candidate
        yield [number, one.unit.name, stage_said(one), one.since, heed_said(row), row.until]


def stage_said(one: Candidate) -> str:
    said = str(one.get_stage_display())
    return f"{said} ({_('thôi theo dõi')})" if one.stopped_on else said


def heed_said(row: Row) -> str:
    words = dict(HEEDS)
    return "; ".join(str(words[each]) for each in row.heeds)
