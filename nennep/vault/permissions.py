"""Who takes letters in, who names those that receive them, who may hold one: rank opens nothing."""

from typing import TYPE_CHECKING

from nennep.lib.errors import NotAllowed
from nennep.organisation.models import Grant, Office
from nennep.organisation.rules import Act, is_below, roles_that
from nennep.vault.models import BreakGlass, Envelope, Seat
from nennep.vault.rules import Seated

if TYPE_CHECKING:
    from nennep.accounts.models import User


def may_for_the_office(user: "User", act: Act) -> bool:
    """By a role on the office itself: the leader of a cell keeps nothing of the whole."""
    held = Grant.objects.held_for(user, act)
    if any(each.all for each in held):
        return True
    root = Office.objects.values_list("root__path", flat=True).first() if held else None
    return root is not None and any(each.reaches(root) for each in held)


def takes_letters(user: "User") -> bool:
    return may_for_the_office(user, Act.TAKE_LETTERS)


def must_take(user: "User") -> None:
    if not takes_letters(user):
        raise NotAllowed


def keeps_vault(user: "User") -> bool:
    return may_for_the_office(user, Act.KEEP_VAULT)


def keepers() -> "list[User]":
    """All who keep the vault today."""
    root = Office.objects.values_list("root__path", flat=True).get()
    grants = Grant.objects.living().filter(role__in=roles_that(Act.KEEP_VAULT), user__is_active=True)
    standing = grants.select_related("user", "unit")
    return [g.user for g in standing if (is_below(root, g.unit.path) if g.subtree else g.unit.path == root)]


def must_keep_vault(user: "User") -> None:
    if not keeps_vault(user):
        raise NotAllowed


def holds(user: "User", envelope: Envelope) -> bool:
    return user.is_active and Envelope.objects.visible_to(user).filter(pk=envelope.pk).exists()


def must_hold(user: "User", envelope: Envelope) -> None:
    if not holds(user, envelope):
        raise NotAllowed


def sits(user: "User", kind: Seated) -> bool:
    return user.is_active and Seat.objects.filter(user=user, kind=kind, ended_at=None).exists()


def may_release(user: "User", request: BreakGlass) -> bool:
    """A custodian, and not the one for whom the letter is opened."""
    return sits(user, Seated.CUSTODIAN) and user.pk != request.handler_id


def must_release(user: "User", request: BreakGlass) -> None:
    if not may_release(user, request):
        raise NotAllowed
