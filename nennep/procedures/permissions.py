"""May this person open a case here? What is done in a case is for its members alone."""

from typing import TYPE_CHECKING

from nennep.lib.errors import NotAllowed
from nennep.organisation.conditions import reach_of
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act, Held
from nennep.procedures.models import Case
from nennep.procedures.rules import OPENERS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from nennep.accounts.models import User


def held_for_opening(user: "User", field: str) -> list[Held]:
    return [each for each in Grant.objects.held_for(user, Act.OPEN_CASES) if each.role in OPENERS[field]]


def units_to_open_in(user: "User", field: str) -> "QuerySet[Unit]":
    """Living units about which this person opens cases of the field of work."""
    reach = reach_of((each.path, each.subtree) for each in held_for_opening(user, field))
    return Unit.objects.filter(reach).living()


def may_open(user: "User", field: str, unit: Unit | None = None) -> bool:
    """On this unit, or on any where none is named."""
    held = held_for_opening(user, field)
    return bool(held) if unit is None else any(each.reaches(unit.path) for each in held)


def must_open(user: "User", field: str, unit: Unit | None = None) -> None:
    if not may_open(user, field, unit):
        raise NotAllowed


def must_be_member(user: "User", case: Case) -> None:
    if not Case.objects.visible_to(user).filter(pk=case.pk).exists():
        raise NotAllowed
