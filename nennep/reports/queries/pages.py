"""A report's page: its steps, headings, paragraphs with their sources, figures, and the reports it waits for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nennep.accounts.models import User
from nennep.directives.models import Directive, Evidence
from nennep.lib.text import capitalised
from nennep.organisation.models import Unit
from nennep.reports.labels import REPORT_STATES, STEPS
from nennep.reports.models import Figure, Paragraph, Report, Section, Source
from nennep.reports.permissions import may_judge, may_open, may_unlock, may_write
from nennep.reports.queries.periods import ReportRow, rows_of
from nennep.reports.rules import SETTLED, TO_WRITE, ParagraphState, Part, ReportState, Side, Step, steps_from

MOST_SHOWN = 5  # sources beside a paragraph; the rest is counted
FIELD = 2  # level of the headings that a long report is shown by
MANY = 30  # paragraphs from which on a page shows one field of work at a time
NONE = {"all": 0, "lacking": 0, "offered": 0, "persons": 0}
ALL, MOST_AT_ONCE = "all", 400  # the whole report on one page, to print; up to this many paragraphs


@dataclass(frozen=True)
class SourceLine:
    source: Source
    proofs: int

    @property
    def counted(self) -> str:
        """“12 dòng, 21 minh chứng”."""
        n = self.source.answers
        said = [ngettext("%(n)s dòng", "%(n)s dòng", n) % {"n": n}]
        if self.proofs:
            said.append(ngettext("%(n)s minh chứng", "%(n)s minh chứng", self.proofs) % {"n": self.proofs})
        return ", ".join(said)


@dataclass(frozen=True)
class Line:
    """A paragraph as the page shows it."""

    paragraph: Paragraph
    sources: list[SourceLine]
    more: int
    number: int

    @property
    def lacks(self) -> bool:
        """Without a source and without a person who owns up to it."""
        return not self.sources and self.paragraph.owner_id is None

    @property
    def is_persons(self) -> bool:
        return self.paragraph.state in (ParagraphState.EDITED, ParagraphState.ADDED)


@dataclass(frozen=True)
class Block:
    section: Section
    lines: list[Line]
    figures: list[Figure]
    dropped: list[Paragraph]
    is_shown: bool
    counts: Mapping[str, int]  # of its paragraphs: all, lacking a source, with newer words, a person's

    @property
    def shape(self) -> str:
        """The mark of the heading in the outline."""
        if self.counts["lacking"]:
            return "heed"
        if self.counts["offered"]:
            return "back"
        if self.counts["persons"]:
            return "done"
        return "draft" if self.counts["all"] or self.figures else ""

    @property
    def takes_more(self) -> bool:
        """Whether a person may add a paragraph here."""
        return self.section.part != Part.FIGURES


@dataclass(frozen=True)
class Stage:
    """A step of the bar on top: past, the present one, or to come."""

    word: str
    how: str
    note: str


@dataclass
class ReportView:
    outline: list[Block]  # every heading
    blocks: list[Block]  # those shown
    stages: list[Stage]
    below: list[ReportRow]
    row: ReportRow
    lacking: int
    offered: int
    is_cut: bool  # only a part of it is shown
    steps: list[Step] = field(default_factory=list)
    writes: bool = False  # may change the words now
    may_call: bool = False
    judges: bool = False

    @property
    def received(self) -> int:
        return sum(row.report.state in (ReportState.ACCEPTED, ReportState.LOCKED) for row in self.below)

    @property
    def missing(self) -> bool:
        return any(row.is_missing for row in self.below)

    @property
    def main(self) -> str:
        """The word on the page's dark button: the next step that one may take."""
        forward = [step for step in self.steps if step in (Step.SEND, Step.ACCEPT, Step.LOCK)]
        if not forward:
            return ""
        own = self.row.report.is_own and forward[0] == Step.SEND
        return _("Trình ký") if own else str(dict(STEPS)[forward[0]])


