"""What the access table speaks of: cases at several steps, of which the board's own contact is no member."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from nennep.procedures.actions.drafting import save_draft
from nennep.procedures.actions.membership import add_member
from nennep.procedures.actions.moving import Change, change_clock, here
from nennep.procedures.actions.recording import PaperTold, add_paper
from nennep.procedures.actions.roster import LineTold, add_lines
from nennep.procedures.models import EventKind, Procedure, Recount
from nennep.procedures.tests.make import EXTENDABLE, bring_to, fill, make_case, make_extendable
from tests.cast import Cast
from tests.founding import Secret

BEGAN = 30  # days ago


def cases_of(cast: Cast) -> dict[str, Any]:
    board, by = cast.tree.board, cast.organiser
    day = timezone.localdate() - timedelta(days=BEGAN)
    case, ready, voting = (make_case(board, by, day=day) for _n in range(3))
    add_member(case, cast.inspector, by=by)
    file = SimpleUploadedFile("đơn.txt", "Đơn xin vào Đảng".encode())
    paper = add_paper(case, here(case), PaperTold("application", day, "1-Đ"), file, by=by)
    fill(ready, day, by)
    bring_to(voting, "resolution", day, by)
    running = make_case(board, by, "recognition", day)
    make_extendable()
    extendable = make_case(board, by, "extendable", day)
    stopped, mistaken = (make_case(board, by, "recognition", day) for _n in range(2))
    change_clock(stopped, here(stopped), Change(EventKind.STOPPED, day + timedelta(days=5), "chờ xác minh"), by=by)
    extendable_procedure = Procedure.objects.get(key="extendable")
    draft = save_draft(extendable_procedure, EXTENDABLE.replace("Giải quyết", "Xử lý"), by=cast.clerk)
    recount = Recount.objects.create(sentence="Thêm ngày nghỉ bão 14/10/2026.", moved=1, by=cast.clerk)
    listed = make_case(board, by, "assets_year", day)
    (line,) = add_lines(listed, [LineTold("Quách Gia Bảo")], by=by)
    programme = make_case(board, cast.inspector, "inspection_programme", day)
    (planned,) = add_lines(programme, [LineTold("Chi bộ 1")], by=cast.inspector)
    return {
        "listed_case": listed,
        "roster_line": line.public_id,
        "programme_line": planned,
        "draft_version": draft,
        "recount": recount,
        "extendable_text": EXTENDABLE.replace("Giải quyết", "Xem xét"),
        "case": case,
        "case_step": case.steps.get(done_on=None).public_id,
        "case_paper": paper,
        "case_member": case.members.get(user=cast.inspector),
        "ready_case": ready,
        "ready_step": ready.steps.get(done_on=None).public_id,
        "voting_case": voting,
        "voting_step": voting.steps.get(done_on=None).public_id,
        "running_case": running,
        "running_step": running.steps.get(done_on=None).public_id,
        "stopped_case": stopped,
        "stopped_step": stopped.steps.get(done_on=None).public_id,
        "extendable_case": extendable,
        "extendable_step": extendable.steps.get(done_on=None).public_id,
        "mistaken_case": mistaken,
        "admission": Secret("admission"),
        "extendable": Secret("extendable"),
    }
