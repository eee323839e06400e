"""Who hears of a task: the contacts of the units that owe it, and the persons who owe it themselves."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.urls import reverse

from nennep.accounts.models import User
from nennep.directives.models import Task
from nennep.notices.actions import notify
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Role


def contacts_of(units: Iterable[Unit]) -> dict[int, list[User]]:
    """The contacts of each unit, by the unit's key."""
    found: dict[int, list[User]] = defaultdict(list)
    grants = Grant.objects.living().filter(role=Role.CONTACT, unit__in=list(units), user__is_active=True)
    for grant in grants.select_related("user"):
        found[grant.unit_id].append(grant.user)
    return found


def tell(task: Task, kind: str, sentence: Callable[[], str]) -> None:
    """Say one sentence about a task to everyone who owes an answer to it."""
    standing = list(task.assignments.filter(annulled_at=None).select_related("unit", "person"))
    contacts = contacts_of([a.unit for a in standing if a.unit])
    people = [person for each in contacts.values() for person in each] + [a.person for a in standing if a.person]
    notify(people, kind, sentence, reverse("directives:task", args=[task.public_id]))
