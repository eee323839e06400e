"""May this person do this, here, today?"""

from typing import TYPE_CHECKING

from nennep.lib.errors import NotAllowed
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User


def may(user: "User", act: Act, unit: Unit | None = None) -> bool:
    """Whether a grant in force allows `act` on `unit`, or on any unit where none is named."""
    held = Grant.objects.held_for(user, act)
    return bool(held) if unit is None else any(each.reaches(unit.path) for each in held)


def must(user: "User", act: Act, unit: Unit | None = None) -> None:
    if not may(user, act, unit):
        raise NotAllowed


def must_any(user: "User", *acts: Act) -> None:
    """One of the acts, on any unit: whoever may do none of them does not learn that the page exists."""
    if not any(may(user, act) for act in acts):
        raise NotAllowed
