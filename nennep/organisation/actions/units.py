"""Units: new, corrected, renamed, moved. What ends one or makes several of it is in `reshaping`."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.lib.text import nfc, one_line
from nennep.organisation.actions.tree import (
    Dated,
    Happened,
    check_day,
    check_living,
    locked,
    next_path,
    note_change,
)
from nennep.organisation.models import Office, Unit
from nennep.organisation.permissions import must
from nennep.organisation.rules import (
    PATH_LENGTH,
    Act,
    ChangeKind,
    UnitKind,
    folded_name,
    is_below,
    moved_path,
)

if TYPE_CHECKING:
    from nennep.accounts.models import User


@dataclass(frozen=True)
class UnitFacts:
    """What the register says of a unit."""

    name: str
    kind: str = UnitKind.CELL
    short_name: str = ""
    code: str = ""
    phone: str = ""
    email: str = ""
    contact_name: str = ""
    member_count: int = 0


@dataclass(frozen=True)
class OfficeFacts:
    name: str
    superior: str = ""
    place: str = ""
    symbol: str = ""
    term: str = ""


@transaction.atomic
def set_office(facts: OfficeFacts, *, by: "User") -> Office:
    office = Office.objects.select_for_update().select_related("root").get()
    if not (by.may(Act.KEEP_TREE) or by.may(Act.KEEP_SYSTEM)):
        must(by, Act.KEEP_TREE, office.root)
    before = {name: getattr(office, name) for name in asdict(facts)}
    for name, value in asdict(facts).items():
        setattr(office, name, one_line(nfc(value)))
    office.save()
    record(by, "office.changed", office, before=before, after=asdict(facts))
    return office


@transaction.atomic
def add_unit(parent: Unit, facts: UnitFacts, when: Dated, *, by: "User") -> Unit:
    parent = locked(parent)
    must(by, Act.KEEP_TREE, parent)
    check_living(parent)
    unit = make_unit(parent, facts, when, by=by)
    record(by, "unit.added", unit, parent=parent.name, day=when.day.isoformat(), reason=when.reason)
    return unit


def make_unit(parent: Unit, facts: UnitFacts, when: Dated, *, by: "User") -> Unit:
    """A unit below a locked parent, with its first change on record; the caller journals."""
    unit = Unit(parent=parent, path=next_path(parent), valid_from=when.day)
    write_facts(unit, facts)
    note_change(unit, Happened(ChangeKind.CREATED, {}, {"name": unit.name}), when, by=by)
    return unit


def write_facts(unit: Unit, facts: UnitFacts) -> None:
    for name, value in asdict(facts).items():
        setattr(unit, name, one_line(nfc(value)) if isinstance(value, str) else value)
    if not unit.name:
        raise RuleBroken(_("Đơn vị phải có tên."))
    check_code(unit)
    unit.folded_name = folded_name(unit.name, unit.short_name, unit.code)
    unit.save()


def check_code(unit: Unit) -> None:
    other = Unit.objects.filter(code=unit.code).exclude(pk=unit.pk).first() if unit.code else None
    if other:
        raise RuleBroken(_("Mã %(code)s đã dùng cho %(other)s.") % {"code": unit.code, "other": other.name})


@transaction.atomic
def correct_unit(unit: Unit, facts: UnitFacts, *, by: "User") -> Unit:
    """Mend what was typed wrong, or keep a telephone number up to date; history does not change."""
    unit = locked(unit)
    must(by, Act.KEEP_TREE, unit)
    before = asdict(facts_of(unit))
    write_facts(unit, facts)
    after = asdict(facts_of(unit))
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    if changed:
        record(by, "unit.corrected", unit, changed=changed)
    return unit


def facts_of(unit: Unit) -> UnitFacts:
    return UnitFacts(**{name: getattr(unit, name) for name in UnitFacts.__dataclass_fields__})


@transaction.atomic
def rename_unit(unit: Unit, name: str, short_name: str, when: Dated, *, by: "User") -> Unit:
    unit = locked(unit)
    must(by, Act.KEEP_TREE, unit)
    check_living(unit)
    check_day(unit, when)
    before = {"name": unit.name, "short_name": unit.short_name}
    unit.name, unit.short_name = one_line(nfc(name)), one_line(nfc(short_name))
    after = {"name": unit.name, "short_name": unit.short_name}
    if not unit.name or before == after:
        raise RuleBroken(_("Tên mới phải khác tên cũ."))
    unit.folded_name = folded_name(unit.name, unit.short_name, unit.code)
    unit.save(update_fields=["name", "short_name", "folded_name"])
    note_change(unit, Happened(ChangeKind.RENAMED, before, after), when, by=by)
    record(by, "unit.renamed", unit, before=before, after=after, day=when.day.isoformat(), reason=when.reason)
    return unit


@transaction.atomic
def move_unit(unit: Unit, to: Unit, when: Dated, *, by: "User") -> Unit:
    """The unit and all below it stand under `to` from now on."""
    unit, to = locked(unit), locked(to)
    must(by, Act.KEEP_TREE, unit)
    must(by, Act.KEEP_TREE, to)
    check_living(unit)
    check_living(to)
    check_day(unit, when)
    before, after = shift(unit, to)
    note_change(unit, Happened(ChangeKind.MOVED, before, after), when, by=by)
    record(by, "unit.moved", unit, before=before, after=after, day=when.day.isoformat(), reason=when.reason)
    return unit


def shift(unit: Unit, to: Unit) -> tuple[dict[str, str], dict[str, str]]:
    """Moves the subtree; refuses a circle, the top, and a place where it already stands."""
    if unit.parent is None:
        raise RuleBroken(_("Đơn vị đứng đầu không chuyển đi đâu được."))
    if is_below(to.path, unit.path):
        raise RuleBroken(
            _("%(to)s nằm trong %(unit)s, nên không thể là cấp trên của nó.") % {"to": to.name, "unit": unit.name}
        )
    if unit.parent_id == to.pk:
        raise RuleBroken(_("%(unit)s đang trực thuộc %(to)s.") % {"unit": unit.name, "to": to.name})
    old_parent, old = unit.parent, unit.path
    new = next_path(to)
    subtree = Unit.objects.within([old])
    deepest = max(len(path) for path in subtree.values_list("path", flat=True))
    if deepest - len(old) + len(new) > PATH_LENGTH:
        raise RuleBroken(_("Cây tổ chức sẽ quá sâu."))
    subtree.update(path=Concat(Value(new), Substr("path", len(old) + 1)))
    unit.path, unit.parent = moved_path(old, old, new), to
    unit.save(update_fields=["parent"])
    return (
        {"parent": old_parent.public_id, "parent_name": old_parent.name, "path": old},
        {"parent": to.public_id, "parent_name": to.name, "path": new},
    )
