"""What fell short and why, counted and named; the words of units stand as theirs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nennep.lib.figures import whole
from nennep.lib.text import capitalised, fold
from nennep.reports.wording.figures import PERCENT, goal_of, reached
from nennep.reports.wording.model import MOST_SHOWN, Answer, From, Job, Outcome, Said
from nennep.reports.wording.phrases import (
    ENDS,
    MOST_NAMED,
    counted,
    listed,
    lowered,
    measured,
    sentence,
    share,
)
from nennep.reports.wording.plain import indicator
from nennep.reports.wording.results import One


@dataclass(frozen=True)
class Owed:
    """A report of a unit below, for the sentences about those that came, came late, or were not asked for."""

    id: int
    who: str
    late: bool = False
    missing: bool = False
    excused: bool = False


@dataclass(frozen=True)
class Told:
    """A paragraph of a unit's own in its report."""

    report: int
    paragraph: str  # its public id, by which the next draft finds it again
    who: str
    text: str


def pairs(jobs: Iterable[Job], *outcomes: Outcome) -> list[One]:
    return [One(job, answer) for job in jobs for answer in job.leads if answer.outcome in outcomes]


def sources(ones: Iterable[One]) -> tuple[From, ...]:
    counts = Counter(one.job.id for one in ones)
    return tuple(From(task=task, answers=n) for task, n in list(counts.items())[:MOST_SHOWN])


def shortcomings(jobs: Sequence[Job], owed: Sequence[Owed], told: Sequence[Told]) -> list[Said]:
    alone = len({answer.who for job in jobs for answer in job.answers}) == 1
    silent = "chưa báo cáo" if alone else "chưa được phản hồi"
    made = [
        behind("late", pairs(jobs, Outcome.LATE), "quá hạn", alone=alone),
        behind("silent", pairs(jobs, Outcome.SILENT), silent, alone=alone),
        not_reached(jobs),
        entered_late(jobs),
        reports_late(owed),
    ]
    return [said for said in made if said] + [as_told(each) for each in told]


def behind(key: str, ones: Sequence[One], word: str, *, alone: bool) -> Said | None:
    """“Còn 7 việc quá hạn, ở 4 đơn vị: Đảng bộ A (3 việc, lâu nhất 12 ngày); …”"""
    if not ones:
        return None
    by_unit: dict[str, list[Answer]] = {}
    for one in ones:
        by_unit.setdefault(one.answer.who, []).append(one.answer)
    head = f"Còn {whole(len(ones))} việc {word}"
    if alone:
        longest = max(one.answer.days for one in ones)
        return Said(key, sentence(f"{head}, lâu nhất {longest} ngày" if longest else head), sources(ones))
    head += f", ở {whole(len(by_unit))} đơn vị"
    if len(by_unit) > MOST_NAMED:
        return Said(key, f"{head} (Phụ lục 2).", sources(ones))
    named = [f"{who} ({how_much(answers)})" for who, answers in by_unit.items()]
    return Said(key, sentence(f"{head}: {listed(named)}"), sources(ones))


def how_much(answers: Sequence[Answer]) -> str:
    longest = max(answer.days for answer in answers)
    many = f"{len(answers)} việc"
    if not longest:
        return many
    return f"{many}, quá hạn {'lâu nhất ' if len(answers) > 1 else ''}{longest} ngày"


def not_reached(jobs: Sequence[Job]) -> Said | None:
    lines, found = [], []
    for job in jobs:
        if job.target is not None and (said := how_far(job, job.target)):
            lines.append(f"{indicator(job.text, job.due_words)} {said}")
            found.append(From(task=job.id, answers=sum(a.figure is not None for a in job.leads)))
    return Said("targets", sentence(f"Chỉ tiêu chưa đạt: {'; '.join(lines)}"), tuple(found)) if lines else None


