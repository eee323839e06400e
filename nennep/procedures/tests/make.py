"""Builders: cases, and steps done in the ordinary way."""

from datetime import date

from nennep.accounts.models import User
from nennep.organisation.models import Unit
from nennep.procedures.actions.moving import Finish, finish_step, here
from nennep.procedures.actions.opening import Opening, open_case
from nennep.procedures.actions.recording import CheckTold, PaperTold, add_paper, answer_check, record_vote
from nennep.procedures.actions.shipping import load_shipped
from nennep.procedures.models import Case
from nennep.procedures.queries.standing import current_step
from nennep.procedures.rules import Answer, Ballot

EXTENDABLE = """
key = "extendable"
field = "badges"
name = "Quy trình có gia hạn"
subject = "Việc thử"
opens = "Nhận đơn"
valid_from = 2025-01-01
basis = ["Luật Tố cáo 2018"]
[[steps]]
key = "settle"
name = "Giải quyết"
role = "Cơ quan"
limit = { start = "opened", fact = "denunciations.settle" }
results = [{ key = "settled", name = "Đã giải quyết", end = "settled" }]
[[ends]]
key = "settled"
name = "Đã giải quyết"
retention = "records.retention_party"
"""
FIRST = date(2026, 8, 3)
PERSON = "Lương Thảo Vy"


def make_extendable() -> None:
    """A procedure of which a time limit may be extended."""
    load_shipped({"extendable.toml": EXTENDABLE})


def make_case(unit: Unit, by: User, procedure: str = "admission", day: date = FIRST) -> Case:
    return open_case(Opening(procedure, unit, PERSON, day), by=by)


def fill(case: Case, day: date, by: User, agreed: int = 9) -> None:
    """Every required paper, every check answered yes, the vote of nine if there is one."""
    told, seen = current_step(case).told, here(case)
    for paper in told.papers:
        if paper.required:
            add_paper(case, seen, PaperTold(paper.key, day, "1-VB"), by=by)
    for check in told.checks:
        answer_check(case, seen, CheckTold(check.key, Answer.YES), by=by)
    if told.vote:
        record_vote(case, seen, day, Ballot(9, 9, agreed), by=by)


def do_step(case: Case, result: str, day: date, by: User) -> Case:
    fill(case, day, by)
    return finish_step(case, here(case), Finish(result, day), by=by)


def bring_to(case: Case, step: str, day: date, by: User) -> Case:
    """Along the first results."""
    while (told := current_step(case).told).key != step:
        case = do_step(case, told.results[0].key, day, by)
    return case
