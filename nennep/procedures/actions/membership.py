"""Who may open a case: named one by one, by those who are in it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.procedures.actions.recording import taken_up
from nennep.procedures.models import Case, CaseMember


@transaction.atomic
def add_member(case: Case, user: User, *, by: User) -> CaseMember:
    case = taken_up(case, by=by)
    if not user.is_active:
        raise RuleBroken(_("Tài khoản này đã khóa."))
    if case.members.filter(user=user, ended_at=None).exists():
        raise RuleBroken(_("Người này đã được giao hồ sơ."))
    member = CaseMember.objects.create(case=case, user=user, added_by=by)
    record(by, "case.member_added", case, user=user.public_id)
    return member


@transaction.atomic
def end_member(member: CaseMember, *, by: User) -> CaseMember:
    """Never the last one: a case that nobody can open is lost."""
    case = taken_up(member.case, by=by)
    member = CaseMember.objects.select_for_update(of=("self",)).select_related("user").get(pk=member.pk)
    if member.ended_at:
        raise RuleBroken(_("Người này đã thôi được giao hồ sơ."))
    if case.members.filter(ended_at=None).count() == 1:
        raise RuleBroken(_("Hồ sơ phải còn ít nhất một người được giao."))
    member.ended_at = timezone.now()
    member.save()
    record(by, "case.member_ended", case, user=member.user.public_id)
    return member
