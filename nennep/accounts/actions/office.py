"""The first hour: the office, its root unit and its first administrator, before anybody can sign in."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nennep.accounts.actions.users import Person, add_user
from nennep.accounts.models import User
from nennep.accounts.rules import FIRST_GRANT_YEARS, FOUNDED
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.lib.text import fold
from nennep.organisation.models import Grant, Office, Unit
from nennep.organisation.rules import Role, UnitKind, child_path


@dataclass(frozen=True)
class NewOffice:
    name: str
    superior: str = ""
    place: str = ""
    symbol: str = ""


@dataclass(frozen=True)
class First:
    """The first administrator; in a small office usually the clerk as well."""

    person: Person
    password: str
    also_clerk: bool = False


@transaction.atomic
def found_office(office: NewOffice, first: First) -> User:
    if User.objects.exists():
        raise RuleBroken(_(FOUNDED))
    root = found_root(office)
    user = add_user(first.person, first.password, get_language() or settings.LANGUAGE_CODE)
    record(user, "user.created", user, username=user.username)
    give_first_grant(user, Role.SYSADMIN, root)
    if first.also_clerk:
        give_first_grant(user, Role.CLERK, root)
    return user


def found_root(office: NewOffice) -> Unit:
    """The office and its root, unless the tree has been imported before."""
    if existing := Office.objects.first():
        top: Unit = existing.root
        return top
    root = Unit.objects.create(
        name=office.name, folded_name=fold(office.name), path=child_path("", 1), kind=UnitKind.COMMITTEE
    )
    Office.objects.create(**vars(office), root=root)
    record(None, "office.founded", root)
    return root


def give_first_grant(user: User, role: Role, root: Unit) -> Grant:
    today = timezone.localdate()
    grant = Grant.objects.create(
        user=user,
        role=role,
        unit=root,
        subtree=True,
        starts=today,
        ends=date(today.year + FIRST_GRANT_YEARS, 12, 31),
        reason="Lập khi cài đặt",
        given_by=user,
    )
    record(user, "grant.given", grant, role=role.value)
    return grant
