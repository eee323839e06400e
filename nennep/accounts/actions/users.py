"""The register of users: who is in it, and who is shut out."""

from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from nennep.accounts.events import user_disabled
from nennep.accounts.models import User
from nennep.accounts.rules import ALREADY_OFF, ALREADY_ON, LAST_KEEPER, NAME_TAKEN, NOT_YOURSELF
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.lib.ids import public_id
from nennep.lib.text import fold
from nennep.organisation.models import Grant
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act, roles_that


@dataclass(frozen=True)
class Person:
    username: str
    full_name: str
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Preferences:
    language: str
    large_type: bool
    shortcuts: bool
    email: str
    phone: str


@transaction.atomic
def create_user(person: Person, *, by: User) -> User:
    """Without a password: the person chooses it with an activation slip."""
    must(by, Act.KEEP_USERS)
    user = add_user(person)
    record(by, "user.created", user, username=person.username)
    return user


def add_user(person: Person, password: str | None = None, language: str = settings.LANGUAGE_CODE) -> User:
    if User.objects.filter(username__iexact=person.username).exists():
        raise RuleBroken(_(NAME_TAKEN))
    user = User(**asdict(person), folded_name=fold(person.full_name), language=language)
    user.set_password(password)
    user.save()
    return user


@transaction.atomic
def edit_user(user: User, person: Person, *, by: User) -> User:
    must(by, Act.KEEP_USERS)
    user = User.objects.select_for_update().get(pk=user.pk)
    if User.objects.filter(username__iexact=person.username).exclude(pk=user.pk).exists():
        raise RuleBroken(_(NAME_TAKEN))
    before = {name: getattr(user, name) for name in asdict(person)}
    for name, value in asdict(person).items():
        setattr(user, name, value)
    user.folded_name = fold(person.full_name)
    user.save()
    record(by, "user.edited", user, before=before, after=asdict(person))
    return user


@transaction.atomic
def edit_preferences(preferences: Preferences, *, by: User) -> User:
    user = User.objects.select_for_update().get(pk=by.pk)
    for name, value in asdict(preferences).items():
        setattr(user, name, value)
    user.save()
    record(by, "user.preferred", user, language=preferences.language)
    return user


@transaction.atomic
def disable_user(user: User, reason: str, *, by: User) -> None:
    """At once: open sessions end with the next request."""
    must(by, Act.KEEP_USERS)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user == by:
        raise RuleBroken(_(NOT_YOURSELF))
    if not user.is_active:
        raise RuleBroken(_(ALREADY_OFF))
    if is_last_keeper(user):
        raise RuleBroken(_(LAST_KEEPER))
    user.is_active, user.session_stamp = False, public_id()
    user.save()
    user.slips.filter(used_at=None).delete()
    record(by, "user.disabled", user, reason=reason)
    user_disabled.send(sender=User, user=user)


def is_last_keeper(user: User) -> bool:
    keepers = Grant.objects.living().filter(absence=None, role__in=roles_that(Act.KEEP_USERS), user__is_active=True)
    return keepers.filter(user=user).exists() and not keepers.exclude(user=user).exists()


@transaction.atomic
def enable_user(user: User, *, by: User) -> None:
    must(by, Act.KEEP_USERS)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active:
        raise RuleBroken(_(ALREADY_ON))
    user.is_active = True
    user.save()
    record(by, "user.enabled", user)


@transaction.atomic
def end_sessions(user: User) -> None:
    """Every browser in which the person is signed in must sign in again."""
    user.session_stamp = public_id()
    user.save(update_fields=["session_stamp"])
