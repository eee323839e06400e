"""Whether a person is too near to what a letter is about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

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


def standing_now(user: User) -> Standing:
    """Of who opens the page: the roles are known already."""
    held = Grant.objects.held_by(user)
    posts = Post.objects.living().filter(holder=user).values_list("unit__path", flat=True)
    led = tuple(each.path for each in held if each.role == Role.LEADER)
    return Standing(user.pk, (*(each.path for each in held), *posts), led)


def chains_of(accused: Iterable[Accused]) -> dict[int, list[str]]:
    """Of each accused person whose superiors are named: the units where that person has a post."""
    chained = [each.person_id for each in accused if each.person_id and each.superiors]
    chains: dict[int, list[str]] = defaultdict(list)
    if chained:
        for person, path in Post.objects.living().filter(holder__in=chained).values_list("holder", "unit__path"):
            chains[person].append(path)
    return chains


def against(accused: Iterable[Accused], chains: Mapping[int, Sequence[str]]) -> Against:
    told = list(accused)
    people = frozenset(each.person_id for each in told if each.person_id)
    above = [path for each in told if each.person_id and each.superiors for path in chains.get(each.person_id, ())]
    units = [each.unit.path for each in told if each.unit]
    return Against(people, tuple(units), (*above, *(e.unit.path for e in told if e.unit and e.superiors)))


def concerned(users: Iterable[User], accused: Iterable[Accused]) -> set[int]:
    """Those of the users who can never hold the letter."""
    told = list(accused)
    named = against(told, chains_of(told))
    return {pk for pk, standing in standings(users).items() if is_concerned(standing, named)}


def letters_near(user: User, letters: Iterable[int]) -> set[int]:
    """Those of the letters that the person is too near to; three queries for however many."""
    wanted = set(letters)
    if not wanted:
        return set()
    accused = list(Accused.objects.filter(envelope__in=wanted).select_related("unit"))
    standing, chains = standing_now(user), chains_of(accused)
    told: dict[int, list[Accused]] = defaultdict(list)
    for each in accused:
        told[each.envelope_id].append(each)
    return {letter for letter, names in told.items() if is_concerned(standing, against(names, chains))}


def is_concerned_by(user: User, envelope: Envelope) -> bool:
    return bool(concerned([user], envelope.accused.select_related("unit")))
