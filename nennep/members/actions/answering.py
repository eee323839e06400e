"""What a program is given: a page of members, on record before it leaves; one record for each key and day."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from nennep.journal.actions import record
from nennep.members.fields import kept_fields
from nennep.members.models import ApiKey, Basis, Handover, HandoverKind, Member
from nennep.members.permissions import must_be_open
from nennep.members.queries.handovers import members_for
from nennep.organisation.models import Unit

FORM = "json"


@dataclass(frozen=True)
class Page:
    handover: Handover
    members: list[dict[str, Any]]
    after: str  # by which the next page is asked for; "" where there is none


@transaction.atomic
def give_page(key: ApiKey, after: str, size: int) -> Page:
    """In the order of the public ids, which do not move; an empty page leaves no record but the day's."""
    basis = must_be_open()
    found = members_for(key.owner, key.unit).filter(public_id__gt=after).select_related("cell").order_by("public_id")
    rows = list(found[: size + 1])
    given = rows[:size]
    handover = note_given(key, basis, len(given))
    last = given[-1].public_id if len(rows) > size else ""
    return Page(handover, told(given, key, basis), last)


def note_given(key: ApiKey, basis: Basis, rows: int) -> Handover:
    handover, first = Handover.objects.get_or_create(
        key=key, day=timezone.localdate(),
        defaults={
            "kind": HandoverKind.API, "unit": key.unit, "to": key.name, "why": key.why, "form": FORM,
            "basis": basis, "by": key.owner, "made_at": timezone.now(),
        },
    )  # fmt: skip
    if first:
        record(key.owner, "handover.made", handover, kind=HandoverKind.API, unit=key.unit.label)
    Handover.objects.filter(pk=handover.pk).update(rows=F("rows") + rows, taken=F("taken") + 1)
    return handover


def told(members: Sequence[Member], key: ApiKey, basis: Basis) -> list[dict[str, Any]]:
    """Fields that the register keeps; what is sealed only to a key that was made for it."""
    fields = [name for name, one in kept_fields().items() if name in basis.fields and (key.sensitive or not one.sealed)]
    return [
        {
            "id": one.public_id,
            "standing": one.standing,
            "cell": unit_told(one.cell),
            **{name: one.value(name) for name in fields},
        }
        for one in members
    ]


def unit_told(unit: Unit) -> dict[str, str]:
    return {"id": unit.public_id, "code": unit.code, "name": unit.name}
