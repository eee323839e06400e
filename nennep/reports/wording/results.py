"""What was done, is being done and was not.

One paragraph for the tasks that a unit has from one clause; one for each task of many units, where those in the same
state share a sentence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from nennep.lib.text import capitalised
from nennep.reports.wording.figures import target_sentence
from nennep.reports.wording.model import Answer, From, Job, Outcome, Said
from nennep.reports.wording.phrases import ENDS, MOST_NAMED, counted, day, listed, lowered, sentence
from nennep.reports.wording.plain import plain

ANNEX = "Phụ lục 1"
LONGEST_ASIDE = 160  # characters of a unit's words that fit into a pair of brackets
ORDER = (
    Outcome.DONE,
    Outcome.REPORTED,
    Outcome.DOING,
    Outcome.UNSAID,
    Outcome.EXCUSED,
    Outcome.LATE,
    Outcome.SILENT,
    Outcome.DECLINED,
)


@dataclass(frozen=True)
class One:
    """One answer with the task that it answers."""

    job: Job
    answer: Answer

    @property
    def source(self) -> From:
        return From(task=self.job.id, assignment=self.answer.id)


def paragraphs(jobs: Sequence[Job], most: int | None = None, *, named: bool = True) -> list[Said]:
    """Paragraphs of one heading; `named`: each says whose result it is, as a report of one unit need not."""
    made = []
    for key, ones in islice(gather(jobs).items(), most):
        if len(ones) == 1 and len(ones[0].job.leads) > 1 and named:
            made.append(of_many(ones[0].job))
        else:
            made.append(of_one(key, ones, named=named))
    return made


def gather(jobs: Iterable[Job]) -> dict[str, list[One]]:
    """Answers by paragraph: of one receiver those from the same clause together, a task of several by itself."""
    found: dict[str, list[One]] = {}
    for job in jobs:
        leads = job.leads or job.answers
        if len(leads) == 1:
            who = leads[0].unit or f"p{leads[0].who}"
            key = f"c{job.point}-{who}" if job.point else f"t{job.id}"
            found.setdefault(key[:60], []).append(One(job, leads[0]))
        elif leads:
            found[f"t{job.id}"] = [One(job, leads[0])]
    return found


def of_one(key: str, ones: Sequence[One], *, named: bool) -> Said:
    """“Đảng bộ Trường Chính trị đã hoàn thành việc A (…); đang thực hiện việc B, đạt 60%. Chưa hoàn thành việc C, …”"""
    who = capitalised(ones[0].answer.who) if named else ""
    lines = [line for outcome in ORDER for line in lines_of(outcome, [o for o in ones if o.answer.outcome == outcome])]
    if not named:
        lines = [line.replace("chưa phản hồi về", "chưa báo cáo") for line in lines]  # nobody is silent to oneself
    first = f"{who} {lines[0]}" if who else lines[0]
    return Said(key, " ".join(sentence(line) for line in (first, *lines[1:])), tuple(one.source for one in ones))


def lines_of(outcome: Outcome, ones: Sequence[One]) -> list[str]:
    """What is finished, going on or unsaid in one sentence; each thing unfinished in its own, with its cause."""
    if not ones:
        return []
    if outcome in (Outcome.UNSAID, Outcome.SILENT):
        return [f"{QUIET[outcome]} về {series(ones)}"]
    if outcome in BEGINNINGS:
        targets = [o for o in ones if o.job.target is not None and o.answer.figure is not None]
        lines = together(outcome, [o for o in ones if o not in targets])
        lines += [target_sentence(o.job, o.answer) for o in targets]
        return lines + [o.answer.words for o in ones if len(o.answer.words) > LONGEST_ASIDE]
    return [f"{short_of(one)}{why(one.answer)}" for one in ones]


BEGINNINGS = {
    Outcome.DONE: "đã hoàn thành",
    Outcome.REPORTED: "đã báo cáo hoàn thành",
    Outcome.DOING: "đang thực hiện",
}
QUIET = {Outcome.UNSAID: "chưa có báo cáo", Outcome.SILENT: "chưa phản hồi"}
AWAITS = ", chờ xác nhận"


def together(outcome: Outcome, ones: Sequence[One]) -> list[str]:
    """Standing duties are reported on, not completed: “đã báo cáo kết quả việc …”."""
    standing = [o for o in ones if o.job.standing and outcome != Outcome.DOING]
    plainly = [o for o in ones if o not in standing]
    parts = []
    if plainly:
        awaits = AWAITS if outcome == Outcome.REPORTED else ""
        parts.append(f"{BEGINNINGS[outcome]} {series(plainly, done=outcome != Outcome.DOING)}{awaits}")
    if standing:
        parts.append(f"đã báo cáo kết quả {series(standing)}")
    return ["; ".join(parts)] if parts else []


def series(ones: Sequence[One], *, done: bool = False) -> str:
    """“việc A (…)”, “việc A và việc B”, “03 việc: A; B; C”; “đã hoàn thành 02 cuộc giám sát” does without “việc”."""
    if len(ones) == 1 and done and (bare := completed(ones[0].job)):
        return f"{bare}{aside(ones[0])}"
    whats = [f"{what(one.job)}{aside(one)}" for one in ones]
    if len(whats) <= 2:
        return " và ".join(f"việc {each}" for each in whats)
    return f"{len(whats):02} việc: {'; '.join(whats)}"


def completed(job: Job) -> str:
    """What stands after an order's own “hoàn thành”."""
    words = what(job)
    return words.removeprefix("hoàn thành ") if words.startswith("hoàn thành ") else ""


