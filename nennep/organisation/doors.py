"""The doors of the index that a person's grants open (`search.rules.Door`)."""

from typing import TYPE_CHECKING

from nennep.organisation.models import Grant
from nennep.organisation.rules import Act
from nennep.search.rules import Door, held, person

if TYPE_CHECKING:
    from nennep.accounts.models import User

OPENED_BY = {Door.DRAFT: Act.READ_DIRECTIVE, Door.TASK: Act.READ_TASK, Door.OWN: Act.SEE_OWN}


def doors_of(user: "User") -> list[str]:
    """As `visible_to` decides: by reach for what is seen from above, by the very unit for what lies inside."""
    doors = {person(user.pk)}
    for door, act in OPENED_BY.items():
        doors.update(held(door, places(user, act)))
    doors.update(held(Door.INSIDE, ((path, False) for path, _below in places(user, Act.ANSWER))))
    return sorted(doors)


def places(user: "User", act: Act) -> list[tuple[str, bool]]:
    return list(Grant.objects.allowing(user, act).values_list("unit__path", "subtree"))
