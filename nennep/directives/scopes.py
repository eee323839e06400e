"""Which units a person speaks for, as the querysets of this room ask it."""

from typing import TYPE_CHECKING

from nennep.organisation.models import Unit
from nennep.organisation.rules import Act
from nennep.web.memory import remembered

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from nennep.accounts.models import User

MOST_NAMED = 200


def own_units(user: "User") -> "list[int] | QuerySet[Unit, int]":
    """Units one speaks for: a few by name, so that a database takes its index on either side of an OR."""
    own = Unit.objects.visible_to(user, Act.SEE_OWN).order_by().values_list("pk", flat=True)
    few = remembered(("own units", user.pk), lambda: list(own[: MOST_NAMED + 1]))
    return few if len(few) <= MOST_NAMED else own
