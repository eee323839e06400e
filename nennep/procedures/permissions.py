"""May this person open a case here? What is done in a case is for its members alone."""

from typing import TYPE_CHECKING

from nennep.lib.errors import NotAllowed
from nennep.procedures.models import Case

if TYPE_CHECKING:
    from nennep.accounts.models import User


def must_be_member(user: "User", case: Case) -> None:
    if not Case.objects.visible_to(user).filter(pk=case.pk).exists():
        raise NotAllowed
