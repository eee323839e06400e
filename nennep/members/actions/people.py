"""Adding a member and correcting what is known of one; every change keeps what was before, and its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.imports.models import Preview
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.members.actions.checking import recheck
from nennep.members.actions.noting import note_twins
from nennep.members.fields import kept_fields
from nennep.members.models import Change, Member, Membership, Stay
from nennep.members.permissions import must_keep
from nennep.members.rules import SourceKind, Standing
from nennep.members.sealing import seal
from nennep.organisation.models import Unit

if TYPE_CHECKING:
    from nennep.accounts.models import User


@dataclass(frozen=True)
class Origin:
    """Whence a change comes."""

    kind: SourceKind
    source: str = ""  # "danh-sach.xlsx · Trang 1 · dòng 12"
    why: str = ""
    preview: Preview | None = None


PAGE = Origin(SourceKind.PAGE)


@dataclass(frozen=True)
class Newcomer:
    values: Mapping[str, str]  # field → value as the register keeps it
    cell: Unit
    standing: Standing
    since: str = ""  # in this cell, ISO cut to what is known
    standing_since: str = ""
    origin: Origin = field(default=PAGE)


@transaction.atomic
def add_member(new: Newcomer, *, by: "User") -> Member:
    basis = must_keep(by, new.cell)
    member = Member(cell=new.cell)
    member.stand(new.standing)
    kept = {key: text for key, text in new.values.items() if key in basis.fields and text}
    for key, text in kept.items():
        member.put(key, text)
    member.save()
    Stay.objects.create(member=member, cell=new.cell, starts=new.since)
    Membership.objects.create(member=member, standing=new.standing, starts=new.standing_since)
    told = {key: ["", told_value(member, key, text)] for key, text in kept.items()}
    keep_change(member, told | {"cell": ["", new.cell.label]}, new.origin, by=by, made=True)
    record(by, "member.added", member, fields=sorted(kept), source=new.origin.source)
    return member


@transaction.atomic
def correct_member(
    member: Member, values: Mapping[str, str], origin: Origin = PAGE, version: int | None = None, *, by: "User"
) -> Change | None:
    """None where nothing differs. `version` is the one that the person saw; a later one is not written over."""
    member = locked(member)
    basis = must_keep(by, member.cell)
    must_be_current(member, version)
    told = {}
    for key, text in values.items():
        before = member.value(key)
        if key in basis.fields and text != before:
            told[key] = [told_value(member, key, before), told_value(member, key, text)]
            member.put(key, text)
    if not told:
        return None
    member.version += 1
    member.save()
    change = keep_change(member, told, origin, by=by)
    record(by, "member.corrected", member, fields=sorted(told), source=origin.source)
    return change


def locked(member: Member) -> Member:
    return Member.objects.select_for_update(of=("self",)).select_related("cell").get(pk=member.pk)


def must_be_current(member: Member, version: int | None) -> None:
    if member.merged_into_id:
        raise RuleBroken(_("Hồ sơ này đã gộp vào hồ sơ khác. Hãy sửa ở hồ sơ còn lại."))
    if version is not None and version != member.version:
        raise RuleBroken(_("Hồ sơ vừa được người khác sửa. Hãy xem lại rồi ghi; những gì đồng chí gõ vẫn còn ở đây."))


def told_value(member: Member, key: str, text: str) -> str:
    """As history keeps it: sealed where the field is."""
    return seal(member.public_id, key, text) if kept_fields()[key].sealed else text


def keep_change(
    member: Member, values: Mapping[str, list[str]], origin: Origin, *, by: "User", made: bool = False
) -> Change:
    """The member is saved by now: what the checks say of the change is kept with it."""
    change = Change.objects.create(
        member=member, by=by, kind=origin.kind, source=origin.source[:300], why=origin.why[:500],
        preview=origin.preview, values=dict(values), made=made,
    )  # fmt: skip
    if set(values) != {"post"}:
        recheck(member, change=change)
        note_twins(member, values)
    return change
