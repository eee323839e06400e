"""Who takes letters in, who names those that receive them, who may hold one: rank opens nothing."""

from typing import TYPE_CHECKING

from nennep.lib.errors import NotAllowed
from nennep.organisation.permissions import may, must
from nennep.organisation.rules import Act
from nennep.vault.models import BreakGlass, Envelope, Seat, VaultRequest
from nennep.vault.rules import Seated

if TYPE_CHECKING:
    from nennep.accounts.models import User


def must_take(user: "User") -> None:
    must(user, Act.TAKE_LETTERS)


def must_keep_vault(user: "User") -> None:
    must(user, Act.KEEP_VAULT)


def holds(user: "User", envelope: Envelope) -> bool:
    return user.is_active and Envelope.objects.visible_to(user).filter(pk=envelope.pk).exists()


def must_hold(user: "User", envelope: Envelope) -> None:
    if not holds(user, envelope):
        raise NotAllowed


def may_decide(user: "User", request: VaultRequest) -> bool:
    """A second person: another holder of the letter, or who keeps the vault; never the one it is about."""
    if not user.is_active or user.pk in (request.asked_by_id, request.person_id):
        return False
    held = request.envelope is not None and holds(user, request.envelope)
    return held or may(user, Act.KEEP_VAULT)


def sits(user: "User", kind: Seated) -> bool:
    return user.is_active and Seat.objects.filter(user=user, kind=kind, ended_at=None).exists()


def must_release(user: "User", request: BreakGlass) -> None:
    """A custodian, and not the one for whom the letter is opened."""
    if not sits(user, Seated.CUSTODIAN) or user.pk == request.handler_id:
        raise NotAllowed
