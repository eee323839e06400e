"""May this person do this to this member, here, today? And is there a register at all?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.members.models import Basis, HandoverKind, Member
from nennep.members.models.handover import NAMING
from nennep.organisation.models import Grant, Unit
from nennep.organisation.permissions import may, must
from nennep.organisation.rules import Act
from nennep.web.memory import remembered

if TYPE_CHECKING:
    from nennep.accounts.models import User


def basis_in_force() -> Basis | None:
    return remembered(("basis",), lambda: Basis.objects.in_force().first())


def must_be_open() -> Basis:
    """No member is kept without a paper that lets the office do so."""
    basis = basis_in_force()
    if basis is None:
        raise RuleBroken(_("Sổ đảng viên chưa mở: cơ quan chưa ghi văn bản cho phép lập sổ."))
    return basis


def may_keep(user: "User", member: Member) -> bool:
    return may(user, Act.KEEP_MEMBERS, member.cell)


def must_keep(user: "User", cell: Unit) -> Basis:
    must(user, Act.KEEP_MEMBERS, cell)
    return must_be_open()


def may_unmask(user: "User", member: Member) -> bool:
    return may(user, Act.UNMASK_MEMBERS, member.cell)


def reaches_whole(user: "User", act: Act, unit: Unit) -> bool:
    """Whether `act` is allowed on the unit and on all below it."""
    held = [each for each in Grant.objects.held_for(user, act) if each.reaches(unit.path)]
    return any(each.subtree for each in held) or (bool(held) and not Unit.objects.filter(parent=unit).exists())


def must_hand_over(user: "User", kind: HandoverKind, unit: Unit) -> None:
    """Who keeps the members of the whole unit; where members are named, who may also read what is sealed."""
    acts = (Act.KEEP_MEMBERS, Act.UNMASK_MEMBERS) if kind in NAMING else (Act.KEEP_MEMBERS,)
    if not all(reaches_whole(user, act, unit) for act in acts):
        raise NotAllowed
