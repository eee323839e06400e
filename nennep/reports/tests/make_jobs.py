"""Tasks and answers as the wording sees them, without a database."""

from decimal import Decimal
from itertools import count
from typing import Any

from nennep.reports.wording.model import Answer, Job, Outcome

ids = count(1)
SCHOOL, BOARD, COURT = "Đảng bộ Trường Chính trị", "Ban Tổ chức Đảng ủy", "Đảng bộ Tòa án nhân dân thành phố"


def an_answer(who: str = SCHOOL, outcome: Outcome = Outcome.DONE, **known: Any) -> Answer:
    return Answer(id=next(ids), unit=sum(map(ord, who)), who=who, outcome=outcome, **known)


def a_job(text: str, *answers: Answer, **known: Any) -> Job:
    return Job(next(ids), text, "1", known.pop("point", 1), answers=answers or (an_answer(),), **known)


def a_target(*figures: int, goal: int = 4, measure: str = "đảng viên") -> Job:
    """Each unit has an equal share of the goal of all."""
    share = Decimal(goal)
    answers = [an_answer(f"Chi bộ {n}", figure=Decimal(f), allotted=share) for n, f in enumerate(figures, 1)]
    text = f"kết nạp ít nhất {goal * len(figures)} {measure} trước ngày 20/12/2026"
    return a_job(text, *answers, target=share * len(figures), measure=measure)
