"""Absences as their pages show them, what may be lent in one, and to whom."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.organisation.absences import Absence, AbsenceQuerySet
from nennep.organisation.models import Grant, GrantQuerySet, Post, Unit
from nennep.organisation.rules import LENT_BY_KEEPERS, LENT_BY_ONESELF, Act

if TYPE_CHECKING:
    from nennep.accounts.models import User

HEADINGS = (
    _("Người vắng"), _("Người thay"), _("Từ ngày"), _("Đến hết ngày"), _("Vai trò"), _("Lý do"), _("Người ghi"),
    _("Về sớm"),
)  # fmt: skip


def lendable(person: "User", day: date, *, by: "User") -> GrantQuerySet:
    """Own roles in force on the first day; what one holds for somebody else is not lent on."""
    held = Grant.objects.on(day).filter(user=person, absence=None).select_related("unit")
    if by == person:
        return held.filter(role__in=LENT_BY_ONESELF)
    return held.filter(Grant.objects.reaching(by, Act.KEEP_USERS, "unit__"), role__in=LENT_BY_KEEPERS)


def colleagues(person: "User") -> Any:
    """Who holds a role or a post in the units for which the person answers, or below them."""
    own = Grant.objects.living().filter(user=person, absence=None, role__in=LENT_BY_ONESELF)
    units = Unit.objects.within(list(own.values_list("unit__path", flat=True)))
    there = get_user_model().objects.filter(is_active=True).exclude(pk=person.pk)
    held = Grant.objects.living().filter(unit__in=units, absence=None)
    with_role, with_post = (
        there.filter(grants__in=held),
        there.filter(posts__in=Post.objects.living().filter(unit__in=units)),
    )
    return (with_role | with_post).distinct()


def absences_found(user: "User") -> AbsenceQuerySet:
    lent = Prefetch("grants", Grant.objects.select_related("unit").order_by("role", "unit__path"))
    found = Absence.objects.visible_to(user).select_related("person", "substitute", "noted_by")
    return found.prefetch_related(lent)


def away_now(people: "Iterable[User]") -> AbsenceQuerySet:
    today = timezone.localdate()
    return Absence.objects.touching(today, today).filter(person__in=people).select_related("person", "substitute")


def absence_rows(absences: Iterable[Absence]) -> Iterator[list[object]]:
    for absence in absences:
        roles = "; ".join(f"{grant.get_role_display()} – {grant.unit.label}" for grant in absence.grants.all())
        yield [
            absence.person.full_name, absence.substitute.full_name, absence.starts, absence.ends, roles,
            absence.reason, absence.noted_by.full_name, absence.ended_at,
        ]  # fmt: skip
