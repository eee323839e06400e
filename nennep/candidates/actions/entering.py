"""Who was admitted goes from the list of candidates into the register of members; the two lead to each other."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.candidates.actions.recording import taken_up
from nennep.candidates.models import Candidate
from nennep.candidates.rules import Stage
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.members.actions.moving import Dated, change_standing
from nennep.members.actions.people import Newcomer, Origin, add_member, must_be_current
from nennep.members.models import Member
from nennep.members.permissions import must_keep
from nennep.members.rules import SourceKind, Standing
from nennep.organisation.models import Unit


@dataclass(frozen=True)
class Entry:
    """What the register is told, as its fields keep it; the days of the road are known already."""

    cell: Unit
    values: Mapping[str, str]


@transaction.atomic
def enter(candidate: Candidate, entry: Entry, *, by: User) -> Member:
    """On probation since the ceremony, and official since the decision where there is one."""
    candidate = free(candidate, by=by)
    papers = {step.stage: step.paper for step in candidate.steps.filter(annulled_at=None)}
    origin = Origin(SourceKind.PAGE, _("Danh sách phát triển đảng viên"))
    assert candidate.admitted_on
    since = candidate.admitted_on.isoformat()
    days = {"admission": since}
    if candidate.recognised_on:
        days["official"] = candidate.recognised_on.isoformat()
    new = Newcomer({**entry.values, **days}, entry.cell, Standing.PROBATIONARY, since, since, origin)
    member = add_member(new, by=by)
    if candidate.recognised_on:
        when = Dated(candidate.recognised_on, papers.get(Stage.OFFICIAL, ""), origin)
        change_standing(member, Standing.OFFICIAL, when, by=by)
    lead_to(candidate, member)
    record(by, "candidate.entered", candidate, unit=candidate.unit.label, member=member.public_id)
    return member


@transaction.atomic
def join(candidate: Candidate, member: Member, *, by: User) -> Member:
    """The register has him already: nothing of the record changes."""
    candidate = free(candidate, by=by)
    must_keep(by, member.cell)
    must_be_current(member, None)
    if Candidate.objects.filter(member=member).exists():
        raise RuleBroken(_("Hồ sơ này đã nối với người khác trong danh sách phát triển đảng viên."))
    lead_to(candidate, member)
    record(by, "candidate.joined", candidate, unit=candidate.unit.label, member=member.public_id)
    return member


def free(candidate: Candidate, *, by: User) -> Candidate:
    """Admitted, on the road still or recognised, and not in the register yet."""
    candidate = taken_up(candidate, by=by)
    if candidate.admitted_on is None:
        raise RuleBroken(_("Chưa ghi lễ kết nạp, nên chưa đưa vào sổ được."))
    if candidate.stopped_on:
        raise RuleBroken(_("Đã thôi theo dõi người này."))
    if candidate.member_id:
        raise RuleBroken(_("Người này đã có trong sổ đảng viên."))
    return candidate


def lead_to(candidate: Candidate, member: Member) -> None:
    candidate.member = member
    candidate.save(update_fields=["member"])
