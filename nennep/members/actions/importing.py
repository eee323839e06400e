"""Many members at once, as a list that somebody committed says; and the whole of it taken back.

One entry of the journal speaks of the import, the changes beside each member of the rest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.imports.models import Preview, PreviewState
from nennep.journal.actions import record
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.lib.pieces import pieces
from nennep.members.actions.checking import checked_together, checked_without, recheck
from nennep.members.actions.moving import Dated, move_member
from nennep.members.actions.people import Origin, correct_member, told_value
from nennep.members.fields import kept_fields
from nennep.members.models import Change, Member, Membership, Stay
from nennep.members.permissions import must_keep
from nennep.members.rules import SourceKind, Standing
from nennep.members.sealing import unseal
from nennep.organisation.models import Unit

if TYPE_CHECKING:
    from nennep.accounts.models import User

AT_ONCE = 1000  # rows written in one question
ASKED_AT_ONCE = 500  # members named in one question


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


@transaction.atomic
def undo_import(preview: Preview, *, by: "User") -> Preview:
    """All of it or nothing: what somebody has changed since stands in the way, and is said."""
    preview = Preview.objects.select_for_update().get(pk=preview.pk)
    if preview.by_id != by.pk:
        raise NotAllowed
    if preview.state != PreviewState.COMMITTED:
        raise RuleBroken(_("Chỉ hoàn tác được lần nhập đã ghi."))
    changes = list(Change.objects.filter(preview=preview).select_related("member__cell").order_by("-pk"))
    for cell in {change.member.cell_id: change.member.cell for change in changes}.values():
        must_keep(by, cell)
    must_be_last(changes)
    with checked_together():
        for change in changes:
            if not change.made:
                put_back(change, by=by)
    forget([change.member_id for change in changes if change.made])
    preview.state = PreviewState.UNDONE
    preview.save(update_fields=["state"])
    record(by, "import.undone", preview, written=preview.written)
    return preview


def must_be_last(changes: Sequence[Change]) -> None:
    ours = {change.pk for change in changes}
    later = 0
    for ids in pieces(sorted({change.member_id for change in changes}), ASKED_AT_ONCE):
        last = Change.objects.filter(member__in=ids).values("member").annotate(last=Max("pk")).order_by()
        later += sum(row["last"] not in ours for row in last)
    if later:
        raise RuleBroken(_("%(n)s hồ sơ đã thay đổi sau khi nhập, nên không hoàn tác cả lần nhập được.") % {"n": later})


def put_back(change: Change, *, by: "User") -> None:
    """A corrected member says again what it said before; a move goes back to the cell before."""
    member = Member.objects.select_for_update().get(pk=change.member_id)
    fields = kept_fields()
    told = {}
    for key, (before, _after) in change.values.items():
        if key in fields:
            clear = unseal(member.public_id, key, before) if fields[key].sealed else before
            told[key] = [told_value(member, key, member.value(key)), before]
            member.put(key, clear)
        elif key == "cell":
            last, earlier = member.stays.filter(temporary=False).order_by("-pk")[:2]
            told[key] = [last.cell.label, earlier.cell.label]
            member.cell = earlier.cell
            last.delete()
            earlier.ends = ""
            earlier.save(update_fields=["ends"])
    member.version += 1
    member.save()
    Change.objects.create(member=member, by=by, kind=SourceKind.UNDO, source=change.source, values=told)
    recheck(member)


def forget(ids: Sequence[int]) -> None:
    """Members that came with the import and that nothing else speaks of."""
    try:
        for some in pieces(ids, ASKED_AT_ONCE):
            with checked_without(Member.objects.filter(pk__in=some)):
                for kind in (Change, Stay, Membership):
                    kind.objects.filter(member__in=some).delete()
                Member.objects.filter(pk__in=some).delete()
    except ProtectedError:
        raise RuleBroken(
            _("Có hồ sơ của lần nhập này đã được dùng ở nơi khác, nên không hoàn tác cả lần nhập được.")
        ) from None
