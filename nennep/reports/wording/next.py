"""What is to be done in the next period: what was not finished is carried over, and marked; what falls due comes in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nennep.lib.figures import whole
from nennep.lib.periods import Period
from nennep.lib.text import capitalised
from nennep.reports.wording.model import MOST_SHOWN, UNFINISHED, Answer, From, Job, Said
from nennep.reports.wording.phrases import MOST_NAMED, day, listed, lowered, sentence
from nennep.reports.wording.plain import undated

GOES_ON = "tiếp tục"


@dataclass(frozen=True)
class Carried:
    """A task that goes on: who still owes it, and its order without the date that has passed."""

    job: Job
    names: tuple[str, ...]  # none: the report speaks of one unit alone
    order: str

    @property
    def words(self) -> str:
        """“Đảng bộ A và Đảng bộ B tiếp tục xây dựng đề án …”"""
        return self.given_to(who_of(self.names))

    def given_to(self, who: str) -> str:
        order = self.order if self.order.startswith(GOES_ON) else f"{GOES_ON} {self.order}"
        return f"{who} {order}".strip()


def going_on(jobs: Iterable[Job], coming: Iterable[Job]) -> list[Job]:
    """Each task once, with the answers of this period and those that fall due in the next."""
    found: dict[int, Job] = {}
    for job in (*jobs, *coming):
        known = found.get(job.id)
        found[job.id] = replace(known, answers=(*known.answers, *job.answers)) if known else job
    return list(found.values())


def open_leads(job: Job) -> list[Answer]:
    return [answer for answer in job.leads or job.answers if answer.outcome in UNFINISHED]


def is_carried(job: Job) -> bool:
    """Done once, and still owed by somebody."""
    return not job.standing and any(answer.outcome in UNFINISHED for answer in job.leads or job.answers)


def carried(jobs: Iterable[Job], *, named: bool = True) -> list[Carried]:
    """Tasks done once that somebody still owes, in the order of their clauses."""
    found = []
    for job in jobs:
        left = open_leads(job)
        if job.standing or not left:
            continue
        names = tuple(answer.who for answer in left) if named else ()
        found.append(Carried(job, names, lowered(undated(job.text, job.due_words))))
    return found


def who_of(names: Sequence[str]) -> str:
    if len(names) > MOST_NAMED:
        return f"{whole(len(names))} đơn vị chưa hoàn thành"
    return capitalised(listed(names))


def mark_of(period: Period) -> str:
    return f"(chuyển tiếp từ {period.name})"


def next_tasks(jobs: Sequence[Job], period: Period, *, named: bool = True) -> list[Said]:
    """Paragraphs of one heading: what falls due later with its day, the rest marked as carried over."""
    made = []
    for one in carried(jobs, named=named):
        job = one.job
        if job.due and job.due > period.end:
            said = f"{one.words}, hạn {day(job.due)}"
        else:
            said = f"{one.words} {mark_of(period)}"
        made.append(Said(f"n{job.id}", sentence(said), (From(task=job.id, answers=len(open_leads(job))),)))
    return made


def standing_duties(jobs: Iterable[Job]) -> list[Said]:
    rows = [job for job in jobs if job.standing]
    if not rows:
        return []
    references = list(dict.fromkeys(job.reference for job in rows if job.reference))
    by = f" theo {listed(references)}" if 0 < len(references) <= MOST_NAMED else ""
    text = sentence(f"Tiếp tục thực hiện {whole(len(rows))} nhiệm vụ thường xuyên{by}")
    return [Said("standing", text, tuple(From(task=job.id, answers=len(job.leads)) for job in rows[:MOST_SHOWN]))]
