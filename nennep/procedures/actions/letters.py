"""A case is tied to the protected letter from which it came, under the letter's alias."""

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.procedures.actions.opening import check_letter
from nennep.procedures.actions.recording import taken_up
from nennep.procedures.models import Case
from nennep.vault.models import Envelope
from nennep.vault.queries.conflict import concerned


@transaction.atomic
def tie_letter(case: Case, letter: Envelope, *, by: User) -> Case:
    """By who is in the case and holds the letter; for good, so that no other letter slips into its place."""
    case = taken_up(case, by=by)
    if case.letter_id:
        raise RuleBroken(_("Hồ sơ này đã gắn với một đơn niêm phong."))
    check_letter(letter, case.version.told, by)
    members = [member.user for member in case.members.filter(ended_at=None).select_related("user")]
    if near := concerned(members, letter.accused.select_related("unit")):
        names = ", ".join(user.full_name for user in members if user.pk in near)
        raise RuleBroken(
            _("%(who)s liên quan đến nội dung đơn. Hãy thôi giao hồ sơ trước khi gắn đơn.") % {"who": names}
        )
    case.letter = letter
    case.save(update_fields=["letter"])
    record(by, "case.letter_tied", case, letter=letter.public_id)
    return case
