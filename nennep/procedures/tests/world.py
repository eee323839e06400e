"""What the access table speaks of: cases at several steps, of which the board's own contact is no member."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from nennep.candidates.tests.make import make_candidate
from nennep.procedures.actions.drafting import save_draft
from nennep.procedures.actions.membership import add_member
from nennep.procedures.actions.moving import Change, change_clock, here
from nennep.procedures.actions.opening import Opening, open_case
from nennep.procedures.actions.recording import PaperTold, add_paper, record_vote
from nennep.procedures.actions.roster import LineTold, add_lines
from nennep.procedures.models import Case, CaseEvent, EventKind, Procedure, Recount
from nennep.procedures.rules import Ballot
from nennep.procedures.tests.make import EXTENDABLE, bring_to, do_step, fill, make_case, make_extendable
from tests.cast import Cast
from tests.founding import Secret

BEGAN = 30  # days ago


def cases_of(cast: Cast) -> dict[str, Any]:
    day = timezone.localdate() - timedelta(days=BEGAN)
    return {**written(cast, day), **timed(cast, day), **versions(cast), **listed(cast, day), **told(cast, day)}


def told(cast: Cast, day: date) -> dict[str, Any]:
    """A candidate's admission that ended with the ceremony."""
    board, by = cast.tree.board, cast.organiser
    candidate = make_candidate(board, by, name="Kiều Ngọc Diệp")
    case = open_case(Opening("admission", board, candidate.name, day, about=candidate), by=by)
    return {"told_case": do_step(bring_to(case, "ceremony", day, by), "admitted", day, by)}


def seen(name: str, case: Case) -> dict[str, Any]:
    """A case, and its step as a form carries it back."""
    return {f"{name}_case": case, f"{name}_step": here(case)}


def written(cast: Cast, day: date) -> dict[str, Any]:
    board, by = cast.tree.board, cast.organiser
    case, ready, voting = (make_case(board, by, day=day) for _n in range(3))
    add_member(case, cast.inspector, by=by)
    file = SimpleUploadedFile("đơn.txt", "Đơn xin vào Đảng".encode())
    paper = add_paper(case, here(case), PaperTold("application", day, "1-Đ"), file, by=by)
    fill(ready, day, by)
    bring_to(voting, "resolution", day, by)
    voted = bring_to(make_case(board, by, day=day), "resolution", day, by)
    held = record_vote(voted, here(voted), day, Ballot(9, 9, 9), by=by)
    return {
        "held_vote": held,
        "case": case,
        "case_step": here(case),
        "case_paper": paper,
        "case_member": case.members.get(user=cast.inspector),
        **seen("ready", ready),
        **seen("voting", voting),
    }


def timed(cast: Cast, day: date) -> dict[str, Any]:
    """One whose clock runs and that moved with the calendar, one that stands still, one that may be extended."""
    board, by = cast.tree.board, cast.organiser
    running, stopped, mistaken = (make_case(board, by, "recognition", day) for _n in range(3))
    change_clock(stopped, here(stopped), Change(EventKind.STOPPED, day + timedelta(days=5), "chờ xác minh"), by=by)
    make_extendable()
    recount = Recount.objects.create(sentence="Thêm ngày nghỉ bão 14/10/2026.", moved=1, by=cast.clerk)
    moved = {"was": day, "now": day, "reason": "Nghỉ bão", "recount": recount, "by": cast.clerk}
    step = running.steps.get(done_on=None)
    CaseEvent.objects.create(step=step, kind=EventKind.MOVED, day=timezone.localdate(), **moved)
    return {
        **seen("running", running),
        **seen("stopped", stopped),
        **seen("extendable", make_case(board, by, "extendable", day)),
        "mistaken_case": mistaken,
        "recount": recount,
    }


def versions(cast: Cast) -> dict[str, Any]:
    procedure = Procedure.objects.get(key="extendable")
    return {
        "admission": Secret("admission"),
        "extendable": Secret("extendable"),
        "extendable_text": EXTENDABLE.replace("Giải quyết", "Xem xét"),
        "draft_version": save_draft(procedure, EXTENDABLE.replace("Giải quyết", "Xử lý"), by=cast.clerk),
    }


def listed(cast: Cast, day: date) -> dict[str, Any]:
    case = make_case(cast.tree.board, cast.organiser, "assets_year", day)
    (line,) = add_lines(case, [LineTold("Quách Gia Bảo")], by=cast.organiser)
    programme = make_case(cast.tree.board, cast.inspector, "inspection_programme", day)
    (planned,) = add_lines(programme, [LineTold("Chi bộ 1")], by=cast.inspector)
    sealed = make_case(cast.tree.board, cast.inspector, "denunciation_party", day)
    about = {"listed_case": case, "sealed_case": sealed}
    return {**about, "roster_line": line.public_id, "programme_line": planned}
