"""Who speaks for a cell, and who keeps its members."""

from collections import defaultdict
from collections.abc import Iterable

from nennep.accounts.models import User
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act, Role, roles_that


def above(path: str) -> list[str]:
    """The path itself and those of all units over it, the nearest first."""
    return [path[: place + 1] for place, sign in enumerate(path) if sign == "."][::-1]


def contacts_for(cells: Iterable[Unit]) -> dict[int, list[User]]:
    """Of each cell its own contacts; of one that has none, those of the nearest unit above who answer for all below."""
    asked = list(cells)
    paths = {path for cell in asked for path in above(cell.path)}
    grants = Grant.objects.living().filter(role=Role.CONTACT, user__is_active=True, unit__path__in=paths)
    held: dict[str, list[Grant]] = defaultdict(list)
    for grant in grants.select_related("user", "unit"):
        held[grant.unit.path].append(grant)
    return {cell.pk: nearest(cell.path, held) for cell in asked}


def nearest(of: str, held: dict[str, list[Grant]]) -> list[User]:
    for path in above(of):
        people = {grant.user_id: grant.user for grant in held[path] if path == of or grant.subtree}
        if people:
            return list(people.values())
    return []


def keepers_of(cell: Unit) -> list[User]:
    roles = roles_that(Act.KEEP_MEMBERS)
    grants = Grant.objects.living().filter(role__in=roles, user__is_active=True, unit__path__in=above(cell.path))
    held = [grant for grant in grants.select_related("user", "unit") if grant.subtree or grant.unit_id == cell.pk]
    return list({grant.user_id: grant.user for grant in held}.values())
