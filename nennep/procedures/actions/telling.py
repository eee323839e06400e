"""The days of a case are written into the road of its candidate, by one act of a person who keeps both."""

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.candidates.actions.recording import Told, record_step
from nennep.lib.errors import RuleBroken
from nennep.procedures.models import Case
from nennep.procedures.permissions import must_be_member
from nennep.procedures.queries.telling import to_tell


@transaction.atomic
def tell_candidate(case: Case, *, by: User) -> int:
    """How many steps were written; the journal hears of each from the candidate's own room."""
    must_be_member(by, case)
    case = Case.objects.select_for_update(of=("self",)).select_related("candidate", "version").get(pk=case.pk)
    reached = to_tell(case)
    if not reached or case.candidate is None:
        raise RuleBroken(_("Không còn ngày nào để ghi sang."))
    for each in reached:
        record_step(case.candidate, Told(each.stage, each.day), by=by)
    return len(reached)
