"""People of the vault who have neither role nor post in the office any more, though their account is open."""

from collections.abc import Iterable

from django.db.models import Q

from nennep.accounts.models import User
from nennep.vault.models import Holder, Seat
from nennep.vault.queries.conflict import standings


def without_role(users: Iterable[User]) -> set[int]:
    return {pk for pk, standing in standings(users).items() if not standing.at}


def people_without_role() -> list[User]:
    """Of those who sit or hold a letter; two people take seat and letters from them, not the machine."""
    seats, held = (table.objects.filter(ended_at=None).values("user") for table in (Seat, Holder))
    people = list(User.objects.filter(Q(pk__in=seats) | Q(pk__in=held), is_active=True).order_by("full_name", "pk"))
    gone = without_role(people)
    return [person for person in people if person.pk in gone]
