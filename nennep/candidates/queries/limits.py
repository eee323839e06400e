"""Time limits as conditions on rows: the same days that `rules.due` counts for one candidate, asked of all at once."""

from datetime import date, timedelta

from django.db.models import Q

from nennep.candidates.queries.figures import limits
from nennep.candidates.rules import BEFORE_RESOLUTION, Heed, Stage, add_months, first_start
from nennep.facts.calendars import calendar_for
from nennep.lib.workdays import WorkCalendar

ONE_DAY = timedelta(days=1)
A_MONTH, SLACK = 31, 120  # days; no time limit of working days is longer than its calendar days and these


def calendar_about(today: date, first: date | None = None) -> WorkCalendar:
    """Wide enough for every time limit that may still run, or ran out lately."""
    return calendar_for(min(today.year - 2, first.year if first else today.year), today.year + 2)


def heed_conditions(today: date) -> dict[Heed, Q]:
    """Of candidates that go on; exactly those of whom `rules.heeds` says the same."""
    going, calendar = Q(stopped_on=None), calendar_about(today)
    certificate, ceremony, review = (going & each for each in stages_that_run())
    return {
        **{heed: certificate & when for heed, when in certificates(today).items()},
        **{heed: ceremony & when for heed, when in ceremonies(today, calendar).items()},
        **{heed: review & when for heed, when in reviews(today, calendar).items()},
    }


def stages_that_run() -> tuple[Q, Q, Q]:
    return Q(stage__in=BEFORE_RESOLUTION), Q(stage=Stage.DECIDED), Q(stage=Stage.ADMITTED)


def certificates(today: date) -> dict[Heed, Q]:
    its = limits(today)

    def first(target: date) -> date:
        return first_start(target, lambda day: add_months(day, its.certificate), its.certificate * A_MONTH)

    over, soon = first(today), first(add_months(today, its.certificate_warning) + ONE_DAY)
    return {
        Heed.CERTIFICATE_OVER: Q(certified_on__lt=over),
        Heed.CERTIFICATE_SOON: Q(certified_on__gte=over, certified_on__lt=soon),
    }


def ceremonies(today: date, calendar: WorkCalendar) -> dict[Heed, Q]:
    its = limits(today)

    def first(target: date) -> date:
        return first_start(target, lambda day: calendar.count(day, its.ceremony).end, its.ceremony + SLACK)

    late, soon = first(today), first(today + timedelta(days=its.ceremony_warning) + ONE_DAY)
    return {
        Heed.CEREMONY_LATE: Q(since__lt=late),
        Heed.CEREMONY_SOON: Q(since__gte=late, since__lt=soon),
    }


def reviews(today: date, calendar: WorkCalendar) -> dict[Heed, Q]:
    its = limits(today)
    longest = its.probation * A_MONTH

    def ends(day: date) -> date:
        return add_months(day, its.probation)

    late = first_start(today, lambda day: calendar.count(ends(day), its.review).end, longest + its.review + SLACK)
    over = first_start(today + ONE_DAY, ends, longest)
    soon = first_start(today + timedelta(days=its.probation_warning) + ONE_DAY, ends, longest)
    return {
        Heed.REVIEW_LATE: Q(admitted_on__lt=late),
        Heed.REVIEW_DUE: Q(admitted_on__gte=late, admitted_on__lt=over),
        Heed.PROBATION_SOON: Q(admitted_on__gte=over, admitted_on__lt=soon),
    }
