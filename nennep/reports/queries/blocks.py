"""A report's headings with what stands under each: paragraphs with their sources, figures with their tasks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import ngettext

from nennep.directives.models import Evidence
from nennep.organisation.models import Unit
from nennep.reports.models import Figure, Paragraph, Report, Section, Source
from nennep.reports.rules import ParagraphState, Part

MOST_SHOWN = 5  # sources beside a paragraph; the rest is counted
FIELD = 2  # level of the headings that a long report is shown by
MANY = 30  # paragraphs from which on a page shows one field of work at a time
ALL, MOST_AT_ONCE = "all", 400  # the whole report with its sources; up to this many paragraphs


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
    number: int
    lacks: bool  # without a source and without a person who owns up to it
    sources: list[SourceLine]
    more: int

    @property
    def is_persons(self) -> bool:
        return self.paragraph.state in (ParagraphState.EDITED, ParagraphState.ADDED)


@dataclass(frozen=True)
class FigureLine:
    figure: Figure
    task: str | None  # public id of one whose answers sum to it


@dataclass(frozen=True)
class Block:
    """A heading; of one that is not shown the page has the words alone, for paper."""

    section: Section
    lines: list[Line]
    figures: list[FigureLine]
    dropped: list[Paragraph]
    is_shown: bool

    @property
    def lacking(self) -> int:
        return sum(line.lacks for line in self.lines)

    @property
    def offered(self) -> int:
        return sum(bool(line.paragraph.offered_text) for line in self.lines)

    @property
    def shape(self) -> str:
        """The mark of the heading in the outline."""
        if self.lacking:
            return "heed"
        if self.offered:
            return "back"
        if any(line.is_persons for line in self.lines):
            return "done"
        return "draft" if self.lines or self.figures else ""

    @property
    def takes_more(self) -> bool:
        """Whether a person may add a paragraph here."""
        return self.section.part != Part.FIGURES


def blocks_of(report: Report, chosen: str) -> list[Block]:
    """Every heading with its words and figures; sources only of those that are shown; in five questions at most."""
    sections, texts = list(report.sections.all()), texts_of(report)
    standing = sum(text.paragraph.state != ParagraphState.DROPPED for inside in texts.values() for text in inside)
    whole = standing <= (MOST_AT_ONCE if chosen == ALL else MANY)
    shown = {section.pk for section in (sections if whole else group_of(sections, chosen))}
    sources = sources_of([text.paragraph for pk in shown for text in texts.get(pk, [])], report.unit)
    figures, numbers = figures_of(sections), count(1)
    made = []
    for section in sections:
        lines, dropped = [], []
        for text in texts.get(section.pk, []):
            if text.paragraph.state == ParagraphState.DROPPED:
                dropped.append(text.paragraph)
            else:
                beside = sources.get(text.paragraph.pk, ([], 0))
                lines.append(Line(text.paragraph, next(numbers), text.lacks, *beside))
        made.append(Block(section, lines, figures.get(section.pk, []), dropped, section.pk in shown))
    return made


class Text(NamedTuple):
    paragraph: Paragraph
    lacks: bool


def texts_of(report: Report) -> dict[int, list[Text]]:
    """Every paragraph by its heading, in order, and whether it lacks a source and an owner."""
    found = Paragraph.objects.filter(section__report=report).with_sourced().select_related("owner")
    texts: dict[int, list[Text]] = {}
    for paragraph in found.defer("machine_text").order_by("n", "pk"):
        lacks = not paragraph.sourced and paragraph.owner_id is None
        texts.setdefault(paragraph.section_id, []).append(Text(paragraph, lacks))
    return texts


def figures_of(sections: Sequence[Section]) -> dict[int, list[FigureLine]]:
    tables = [section.pk for section in sections if section.part == Part.FIGURES]
    if not tables:
        return {}
    ties = Figure.tasks.through.objects.filter(figure=OuterRef("pk")).order_by("task__start", "task__pk")
    found = Figure.objects.filter(section__in=tables).annotate(first=Subquery(ties.values("task__public_id")[:1]))
    made: dict[int, list[FigureLine]] = {}
    for figure in found:
        made.setdefault(figure.section_id, []).append(FigureLine(figure, figure.first))
    return made


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
    if not paragraphs:
        return {}
    related = ("task__clause", "assignment", "report__unit")
    rows = Source.objects.filter(paragraph__in=paragraphs).select_related(*related)
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


def proofs_of(sources: Sequence[Source], unit: Unit) -> Mapping[tuple[int | None, int | None], int]:
    """Of what the unit and those below it sent: a task has answers of others too."""
    tasks = {source.task_id for source in sources if source.task_id}
    if not tasks:
        return {}
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
