"""“unit:abc…”, “group:abc…”, “person:abc…”: the names under which forms and snapshots speak of receivers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.lib.errors import RuleBroken
from nennep.organisation.models import Group, Unit

Receiver = Unit | Group | User


@dataclass(frozen=True)
class Receivers:
    units: tuple[Unit, ...] = ()
    groups: tuple[Group, ...] = ()
    people: tuple[User, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.units or self.groups or self.people)

    def tokens(self) -> list[str]:
        named = (("unit", self.units), ("group", self.groups), ("person", self.people))
        return [f"{kind}:{thing.public_id}" for kind, things in named for thing in things]


def receivers_of(tokens: Iterable[str]) -> Receivers:
    """The things that tokens name; an unknown one is refused, never dropped."""
    wanted: dict[str, set[str]] = {"unit": set(), "group": set(), "person": set()}
    for token in tokens:
        kind, _colon, public_id = token.partition(":")
        if kind not in wanted:
            raise RuleBroken(_("Nơi nhận việc không đọc được. Hãy chọn lại từ danh sách."))
        wanted[kind].add(public_id)
    found = Receivers(
        tuple(Unit.objects.filter(public_id__in=wanted["unit"])),
        tuple(Group.objects.filter(public_id__in=wanted["group"])),
        tuple(User.objects.filter(public_id__in=wanted["person"])),
    )
    if len(found.tokens()) != sum(len(ids) for ids in wanted.values()):
        raise RuleBroken(_("Có nơi nhận việc không còn trong danh mục. Hãy chọn lại từ danh sách."))
    return found
