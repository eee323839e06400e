"""The office's own past, for the forecast; and who is expected in a year, as a condition on rows."""

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Q

from nennep.candidates.forecasting import STALE, Norms, Past, norms_of
from nennep.candidates.models import StageStep, first_and_last
from nennep.candidates.queries.figures import limits
from nennep.candidates.rules import BEFORE_ADMISSION, ORDER, Stage, add_months

ONE_DAY = timedelta(days=1)


def norms_today(today: date) -> Norms:
    """Of the whole office, whoever asks: medians and shares name nobody."""
    its = limits(today)
    return norms_of(past_roads(add_months(today, -12 * its.past)), its.cases)


def past_roads(since: date) -> list[Past]:
    """Roads that ended since the day: at the ceremony, or without one."""
    ended = Q(candidate__admitted_on__gte=since) | Q(candidate__admitted_on=None, candidate__stopped_on__gte=since)
    steps = StageStep.objects.standing().filter(ended, stage__in=BEFORE_ADMISSION).order_by("day")
    reached: dict[int, dict[Stage, date]] = defaultdict(dict)
    admitted: dict[int, date | None] = {}
    for key, stage, day, on in steps.values_list("candidate", "stage", "day", "candidate__admitted_on"):
        reached[key].setdefault(Stage(stage), day)
        admitted[key] = on
    return [Past(days, admitted[key]) for key, days in reached.items()]


def expected_in(year: int, norms: Norms, today: date) -> Q:
    """Exactly those whose day by `forecasting.expected` lies in the year."""
    found = Q(pk__in=[])
    for stage in BEFORE_ADMISSION:
        found |= Q(stage=stage) & expected_at(stage, year, norms, today)
    return found & Q(stopped_on=None)


def expected_at(stage: Stage, year: int, norms: Norms, today: date) -> Q:
    first, last = first_and_last(year)
    usual = norms[stage].days
    following = ORDER[ORDER.index(stage) + 1]
    soonest = today + timedelta(days=norms[following].days if following in norms else 0)
    if soonest > last:
        return Q(pk__in=[])
    fresh = Q(since__gte=today - timedelta(days=STALE * usual), since__lte=last - timedelta(days=usual))
    return fresh if soonest >= first else fresh & Q(since__gte=first - timedelta(days=usual))