def how_far(job: Job, target: Decimal) -> str:
    """Of a target that was not reached; empty of one that was, and of one without figures."""
    goals = [(a.figure, goal_of(a, job)) for a in job.leads]
    short = [figure for figure, goal in goals if figure is not None and goal is not None and figure < goal]
    value = reached([job])
    if max(len(job.leads), job.leads_in_all) > 1 == len(job.leads):
        target = next((goal for _figure, goal in goals if goal is not None), Decimal(0))
    if job.measure != PERCENT and value is not None and value < target:
        return f"mới đạt {share(value, target)} ({measured(value, job.measure)} trên {measured(target, job.measure)})"
    if short and len(job.leads) > 1:
        return f"còn {counted(len(short), len(job.leads))} chưa đạt mức được giao"
    return f"mới đạt {measured(short[0], job.measure)}, chỉ tiêu {measured(target, job.measure)}" if short else ""


def entered_late(jobs: Sequence[Job]) -> Said | None:
    ones = [One(job, a) for job in jobs for a in job.answers if a.entered_late]
    if not ones:
        return None
    times, units = sum(o.answer.entered_late for o in ones), {o.answer.who for o in ones}
    where = f"{whole(len(units))} đơn vị" if len(units) > MOST_NAMED else listed(sorted(units))
    return Said(
        "entered", sentence(f"Có {whole(times)} lần cập nhật kết quả sau thời hạn quy định, ở {where}"), sources(ones)
    )


def reports_late(below: Sequence[Owed]) -> Said | None:
    owed = [o for o in below if not o.excused]
    late, missing = [o for o in owed if o.late], [o for o in owed if o.missing]
    parts = [
        f"{counted(len(rows), len(owed))} {word}"
        + (f": {listed([o.who for o in rows])}" if len(rows) <= MOST_NAMED else "")
        for rows, word in ((late, "gửi báo cáo sau hạn"), (missing, "chưa gửi báo cáo"))
        if rows
    ]
    if not parts:
        return None
    return Said(
        "reports", sentence(". ".join(map(capitalised, parts))), tuple(From(report=o.id) for o in (*late, *missing))
    )


def as_told(told: Told) -> Said:
    text = sentence(f"{capitalised(told.who)}: {lowered(told.text)}")
    return Said(f"told-{told.paragraph}", text, (From(report=told.report),))


def causes(jobs: Sequence[Job], told: Sequence[Told]) -> list[Said]:
    objective = grouped(pairs(jobs, Outcome.EXCUSED))
    given = grouped([one for one in pairs(jobs, Outcome.LATE, Outcome.DOING, Outcome.SILENT) if one.answer.cause])
    unsaid = [one for one in pairs(jobs, Outcome.LATE) if not one.answer.cause]
    made = [
        Said(f"objective-{n}", sentence(f"Nguyên nhân khách quan đã được ghi nhận: {line}"), found)
        for n, (line, found) in enumerate(objective, 1)
    ]
    made += [
        Said(f"given-{n}", sentence(f"Đơn vị nêu nguyên nhân: {line}"), found)
        for n, (line, found) in enumerate(given, 1)
    ]
    if unsaid:
        made.append(Said("unsaid", f"Có {whole(len(unsaid))} việc quá hạn chưa nêu nguyên nhân.", sources(unsaid)))
    return made + [as_told(each) for each in told]


def grouped(ones: Sequence[One]) -> Iterator[tuple[str, tuple[From, ...]]]:
    """One line for each cause, the commonest first: “bão số 12 (3 việc, ở Đảng bộ A và Đảng bộ B)”."""
    by_cause: dict[str, list[One]] = {}
    for one in ones:
        by_cause.setdefault(fold(one.answer.cause.strip(ENDS)), []).append(one)
    for same in sorted(by_cause.values(), key=len, reverse=True):
        units = list(dict.fromkeys(one.answer.who for one in same))
        where = f"ở {listed(units) if len(units) <= MOST_NAMED else f'{len(units)} đơn vị'}"
        cause = lowered(same[0].answer.cause.strip().rstrip(ENDS))
        yield f"{cause} ({len(same)} việc {where})", sources(same)
