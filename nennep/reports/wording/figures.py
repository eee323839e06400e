"""Targets: what was reached, by whom, against what; percentages are never summed."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from nennep.lib.text import capitalised, fold
from nennep.reports.wording.model import Answer, Job, Number
from nennep.reports.wording.phrases import MOST_NAMED, counted, listed, lowered, measured, share
from nennep.reports.wording.plain import indicator

PERCENT = "%"


def key_of(name: str, measure: str) -> str:
    """Under which the same target is found in another period: its words without numbers."""
    bare = "".join(sign for sign in name if not sign.isdigit())
    return fold(f"{bare} {measure}")[:200]


def reached(jobs: Iterable[Job]) -> Decimal | None:
    """The figures of all answers together; none where nobody gave one, or where they cannot be summed."""
    rows = list(jobs)
    figures = [a.figure for job in rows for a in job.leads if a.figure is not None]
    if not figures or any(job.measure == PERCENT and len(job.leads) > 1 for job in rows):
        return None
    return sum(figures, Decimal(0))


def goal_of(answer: Answer, job: Job) -> Decimal | None:
    """What this unit had to reach: its share, or the whole where it is a percentage or it is alone."""
    if answer.allotted is not None:
        return answer.allotted
    alone = max(len(job.leads), job.leads_in_all) == 1
    return job.target if job.measure == PERCENT or alone else None


def target_sentence(job: Job, only: Answer | None = None) -> str:
    """“kết nạp 31 đảng viên, bằng 86,1% chỉ tiêu (36 đảng viên); 9/12 đơn vị đạt hoặc vượt chỉ tiêu được giao”."""
    answers = [only] if only else list(job.leads)
    value = only.figure if only else reached([job])
    target = goal_of(only, job) if only else job.target
    others = who_reached(job, answers) if len(answers) > 1 else ""
    if value is None:
        return f"{indicator(job.text, job.due_words)}: {others}"
    said = with_value(job, value) + against(value, target, job.measure)
    return f"{said}; {others}" if others else said


def with_value(job: Job, value: Decimal) -> str:
    """The number in its place: “kết nạp 31 đảng viên”, “giải quyết các loại án đạt 93,5%”."""
    name, measure = indicator(job.text, job.due_words), f" {job.measure}"
    if job.measure != PERCENT and job.measure and measure in name:
        return name.replace(measure, f" {measured(value, job.measure)}", 1)
    return f"{name} đạt {measured(value, job.measure)}"


def against(value: Decimal, target: Decimal | None, measure: str) -> str:
    if not target:
        return ""
    if measure == PERCENT:
        return f" (chỉ tiêu {measured(target, measure)})"
    return f", bằng {share(value, target)} chỉ tiêu ({measured(target, measure)})"


def who_reached(job: Job, answers: Sequence[Answer]) -> str:
    """How many of the units that gave a figure reached their goal; those that did not by name, up to five."""
    judged = [(a, goal) for a in answers if a.figure is not None and (goal := goal_of(a, job)) is not None]
    if not judged:
        return ""
    short = [a for a, goal in judged if a.figure is not None and a.figure < goal]
    said = f"{counted(len(judged) - len(short), len(answers))} đạt hoặc vượt chỉ tiêu"
    said += f" {measured(job.target, job.measure)}" if job.measure == PERCENT and job.target else " được giao"
    if short and len(short) <= MOST_NAMED:
        figures = [f"{a.who} ({measured(a.figure, job.measure)})" for a in short if a.figure is not None]
        said += f"; chưa đạt: {listed(figures)}"
    elif short:
        said += f"; {counted(len(short), len(answers))} chưa đạt (Phụ lục 1)"
    missing = len(answers) - sum(a.figure is not None for a in answers)
    return said + (f"; {counted(missing, len(answers))} chưa báo cáo số liệu" if missing else "")


def numbers(jobs: Iterable[Job], before: Mapping[str, Decimal], year_before: Mapping[str, Decimal]) -> list[Number]:
    """The table of figures: one line for each target, compared with the same words in other periods."""
    found: dict[str, list[Job]] = {}
    for job in jobs:
        if job.target is not None and job.leads:
            name = indicator(job.text, job.due_words)
            found.setdefault(key_of(name, job.measure), []).append(job)
    return [line_of(key, rows, before.get(key), year_before.get(key)) for key, rows in found.items()]


def line_of(key: str, rows: Sequence[Job], before: Decimal | None, year_before: Decimal | None) -> Number:
    first = rows[0]
    targets = [goal for job in rows if (goal := goal_of(job.leads[0], job) if len(job.leads) == 1 else job.target)]
    same = first.measure == PERCENT
    return Number(
        key=key,
        name=capitalised(lowered(indicator(first.text, first.due_words))),
        measure=first.measure,
        value=reached(rows),
        target=(targets[0] if same else sum(targets, Decimal(0))) if targets else None,
        before=before,
        year_before=year_before,
        tasks=tuple(job.id for job in rows),
        note=how_many(first) if same and len(rows) == 1 and len(first.leads) > 1 else "",
    )


def how_many(job: Job) -> str:
    """Of a percentage, which is never summed: “9/12 đơn vị đạt”."""
    goals = [(a.figure, goal_of(a, job)) for a in job.leads if a.figure is not None]
    reached_it = sum(goal is not None and figure is not None and figure >= goal for figure, goal in goals)
    return f"{counted(reached_it, len(job.leads))} đạt" if goals else ""
