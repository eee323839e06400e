"""Builders of units, posts and grants."""

from datetime import date
from typing import TYPE_CHECKING

from nennep.organisation.models import Grant, Group, Post, Unit
from nennep.organisation.rules import Role, UnitKind, child_path, folded_name

if TYPE_CHECKING:
    from nennep.accounts.models import User

START, END = date(2025, 1, 1), date(2030, 12, 31)


def make_unit(name: str, parent: Unit | None = None, kind: UnitKind = UnitKind.COMMITTEE) -> Unit:
    number = Unit.objects.filter(parent=parent).count() + 1
    if parent:
        number = max(number, parent.children_made + 1)
        parent.children_made = number
        parent.save(update_fields=["children_made"])
    path = child_path(parent.path if parent else "", number)
    return Unit.objects.create(name=name, folded_name=folded_name(name), parent=parent, path=path, kind=kind)


def make_grant(user: "User", role: Role, unit: Unit, subtree: bool = False) -> Grant:
    return Grant.objects.create(user=user, role=role, unit=unit, subtree=subtree, starts=START, ends=END)


def make_post(title: str, unit: Unit, holder: "User", may_sign: bool = False) -> Post:
    return Post.objects.create(title=title, unit=unit, holder=holder, may_sign=may_sign, starts=START)


def make_group(name: str, *units: Unit) -> Group:
    group = Group.objects.create(name=name, folded_name=folded_name(name))
    group.units.set(units)
    return group
