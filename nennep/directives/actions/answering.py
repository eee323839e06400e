"""What a unit says of what it owes: accept, send back, report, prove; each a dated word on record."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.actions.giving import rules_of
from nennep.directives.actions.settling import settle
from nennep.directives.models import Assignment, Directive, Evidence, EvidenceKind, Extension, ProgressEntry
from nennep.directives.permissions import is_own_word, may_be_side
from nennep.directives.rules import (
    ANSWER_MOVES,
    CLOSED,
    ROUTES,
    AnswerState,
    AskState,
    Part,
    Route,
    Side,
    Verb,
    Via,
    lands_in,
    percent_of,
)
from nennep.directives.telling import tell_giver
from nennep.facts.calendars import calendar_for
from nennep.files.models import Document
from nennep.journal.actions import record
from nennep.lib.errors import NotAllowed, RuleBroken

MOST_WORDS = 10_000  # characters of one report


@dataclass(frozen=True)
class Target:
    """An assignment as its page showed it; without a version nobody looked at a page (a form that came back)."""

    public_id: str
    version: int | None = None


@dataclass(frozen=True)
class Tally:
    """Of an act on many: how many it was done to, and a sentence for each to which it could not be."""

    done: int
    refused: list[str]


@dataclass(frozen=True)
class Proof:
    kind: EvidenceKind
    name: str
    document: Document | None = None
    directive: Directive | None = None
    link: str = ""


@dataclass(frozen=True)
class Said:
    """A word as it was given; `day` is when it happened, today where none is named."""

    text: str = ""
    percent: int | None = None
    figure: Decimal | None = None
    proofs: Sequence[Proof] = field(default_factory=tuple)
    day: date | None = None
    via: Via = Via.WEB
    keyed_for: str = ""


def take(target: Target, side: Side, *, by: User) -> Assignment:
    """The assignment, locked, for somebody who may act on that side and saw it as it is."""
    related = ("task__unit", "task__issued_by", "unit", "person", "whole__unit")
    found = Assignment.objects.select_for_update(of=("self",)).select_related(*related)
    assignment = found.filter(public_id=target.public_id).first()
    if assignment is None or not may_be_side(by, assignment, side):
        raise NotAllowed
    if target.version not in (None, assignment.version):
        raise RuleBroken(_("Việc này vừa có người cập nhật. Xem lại rồi làm tiếp; điều đã gõ vẫn còn trong ô."))
    return assignment


def must_move(assignment: Assignment, verb: Verb) -> None:
    if AnswerState(assignment.state) not in ANSWER_MOVES[verb].before or assignment.annulled_at:
        state = {
            "state": assignment.get_state_display(),
            "verb": dict(ProgressEntry._meta.get_field("verb").choices or ())[verb],
        }
        raise RuleBroken(_("Việc đang ở trạng thái “%(state)s” nên không “%(verb)s” được.") % state)


def one_by_one(ids: Iterable[str], act: Callable[[Target], object]) -> Tally:
    """The act on each; one that a rule forbids is left as it was and named, a missing right refuses them all."""
    done, refused = 0, []
    for public_id in dict.fromkeys(ids):
        try:
            with transaction.atomic():
                act(Target(public_id))
            done += 1
        except RuleBroken as broken:
            found = Assignment.objects.select_related("unit", "person").get(public_id=public_id)
            refused.append(f"{found.label}: {broken}")
    return Tally(done, refused)


@transaction.atomic
def answer(target: Target, verb: Verb, said: Said, *, by: User) -> ProgressEntry:
    """A move of the unit's side, with its words, figures and proofs."""
    move = ANSWER_MOVES[verb]
    if move.side != Side.UNIT:
        raise NotAllowed
    assignment = take(target, Side.UNIT, by=by)
    must_move(assignment, verb)
    must_be_whole(assignment, verb, said)
    today = timezone.localdate()
    day = said.day or today
    late = verb in (Verb.PROGRESS, Verb.REPORT) and is_entered_late(assignment, day, today)
    assignment.state = lands_in(verb, Route(assignment.task.route), Part(assignment.part))
    take_figures(assignment, verb, said)
    if verb == Verb.REPORT:
        fails = late and rules_of(assignment.task.unit).late_entry_fails
        assignment.reported_on = today if fails else day
        drop_requests(assignment)
    if verb == Verb.WITHDRAW:
        assignment.reported_on = None
    entry = write(assignment, verb, said, day=day, by=by)
    if late:
        ProgressEntry.objects.filter(pk=entry.pk).update(entered_late=True)
        entry.entered_late = True
    if verb in (Verb.REPORT, Verb.DECLINE):
        tell_giver(assignment, verb)
    return entry


