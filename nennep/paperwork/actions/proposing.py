"""Work that a unit did unasked: proposed by its form, made a task by the office, or not."""

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.actions.quick import Line, add_task
from nennep.directives.actions.reviewing import TaskEdit
from nennep.directives.rules import Kind, Verb, Via
from nennep.directives.telling import contacts_of
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.notices.actions import notify
from nennep.organisation.models import Office, Post, Unit
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act
from nennep.paperwork.actions.hearing import Way, hear
from nennep.paperwork.models import Proposal, ProposalState
from nennep.paperwork.rules import Claim, Heard, read_row


@transaction.atomic
def propose(unit: Unit, text: str, cells: dict[str, str], via: Via, *, by: User) -> Proposal:
    must(by, Act.ANSWER, unit)
    made = Proposal.objects.create(unit=unit, text=text, heard=cells, via=via, made_by=by)
    record(by, "proposal.made", made, unit=unit.label)
    return made


@dataclass(frozen=True)
class Taking:
    """How a proposal becomes a task: in whose name it is given, and in what words."""

    post: Post
    text: str


def taken_up(proposal: Proposal, *, by: User) -> Proposal:
    must(by, Act.ISSUE, Office.objects.select_related("root").get().root)
    proposal = Proposal.objects.select_for_update(of=("self",)).select_related("unit").get(pk=proposal.pk)
    if proposal.state != ProposalState.WAITING:
        raise RuleBroken(_("Đề xuất này đã được quyết định rồi."))
    return proposal


@transaction.atomic
def take_proposal(proposal: Proposal, taking: Taking, *, by: User) -> Proposal:
    """Give it to the unit as a task, with what the unit said of it as its first word."""
    proposal = taken_up(proposal, by=by)
    edit = TaskEdit(taking.text, Kind.DELIVERABLE, lead=(f"unit:{proposal.unit.public_id}",))
    said = _("%(unit)s ghi thêm trong mẫu trả lời") % {"unit": proposal.unit.label}
    task = add_task(Line(edit, said), Office.objects.select_related("root").get().root, taking.post, by=by)
    heard = read_row(proposal.heard)
    verb = Verb.REPORT if heard.claim == Claim.DONE else Verb.PROGRESS
    if heard.has_result or heard.claim == Claim.DONE:
        told = Heard(text=heard.text, day=heard.day, proofs=heard.proofs)
        hear(task.assignments.get().public_id, told, [verb], Way(Via(proposal.via), proposal.unit.label), by=by)
    proposal.task = task
    return decide(proposal, ProposalState.TAKEN, by=by)


@transaction.atomic
def refuse_proposal(proposal: Proposal, why: str, *, by: User) -> Proposal:
    proposal = taken_up(proposal, by=by)
    if not why.strip():
        raise RuleBroken(_("Không đưa vào thì phải ghi lý do."))
    proposal.why = why.strip()[:500]
    decide(proposal, ProposalState.REFUSED, by=by)
    words = {"text": proposal.text[:160], "why": proposal.why[:200]}
    contacts = contacts_of([proposal.unit])[proposal.unit.pk]
    notify(
        contacts,
        "proposal.refused",
        lambda: _("Không đưa vào: “%(text)s” – %(why)s") % words,
        reverse("paperwork:proposals"),
    )
    return proposal


def decide(proposal: Proposal, state: ProposalState, *, by: User) -> Proposal:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    proposal.save()
    record(by, f"proposal.{state}", proposal, unit=proposal.unit.label)
    return proposal