def report_view(report: Report, user: User, chosen: str = "") -> ReportView:
    sections = list(report.sections.all())
    counts = counts_of(sections)
    wanted = shown_of(sections, counts, chosen)
    blocks = blocks_of(sections, wanted, counts)
    lacking = sum(block.counts["lacking"] for block in blocks)
    row, *below = rows_of([report, *report.below.select_related("unit", "period")])
    state = ReportState(report.state)
    writes, judges = may_write(user, report), may_judge(user, report)
    steps = (steps_from(state, Side.UNIT) if writes else []) + (steps_from(state, Side.ABOVE) if judges else [])
    if Step.UNLOCK in steps and not may_unlock(user, report):
        steps.remove(Step.UNLOCK)
    if report.is_own:  # nobody excuses the office from its own report
        steps = [step for step in steps if step not in (Step.EXCUSE, Step.CALL_IN)]
    return ReportView(
        outline=blocks,
        blocks=[block for block in blocks if block.is_shown],
        stages=stages_of(report, below, lacking),
        below=below,
        row=row,
        lacking=lacking,
        offered=sum(block.counts["offered"] for block in blocks),
        is_cut=len(wanted) < len(sections),
        steps=steps,
        writes=(writes or judges) and state in TO_WRITE,
        may_call=not report.is_own and state in TO_WRITE and may_open(user, report.unit) and has_units(report),
        judges=judges,
    )


def has_units(report: Report) -> bool:
    return report.unit.children.filter(valid_to=None).exclude(reports__period=report.period_id).exists()


Counts = Mapping[int, Mapping[str, int]]


def shown_of(sections: list[Section], counts: Counts, chosen: str) -> list[Section]:
    """Of a long report only the chosen heading with what is below it."""
    whole = sum(each["all"] for each in counts.values()) <= (MOST_AT_ONCE if chosen == ALL else MANY)
    return sections if whole else group_of(sections, chosen)


def blocks_of(sections: Sequence[Section], wanted: Sequence[Section], counts: Counts) -> list[Block]:
    """Headings with all that stands under those wanted, in a fixed number of questions."""
    paragraphs = list(Paragraph.objects.filter(section__in=wanted).select_related("owner").order_by("n", "pk"))
    sources = sources_of(paragraphs, sections[0].report.unit) if sections else {}
    tables = [section for section in wanted if section.part == Part.FIGURES]
    figures = list(Figure.objects.filter(section__in=tables).prefetch_related("tasks")) if tables else []
    made, number, shown = [], 0, set(wanted)
    for section in sections:
        inside = [p for p in paragraphs if p.section_id == section.pk]
        lines = []
        for paragraph in inside:
            if paragraph.state != ParagraphState.DROPPED:
                number += 1
                lines.append(Line(paragraph, *sources.get(paragraph.pk, ([], 0)), number))
        dropped = [p for p in inside if p.state == ParagraphState.DROPPED]
        own = [f for f in figures if f.section_id == section.pk]
        made.append(Block(section, lines, own, dropped, section in shown, counts.get(section.pk, NONE)))
    return made


def counts_of(sections: Sequence[Section]) -> Counts:
    """By section, for the marks of the outline: also of those that are not shown."""
    inside = Paragraph.objects.standing().filter(section__in=sections).order_by().values("section")
    counted = inside.annotate(
        all=Count("pk", distinct=True),
        lacking=Count("pk", filter=Q(sources=None, owner=None), distinct=True),
        offered=Count("pk", filter=~Q(offered_text=""), distinct=True),
        persons=Count("pk", filter=Q(state__in=[ParagraphState.EDITED, ParagraphState.ADDED]), distinct=True),
    )
    rows = counted.values_list("section", *NONE)
    return {section: dict(zip(NONE, counts, strict=True)) for section, *counts in rows}


def group_of(sections: Sequence[Section], chosen: str) -> list[Section]:
    """The field of work with the chosen heading; of level 1 what stands right under it, with its first field."""
    numbers = [str(section.n) for section in sections]
    at = numbers.index(chosen) if chosen in numbers else 0
    while at and sections[at].level > FIELD:
        at -= 1
    found: list[Section] = []
    fields = 0
    for section in sections[at:]:
        fields += section.level == FIELD
        if found and (section.level < FIELD or fields > 1):
            break
        found.append(section)
    return found


