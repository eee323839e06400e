"""What ends a unit, or makes several of one and one of several."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.dates import format_date
from nennep.lib.errors import RuleBroken
from nennep.organisation.actions.tree import (
    ONE_DAY,
    Dated,
    Happened,
    check_childless,
    check_day,
    check_living,
    end_unit,
    locked,
    note_change,
)
from nennep.organisation.actions.units import UnitFacts, make_unit, shift
from nennep.organisation.models import Closure, Unit
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act, ChangeKind, is_below

if TYPE_CHECKING:
    from nennep.accounts.models import User


@dataclass(frozen=True)
class Split:
    """New units out of one; the old one goes on with what is left, or ends the day before."""

    parts: Sequence[UnitFacts]
    goes_on: bool


@transaction.atomic
def split_unit(unit: Unit, split: Split, when: Dated, *, by: "User") -> list[Unit]:
    unit = locked(unit)
    must(by, Act.KEEP_TREE, unit)
    check_living(unit)
    check_day(unit, when)
    if unit.parent is None:
        raise RuleBroken(_("Đơn vị đứng đầu không chia tách được."))
    if len(split.parts) < (1 if split.goes_on else 2):
        raise RuleBroken(_("Chia tách thì phải có ít nhất hai đơn vị sau khi tách."))
    if not split.goes_on:
        check_childless(unit)
    parent = locked(unit.parent)
    parts = [make_unit(parent, part, when, by=by) for part in split.parts]
    if not split.goes_on:
        end_unit(unit, when.day - ONE_DAY)
    after = {"parts": [part.name for part in parts], "goes_on": split.goes_on}
    note_change(unit, Happened(ChangeKind.SPLIT, {"name": unit.name}, after, parts), when, by=by)
    record(by, "unit.split", unit, day=when.day.isoformat(), reason=when.reason, **after)
    return parts


@transaction.atomic
def merge_units(sources: Sequence[Unit], into: Unit, when: Dated, *, by: "User") -> Unit:
    """The sources end the day before; what stands below them goes under `into`, and so do their groups and phrases."""
    into = locked(into)
    sources = [locked(source) for source in sources if source.pk != into.pk]
    for unit in (into, *sources):
        must(by, Act.KEEP_TREE, unit)
        check_living(unit)
    if not sources:
        raise RuleBroken(_("Hãy chọn đơn vị được nhập vào, khác với đơn vị nhận."))
    for source in sources:
        check_day(source, when)
        check_may_end(source, into)
    for source in sources:
        absorb(source, into, when, by=by)
    names = [source.name for source in sources]
    note_change(into, Happened(ChangeKind.MERGED, {}, {"sources": names}, sources), when, by=by)
    record(by, "unit.merged", into, sources=names, day=when.day.isoformat(), reason=when.reason)
    return into


def check_may_end(source: Unit, into: Unit) -> None:
    if source.parent_id is None:
        raise RuleBroken(_("Đơn vị đứng đầu không nhập vào đơn vị khác được."))
    if is_below(into.path, source.path):
        raise RuleBroken(
            _("%(into)s nằm trong %(source)s, nên không nhận %(source)s được.")
            % {"into": into.name, "source": source.name}
        )


def absorb(source: Unit, into: Unit, when: Dated, *, by: "User") -> None:
    for child in Unit.objects.filter(parent=source).living():
        child = locked(child)
        before, after = shift(child, locked(into))
        note_change(child, Happened(ChangeKind.MOVED, before, after), when, by=by)
    for group in source.groups.all():
        group.units.add(into)
    for phrase in source.phrases.all():
        phrase.units.add(into)
    end_unit(source, when.day - ONE_DAY)
    note_change(source, Happened(ChangeKind.MERGED, {}, {"into": into.name}, [into]), when, by=by)


@transaction.atomic
def close_unit(unit: Unit, when: Dated, *, by: "User") -> Unit:
    """`when.day` is the last day of the unit."""
    unit = locked(unit)
    must(by, Act.KEEP_TREE, unit)
    check_living(unit)
    check_day(unit, when)
    if unit.parent_id is None:
        raise RuleBroken(_("Đơn vị đứng đầu không kết thúc được."))
    check_childless(unit)
    end_unit(unit, when.day)
    note_change(unit, Happened(ChangeKind.CLOSED, {}, {"day": when.day.isoformat()}), when, by=by)
    record(by, "unit.closed", unit, day=when.day.isoformat(), reason=when.reason)
    return unit


@transaction.atomic
def reopen_unit(unit: Unit, when: Dated, *, by: "User") -> Unit:
    """The unit stands again from `when.day`; the days between stay closed."""
    unit = locked(unit)
    must(by, Act.KEEP_TREE, unit)
    if unit.valid_to is None:
        raise RuleBroken(_("%(unit)s đang hoạt động.") % {"unit": unit.name})
    if when.day > timezone.localdate() or when.day <= unit.valid_to:
        raise RuleBroken(
            _("Ngày hoạt động trở lại phải sau %(day)s và không sau hôm nay.") % {"day": format_date(unit.valid_to)}
        )
    check_living(unit.parent or unit)
    if when.day - ONE_DAY > unit.valid_to:
        Closure.objects.create(unit=unit, starts=unit.valid_to + ONE_DAY, ends=when.day - ONE_DAY)
    before, unit.valid_to = {"day": unit.valid_to.isoformat()}, None
    unit.save(update_fields=["valid_to"])
    note_change(unit, Happened(ChangeKind.REOPENED, before, {}), when, by=by)
    record(by, "unit.reopened", unit, day=when.day.isoformat(), reason=when.reason)
    return unit
