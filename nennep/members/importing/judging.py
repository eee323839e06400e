"""What a row of a clean list would do to the register: per row and per field, from what stands at this moment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from nennep.imports.rules import Judged, Row, Verdict
from nennep.lib.dates import format_known
from nennep.lib.pieces import pieces
from nennep.members.fields import kept_fields, masked
from nennep.members.importing import columns
from nennep.members.models import Member
from nennep.members.queries.person import shown_value
from nennep.members.sealing import unseal
from nennep.organisation.models import Unit
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User

AT_ONCE = 500  # public ids asked for in one question


def units_kept(by: "User") -> dict[str, Unit]:
    """By public id: four thousand of a city, so that one importer asks for them once."""
    return {unit.public_id: unit for unit in Unit.objects.living().visible_to(by, Act.KEEP_MEMBERS)}


@dataclass(frozen=True)
class Meant:
    """A row read: the fields that it would change, those that it leaves to the register, the cell."""

    values: dict[str, str]  # field → new value, in clear
    left: tuple[str, ...] = ()  # fields in which the register says otherwise and is kept
    cell: Unit | None = None  # another one than the register says


class Judge:
    """Knows what the rows speak of: the members, the cells within reach, the fields that are kept."""

    def __init__(self, rows: Sequence[Row], keys: Sequence[str], units: Mapping[str, Unit], by: "User") -> None:
        self.keys, self.units = keys, units
        asked = [row.values[columns.MEMBER] for row in rows] + [
            each for row in rows for each in row.values[columns.MAYBE].split(",")
        ]
        kept = Member.objects.visible_to(by, Act.KEEP_MEMBERS).filter(merged_into=None).select_related("cell")
        self.members = {
            member.public_id: member
            for ids in pieces(sorted({each for each in asked if each}), AT_ONCE)
            for member in kept.filter(public_id__in=ids)
        }

    def judge(self, row: Row) -> Judged:
        values = row.values
        if not values["name"]:
            return Judged(row, Verdict.WRONG, (_("Không có họ và tên."),))
        if values[columns.MEMBER]:
            return self.judge_known(row)
        if values[columns.MAYBE]:
            return Judged(row, Verdict.DOUBTFUL, tuple(self.doubts(values)))
        if values[columns.CELL] not in self.units:
            return Judged(row, Verdict.WRONG, (self.no_cell(values),))
        missing = [kept_fields()[key].label.lower() for key in ("dob",) if not values[key]]
        reasons = (_("Chưa có %(what)s.") % {"what": ", ".join(missing)},) if missing else ()
        return Judged(row, Verdict.NEW, reasons)

    def no_cell(self, values: Mapping[str, str]) -> str:
        if values[columns.UNIT] and not values[columns.CELL]:
            return _("“%(said)s” không có trong cây tổ chức.") % {"said": values[columns.UNIT]}
        if values[columns.UNIT] or values[columns.CELL]:
            return _("Đồng chí không giữ sổ của “%(said)s”.") % {"said": values[columns.UNIT]}
        return _("Danh sách không ghi chi bộ.")

    def doubts(self, values: Mapping[str, str]) -> Iterator[str]:
        for public_id in values[columns.MAYBE].split(","):
            if member := self.members.get(public_id):
                said = {"name": member.name, "born": format_known(member.dob) or "?", "cell": member.cell.label}
                yield _("Có thể là %(name)s, sinh %(born)s, %(cell)s.") % said
        if values[columns.WHY]:
            yield values[columns.WHY]

    def judge_known(self, row: Row) -> Judged:
        member = self.members.get(row.values[columns.MEMBER])
        if member is None:
            return Judged(row, Verdict.WRONG, (_("Hồ sơ này không còn ở đây, hoặc đồng chí không giữ."),))
        meant = self.meant(row, member)
        reasons = []
        if meant.left:
            labels = ", ".join(kept_fields()[key].label.lower() for key in meant.left)
            reasons.append(_("Danh sách ghi khác sổ, giữ theo sổ: %(labels)s.") % {"labels": labels})
        changes = {kept_fields()[key].label: self.told(member, key, text) for key, text in meant.values.items()}
        if meant.cell:
            changes[_("Nơi sinh hoạt")] = (member.cell.label, meant.cell.label)
        verdict = Verdict.CHANGED if changes else Verdict.SAME
        return Judged(row, verdict, tuple(reasons), changes, member.public_id)

    def meant(self, row: Row, member: Member) -> Meant:
        by_list = row.values[columns.PREFER] == columns.LIST
        new, left = {}, []
        for key, text in clear_values(row).items():
            before = member.value(key) if key in self.keys and text else ""
            if key not in self.keys or not text or says_no_more(text, before):
                continue
            if by_list or not before or says_no_more(before, text):
                new[key] = text
            else:
                left.append(key)
        cell = self.units.get(row.values[columns.CELL])
        return Meant(new, tuple(left), cell if by_list and cell and cell != member.cell else None)

    def told(self, member: Member, key: str, text: str) -> tuple[str, str]:
        field = kept_fields()[key]
        if field.sealed:
            return masked(field, member.value(key)), masked(field, text)
        return shown_value(field, member.value(key)), shown_value(field, text)


def says_no_more(text: str, before: str) -> bool:
    """The same, or a day less exactly known: “1970” beside “1970-05-12”."""
    return text == before or before.startswith(f"{text}-")


def clear_values(row: Row) -> dict[str, str]:
    whose = row.values[columns.KEY]
    return {
        key: unseal(whose, key, row.values[key]) if field.sealed else row.values[key]
        for key, field in kept_fields().items()
        if key in row.values
    }
