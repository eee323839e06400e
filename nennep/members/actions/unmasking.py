"""Reading a sealed value: asked with a reason, on record before it is shown."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.members.fields import kept_fields
from nennep.members.models import Member
from nennep.members.permissions import must_be_open
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User


@transaction.atomic
def unmask(member: Member, keys: tuple[str, ...], why: str, *, by: "User") -> dict[str, str]:
    """Field → value in clear, of the sealed fields asked for; fails when it cannot be put on record."""
    must(by, Act.UNMASK_MEMBERS, member.cell)
    basis = must_be_open()
    asked = [key for key in keys if kept_fields()[key].sealed and key in basis.fields]
    if not why.strip():
        raise RuleBroken(_("Hãy ghi lý do cần xem."))
    record(by, "member.unmasked", member, fields=asked, why=why[:300])
    return {key: member.value(key) for key in asked}
