"""Writing a report from its data, and again: a person's words stay as they are, newer ones are offered beside them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.journal.actions import record
from nennep.lib.collecting import uncollected
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.lib.pieces import pieces
from nennep.reports.models import Figure, Paragraph, Report, ReportAnnex, Section, Source
from nennep.reports.permissions import may_judge, may_write
from nennep.reports.queries.grounds import ground_of
from nennep.reports.rules import TO_WRITE, ParagraphState, ReportState
from nennep.reports.wording.annexes import tables
from nennep.reports.wording.model import From, Piece, Said
from nennep.reports.wording.shapes import shapes
from nennep.reports.wording.whole import Ground, draft

CHUNK = 2_000  # rows written at once


@dataclass
class Drafted:
    """What a new draft did."""

    written: int = 0
    offered: int = 0


@uncollected()
def draft_report(report: Report, *, by: User | None) -> Drafted:
    """Read and put together before anything is locked: a whole committee's takes seconds, and others write meanwhile.

    `by` none: the machine, when a period is opened.
    """
    if by is not None and not (may_write(by, report) or may_judge(by, report)):
        raise NotAllowed
    ground = ground_of(report)
    return keep_draft(report, draft(shapes()[report.form], ground), ground, by)


@transaction.atomic
def keep_draft(report: Report, pieces: list[Piece], ground: Ground, by: User | None) -> Drafted:
    locked = Report.objects.select_for_update(of=("self",)).select_related("unit", "period").get(pk=report.pk)
    if ReportState(locked.state) not in TO_WRITE:
        raise RuleBroken(_("Báo cáo đã gửi hoặc đã khóa nên không soạn lại được. Rút lại hoặc mở khóa trước."))
    done = lay_down(locked, pieces)
    lay_annexes(locked, ground)
    locked.drafted_at, locked.version = timezone.now(), locked.version + 1
    locked.save()
    record(by, "report.drafted", locked, period=locked.period.key, written=done.written, offered=done.offered)
    return done


def lay_down(report: Report, pieces: list[Piece]) -> Drafted:
    """Bring sections, paragraphs and figures into line with the draft, in a fixed number of statements."""
    sections = lay_sections(report, pieces)
    lay_figures(report, sections, pieces)
    done = Drafted()
    old = {(p.section_id, p.key): p for p in Paragraph.objects.filter(section__report=report).exclude(key="")}
    fresh: list[Paragraph] = []
    changed: list[Paragraph] = []
    said_of: list[tuple[Paragraph, tuple[From, ...]]] = []
    for piece in pieces:
        section = sections[piece.key]
        for n, said in enumerate(piece.said, 1):
            paragraph = old.pop((section.pk, said.key), None)
            if paragraph is None:
                paragraph = Paragraph(section=section, key=said.key, n=n * 10, text=said.text, machine_text=said.text)
                fresh.append(paragraph)
            elif renew(paragraph, said, n * 10):
                changed.append(paragraph)
            done.offered += bool(paragraph.offered_text)
            said_of.append((paragraph, said.sources))
    Paragraph.objects.filter(pk__in=[p.pk for p in old.values() if p.state == ParagraphState.MACHINE]).delete()
    Paragraph.objects.bulk_create(fresh, CHUNK)
    fields = ["n", "text", "machine_text", "offered_text", "version"]
    Paragraph.objects.bulk_update(changed, fields, CHUNK)
    lay_sources(report, said_of)
    done.written = len(fresh)
    return done


def renew(paragraph: Paragraph, said: Said, n: int) -> bool:
    """The machine's own words follow the data; those of a person stand, and what has changed since is offered.

    Whether the paragraph is another one now.
    """
    before = (paragraph.n, paragraph.text, paragraph.machine_text, paragraph.offered_text)
    paragraph.n = n
    if paragraph.state == ParagraphState.MACHINE:
        paragraph.text = paragraph.machine_text = said.text
    elif said.text not in (paragraph.machine_text, paragraph.text):
        paragraph.offered_text = said.text
    after = (paragraph.n, paragraph.text, paragraph.machine_text, paragraph.offered_text)
    paragraph.version += before[1:] != after[1:]
    return before != after


def lay_sections(report: Report, pieces: list[Piece]) -> dict[str, Section]:
    old = {section.key: section for section in report.sections.all()}
    fresh, changed = [], []
    for n, piece in enumerate(pieces, 1):
        section = old.pop(piece.key, None)
        row = {"n": n, "part": piece.part, "level": piece.level, "label": piece.label, "title": piece.title[:500]}
        if section is None:
            fresh.append(Section(report=report, key=piece.key, **row))
        else:
            for name, value in row.items():
                setattr(section, name, value)
            changed.append(section)
    leave_or_drop(old.values(), len(pieces))
    Section.objects.bulk_update(changed, ["n", "part", "level", "label", "title"], CHUNK)
    return {section.key: section for section in (*changed, *Section.objects.bulk_create(fresh, CHUNK))}


def leave_or_drop(old: Iterable[Section], last: int) -> None:
    """A heading that the data no longer need goes, unless a person has words under it."""
    rows = list(old)
    kept = set(
        Paragraph.objects.filter(section__in=rows)
        .exclude(state=ParagraphState.MACHINE)
        .values_list("section", flat=True)
    )
    Section.objects.filter(pk__in=[section.pk for section in rows if section.pk not in kept]).delete()
    for n, section in enumerate((s for s in rows if s.pk in kept), last + 1):
        Section.objects.filter(pk=section.pk).update(n=n)


def lay_sources(report: Report, said: list[tuple[Paragraph, tuple[From, ...]]]) -> None:
    """Sources of the machine's own words follow the data; those of a person's words stay as they are."""
    fields = ("task", "assignment", "report", "listing", "answers")
    kept: dict[int, list[From]] = {}
    rows = Source.objects.filter(paragraph__section__report=report).order_by("pk")
    for paragraph, task, assignment, below, listing, answers in rows.values_list("paragraph", *fields):
        kept.setdefault(paragraph, []).append(From(task, assignment, below, listing, answers))
    own = [(p, sources) for p, sources in said if p.state == ParagraphState.MACHINE]
    others = [(p, sources) for p, sources in own if kept.get(p.pk, []) != list(sources)]
    known = [paragraph.pk for paragraph, _sources in others if paragraph.pk in kept]
    for some in pieces(known, CHUNK):
        Source.objects.filter(paragraph__in=some).delete()
    Source.objects.bulk_create((source_of(p, each) for p, sources in others for each in sources), CHUNK)


def source_of(paragraph: Paragraph, each: From) -> Source:
    return Source(
        paragraph=paragraph,
        task_id=each.task,
        assignment_id=each.assignment,
        report_id=each.report,
        listing=each.listing,
        answers=each.answers,
    )


def lay_figures(report: Report, sections: dict[str, Section], pieces: list[Piece]) -> None:
    Figure.objects.filter(section__report=report).delete()
    rows = [
        (
            Figure(
                section=sections[piece.key],
                n=n,
                key=number.key,
                name=number.name[:300],
                measure=number.measure,
                value=number.value,
                target=number.target,
                before=number.before,
                year_before=number.year_before,
                note=number.note,
            ),
            number.tasks,
        )
        for piece in pieces
        for n, number in enumerate(piece.numbers, 1)
    ]
    made = Figure.objects.bulk_create([figure for figure, _tasks in rows], CHUNK)
    tie = Figure.tasks.through
    ties = [tie(figure=f, task_id=task) for f, (_row, tasks) in zip(made, rows, strict=True) for task in tasks]
    tie.objects.bulk_create(ties, CHUNK)


def lay_annexes(report: Report, ground: Ground) -> None:
    ReportAnnex.objects.filter(report=report).delete()
    excused = {below.who for below in ground.below if below.excused}
    made = tables([(heading.key, heading.title) for heading in ground.outline], ground.jobs, excused)
    ReportAnnex.objects.bulk_create(
        ReportAnnex(report=report, n=n, key=table.key, title=table.title, rows=table.rows)
        for n, table in enumerate(made, 1)
        if table.rows
    )
