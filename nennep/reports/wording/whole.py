"""The draft of a whole report: its form's sections filled, its headings numbered, the empty ones left out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from nennep.lib.figures import whole
from nennep.lib.periods import Period
from nennep.reports.wording.figures import numbers
from nennep.reports.wording.model import MOST_SHOWN, Answer, From, Job, Number, Outcome, Piece, Said
from nennep.reports.wording.next import going_on, is_carried, next_tasks, standing_duties
from nennep.reports.wording.phrases import MOST_NAMED, counted, listed, lowered, sentence
from nennep.reports.wording.results import gather, paragraphs
from nennep.reports.wording.shapes import Shape, Slot, filled
from nennep.reports.wording.shortcomings import Owed, Told, causes, shortcomings
from nennep.writing.numbering import roman

MOST_PARAGRAPHS = 40  # under one heading; above, finished tasks are counted and stand in the annex


@dataclass(frozen=True)
class Heading:
    """A field of work: a titled clause of the directive."""

    key: str
    level: int  # 1 the outermost
    title: str


@dataclass(frozen=True)
class Ground:
    """All that a report is drafted from."""

    period: Period
    listing: str  # of its answers, as the list's address asks for it
    basis: str  # “Kết luận số 15-KL/ĐU ngày 05/10/2026”
    on: str  # day up to which it speaks, as it is written
    outline: Sequence[Heading]
    jobs: Sequence[Job]
    coming: Sequence[Job] = ()  # that fall due in the next period
    before: Mapping[str, Decimal] = field(default_factory=dict)
    year_before: Mapping[str, Decimal] = field(default_factory=dict)
    below: Sequence[Owed] = ()  # the reports of the units below
    own_words: Mapping[str, Told] = field(default_factory=dict)  # paragraph key -> a unit's words, accepted
    counts: Sequence[Number] = ()  # of cases: they come after the targets
    told: Mapping[str, Sequence[Told]] = field(default_factory=dict)  # key or part of a section -> what units added


def draft(shape: Shape, ground: Ground) -> list[Piece]:
    pieces: list[Piece] = []
    for slot in shape.slots:
        if slot.part in ("results", "next"):
            jobs = by_section(ground.jobs if slot.part == "results" else going_on(ground.jobs, ground.coming))
            pieces += [section(slot, heading, jobs.get(heading.key, []), (shape, ground)) for heading in ground.outline]
        else:
            pieces.append(fill(slot, ground))
    return numbered(without_empty(pieces))


def by_section(jobs: Iterable[Job]) -> dict[str, list[Job]]:
    found: dict[str, list[Job]] = {}
    for job in jobs:
        found.setdefault(job.section, []).append(job)
    return found


def fill(slot: Slot, ground: Ground) -> Piece:
    piece = Piece(f"{slot.part}-{slot.level}-{slot.title}", slot.part, slot.level, filled(slot.title, ground.period))
    match slot.part:
        case "opening":
            piece.said = [opening(ground)]
        case "figures":
            piece.numbers = figures_of(ground)
        case "shortcomings":
            piece.said = shortcomings(ground.jobs, ground.below, ground.told.get("shortcomings", ()))
        case "causes":
            piece.said = causes(ground.jobs, ground.told.get("causes", ()))
        case "heading" if "{next}" in slot.title:
            piece.said = standing_duties(ground.jobs)
    return piece


def section(slot: Slot, heading: Heading, jobs: Sequence[Job], of: tuple[Shape, Ground]) -> Piece:
    shape, ground = of
    piece = Piece(f"{slot.part}-{heading.key}", slot.part, slot.level + heading.level - 1, heading.title)
    if slot.part == "next":
        left = sum(is_carried(job) for job in jobs)
        crowd = left > MOST_PARAGRAPHS
        piece.said = [in_annex(left, ground)] if crowd else next_tasks(jobs, ground.period, named=shape.named)
        piece.said += [from_below(told) for told in ground.told.get(piece.key, ())]
        return piece
    if is_crowd(jobs):
        worth = [job for job in jobs if is_worth_a_word(job)]
        made = [summary(jobs), *paragraphs(worth, MOST_PARAGRAPHS - 1, named=shape.named)]
    else:
        made = paragraphs(jobs, named=shape.named)
    piece.said = [in_own_words(said, ground) for said in made]
    piece.said += [from_below(told) for told in ground.told.get(piece.key, ())]
    return piece


def is_crowd(jobs: Sequence[Job]) -> bool:
    """So many under one heading that they are counted."""
    return len(jobs) > MOST_PARAGRAPHS and len(gather(jobs)) > MOST_PARAGRAPHS


def crowded(jobs: Iterable[Job]) -> frozenset[str]:
    """Sections with a crowd of tasks."""
    return frozenset(section for section, inside in by_section(jobs).items() if is_crowd(inside))


def in_annex(left: int, ground: Ground) -> Said:
    """So many that go on that a report can only count them."""
    text = sentence(f"Tiếp tục thực hiện {whole(left)} nhiệm vụ chưa hoàn thành (Phụ lục 1)")
    return Said("next-summary", text, (From(listing=ground.listing, answers=left),))


def is_worth_a_word(job: Job) -> bool:
    return any(answer.outcome in (Outcome.LATE, Outcome.EXCUSED, Outcome.DECLINED) for answer in job.leads)


def summary(jobs: Sequence[Job]) -> Said:
    """“Có 156 nhiệm vụ: 80 đã hoàn thành, 50 đang thực hiện, 26 có đơn vị quá hạn (Phụ lục 1).”"""
    done = sum(job.is_done for job in jobs)
    late = sum(any(a.outcome == Outcome.LATE for a in job.leads) for job in jobs)
    parts = [
        f"{whole(n)} nhiệm vụ {word}"
        for n, word in (
            (done, "đã hoàn thành"),
            (late, "có đơn vị quá hạn"),
            (len(jobs) - done - late, "chưa hoàn thành, còn trong hạn hoặc chưa có báo cáo"),
        )
        if n > 0
    ]
    text = sentence(f"Theo dõi {whole(len(jobs))} nhiệm vụ: {listed(parts)} (Phụ lục 1)")
    return Said("summary", text, tuple(From(task=job.id, answers=len(job.leads)) for job in jobs[:MOST_SHOWN]))


def in_own_words(said: Said, ground: Ground) -> Said:
    """What the unit itself wrote of it, and had accepted, stands in place of what the machine would say."""
    told = ground.own_words.get(said.key)
    return Said(said.key, spoken(told), (*said.sources, From(report=told.report))) if told else said


def from_below(told: Told) -> Said:
    return Said(f"told-{told.paragraph}", spoken(told), (From(report=told.report),))


def spoken(told: Told) -> str:
    """“Đảng bộ A đã …”, or “Đảng bộ A: …” where the words do not follow upon a subject."""
    words = lowered(told.text)
    joint = " " if words.startswith(("đã ", "đang ", "chưa ")) else ": "
    return sentence(f"{told.who}{joint}{words}")


OPENING = (
    (Outcome.REPORTED, "chờ xác nhận"),
    (Outcome.DOING, "đang thực hiện"),
    (Outcome.UNSAID, "chưa có báo cáo"),
    (Outcome.LATE, "quá hạn"),
    (Outcome.SILENT, "chưa phản hồi"),
    (Outcome.EXCUSED, "có nguyên nhân khách quan"),
    (Outcome.DECLINED, "đề nghị không nhận"),
)


def opening(ground: Ground) -> Said:
    answers = [a for job in ground.jobs for a in job.answers]
    own = [a for a in answers if not a.from_before]
    late = sum(a.outcome in (Outcome.DONE, Outcome.REPORTED) and a.days > 0 for a in own)
    outcomes = Counter(a.outcome for a in own)
    done = outcomes[Outcome.DONE]
    parts = [f"{whole(done)} việc đã hoàn thành" + (f", trong đó {whole(late)} việc chậm" if late else "")]
    parts += [f"{whole(outcomes[outcome])} việc {word}" for outcome, word in OPENING if outcomes[outcome]]
    before = len(answers) - len(own)
    carried = f"; {whole(before)} việc của kỳ trước chuyển sang" if before else ""
    lines = [
        how_many(ground, own),
        f"Đến ngày {ground.on}: {'; '.join(parts)}{carried}",
        *reports_in(ground.below),
    ]
    source = From(listing=ground.listing, answers=len(own))
    return Said("opening", " ".join(map(sentence, lines)), (source,))


def how_many(ground: Ground, own: Sequence[Answer]) -> str:
    basis = f", thực hiện {ground.basis}" if ground.basis else ""
    units = len({answer.who for answer in own})
    given = f", giao thành {whole(len(own))} việc cho {whole(units)} đơn vị, cá nhân" if units > 1 else ""
    has = "có" if units > 1 else "đơn vị được giao"
    return f"Trong {ground.period.name}{basis}, {has} {whole(len(ground.jobs))} nhiệm vụ{given}"


def reports_in(below: Sequence[Owed]) -> list[str]:
    """How many reports were expected, from whom none was, how many came; of units that owe none nothing is claimed."""
    if not below:
        return []
    owed, excused = [one for one in below if not one.excused], [one for one in below if one.excused]
    inside = [one for one in owed if not one.missing]
    on_time = sum(not one.late for one in inside)
    came = f"{counted(len(inside), len(owed))} đã gửi báo cáo, {whole(on_time)} đơn vị đúng hạn"
    if not inside:
        came = f"chưa đơn vị nào trong {whole(len(owed))} đơn vị gửi báo cáo"
    if not excused:
        return [came]
    where = listed([one.who for one in excused]) if len(excused) <= MOST_NAMED else "Phụ lục 2"
    freed = f"{whole(len(excused))} đơn vị được miễn báo cáo kỳ này ({where})"
    if not owed:
        return [f"Cả {freed}" if len(excused) > 1 else freed]
    return [f"Trong {whole(len(below))} đơn vị, {whole(len(owed))} đơn vị phải báo cáo, {freed}; {came}"]


def figures_of(ground: Ground) -> list[Number]:
    return [*numbers(ground.jobs, ground.before, ground.year_before), *ground.counts]


def without_empty(pieces: list[Piece]) -> list[Piece]:
    """A heading goes with the last of what stood below it."""
    kept: list[Piece] = []
    for place, piece in enumerate(pieces):
        below = []
        for other in pieces[place + 1 :]:
            if other.level <= piece.level:
                break
            below.append(other)
        if any(each.said or each.numbers for each in (piece, *below)):
            kept.append(piece)
    return kept


def numbered(pieces: list[Piece]) -> list[Piece]:
    """I., 1., 1.1., 1.1.1.; only headings with a title count."""
    counts: list[int] = []
    for piece in pieces:
        if not piece.title:
            continue
        depth = min(piece.level, len(counts) + 1)
        counts = [*counts[: depth - 1], (counts[depth - 1] if len(counts) >= depth else 0) + 1]
        piece.label = f"{roman(counts[0])}." if depth == 1 else ".".join(map(str, counts[1:depth])) + "."
        piece.level = depth
    return pieces
