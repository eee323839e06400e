"""Cases of the sample committee: invented people on their way through the procedures, each some steps along."""

from datetime import date, timedelta

from django.utils import timezone

from nennep.accounts.models import User
from nennep.organisation.models import Unit
from nennep.organisation.rules import Role, UnitKind
from nennep.procedures.actions.membership import add_member
from nennep.procedures.actions.moving import Finish, finish_step, here
from nennep.procedures.actions.opening import Opening, open_case
from nennep.procedures.actions.recording import CheckTold, PaperTold, add_paper, answer_check, record_vote
from nennep.procedures.models import Case
from nennep.procedures.queries.standing import clock_of_step, current_step
from nennep.procedures.rules import Answer, Ballot

CASES = (  # procedure, person, days since it began, steps done
    ("admission", "Lương Thảo Vy", 150, 5),
    ("admission", "Quách Gia Bảo", 96, 3),
    ("admission", "Đinh Nhật Nguyên", 355, 8),
    ("admission", "Tạ Khánh Linh", 20, 1),
    ("admission", "Bành Minh Thư", 430, 8),
    ("admission", "Phùng Minh Đăng", 260, 9),
    ("recognition", "Kiều Hải Trà", 380, 1),
    ("recognition", "Lại Thanh Sơn", 300, 0),
)
VOTERS = 21


def open_cases(root: Unit) -> None:
    organiser = User.objects.filter(grants__role=Role.ORGANISER).order_by("pk")[0]
    contact = User.objects.filter(grants__role=Role.CONTACT).order_by("pk")[0]
    cells = list(Unit.objects.within([root.path]).filter(kind=UnitKind.CELL).order_by("path"))
    for n, (procedure, person, days, steps) in enumerate(CASES):
        day = timezone.localdate() - timedelta(days=days)
        case = open_case(Opening(procedure, cells[n % len(cells)], person, day), by=organiser)
        go_on(case, day, steps, organiser)
        if n < len(CASES) // 2:
            add_member(case, contact, by=organiser)


def go_on(case: Case, day: date, steps: int, by: User) -> None:
    """So many steps along the first results, evenly over the days until now, or when a time of waiting is over."""
    between = (timezone.localdate() - day) // max(steps + 1, 1)
    for _n in range(steps):
        step = current_step(case)
        clock = clock_of_step(step)
        waits = step.told.limit and step.told.limit.wait
        day = clock.legal.day if clock and waits and clock.legal.day else min(day + between, timezone.localdate())
        fill(case, day, by)
        case = finish_step(case, here(case), Finish(step.told.results[0].key, day), by=by)
        if case.end:
            return


def fill(case: Case, day: date, by: User) -> None:
    """Every paper that must be there, every question answered, the vote carried."""
    told, seen = current_step(case).told, here(case)
    for n, paper in enumerate(paper for paper in told.papers if paper.required):
        add_paper(case, seen, PaperTold(paper.key, day, f"{n + 3}-NQ/CB"), by=by)
    for check in told.checks:
        answer_check(case, seen, CheckTold(check.key, Answer.YES), by=by)
    if told.vote:
        record_vote(case, seen, day, Ballot(VOTERS, VOTERS - 1, VOTERS - 2), by=by)
