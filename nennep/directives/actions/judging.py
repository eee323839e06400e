"""What the giver does with an answer: confirm, return, give again, let go, close, cancel; one, or many at once."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.actions.answering import Said, Tally, Target, must_move, one_by_one, take, write
from nennep.directives.models import Assignment, Evidence, ProgressEntry
from nennep.directives.rules import ANSWER_MOVES, AnswerState, Part, Side, Verb
from nennep.directives.telling import tell_owner
from nennep.lib.errors import NotAllowed, RuleBroken


@transaction.atomic
def judge(target: Target, verb: Verb, words: str = "", refused: Sequence[str] = (), *, by: User) -> ProgressEntry:
    """A move of the giver's side; `refused`: public ids of proofs that do not prove enough."""
    move = ANSWER_MOVES[verb]
    if move.side != Side.GIVER:
        raise NotAllowed
    assignment = take(target, Side.GIVER, by=by)
    must_move(assignment, verb)
    if move.needs_words and not words.strip():
        raise RuleBroken(_("Hãy ghi lý do."))
    return carry_out(assignment, verb, words, refused, by=by)


def carry_out(
    assignment: Assignment, verb: Verb, words: str, refused: Sequence[str] = (), *, by: User | None
) -> ProgressEntry:
    assignment.state = ANSWER_MOVES[verb].after
    if verb == Verb.RETURN:
        assignment.reported_on = None
        Evidence.objects.filter(entry__assignment=assignment, public_id__in=list(refused)).update(refused=True)
    if verb in (Verb.CONFIRM, Verb.CLOSE):
        assignment.reported_on = assignment.reported_on or timezone.localdate()
        assignment.percent = 100 if verb == Verb.CONFIRM else assignment.percent
    if assignment.state == AnswerState.CANCELLED:
        assignment.annulled_at = timezone.now()
    entry = write(assignment, verb, Said(words), day=timezone.localdate(), by=by)
    tell_owner(assignment, verb, words)
    if verb in (Verb.CONFIRM, Verb.CLOSE) and assignment.part == Part.LEAD:
        close_helpers(assignment, by=by)
    return entry


def close_helpers(lead: Assignment, *, by: User | None) -> None:
    """What others contributed is closed with the answer it was part of, once no leader's answer is open."""
    rows = lead.task.assignments.filter(annulled_at=None, period=lead.period, is_open=True)
    if rows.filter(part=Part.LEAD).exists():
        return
    related = ("task__unit", "unit", "person", "whole__unit")
    for helper in rows.filter(part=Part.SUPPORT).select_related(*related).select_for_update(of=("self",)):
        helper.state = AnswerState.CONFIRMED
        helper.reported_on = helper.reported_on or timezone.localdate()
        write(helper, Verb.CLOSE, Said(), day=timezone.localdate(), by=by)


@transaction.atomic
def judge_many(ids: Iterable[str], verb: Verb, words: str = "", *, by: User) -> Tally:
    return one_by_one(ids, lambda target: judge(target, verb, words, by=by))
