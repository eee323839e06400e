"""Turning a directive's words into the office's own units, groups and people.

What a person corrects is taught (`actions/phrases.py`) and comes first the next time.
"""

from datetime import date
from typing import Self

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from nennep.organisation.answers import How, Meaning, Resolution
from nennep.organisation.directory import Named, Names
from nennep.organisation.models import Group, Office, Phrase, Post, Unit, UnitChange
from nennep.organisation.naming import Form, Manner, group_core, key, without_lead
from nennep.organisation.rules import ChangeKind, UnitKind

__all__ = ["Directory", "How", "Meaning", "Resolution", "resolve"]


class Directory(Names):
    @classmethod
    def load(cls, day: date, top: Unit | None = None) -> Self:
        """All names on `day`; `top` is the unit whose office asks, by default the installation's own."""
        office = Office.objects.select_related("root").first()
        top = top or (office.root if office else Unit.objects.on(day).filter(parent=None).first())
        directory = cls(day, top, manner_of(top, office))
        _add_units(directory)
        _add_groups(directory)
        _add_phrases(directory)
        _add_people(directory)
        return directory


def resolve(words: str, day: date) -> Resolution:
    """One question; for many, keep the `Directory`."""
    return Directory.load(day).resolve(words)


def manner_of(top: Unit | None, office: Office | None) -> Manner:
    places = [key(office.place)] if office and office.place else []
    if not top:
        return Manner(tuple(places))
    name = Manner(tuple(places)).form(key(top.name))
    return Manner(tuple(places), name.core or "")


def _add_units(directory: Directory) -> None:
    former = UnitChange.objects.filter(kind=ChangeKind.RENAMED).values_list("unit_id", "before")
    old_names: dict[int, list[str]] = {}
    for unit_id, before in former:
        old_names.setdefault(unit_id, []).append(str(before.get("name", "")))
    for unit in Unit.objects.order_by("path"):
        names = dict.fromkeys(key(name) for name in (unit.name, unit.short_name, unit.code) if name)
        if not unit.stands_on(directory.day):
            directory.gone |= {name: unit for name in names if name not in directory.gone}
            continue
        directory.units[unit.pk] = unit
        for name in names:
            directory.by_name[name].append(unit)
        for name in dict.fromkeys([*names, *map(key, old_names.get(unit.pk, []))]):
            form = directory.manner.form(name)
            directory.by_core[form.core].append(Named(unit, _with_kind(form, unit)))


def _with_kind(form: Form, unit: Unit) -> Form:
    """A committee named without “Đảng bộ” is still one."""
    bodies = {UnitKind.COMMITTEE, UnitKind.CELL}
    kind = UnitKind(unit.kind)
    return Form(form.body or (kind if kind in bodies else None), form.core, form.superior)


def _add_groups(directory: Directory) -> None:
    for group in Group.objects.filter(is_active=True):
        name = without_lead(key(group.name))
        directory.groups.setdefault(name, group)
        directory.group_cores[group_core(name)].append(group)


def _add_phrases(directory: Directory) -> None:
    for phrase in Phrase.objects.prefetch_related("units", "groups", "people"):
        units = tuple(unit for unit in phrase.units.all() if unit.pk in directory.units)
        groups = tuple(group for group in phrase.groups.all() if group.is_active)
        people = tuple(person for person in phrase.people.all() if person.is_active)
        if units or groups or people:
            note = (
                _("Đã dạy trong %(taught_in)s.") % {"taught_in": phrase.taught_in}
                if phrase.taught_in
                else _("Tên gọi khác do cơ quan đặt.")
            )
            directory.phrases[phrase.folded] = Resolution(units, groups, people, How.PHRASE, 1.0, note)


def _add_people(directory: Directory) -> None:
    for person in get_user_model().objects.filter(is_active=True).only("public_id", "full_name"):
        directory.people[key(person.full_name)].append(person)
    posts = Post.objects.on(directory.day).select_related("unit", "holder")
    for post in posts:
        directory.posts[key(post.title)].append(post)
