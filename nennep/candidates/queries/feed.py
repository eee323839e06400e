"""What reports ask of this room."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from nennep.candidates.models import Candidate, Quota
from nennep.organisation.models import Unit


@dataclass(frozen=True)
class GrowthFigures:
    """Of a unit and everything below it, in a period; counts alone."""

    admitted: int
    recognised: int
    stopped: int
    probation: int  # on the period's last day
    target: int | None  # of the year in which the period ends
    admitted_this_year: int  # from the first of January to the period's end


def growth_figures(unit: Unit, start: date, end: date) -> GrowthFigures:
    """Both days included. Rights are the caller's: a report is counted for the unit, not for who reads it."""
    within = Candidate.objects.below(unit.path).order_by()
    on_probation = Q(admitted_on__lte=end) & (Q(recognised_on=None) | Q(recognised_on__gt=end))
    counted = within.aggregate(
        admitted=Count("pk", filter=Q(admitted_on__range=(start, end))),
        recognised=Count("pk", filter=Q(recognised_on__range=(start, end))),
        stopped=Count("pk", filter=Q(stopped_on__range=(start, end))),
        probation=Count("pk", filter=on_probation & (Q(stopped_on=None) | Q(stopped_on__gt=end))),
        admitted_this_year=Count("pk", filter=Q(admitted_on__range=(date(end.year, 1, 1), end))),
    )
    quota = Quota.objects.in_force(end.year).filter(unit=unit).values_list("number", flat=True).first()
    return GrowthFigures(**counted, target=quota)
