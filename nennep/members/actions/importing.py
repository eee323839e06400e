"""Many members at once, as a list that somebody committed says.

One entry of the journal speaks of the import, the changes beside each member of the rest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from nennep.imports.models import Preview
from nennep.lib.pieces import pieces
from nennep.members.actions.checking import checked_together, recheck
from nennep.members.actions.moving import Dated, move_member
from nennep.members.actions.people import Origin, correct_member
from nennep.members.models import Change, Member, Membership, Stay
from nennep.members.permissions import must_keep
from nennep.members.rules import SourceKind, Standing
from nennep.organisation.models import Unit

if TYPE_CHECKING:
    from nennep.accounts.models import User

AT_ONCE = 1000  # rows written in one question


@dataclass(frozen=True)
class Arrival:
    """Somebody whom the register does not know."""

    values: Mapping[str, str]
    cell: Unit
    standing: Standing
    source: str


@dataclass(frozen=True)
class Correction:
    member: Member
    values: Mapping[str, str]
    cell: Unit | None  # where the list says the member is, when that is elsewhere
    source: str


@transaction.atomic
def write_arrivals(arrivals: Sequence[Arrival], preview: Preview | None, *, by: "User") -> None:
    """By thousands; the right is asked once for each cell."""
    for cell in {one.cell.pk: one.cell for one in arrivals}.values():
        must_keep(by, cell)
    for some in pieces(arrivals, AT_ONCE):
        members = Member.objects.bulk_create([made(one) for one in some])
        both = list(zip(members, some, strict=True))
        Stay.objects.bulk_create([Stay(member=member, cell=one.cell) for member, one in both])
        Membership.objects.bulk_create([membership_of(member) for member, _one in both])
        Change.objects.bulk_create([first_change(member, one, preview, by) for member, one in both])
        recheck(*members)


def made(one: Arrival) -> Member:
    member = Member(cell=one.cell)
    member.stand(one.standing)
    for key, text in one.values.items():
        member.put(key, text)
    return member


def membership_of(member: Member) -> Membership:
    since = member.admission if member.standing == Standing.PROBATIONARY else member.official
    return Membership(member=member, standing=member.standing, starts=since)


def first_change(member: Member, one: Arrival, preview: Preview | None, by: "User") -> Change:
    told = {key: ["", member.sealed.get(key, text)] for key, text in one.values.items() if text}
    return Change(
        member=member, by=by, kind=SourceKind.IMPORT, source=one.source, preview=preview, made=True,
        values=told | {"cell": ["", one.cell.label]},
    )  # fmt: skip


@transaction.atomic
@checked_together()
def write_corrections(corrections: Sequence[Correction], preview: Preview | None, *, by: "User") -> None:
    for one in corrections:
        origin = Origin(SourceKind.IMPORT, one.source, preview=preview)
        correct_member(one.member, one.values, origin, by=by)
        if one.cell:
            move_member(one.member, one.cell, Dated(timezone.localdate(), origin=origin), by=by)