def sources_of(paragraphs: Sequence[Paragraph], unit: Unit) -> dict[int, tuple[list[SourceLine], int]]:
    """The first few sources of each, how many more, and how much proof stands behind them."""
    related = ("task__clause", "assignment", "report__unit")
    rows: QuerySet[Source] = Source.objects.filter(paragraph__in=paragraphs).select_related(*related)
    by_paragraph: dict[int, list[Source]] = {}
    for source in rows.order_by("pk"):
        by_paragraph.setdefault(source.paragraph_id, []).append(source)
    shown = [source for some in by_paragraph.values() for source in some[:MOST_SHOWN]]
    proofs = proofs_of(shown, unit)
    return {
        key: (
            [SourceLine(source, proofs.get((source.task_id, source.assignment_id), 0)) for source in some[:MOST_SHOWN]],
            max(0, len(some) - MOST_SHOWN),
        )
        for key, some in by_paragraph.items()
    }


def proofs_of(sources: Sequence[Source], unit: Unit) -> dict[tuple[int | None, int | None], int]:
    """Of what the unit and those below it sent: a task has answers of others too."""
    tasks = {source.task_id for source in sources if source.task_id}
    found = Evidence.objects.standing().filter(entry__assignment__task__in=tasks).order_by()
    if unit.parent_id:
        found = found.filter(entry__assignment__unit__path__startswith=unit.path)
    rows = found.values("entry__assignment__task", "entry__assignment").annotate(n=Count("pk"))
    counted: Counter[tuple[int | None, int | None]] = Counter()
    for row in rows:
        task, assignment, n = row["entry__assignment__task"], row["entry__assignment"], row["n"]
        counted[task, assignment] += n
        counted[task, None] += n
    return counted


WAY = (ReportState.WAITING, ReportState.DRAFTED, ReportState.SENT, ReportState.ACCEPTED, ReportState.LOCKED)


def stages_of(report: Report, below: Sequence[ReportRow], lacking: int) -> list[Stage]:
    """The way up; one without units below does not wait for any."""
    way = [state for state in WAY if below or state != ReportState.WAITING]
    now = ReportState.DRAFTED if report.state in (ReportState.RETURNED, ReportState.EXCUSED) else report.state
    words = dict(REPORT_STATES)
    made = []
    for place, state in enumerate(way):
        here = way.index(ReportState(now)) if now in way else 0
        how = "past" if place < here or report.state == ReportState.LOCKED else "here" if place == here else ""
        made.append(Stage(capitalised(str(words[state])), how, note_of(state, report, below, lacking)))
    return made


def note_of(state: ReportState, report: Report, below: Sequence[ReportRow], lacking: int) -> str:
    missing = sum(row.report.state not in SETTLED for row in below)
    match state:
        case ReportState.WAITING:
            n = {"n": missing}
            return (ngettext("còn %(n)s báo cáo", "còn %(n)s báo cáo", missing) % n) if missing else _("đã đủ")
        case ReportState.DRAFTED:
            if report.state in (ReportState.RETURNED, ReportState.EXCUSED):
                return str(dict(REPORT_STATES)[ReportState(report.state)])
            if report.drafted_at is None:
                return ""
            n = {"n": lacking}
            lacks = ngettext("còn %(n)s đoạn chưa có nguồn", "còn %(n)s đoạn chưa có nguồn", lacking) % n
            return lacks if lacking else _("mọi đoạn đều có nguồn")
        case ReportState.SENT:
            return f"{report.sent_on:%d/%m/%Y}" if report.sent_on else ""
        case ReportState.ACCEPTED:
            return _("Ban Thường vụ xem xét") if report.is_own else _("cấp trên xem xét")
        case _:
            return f"{report.signed_on:%d/%m/%Y}" if report.signed_on else _("không ai sửa được nữa")


def with_all(reports: "QuerySet[Report]") -> "QuerySet[Report]":
    related = ("unit__parent", "period", "above__unit", "signed_as__holder", "signed_as__unit")
    followed = Prefetch("period__directives", Directive.objects.defer("text", "folded"))
    return reports.select_related(*related, "period__unit").prefetch_related(followed)