def drop_requests(assignment: Assignment) -> None:
    """What is done needs no later date any more: a request that waits is settled with the report."""
    waiting = Extension.objects.filter(assignment=assignment, state=AskState.ASKED)
    waiting.update(state=AskState.REFUSED, decided_at=timezone.now(), answer="Đơn vị đã báo hoàn thành.")


def must_be_whole(assignment: Assignment, verb: Verb, said: Said) -> None:
    """What a move needs: a reason, a figure, proof of the kind the task asks for, and no part left open."""
    if len(said.text) > MOST_WORDS:
        raise RuleBroken(_("Báo cáo dài quá %(most)s chữ. Hãy đính kèm tệp.") % {"most": MOST_WORDS})
    if said.day and said.day > timezone.localdate():
        raise RuleBroken(_("Ngày làm xong không thể ở sau hôm nay."))
    if ANSWER_MOVES[verb].needs_words and not said.text.strip():
        raise RuleBroken(_("Hãy ghi lý do."))
    if verb != Verb.REPORT:
        return
    task, rule = assignment.task, ROUTES[Route(assignment.task.route)]
    if rule.needs_words and not said.text.strip():
        raise RuleBroken(_("Hãy ghi ý kiến của đơn vị."))
    if rule.needs_figure and said.figure is None and assignment.figure is None:
        raise RuleBroken(_("Việc này cần số liệu. Hãy nhập con số rồi báo lại."))
    if task.wanted and assignment.part == Part.LEAD and not said.proofs and not has_proof(assignment):
        raise RuleBroken(
            _("Báo hoàn thành cần minh chứng: %(proof)s. Đính kèm tệp, ghi số văn bản hoặc cuộc họp rồi gửi lại.")
            % {"proof": task.wanted}
        )
    left = Assignment.objects.filter(whole=assignment, is_open=True).count()
    if left:
        raise RuleBroken(_("Còn %(n)s phần việc đã chia chưa xong. Xác nhận hoặc hủy các phần ấy trước.") % {"n": left})


def has_proof(assignment: Assignment) -> bool:
    return Evidence.objects.standing().filter(entry__assignment=assignment).exists()


def is_entered_late(assignment: Assignment, day: date, today: date) -> bool:
    """Whether what happened on `day` is entered later than the office's rules allow."""
    if day >= today:
        return False
    units = assignment.task.assignments.filter(annulled_at=None, period=assignment.period).count()
    allowed = rules_of(assignment.task.unit).entry.days_for(urgent=assignment.task.urgent, units=units)
    last = calendar_for(day.year, today.year).count(day, allowed).end if allowed else day
    return today > last


def take_figures(assignment: Assignment, verb: Verb, said: Said) -> None:
    if said.percent is not None:
        assignment.percent = max(0, min(100, said.percent))
    if said.figure is not None:
        assignment.figure = said.figure
        reached = percent_of(said.figure, assignment.allotted)
        if reached is not None and said.percent is None:
            assignment.percent = reached
    if verb == Verb.REPORT:
        assignment.percent = 100


def write(assignment: Assignment, verb: Verb, said: Said, *, day: date, by: User | None) -> ProgressEntry:
    """Keep the assignment as it now stands, and the word that brought it there, in one transaction."""
    now = timezone.now()
    unit_speaks = verb in ANSWER_MOVES and ANSWER_MOVES[verb].side == Side.UNIT
    if unit_speaks or verb in (Verb.ASK_EXTENSION, Verb.STATE_CAUSE):
        assignment.heard_on, assignment.reminded = timezone.localdate(now), 0
    closed = AnswerState(assignment.state) in CLOSED
    assignment.is_open, assignment.closed_at = not closed, (assignment.closed_at or now) if closed else None
    assignment.version += 1
    assignment.save()
    keyed = said.keyed_for
    if unit_speaks and by is not None and not keyed and not is_own_word(by, assignment):
        keyed = assignment.label
    entry = ProgressEntry.objects.create(
        assignment=assignment,
        verb=verb,
        by=by,
        day=day,
        text=said.text.strip(),
        percent=said.percent if verb != Verb.REPORT else 100,
        figure=said.figure,
        via=said.via,
        keyed_for=keyed[:200],
        after=assignment.state,
    )
    Evidence.objects.bulk_create(
        [
            Evidence(
                entry=entry, kind=p.kind, name=p.name[:300], document=p.document, directive=p.directive, link=p.link
            )
            for p in said.proofs
        ]
    )
    settle(assignment.task)
    record(by, f"answer.{verb}", assignment.task, answer=assignment.public_id, of=assignment.label, via=said.via)
    return entry
