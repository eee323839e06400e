"""The tree today and on any past day."""

from datetime import date

from django.db.models import QuerySet

from nennep.organisation.models import Unit, UnitChange
from nennep.organisation.rules import ChangeKind


def name_on(unit: Unit, day: date) -> str:
    """The name the unit bore on the day: what the first renaming after it found."""
    later = UnitChange.objects.filter(unit=unit, kind=ChangeKind.RENAMED, day__gt=day).order_by("day", "pk").first()
    return str(later.before["name"]) if later else unit.name


def parent_on(unit: Unit, day: date) -> Unit | None:
    later = UnitChange.objects.filter(unit=unit, kind=ChangeKind.MOVED, day__gt=day).order_by("day", "pk").first()
    return Unit.objects.get(public_id=later.before["parent"]) if later else unit.parent


def ancestors(unit: Unit, among: "QuerySet[Unit] | None" = None) -> list[Unit]:
    """From the top down, without the unit itself; one query, by the paths that its own path holds."""
    steps = unit.path.rstrip(".").split(".")
    above = [".".join(steps[:depth]) + "." for depth in range(1, len(steps))]
    return list((Unit.objects.all() if among is None else among).filter(path__in=above).order_by("path"))