def what(job: Job) -> str:
    return plain(job.text, job.due_words)


def aside(one: One) -> str:
    """In brackets: how late, how far, until when, and the unit's own short words."""
    answer, said = one.answer, []
    if answer.outcome in (Outcome.DONE, Outcome.REPORTED) and answer.days:
        said.append(f"chậm {answer.days} ngày")
    if answer.outcome == Outcome.DOING and answer.percent:
        said.append(f"đạt {answer.percent}%")
    if answer.outcome == Outcome.DOING and answer.until:
        said.append(f"được gia hạn đến ngày {day(answer.until)}")
    if not answer.lead:
        said.insert(0, "phối hợp")
    if answer.times[1] > 1:
        said.append(f"{answer.times[0]}/{answer.times[1]} kỳ")
    if answer.words and len(answer.words) <= LONGEST_ASIDE:
        said.append(lowered(answer.words.strip().rstrip(ENDS)))
    return f" ({'; '.join(said)})" if said else ""


def short_of(one: One) -> str:
    job, answer = one.job, one.answer
    past = f", quá hạn {answer.days} ngày" if answer.days else ""
    match answer.outcome:
        case Outcome.EXCUSED:
            return f"chưa hoàn thành việc {what(job)} do nguyên nhân khách quan"
        case Outcome.DECLINED:
            return f"đề nghị không nhận việc {what(job)}"
        case _:
            reached = f", đạt {answer.percent}%" if answer.percent and job.target is None else ""
            return f"chưa hoàn thành việc {what(job)}{reached}{past}"


def why(answer: Answer) -> str:
    if not answer.cause:
        return ""
    cause = lowered(answer.cause.strip().rstrip(ENDS))
    return f": {cause}" if answer.outcome in (Outcome.EXCUSED, Outcome.DECLINED) else f"; nguyên nhân: {cause}"


def of_many(job: Job) -> Said:
    """One sentence for the units in the same state; over five, their number and the annex."""
    groups = [(outcome, [a for a in job.leads if state_of(job, a) == outcome]) for outcome in ORDER]
    groups = [(outcome, answers) for outcome, answers in groups if answers]
    if job.target is not None and any(answer.figure is not None for answer in job.leads):
        lines = [target_sentence(job)]
        lines += [shared_line(o, answers, job, "") for o, answers in groups if o in (Outcome.LATE, Outcome.EXCUSED)]
    else:
        abouts = [f"việc {what(job)}", *[""] * len(groups)]
        lines = [shared_line(o, answers, job, about) for (o, answers), about in zip(groups, abouts, strict=False)]
    return Said(f"t{job.id}", " ".join(map(sentence, lines)), (From(task=job.id, answers=len(job.leads)),))


