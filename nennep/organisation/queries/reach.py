"""Whom a task reaches: groups opened into their units, and names completed while one types."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from nennep.lib.text import fold
from nennep.organisation.answers import Meaning
from nennep.organisation.models import Grant, Group, Post, Unit
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User

MOST = 12  # suggestions under a field


@dataclass(frozen=True)
class Reached:
    unit: Unit
    through: str  # the group by which it was meant; empty when named itself


@dataclass(frozen=True)
class Suggestion:
    kind: str  # unit, group, person
    id: str
    name: str
    word: str  # what it is, in the office's word
    rank: int  # 0 begins with the text, 1 a word of it does, 2 it stands inside


def expand(meaning: Meaning, day: date) -> list[Reached]:
    """Units that stand on `day`, each once; being named oneself goes before being meant through a group."""
    reached = {unit.pk: Reached(unit, "") for unit in meaning.units if unit.stands_on(day)}
    groups = Group.objects.filter(pk__in=[group.pk for group in meaning.groups], is_active=True)
    for group in groups.prefetch_related("units"):
        for unit in group.units.all():
            if unit.stands_on(day):
                reached.setdefault(unit.pk, Reached(unit, group.name))
    return sorted(reached.values(), key=lambda one: one.unit.path)


def complete(text: str, user: "User") -> list[Suggestion]:
    """Units, groups and people to whom the person may give work, by a few letters typed without accents.

    Who reviews for an office gives to all of it; who answers for a unit cuts parts for that unit and what is below it.
    """
    typed, reviews = fold(text), may(user, Act.REVIEW)
    own = [held.path for held in Grant.objects.held_for(user, Act.ANSWER)]
    if not typed or not (reviews or own):
        return []
    living = Unit.objects.living()
    units = living.visible_to(user, Act.REVIEW) if reviews else living.within(own)
    groups = Group.objects.filter(is_active=True) if reviews else Group.objects.none()
    people = _people_within(units)
    found = [
        *(Suggestion("unit", u.public_id, u.name, u.get_kind_display(), u.rank) for u in _ranked(units, typed)),
        *(Suggestion("group", g.public_id, g.name, _("Khối"), g.rank) for g in _ranked(groups, typed)),
        *(Suggestion("person", p.public_id, p.full_name, _("Đồng chí"), p.rank) for p in _ranked(people, typed)),
    ]
    return sorted(found, key=lambda one: (one.rank, len(one.name)))[:MOST]


def _people_within(units: "QuerySet[Unit]") -> "QuerySet[User]":
    """Active users with a post or a grant on one of these units."""
    posts = Post.objects.living().filter(unit__in=units, holder=OuterRef("pk"))
    grants = Grant.objects.living().filter(unit__in=units, user=OuterRef("pk"))  # asked only of whom the name fits
    return get_user_model().objects.filter(Exists(posts) | Exists(grants), is_active=True)


def _ranked(rows: "QuerySet[Any, Any]", typed: str) -> "list[Any]":
    rank = Case(
        When(folded_name__startswith=typed, then=Value(0)),
        When(folded_name__contains=f" {typed}", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    within = Q()
    for word in typed.split():
        within &= Q(folded_name__contains=word)
    return list(rows.filter(within).annotate(rank=rank).order_by("rank", Length("folded_name"), "pk")[:MOST])
