"""The workbook to fill in: our own headings, filled with what the office has now, so that it comes back unchanged."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from nennep.imports.rules import SheetKind
from nennep.organisation.importing.columns import GROUPS, POSTS, SHEETS, UNITS
from nennep.organisation.importing.importer import kinds_kept
from nennep.organisation.importing.known import names
from nennep.organisation.importing.people import PEOPLE, people_sheet
from nennep.organisation.models import Group, Post, Unit
from nennep.web.sheets import cell, heading_cell, sheet_title, widths

if TYPE_CHECKING:
    from nennep.accounts.models import User


def workbook(*, by: "User") -> bytes:
    """What the person may write; in Vietnamese, whoever asks for it: it goes from hand to hand in the office."""
    kept = kinds_kept(by)
    with override("vi"):
        return filled_in([kind for kind in (*SHEETS, people_sheet().sheet) if kind.name in kept])


def filled_in(kinds: Iterable[SheetKind]) -> bytes:
    book = Workbook(write_only=True)
    filled = {UNITS: unit_rows, GROUPS: group_rows, POSTS: post_rows, PEOPLE: people_sheet().rows}
    for kind in kinds:
        sheet = book.create_sheet(sheet_title(kind.title))
        sheet.freeze_panes = "A2"
        headings, rows = [column.heading for column in kind.columns], list(filled[kind.name]())
        for number, width in enumerate(widths([headings, *rows]), start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.append([heading_cell(sheet, heading) for heading in headings])
        for row in rows:
            sheet.append([cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def unit_rows() -> Iterator[list[object]]:
    called = unit_names()
    for unit in Unit.objects.living().select_related("parent"):
        above = called[unit.parent.pk] if unit.parent and unit.parent.pk in called else ""
        yield [
            unit.code, unit.name, unit.short_name, unit.get_kind_display(), above, unit.phone, unit.email,
            unit.contact_name, unit.member_count, unit.valid_from,
        ]  # fmt: skip


def unit_names() -> dict[int, str]:
    """What a unit is called in other rows: its name, or its code when another bears the same name."""
    units = list(Unit.objects.living())
    bearers = Counter(unit.name for unit in units)
    return {unit.pk: unit.code if unit.code and bearers[unit.name] > 1 else unit.name for unit in units}


def group_rows() -> Iterator[list[object]]:
    called = unit_names()
    for group in Group.objects.filter(is_active=True).prefetch_related("units", "phrases"):
        units = sorted(group.units.all(), key=lambda unit: unit.path)
        aliases = [phrase.words for phrase in group.phrases.all() if not phrase.learned]
        yield [group.name, names(called.get(unit.pk, unit.name) for unit in units), names(aliases), group.note]


def post_rows() -> Iterator[list[object]]:
    called = unit_names()
    for post in Post.objects.living().select_related("unit", "holder").prefetch_related("portfolios"):
        holder, username = (post.holder.full_name, post.holder.username) if post.holder else ("", "")
        yield [
            called.get(post.unit_id, post.unit.name), post.title, holder, username, names(post.portfolios.all()),
            "có" if post.may_sign else "không", post.authority, post.rank, post.starts,
        ]  # fmt: skip
