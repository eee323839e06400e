"""Who may open a case: named one by one, by those who are in it, and never who is too near to its letter."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.procedures.actions.recording import taken_up
from nennep.procedures.models import Case, CaseMember
from nennep.vault.models import Holder
from nennep.vault.queries.conflict import is_concerned_by, near_among


@transaction.atomic
def add_member(case: Case, user: User, *, by: User) -> CaseMember:
    case = taken_up(case, by=by)
    if not user.is_active:
        raise RuleBroken(_("Tài khoản này đã khóa."))
    if case.members.filter(user=user, ended_at=None).exists():
        raise RuleBroken(_("Người này đã được giao hồ sơ."))
    if case.letter and is_concerned_by(user, case.letter):
        raise RuleBroken(_("Người này liên quan đến nội dung đơn nên không được giao hồ sơ."))
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


def sweep_members() -> None:
    """By the clock: whom a later post or role brought near to the letter of a case."""
    end_concerned(Case.objects.filter(letter__isnull=False), by=None)


def end_concerned(cases: QuerySet[Case], *, by: User | None) -> None:
    people: dict[int, list[User]] = defaultdict(list)
    for member in CaseMember.objects.filter(case__in=cases, ended_at=None).select_related("case", "user"):
        people[member.case.letter_id or 0].append(member.user)
    near = near_among(people)
    for case in cases.filter(letter__in=near):
        end_those_near(case, near[case.letter_id or 0], by)


@transaction.atomic
def end_those_near(case: Case, near: Sequence[User], by: User | None) -> None:
    """Where nobody else is in the case, a holder of its letter takes it over; without one it waits."""
    case = Case.objects.select_for_update(of=("self",)).select_related("unit", "version__procedure").get(pk=case.pk)
    members = case.members.filter(ended_at=None)
    if not members.exclude(user__in=near).exists():
        holders = Holder.objects.filter(envelope=case.letter_id, ended_at=None).exclude(user__in=near)
        if (heir := holders.select_related("user").order_by("pk").first()) is None:
            return
        CaseMember.objects.create(case=case, user=heir.user, added_by=by or heir.user)
        record(by, "case.member_added", case, user=heir.user.public_id)
    for member in members.filter(user__in=near).select_related("user"):
        member.ended_at = timezone.now()
        member.save()
        record(by, "case.member_concerned", case, user=member.user.public_id)
