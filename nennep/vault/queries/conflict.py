"""Whether a person is too near to what a letter is about."""

from collections.abc import Iterable

from nennep.accounts.models import User
from nennep.organisation.models import Grant, Post
from nennep.organisation.rules import Role
from nennep.vault.models import Accused, Envelope
from nennep.vault.rules import Against, Standing, is_concerned


def standings(users: Iterable[User]) -> dict[int, Standing]:
    """Three queries for however many. A role over a whole subtree does not stand in what lies below it."""
    people = {user.pk for user in users}
    grants = list(Grant.objects.living().filter(user__in=people).values_list("user", "role", "unit__path"))
    posts = list(Post.objects.living().filter(holder__in=people).values_list("holder", "unit__path"))
    return {
        pk: Standing(
            pk,
            tuple({path for user, _role, path in grants if user == pk} | {path for user, path in posts if user == pk}),
            tuple({path for user, role, path in grants if user == pk and role == Role.LEADER}),
        )
        for pk in people
    }


def against(accused: Iterable[Accused]) -> Against:
    """Of a person whose superiors are named: those above the units where that person has a post."""
    told = list(accused)
    people = frozenset(each.person_id for each in told if each.person_id)
    chained = [each.person_id for each in told if each.person_id and each.superiors]
    posts = Post.objects.living().filter(holder__in=chained).values_list("unit__path", flat=True) if chained else []
    units = [each.unit.path for each in told if each.unit]
    return Against(people, tuple(units), (*posts, *(e.unit.path for e in told if e.unit and e.superiors)))


def concerned(users: Iterable[User], accused: Iterable[Accused]) -> set[int]:
    """Those of the users who can never hold the letter."""
    named = against(accused)
    return {pk for pk, standing in standings(users).items() if is_concerned(standing, named)}


def is_concerned_by(user: User, envelope: Envelope) -> bool:
    return bool(concerned([user], envelope.accused.select_related("unit")))
