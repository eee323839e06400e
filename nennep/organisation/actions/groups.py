"""Groups: the sets of units that directives speak of, with the other names they go by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.lib.text import nfc, one_line
from nennep.organisation.models import Group, Phrase, Unit
from nennep.organisation.naming import phrase_key
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act, folded_name

if TYPE_CHECKING:
    from nennep.accounts.models import User


@dataclass(frozen=True)
class GroupFacts:
    name: str
    note: str = ""
    units: Sequence[Unit] = ()
    aliases: Sequence[str] = ()


@transaction.atomic
def add_group(facts: GroupFacts, *, by: "User") -> Group:
    must(by, Act.KEEP_TREE)
    group = Group()
    write_group(group, facts, by=by)
    record(by, "group.added", group, **said(group))
    return group


@transaction.atomic
def edit_group(group: Group, facts: GroupFacts, *, by: "User") -> Group:
    group = Group.objects.select_for_update().get(pk=group.pk)
    must(by, Act.KEEP_TREE)
    before = said(group)
    write_group(group, facts, by=by)
    after = said(group)
    if before != after:
        record(by, "group.edited", group, before=before, after=after)
    return group


@transaction.atomic
def deactivate_group(group: Group, *, by: "User") -> Group:
    """Kept for the directives that named it; no new words resolve to it."""
    group = Group.objects.select_for_update().get(pk=group.pk)
    must(by, Act.KEEP_TREE)
    if not group.is_active:
        raise RuleBroken(_("Khối này đã ngừng dùng."))
    return set_active(group, False, "group.deactivated", by=by)


@transaction.atomic
def reactivate_group(group: Group, *, by: "User") -> Group:
    group = Group.objects.select_for_update().get(pk=group.pk)
    must(by, Act.KEEP_TREE)
    if group.is_active:
        raise RuleBroken(_("Khối này đang dùng."))
    return set_active(group, True, "group.reactivated", by=by)


def set_active(group: Group, active: bool, event: str, *, by: "User") -> Group:
    group.is_active = active
    group.save(update_fields=["is_active"])
    record(by, event, group)
    return group


def write_group(group: Group, facts: GroupFacts, *, by: "User") -> None:
    name = one_line(nfc(facts.name))
    if not name:
        raise RuleBroken(_("Khối phải có tên."))
    if Group.objects.filter(name=name).exclude(pk=group.pk).exists():
        raise RuleBroken(_("Đã có khối tên “%(name)s”.") % {"name": name})
    group.name, group.note, group.folded_name = name, one_line(nfc(facts.note)), folded_name(name)[:300]
    group.save()
    group.units.set(facts.units)
    write_aliases(group, facts.aliases, by=by)


def write_aliases(group: Group, aliases: Sequence[str], *, by: "User") -> None:
    wanted = {phrase_key(alias): one_line(nfc(alias)) for alias in aliases if phrase_key(alias)}
    for phrase in group.phrases.filter(learned=False).exclude(folded__in=wanted):
        phrase.delete()
    known = {phrase.folded: phrase for phrase in Phrase.objects.filter(folded__in=wanted).prefetch_related("groups")}
    for folded, words in wanted.items():
        if folded not in known:
            phrase = Phrase.objects.create(words=words[:400], folded=folded, taught_by=by)
            phrase.groups.set([group])
        elif group not in known[folded].groups.all():
            raise RuleBroken(_("“%(words)s” đã được hiểu theo nghĩa khác; hãy quên nghĩa đó trước.") % {"words": words})


def aliases_of(group: Group) -> list[str]:
    return list(group.phrases.filter(learned=False).values_list("words", flat=True))


def said(group: Group) -> dict[str, object]:
    units = [unit.name for unit in group.units.order_by("path")]
    return {"name": group.name, "note": group.note, "units": units, "aliases": aliases_of(group)}
