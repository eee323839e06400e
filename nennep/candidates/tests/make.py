"""Builders of candidates, their roads and targets."""

from datetime import date, timedelta

from django.utils import timezone

from nennep.accounts.models import User
from nennep.candidates.actions.allotting import Allotment, allot
from nennep.candidates.actions.keeping import Facts, add_candidate
from nennep.candidates.actions.recording import Told
from nennep.candidates.models import Candidate, Quota
from nennep.candidates.rules import Stage
from nennep.organisation.models import Unit


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def make_candidate(unit: Unit, by: User, *steps: tuple[Stage, date], name: str = "Lương Thảo Vy") -> Candidate:
    """At OUTSTANDING since a hundred days where no steps are told."""
    told = [Told(stage, day) for stage, day in steps or ((Stage.OUTSTANDING, days_ago(100)),)]
    return add_candidate(Facts(unit, name, 1998, "female", "youth"), told, by=by)


def make_quota(root: Unit, by: User, own: int, year: int | None = None, **below: int) -> list[Quota]:
    """The target of the top, and of units below it by their public ids."""
    year = year or timezone.localdate().year
    allot(Allotment(root, year, below, own, sets_own=True, reason="Nghị quyết năm"), by=by)
    return list(Quota.objects.in_force(year))
