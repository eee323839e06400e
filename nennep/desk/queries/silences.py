"""Units that long said nothing of what they owe, with whom to call."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, QuerySet
from django.urls import reverse
from django.utils import timezone

from nennep.accounts.models import User
from nennep.desk.queries.scopes import Scope
from nennep.directives.queries.answers import with_status
from nennep.directives.rules import Status
from nennep.organisation.models import Unit


@dataclass(frozen=True)
class SilentRow:
    unit: Unit
    answers: int
    since: date
    reminded: int
    url: str

    @property
    def days(self) -> int:
        return (timezone.localdate() - self.since).days

    @property
    def cells(self) -> list[object]:
        unit = self.unit
        return [unit.name, self.answers, self.since, self.days, self.reminded, unit.contact_name, unit.phone]


def silences_of(scope: Scope, user: User) -> "QuerySet[Any, Any]":
    """One row a unit, the longest silence first."""
    silent = with_status(scope.answers(user), Status.SILENT).filter(unit__isnull=False).order_by()
    counted = silent.values("unit").annotate(n=Count("pk"), since=Min("heard_on"), reminded=Max("reminded"))
    return counted.order_by("since", "unit")


def silent_rows(scope: Scope, found: Iterable[Any]) -> list[SilentRow]:
    rows = list(found)
    units = Unit.objects.in_bulk([row["unit"] for row in rows])
    base = reverse("directives:answers")
    return [
        SilentRow(
            units[row["unit"]],
            row["n"],
            row["since"],
            row["reminded"],
            f"{base}?{scope.link(status=Status.SILENT, unit=units[row['unit']].public_id)}",
        )
        for row in rows
    ]
