"""May this person do this, here, today?"""

from typing import TYPE_CHECKING

from nennep.lib.errors import NotAllowed
from nennep.organisation.absences import Absence
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import LENT_BY_ONESELF, Act

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


def may_note_own(user: "User") -> bool:
    """Whoever holds a role that one may lend by oneself."""
    return any(held.role in LENT_BY_ONESELF for held in Grant.objects.held_by(user))


def must_note(user: "User", person: "User") -> None:
    """One's own absence, or that of others by who keeps grants; which roles are lent is decided grant by grant."""
    if user != person:
        must(user, Act.KEEP_USERS)


def may_end(user: "User", absence: Absence) -> bool:
    """The absent person, who is back, or whoever keeps the grants that were lent; never the substitute alone."""
    if user == absence.person:
        return True
    lent = absence.grants.select_related("unit")
    return may(user, Act.KEEP_USERS) and all(may(user, Act.KEEP_USERS, grant.unit) for grant in lent)


def must_end(user: "User", absence: Absence) -> None:
    if not may_end(user, absence):
        raise NotAllowed
