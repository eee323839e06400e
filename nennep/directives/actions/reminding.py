"""A person presses for answers: one unit, or many at once; on record, and told to the contacts."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.actions.answering import Said, Tally, Target, one_by_one, take, write
from nennep.directives.models import Assignment
from nennep.directives.rules import TO_DO, AnswerState, Side, Verb
from nennep.directives.telling import tell_owner
from nennep.lib.errors import RuleBroken


@transaction.atomic
def remind(target: Target, words: str = "", *, by: User) -> Assignment:
    assignment = take(target, Side.GIVER, by=by)
    if AnswerState(assignment.state) not in TO_DO or not assignment.owes_answer:
        raise RuleBroken(
            _("Việc đang ở trạng thái “%(state)s” nên không cần đôn đốc.") % {"state": assignment.get_state_display()}
        )
    note_reminder(assignment, Verb.REMIND, words, by=by)
    return assignment


def note_reminder(assignment: Assignment, verb: Verb, words: str, *, by: User | None) -> None:
    """`verb`: REMIND to who owes it, ESCALATE to who stands above it; by None when the machine does it."""
    assignment.reminded, assignment.reminded_at = assignment.reminded + 1, timezone.now()
    write(assignment, verb, Said(words), day=timezone.localdate(), by=by)
    if verb == Verb.REMIND:
        tell_owner(assignment, verb, words)


@transaction.atomic
def remind_many(ids: Iterable[str], words: str = "", *, by: User) -> Tally:
    return one_by_one(ids, lambda target: remind(target, words, by=by))
