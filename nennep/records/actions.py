"""Giving a document its number; one that went wrong is annulled and stays in its place."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.organisation.models import Unit
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act
from nennep.records.models import NumberSeries, TakenNumber


@dataclass(frozen=True)
class Wanted:
    """For which document a number is wanted."""

    unit: Unit
    type: str
    issuer: str
    term: str
    about: str = ""


@transaction.atomic
def take_number(wanted: Wanted, *, by: User) -> TakenNumber:
    must(by, Act.ISSUE, wanted.unit)
    series, _made = NumberSeries.objects.select_for_update().get_or_create(
        unit=wanted.unit, type=wanted.type, issuer=wanted.issuer, term=wanted.term
    )
    series.last += 1
    series.save(update_fields=["last"])
    taken = TakenNumber.objects.create(series=series, number=series.last, about=wanted.about[:300], taken_by=by)
    record(by, "number.taken", taken, series=str(series), number=series.last)
    return taken


@transaction.atomic
def annul_number(taken: TakenNumber, why: str, *, by: User) -> TakenNumber:
    must(by, Act.ISSUE, taken.series.unit)
    if not why.strip():
        raise RuleBroken(_("Hãy ghi lý do hủy số."))
    locked = TakenNumber.objects.select_for_update().get(pk=taken.pk)
    if locked.annulled_at:
        raise RuleBroken(_("Số này đã hủy."))
    locked.annulled_at, locked.annulled_why = timezone.now(), why.strip()[:500]
    locked.save()
    record(by, "number.annulled", locked, number=locked.number, reason=locked.annulled_why)
    return locked
