"""The annexes: every task with what each unit made of it, and every unit with its counts."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from nennep.lib.text import capitalised
from nennep.reports.wording.model import Answer, Job, Outcome
from nennep.reports.wording.phrases import day, measured
from nennep.reports.wording.plain import undated
from nennep.reports.wording.results import ORDER

WORDS = {
    Outcome.DONE: "Đã hoàn thành",
    Outcome.REPORTED: "Chờ xác nhận",
    Outcome.DOING: "Đang thực hiện",
    Outcome.UNSAID: "Chưa có báo cáo",
    Outcome.EXCUSED: "Khách quan",
    Outcome.LATE: "Quá hạn",
    Outcome.SILENT: "Chưa phản hồi",
    Outcome.DECLINED: "Đề nghị không nhận",
}
Row = list[str]  # of one cell: it names those below


@dataclass(frozen=True)
class Table:
    key: str  # "tasks", "units": how it is laid out on paper
    title: str
    rows: list[Row]


def tables(
    headings: Iterable[tuple[str, str]], jobs: Sequence[Job], excused: Collection[str] = frozenset()
) -> list[Table]:
    """`headings`: (key, title) in their order; `excused`: units that owe no report of the period."""
    return [
        Table("tasks", "Kết quả thực hiện từng nhiệm vụ", task_rows(headings, jobs)),
        Table("units", "Tổng hợp theo đơn vị", unit_rows(jobs, excused)),
    ]


def task_rows(headings: Iterable[tuple[str, str]], jobs: Sequence[Job]) -> list[Row]:
    by_section: dict[str, list[Job]] = {}
    for job in jobs:
        by_section.setdefault(job.section, []).append(job)
    rows: list[Row] = []
    number = 0
    for key, title in headings:
        inside = by_section.get(key, [])
        if inside:
            rows.append([title])
        for job in inside:
            number += 1
            rows.append([str(number), what(job), from_where(job), due_of(job), outcome_of_each(job)])
    return rows


def what(job: Job) -> str:
    return capitalised(undated(job.text, job.due_words))


def from_where(job: Job) -> str:
    return ", ".join(part for part in (job.reference.rpartition(" ")[2], f"mục {job.path}" if job.path else "") if part)


def due_of(job: Job) -> str:
    if job.standing:
        return "Thường xuyên"
    return day(job.due) if job.due else ""


def outcome_of_each(job: Job) -> str:
    """“Đã hoàn thành: A; B. Quá hạn: C (5 ngày).”"""
    if len(job.answers) == 1:
        only = job.answers[0]
        return f"{only.who}: {WORDS[only.outcome].lower()}{how(only, job)}"
    named: dict[Outcome, list[str]] = {outcome: [] for outcome in ORDER}
    for answer in job.answers:
        named[answer.outcome].append(f"{answer.who}{how(answer, job)}")
    return ". ".join(f"{WORDS[outcome]}: {'; '.join(names)}" for outcome, names in named.items() if names) + "."


def how(answer: Answer, job: Job) -> str:
    said = []
    if not answer.lead:
        said.append("phối hợp")
    if answer.figure is not None:
        said.append(measured(answer.figure, job.measure))
    elif answer.outcome == Outcome.DOING and answer.percent:
        said.append(f"{answer.percent}%")
    if answer.days and answer.outcome in (Outcome.LATE, Outcome.SILENT):
        said.append(f"quá {answer.days} ngày")
    if answer.days and answer.outcome in (Outcome.DONE, Outcome.REPORTED):
        said.append(f"chậm {answer.days} ngày")
    return f" ({', '.join(said)})" if said else ""


def unit_rows(jobs: Iterable[Job], excused: Collection[str] = frozenset()) -> list[Row]:
    """Unit, all, then one count for each outcome; those who lead and those who help alike."""
    counts: dict[str, Counter[Outcome]] = defaultdict(Counter)
    answers = [answer for job in jobs for answer in job.answers]
    for (who, outcome), n in Counter((answer.who, answer.outcome) for answer in answers).items():
        counts[who][outcome] = n
    order = {answer.who: answer.unit or 1 << 40 for answer in reversed(answers)}
    named = sorted(counts, key=lambda who: (order[who], who))
    named += sorted(set(excused) - set(named))
    mark = dict.fromkeys(excused, " (được miễn báo cáo)")
    rows = [[str(n), capitalised(who) + mark.get(who, ""), *cells(counts[who])] for n, who in enumerate(named, 1)]
    total: Counter[Outcome] = sum(counts.values(), Counter())
    return [*rows, ["", "Tổng cộng", *cells(total)]] if len(rows) > 1 else rows


def cells(counted: Counter[Outcome]) -> Row:
    quiet = counted[Outcome.UNSAID] + counted[Outcome.SILENT] + counted[Outcome.DECLINED]
    return [
        str(counted.total()),
        str(counted[Outcome.DONE]),
        str(counted[Outcome.REPORTED]),
        str(counted[Outcome.DOING]),
        str(counted[Outcome.LATE]),
        str(quiet),
        str(counted[Outcome.EXCUSED]),
    ]