def state_of(job: Job, answer: Answer) -> Outcome:
    """A standing duty is reported on; whether that is confirmed makes no sentence of its own."""
    return Outcome.DONE if job.standing and answer.outcome == Outcome.REPORTED else answer.outcome


def shared_line(outcome: Outcome, answers: Sequence[Answer], job: Job, about: str) -> str:
    """“Đảng bộ A; Đảng bộ B và Đảng bộ C đã hoàn thành việc …”; `about` is empty once the task has been named."""
    if len(answers) > MOST_NAMED:
        return f"{counted(len(answers), len(job.leads))} {said_of_all(outcome, job, about)} ({ANNEX})"
    if len(answers) == 1:
        return f"{capitalised(answers[0].who)} {said_of_one(outcome, job, answers[0], about)}"
    causes = {answer.cause for answer in answers}
    cause = why(answers[0]) if len(causes) == 1 and outcome not in BEGINNINGS else ""
    named = listed([capitalised(a.who) + details(outcome, a, cause=not cause) for a in answers])
    return f"{named} {said_of_all(outcome, job, about)}{cause}"


def said_of_one(outcome: Outcome, job: Job, answer: Answer, about: str) -> str:
    said = said_of_all(outcome, job, about)
    if outcome in BEGINNINGS:
        reached = f", đạt {answer.percent}%" if outcome == Outcome.DOING and answer.percent else ""
        return said + reached + late_by(outcome, answer)
    past = f", quá hạn {answer.days} ngày" if answer.days and outcome == Outcome.LATE else ""
    reached = f", đạt {answer.percent}%" if answer.percent and outcome == Outcome.LATE and job.target is None else ""
    return said + reached + past + why(answer)


def late_by(outcome: Outcome, answer: Answer) -> str:
    if outcome == Outcome.DOING:
        return f", được gia hạn đến ngày {day(answer.until)}" if answer.until else ""
    return f", chậm {answer.days} ngày" if answer.days else ""


def details(outcome: Outcome, answer: Answer, *, cause: bool) -> str:
    """In brackets behind one of several names: “ (đạt 30%; quá hạn 5 ngày; chờ số liệu)”."""
    said = []
    if outcome in (Outcome.DOING, Outcome.LATE) and answer.percent:
        said.append(f"đạt {answer.percent}%")
    if outcome == Outcome.LATE and answer.days:
        said.append(f"quá hạn {answer.days} ngày")
    if outcome in (Outcome.DONE, Outcome.REPORTED) and answer.days:
        said.append(f"chậm {answer.days} ngày")
    if cause and answer.cause and outcome not in BEGINNINGS:
        said.append(lowered(answer.cause.strip().rstrip(ENDS)))
    return f" ({'; '.join(said)})" if said else ""


def said_of_all(outcome: Outcome, job: Job, about: str) -> str:
    if job.standing and outcome == Outcome.DONE:
        return f"đã báo cáo kết quả {about}".rstrip()
    verbs = {
        **BEGINNINGS,
        **QUIET,
        Outcome.EXCUSED: "chưa hoàn thành",
        Outcome.LATE: "chưa hoàn thành",
        Outcome.DECLINED: "đề nghị không nhận",
    }
    link = " về" if outcome in QUIET and about else ""
    tail = {Outcome.REPORTED: AWAITS, Outcome.EXCUSED: " do nguyên nhân khách quan"}.get(outcome, "")
    bare = completed(job) if outcome in (Outcome.DONE, Outcome.REPORTED) and about else ""
    return f"{verbs[outcome]}{link} {bare or about}".rstrip() + tail
