"""Hand-overs as tests make them: asked, and made at once as the worker would."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from nennep.jobs.actions import do_job
from nennep.jobs.models import JobState
from nennep.members.actions.handing import Order, ask_handover, erase_handover_file
from nennep.members.actions.keys import NewKey, make_key
from nennep.members.models import Handover, HandoverKind, OwnLayout
from nennep.members.outgoing import folder
from nennep.organisation.models import Unit

if TYPE_CHECKING:
    from nennep.accounts.models import User
    from tests.cast import Cast


def ordered(unit: Unit, kind: HandoverKind = HandoverKind.NATIONAL, **more: object) -> Order:
    return Order(kind, unit, "Ban Tổ chức Thành ủy", "Cập nhật cơ sở dữ liệu", **more)  # type: ignore[arg-type]


def make_handover(order: Order, by: "User") -> Handover:
    handover = ask_handover(order, by=by)
    assert handover.job
    do_job(handover.job)
    assert handover.job.state == JobState.DONE, handover.job.message
    return Handover.objects.get(pk=handover.pk)


def handovers_of(cast: "Cast") -> dict[str, Any]:
    """For the access table: one whose file is taken, one whose file is erased, one whose file is gone."""
    handed, slip, whole = (make_handover(ordered(cast.tree.root), cast.organiser) for _ in range(3))
    erase_handover_file(whole, by=cast.organiser)
    key, _token = make_key(NewKey("Sổ tay đảng viên", cast.tree.root, "Báo họp", 30), by=cast.organiser)
    columns = [["Họ và tên", "name", ""], ["Số CCCD", "id12", ""]]
    own = OwnLayout.objects.create(file_name="Mẫu.xlsx", sha256="1" * 64, columns=columns, made_by=cast.organiser)
    return {"api_key": key, "handed": handed, "handed_slip": slip, "handed_whole": whole, "own_layout": own}


def file_of(handover: Handover) -> Path:
    return folder.place_of(handover.public_id, handover.form)


def sheets_of(handover: Handover) -> dict[str, list[list[str]]]:
    """Title → rows, the headings first; blank cells as ""."""
    book = load_workbook(io.BytesIO(file_of(handover).read_bytes()))
    return {
        sheet.title: [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in book
    }
