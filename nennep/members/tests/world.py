"""What the access table speaks of: an open register, somebody of the cell, somebody of the contact's own unit."""

from datetime import date
from typing import Any

from django.utils import timezone

from nennep.imports.actions import Source, preview_rows
from nennep.imports.models import PreviewState
from nennep.imports.rules import Row
from nennep.imports.tests.make import make_preview_of_nothing
from nennep.members.actions.moving import Dated, change_standing, give_post, move_member
from nennep.members.actions.suggesting import suggest
from nennep.members.importing import columns
from nennep.members.importing.importer import MemberImporter
from nennep.members.rules import Standing
from nennep.members.tests.make import make_basis, make_member
from nennep.workbench.models import ListRun
from nennep.workbench.rules import RunState
from tests.cast import Cast


def members_of(cast: Cast) -> dict[str, Any]:
    keeper, tree = cast.organiser, cast.tree
    basis = make_basis(keeper)
    lan = make_member(tree.cell, keeper)
    own = make_member(tree.board, keeper, name="Vũ Đức Thịnh", sex="nam", id12="031068004455", card12="031012345999")
    move_member(lan, tree.school, Dated(date(2026, 3, 1)), temporary=True, by=keeper)
    change_standing(lan, Standing.EXEMPT, Dated(date(2026, 4, 1)), by=keeper)
    post = give_post(lan, "Bí thư chi bộ", tree.cell, Dated(date(2026, 2, 1)), by=keeper)
    lan.refresh_from_db()
    written = make_preview_of_nothing(keeper, PreviewState.COMMITTED)
    written.kind = MemberImporter.kind
    written.save()
    return {
        "basis": basis,
        "member": lan,
        "own_member": own,
        "stay": lan.stays.get(temporary=True),
        "member_post": post,
        "suggestion": suggest(own, {"phone": "0987654321"}, "Đổi số điện thoại", by=cast.contact),
        "member_preview": preview_rows(
            MemberImporter(), Source("Danh sách", "1" * 64), [row_that_may_be(lan.public_id)], by=keeper
        ),
        "member_written": written,
        "list_run": ListRun.objects.create(
            name="Danh sách tháng 11", unit=tree.root, by=keeper, state=RunState.DONE, erase_on=timezone.localdate()
        ),
    }  # fmt: skip


def row_that_may_be(public_id: str) -> Row:
    values = {
        "name": "Đặng Thị Mai Lan", "dob": "1970", columns.KEY: "k.0", columns.MEMBER: "", columns.MAYBE: public_id,
        columns.WHY: "họ tên trùng", columns.CELL: "", columns.UNIT: "Chi bộ 1", columns.PREFER: columns.REGISTER,
        columns.SOURCE: "ds.xlsx · 2",
    }  # fmt: skip
    return Row("Danh sách sạch", 1, columns.SHEET.name, values)
