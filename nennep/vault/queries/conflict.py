"""Whether a person is too near to what a letter is about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nennep.accounts.models import User
from nennep.organisation.models import Grant, Post
from nennep.organisation.rules import Role
from nennep.vault.models import Accused, Envelope
from nennep.vault.rules import Against, Standing, is_concerned, leads


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


@dataclass(frozen=True)
class Ranks:
    """Of the accused persons: units where they have a post, and those that they lead."""

    posts: Mapping[int, Sequence[str]]
    led: Mapping[int, Sequence[str]]


def ranks_of(accused: Iterable[Accused]) -> Ranks:
    """Two queries. Who leads the whole office has everybody below: then nobody is refused for it."""
    people = {each.person_id for each in accused if each.person_id}
    posts, led = defaultdict[int, list[str]](list), defaultdict[int, list[str]](list)
    if not people:
        return Ranks(posts, led)
    held = Post.objects.living().filter(holder__in=people)
    for person, title, signs, path, above in held.values_list(
        "holder", "title", "may_sign", "unit__path", "unit__parent"
    ):
        posts[person].append(path)
        if above and (signs or leads(title)):
            led[person].append(path)
    grants = Grant.objects.living().filter(user__in=people, role=Role.LEADER, unit__parent__isnull=False)
    for person, path in grants.values_list("user", "unit__path"):
        led[person].append(path)
    return Ranks(posts, led)


def against(accused: Iterable[Accused], ranks: Ranks) -> Against:
    told = list(accused)
    people = frozenset(each.person_id for each in told if each.person_id)
    above = [path for each in told if each.person_id and each.superiors for path in ranks.posts.get(each.person_id, ())]
    below = [path for person in people for path in ranks.led.get(person, ())]
    units = [each.unit.path for each in told if each.unit]
    return Against(people, (*units, *below), (*above, *(e.unit.path for e in told if e.unit and e.superiors)))


def concerned(users: Iterable[User], accused: Iterable[Accused]) -> set[int]:
    """Those of the users who can never hold the letter."""
    told = list(accused)
    named = against(told, ranks_of(told))
    return {pk for pk, standing in standings(users).items() if is_concerned(standing, named)}


def near_among(people: Mapping[int, Sequence[User]]) -> dict[int, list[User]]:
    """Letter → those of its people who are too near to it, where there are any; five queries for however many."""
    told = told_of(people)
    ranks = ranks_of(each for names in told.values() for each in names)
    standing = standings(user for letter in told for user in people[letter])
    named = {letter: against(names, ranks) for letter, names in told.items()}
    found = {pk: [user for user in people[pk] if is_concerned(standing[user.pk], named[pk])] for pk in told}
    return {letter: near for letter, near in found.items() if near}


def told_of(letters: Iterable[int]) -> dict[int, list[Accused]]:
    told: dict[int, list[Accused]] = defaultdict(list)
    for each in Accused.objects.filter(envelope__in=list(letters)).select_related("unit"):
        told[each.envelope_id].append(each)
    return told


def letters_near(user: User, letters: Iterable[int]) -> set[int]:
    """Those of the letters that the person is too near to; four queries for however many."""
    wanted = set(letters)
    if not wanted:
        return set()
    told = told_of(wanted)
    standing, ranks = standing_now(user), ranks_of(each for names in told.values() for each in names)
    return {letter for letter, names in told.items() if is_concerned(standing, against(names, ranks))}


def names_near(user: User) -> dict[int, str]:
    """Every letter that the person is too near to, with its public id."""
    near = letters_near(user, Accused.objects.order_by().values_list("envelope", flat=True).distinct())
    return dict(Envelope.objects.filter(pk__in=near).values_list("pk", "public_id"))


def is_concerned_by(user: User, envelope: Envelope) -> bool:
    return bool(concerned([user], envelope.accused.select_related("unit")))
