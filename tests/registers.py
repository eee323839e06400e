"""What the registers hold in a random tree: groups, previews, background work, resets; and who may open which.

The same slow oracle as in `forests` decides; what belongs to one person alone is that person's, whatever the rights.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils import timezone

from nennep.accounts.models import FactorReset, User
from nennep.imports.models import Preview
from nennep.imports.tests.make import make_preview_of_nothing
from nennep.jobs.models import Job
from nennep.organisation.models import Grant, Group, Phrase, Post, Unit
from nennep.organisation.rules import Act, Role
from tests.forests import FUTURE, PAST, Forest, Oracle

KEEPERS = (Act.KEEP_TREE, Act.KEEP_USERS)


@dataclass(frozen=True)
class Registers:
    groups: list[Group]
    phrases: list[Phrase]
    posts: list[Post]
    previews: list[Preview]
    jobs: list[Job]
    resets: list[FactorReset]
    keepers: list[User]  # of the tree, of the users: each of one branch; and of the whole tree


def plant_registers(forest: Forest) -> Registers:
    """A group and a phrase, and of each person a file, a piece of work and a reset."""
    branches = [unit for unit in forest.units if unit.depth == 2]
    keepers = [plant_keeper(forest, role, forest.dice.choice(branches)) for role in (Role.CLERK, Role.SYSADMIN)]
    keepers.append(plant_keeper(forest, Role.CLERK, forest.units[0]))
    word = forest.token()
    previews = [make_preview_of_nothing(user) for user in forest.users]
    for preview in previews:
        Preview.objects.filter(pk=preview.pk).update(file_name=forest.token())
        preview.refresh_from_db()
    return Registers(
        groups=[Group.objects.create(name=f"Khối {word}", folded_name=f"khoi {word}")],
        phrases=[Phrase.objects.create(words=f"lời {word}", folded=f"loi {word}")],
        posts=[grant.post for grant in forest.grants if grant.post],
        previews=previews,
        jobs=[Job.objects.create(kind="read_directive", title=forest.token(), by=user) for user in forest.users],
        resets=[ask(forest, user) for user in forest.users],
        keepers=keepers,
    )


def plant_keeper(forest: Forest, role: Role, unit: Unit) -> User:
    name = f"giu-{role}-{User.objects.count()}"
    user = User.objects.create(username=name, full_name=name, folded_name=name, password="!")
    starts, ends = forest.some_day(PAST), forest.some_day(FUTURE)
    forest.users.append(user)
    forest.grants.append(Grant.objects.create(user=user, role=role, unit=unit, subtree=True, starts=starts, ends=ends))
    return user


def ask(forest: Forest, user: User) -> FactorReset:
    until = timezone.now() + timedelta(days=3)
    return FactorReset.objects.create(user=user, reason=forest.token(), asked_by=user, expires_at=until)


@dataclass(frozen=True)
class RegisterOracle:
    oracle: Oracle

    def anywhere(self, user: User, *acts: Act) -> bool:
        return any(self.oracle.may(user, act, unit) for act in acts for unit in self.oracle.forest.units)

    def keeps_tree(self, user: User, _: models.Model) -> bool:
        return self.anywhere(user, Act.KEEP_TREE)

    def keeps_users(self, user: User, _: models.Model) -> bool:
        return self.anywhere(user, Act.KEEP_USERS)

    def confirms(self, user: User, _: models.Model) -> bool:
        return self.anywhere(user, *KEEPERS)

    def knows_unit(self, user: User, unit: Unit) -> bool:
        return any(self.oracle.may(user, act, unit) for act in (Act.SEE_OWN, *KEEPERS))

    def sees_post(self, user: User, post: Post) -> bool:
        return any(self.oracle.may(user, act, post.unit) for act in KEEPERS)

    def owns_file(self, user: User, preview: Preview) -> bool:
        return preview.by == user and self.anywhere(user, *KEEPERS)

    def owns(self, user: User, job: Job) -> bool:
        return job.by == user

    def tokens_for(self, user: User, registers: Registers) -> set[str]:
        """Every canary of the registers that the person may meet; a group's name is no secret of the office."""
        seen = {word for group in registers.groups for word in group.name.split()[1:]}
        seen |= {preview.file_name for preview in registers.previews if self.owns_file(user, preview)}
        seen |= {job.title for job in registers.jobs if self.owns(user, job)}
        return seen | {reset.reason for reset in registers.resets if self.confirms(user, reset)}
