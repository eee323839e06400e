"""Everything that one report is drafted from."""

from collections.abc import Sequence
from decimal import Decimal

from nennep.directives.models import Directive
from nennep.lib.dates import format_date
from nennep.lib.periods import Period
from nennep.lib.text import one_line
from nennep.organisation.models import Unit
from nennep.procedures.queries.statistics import numbers_of
from nennep.reports.models import Paragraph, Report
from nennep.reports.queries.facts import (
    Scope,
    answers_in,
    jobs_from,
    past_figures,
    scope_of,
    still_owed,
    with_words,
)
from nennep.reports.queries.outlines import outline_of
from nennep.reports.rules import SETTLED, ParagraphState, Part, Promptness, ReportState, promptness_of
from nennep.reports.wording.figures import key_of, reached
from nennep.reports.wording.model import Job, Number
from nennep.reports.wording.next import Carried, carried, going_on
from nennep.reports.wording.phrases import listed
from nennep.reports.wording.plain import indicator
from nennep.reports.wording.shortcomings import Owed, Told
from nennep.reports.wording.whole import Ground, Heading, crowded


def ground_of(report: Report) -> Ground:
    period, own = report.period.span, report.is_own
    scope = scope_of(period, report.unit, own)
    followed = list(report.period.directives.order_by("date", "pk").defer("text", "folded"))
    outline = outline_of(followed)
    found = jobs_from(answers_in(scope), scope, outline)
    coming = outline.refolded(jobs_from(still_owed(scope), scope, outline))
    jobs = outline.refolded(found)  # those that fall due later may have been too many
    headings = outline.with_others(job.section for job in (*jobs, *coming))
    told, own_words = said_below(report)
    return Ground(
        period=period,
        listing=listing_of(report, followed),
        basis=basis_of(followed),
        on=format_date(scope.on),
        outline=headings,
        jobs=with_words(jobs, scope, crowded(jobs)),
        coming=coming,
        before=compared(scope, period.last),
        year_before=compared(scope, period.year_before),
        below=reports_below(report),
        own_words=own_words,
        told=told,
        counts=counts_of_cases(report.unit, period),
    )


def counts_of_cases(unit: Unit, period: Period) -> list[Number]:
    """Of the unit and everything below it."""
    return [
        Number(one.key, one.name, "hồ sơ", Decimal(one.value), None, Decimal(one.before), Decimal(one.year_before))
        for one in numbers_of(unit, period)
    ]


def listing_of(report: Report, _followed: Sequence[Directive]) -> str:
    unit = "" if report.is_own else f"&unit={report.unit.public_id}"
    return f"period={report.period.key}{unit}"


def basis_of(followed: Sequence[Directive]) -> str:
    """“Kết luận số 15-KL/ĐU ngày 05/10/2026”."""
    named = [
        one_line(f"{d.type} số {d.reference}" + (f" ngày {format_date(d.date)}" if d.date else ""))
        for d in followed[:3]
    ]
    return listed(named)


def compared(scope: Scope, period: Period) -> dict[str, Decimal]:
    """What each target reached in another period, by the words it goes by."""
    by_key: dict[str, list[Job]] = {}
    for job in past_figures(scope, period):
        by_key.setdefault(key_of(indicator(job.text, job.due_words), job.measure), []).append(job)
    sums = {key: reached(rows) for key, rows in by_key.items()}
    return {key: value for key, value in sums.items() if value is not None}


def reports_below(report: Report) -> list[Owed]:
    return [owed_by(below) for below in report.below.select_related("unit")]


def owed_by(report: Report) -> Owed:
    how = promptness_of(ReportState(report.state), report.sent_on, report.due)
    return Owed(
        report.pk,
        report.unit.name,
        late=how == Promptness.AFTER,
        missing=how == Promptness.MISSING,
        excused=how == Promptness.EXCUSED,
    )


def said_below(report: Report) -> tuple[dict[str, list[Told]], dict[str, Told]]:
    """What people wrote below and had accepted: (added, by section), (in place of the machine's words, by key)."""
    added: dict[str, list[Told]] = {}
    instead: dict[str, Told] = {}
    found = Paragraph.objects.filter(
        section__report__above=report,
        section__report__state__in=list(SETTLED),
        state__in=[ParagraphState.EDITED, ParagraphState.ADDED],
    ).select_related("section__report__unit")
    for paragraph in found.order_by("section__report__unit__path", "section__n", "n"):
        section = paragraph.section
        told = Told(section.report.pk, paragraph.public_id, section.report.unit.name, paragraph.text)
        if section.part == Part.RESULTS and paragraph.key:
            instead[paragraph.key] = told
        elif section.part in (Part.SHORTCOMINGS, Part.CAUSES):
            added.setdefault(section.part, []).append(told)
        elif section.part in (Part.RESULTS, Part.NEXT):
            added.setdefault(section.key, []).append(told)
    return added, instead


def carried_by(report: Report) -> tuple[Sequence[Heading], list[Carried]]:
    """The fields of work, and what goes on under each, as the answers stand now."""
    ground = ground_of(report)
    return ground.outline, carried(going_on(ground.jobs, ground.coming))
