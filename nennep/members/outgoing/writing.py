"""The file of a hand-over, written into the private folder; in Vietnamese, whoever asks for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from nennep.accounts.models import User
from nennep.lib.dates import format_date
from nennep.members.actions.handing import Made
from nennep.members.models import Handover, HandoverKind
from nennep.members.models.member import MemberQuerySet
from nennep.members.outgoing import folder
from nennep.members.outgoing.columns import rows_said
from nennep.members.outgoing.contacts import card_of, has_telephone
from nennep.members.outgoing.figures import figures_document, write_figures
from nennep.members.outgoing.layout import Layout
from nennep.members.outgoing.workbook import Table, write_workbook
from nennep.members.queries.differences import Differences
from nennep.members.queries.handovers import last_change, members_for, refused
from nennep.members.queries.knowing import Knowing, in_order
from nennep.members.queries.layouts import layout_for
from nennep.members.queries.statistics import statistics_of

Report = Callable[[int, int], None]  # done, of how many
CARDS = ("name", "phone")  # fields of a list of contacts; nothing else is even opened
RECORD = "Mã hồ sơ"


@dataclass(frozen=True)
class Desk:
    """All that the writing of one file needs."""

    handover: Handover
    by: User
    report: Report
    to: Path

    @cached_property
    def layout(self) -> Layout:
        return layout_for(timezone.localdate())

    @cached_property
    def members(self) -> MemberQuerySet:
        return members_for(self.by, self.handover.unit)

    def keys(self) -> tuple[list[int], int]:
        """Whom the file may hold, in order; and how many are left out."""
        if not self.handover.only_good:
            return in_order(self.members), 0
        good = in_order(self.members.exclude(refused(timezone.localdate())))
        return good, self.members.count() - len(good)


def write_file(handover: Handover, report: Report, *, by: User) -> Made:
    to = folder.being_written(handover.public_id, handover.form)
    with override("vi"):
        made = WRITERS[HandoverKind(handover.kind)](Desk(handover, by, report, to))
    place = folder.put_in_place(to, handover.public_id, handover.form)
    return replace(made, size=place.stat().st_size, sha256=folder.sum_of(place))


def write_national(desk: Desk) -> Made:
    upto = last_change()  # before anything is read: what changes meanwhile is told again by the next set
    keys, left_out = desk.keys()
    layout, total = desk.layout, len(keys)
    read = Knowing(desk.handover.basis.fields).read(keys, lambda done: desk.report(done, total))
    rows = rows_said((known for _member, known in read), layout.columns)
    table = Table(_("Đảng viên"), [column.heading for column in layout.columns], rows)
    write_workbook(desk.to, [table])
    return Made(table.written, layout=layout.version, left_out=left_out, upto=upto, persons=frozenset(keys))


def write_changes(desk: Desk) -> Made:
    handover = desk.handover
    assert handover.since
    upto = last_change()
    keys, left_out = desk.keys()
    found = Differences(handover.since, keys, Knowing(handover.basis.fields), desk.layout)
    tables = tables_of(found, desk)
    write_workbook(desk.to, [*tables.values(), summary(found, tables, handover)])
    counts = {kind: table.written for kind, table in tables.items()} | {"erased": found.erased}
    return Made(
        sum(table.written for table in tables.values()),
        layout=desk.layout.version, left_out=left_out, upto=upto, persons=found.known_after, figures=counts,
    )  # fmt: skip


def tables_of(found: Differences, desk: Desk) -> dict[str, Table]:
    whole = [RECORD, *(column.heading for column in found.layout.columns)]
    name, born, id12, card12 = _("Họ và tên"), _("Ngày sinh"), _("Số định danh cá nhân"), _("Số thẻ đảng viên")
    identity = [RECORD, name, born, id12, card12]
    kept = [_("Hồ sơ còn lại: %(what)s") % {"what": word.lower()} for word in identity]
    thing = [RECORD, name, id12, card12]
    total = len(found.keys)

    def told(done: int) -> None:
        desk.report(done, total)

    return {
        "added": Table(_("Thêm mới"), whole, found.whole_rows(found.came["added"])),
        "changed": Table(_("Thay đổi"), [*thing, _("Nội dung"), _("Trước"), _("Sau")], found.changed_rows(told)),
        "moved_in": Table(_("Chuyển đến"), whole, found.whole_rows(found.came["moved_in"])),
        "moved_out": Table(_("Chuyển đi"), identity, found.moved_out_rows()),
        "gone": Table(_("Ra khỏi danh sách"), [*identity, _("Tư cách")], found.gone_rows()),
        "merged": Table(_("Gộp hồ sơ"), [*identity, *kept], found.merged_rows()),
    }


def summary(found: Differences, tables: dict[str, Table], handover: Handover) -> Table:
    """Written last, when the rows are counted."""

    def rows() -> Iterator[list[object]]:
        yield [_("Đơn vị"), handover.unit.name]
        yield [_("Nơi nhận"), handover.to]
        yield [_("Tính từ lần bàn giao"), format_date(timezone.localdate(found.earlier.asked_at))]
        yield from ([table.title, table.written] for table in tables.values())
        if found.erased:
            yield [_("Hồ sơ không còn trong sổ"), found.erased]

    return Table(_("Tóm tắt"), [_("Nội dung"), _("Số liệu")], rows())


def write_contacts(desk: Desk) -> Made:
    keys = in_order(desk.members)
    knowing = Knowing([key for key in CARDS if key in desk.handover.basis.fields])
    written: set[int] = set()
    with desk.to.open("w", encoding="utf-8", newline="") as file:
        for member, known in knowing.read(keys, lambda done: desk.report(done, len(keys))):
            if has_telephone(known):
                file.write(card_of(known, member.public_id))
                written.add(member.pk)
    return Made(len(written), left_out=len(keys) - len(written), persons=frozenset(written))


def write_statistics(desk: Desk) -> Made:
    found = statistics_of(desk.by, desk.handover.unit, timezone.localdate())
    if desk.handover.form == "docx":
        desk.to.write_bytes(figures_document(found))
        return Made(len(found.lines))
    return Made(write_figures(found, desk.to))


WRITERS: dict[HandoverKind, Callable[[Desk], Made]] = {
    HandoverKind.NATIONAL: write_national,
    HandoverKind.CHANGES: write_changes,
    HandoverKind.STATISTICS: write_statistics,
    HandoverKind.CONTACTS: write_contacts,
}
