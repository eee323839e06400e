"""Units that long said nothing of what they owe, with whom to call."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min
from django.urls import reverse
from django.utils import timezone

from nennep.accounts.models import User
from nennep.desk.models import Overview
from nennep.desk.queries.scopes import Scope
from nennep.desk.rules import Silence
from nennep.directives.queries.answers import with_status
from nennep.directives.rules import Status
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act


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


def silences_of(scope: Scope, user: User) -> list[tuple[int, Silence]]:
    """Units by key, the longest silence first."""
    kept = Overview.objects.filter(scope=scope.key).first() if Grant.objects.reaches_all(user, Act.READ_TASK) else None
    if kept and kept.is_of(timezone.localdate()):
        return [(int(key), Silence(**one)) for key, one in kept.silent.items()]
    silent = with_status(scope.answers(user), Status.SILENT).filter(unit__isnull=False).order_by()
    counted = silent.values("unit").annotate(n=Count("pk"), since=Min("heard_on"), reminded=Max("reminded"))
    rows = counted.order_by("since", "unit").values_list("unit", "n", "since", "reminded")
    return [(unit, Silence(n, since.isoformat(), reminded)) for unit, n, since, reminded in rows]


def silent_rows(scope: Scope, found: Iterable[tuple[int, Silence]]) -> list[SilentRow]:
    rows, base = list(found), reverse("directives:answers")
    units = Unit.objects.in_bulk([key for key, _one in rows])

    def url(unit: Unit) -> str:
        return f"{base}?{scope.link(status=Status.SILENT, unit=unit.public_id)}"

    return [
        SilentRow(units[key], one.answers, date.fromisoformat(one.since), one.reminded, url(units[key]))
        for key, one in rows
    ]
