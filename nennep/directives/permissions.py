"""May this person answer for a unit, or decide on its answer?"""

from nennep.accounts.models import User
from nennep.directives.models import Assignment
from nennep.directives.rules import Side
from nennep.organisation.models import Grant, Unit
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act


def answers_for(user: User, unit: Unit | None) -> bool:
    """A grant on this very unit: who only stands above it does not look inside."""
    return unit is not None and any(held.unit == unit.pk for held in Grant.objects.held_for(user, Act.ANSWER))


def may_answer(user: User, assignment: Assignment) -> bool:
    """The person who owes it, who answers for the unit, or who keys in for it from above; never above for a part."""
    if assignment.person_id:
        return assignment.person_id == user.pk or keys_in(user, assignment)
    assert assignment.unit
    if assignment.whole is not None:
        return answers_for(user, assignment.unit) or answers_for(user, assignment.whole.unit)
    return may(user, Act.ANSWER, assignment.unit)


def keys_in(user: User, assignment: Assignment) -> bool:
    """Types what a person said on paper: an office's clerk, or who answers for the unit that cut the part."""
    if assignment.whole is not None:
        return answers_for(user, assignment.whole.unit)
    return may(user, Act.ANSWER, assignment.task.unit)


def is_own_word(user: User, assignment: Assignment) -> bool:
    """Whether the person speaks for who owes it, rather than keying in what others said."""
    return assignment.person_id == user.pk or answers_for(user, assignment.unit)


def may_judge(user: User, assignment: Assignment) -> bool:
    """Confirm, return, extend: who gave it; of a part, who answers for the unit that cut it."""
    if assignment.whole is not None:
        return answers_for(user, assignment.whole.unit) or assignment.whole.person_id == user.pk
    return may(user, Act.ISSUE, assignment.task.unit)


def may_be_side(user: User, assignment: Assignment, side: Side) -> bool:
    return may_answer(user, assignment) if side == Side.UNIT else may_judge(user, assignment)
