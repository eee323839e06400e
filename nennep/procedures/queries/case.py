"""The page of a case: what now, what is missing, the time left, what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from nennep.clock.clock import Clock
from nennep.clock.clock import State as ClockState
from nennep.facts.calendars import calendar_for
from nennep.facts.queries import facts_of
from nennep.facts.rulers import Ruler, ruler_between
from nennep.facts.values import FactValue
from nennep.lib.workdays import WorkCalendar
from nennep.procedures.catalogue.shape import Check, Paper, Procedure, Result, Step
from nennep.procedures.models import Case, CaseCheck, CaseEvent, CaseMember, CasePaper, CaseStep, CaseVote, EventKind
from nennep.procedures.queries.road import TrackStep, track
from nennep.procedures.queries.standing import (
    AHEAD,
    clock_of_events,
    left_of_roster,
    recorded_of,
    stands_still,
    start_of_limit,
)
from nennep.procedures.queries.story import Line, lines
from nennep.procedures.queries.telling import Reached, to_tell
from nennep.procedures.rules import CaseState, Recorded, hindrances, lacking

if TYPE_CHECKING:
    from nennep.accounts.models import User


@dataclass(frozen=True)
class PaperRow:
    paper: Paper
    records: Sequence[CasePaper]
    apart: bool = False  # lies with the letter, without a file here

    @property
    def missing(self) -> bool:
        return self.paper.required and not self.records


@dataclass(frozen=True)
class CheckRow:
    check: Check
    fact: FactValue | None
    answered: CaseCheck | None


def is_closed_early(step: CaseStep) -> bool:
    """Older cases may have something of a clock dated after its end: such a story cannot be counted."""
    closed = next((event.day for event in step.events.all() if event.kind == EventKind.CLOSED), None)
    return closed is not None and any(event.day > closed for event in step.events.all())


def case_of(user: "User", public_id: str) -> Case | None:
    """None where this person is no member of it."""
    about = ("unit", "candidate", "version__procedure", "opened_by", "parent", "letter")
    return Case.objects.visible_to(user).select_related(*about).filter(public_id=public_id).first()


class View:
    """One page's worth of a case: its steps with papers, answers, events and votes, each asked for once."""

    def __init__(self, case: Case, today: date) -> None:
        self.case, self.today = case, today
        self.procedure: Procedure = case.version.told

    @cached_property
    def steps(self) -> list[CaseStep]:
        """Every pass, the latest last."""
        asked = self.case.steps.select_related("done_by").order_by("pk")
        votes = Prefetch("votes", CaseVote.objects.select_related("by", "annulled_by"))
        papers = Prefetch("papers", CasePaper.objects.select_related("annulled_by"))
        events = Prefetch("events", CaseEvent.objects.select_related("by"))
        found = list(asked.prefetch_related(papers, events, votes, "checks"))
        for step in found:
            step.case = self.case
        return found

    @property
    def step(self) -> CaseStep:
        return self.steps[-1]

    @property
    def told(self) -> Step:
        return self.procedure.step(self.step.key)

    @property
    def is_open(self) -> bool:
        return self.case.state == CaseState.OPEN

    @cached_property
    def facts(self) -> Mapping[str, FactValue]:
        return facts_of(sorted({end.retention for end in self.procedure.ends} | self.told.facts), self.today)

    @cached_property
    def clock(self) -> Clock | None:
        return self.clock_at(self.step)

    def clock_at(self, step: CaseStep) -> Clock | None:
        rows = list(step.events.all())
        return clock_of_events(rows, self.calendar) if rows else None

    @cached_property
    def calendar(self) -> WorkCalendar:
        return calendar_for(self.case.opened_on.year, self.today.year + AHEAD)

    @property
    def state(self) -> ClockState | None:
        return self.clock.state(self.today) if self.clock else None

    @property
    def stopped(self) -> bool:
        return self.clock is not None and stands_still(self.clock)

    @property
    def extensions(self) -> list[FactValue]:
        """The figures by which the limit may be extended: its own, and the one for graver matters."""
        limit = self.told.limit
        figures = [self.facts[key] for key in (limit.fact, limit.graver) if key] if limit else []
        return [figure for figure in figures if figure.extension and figure.extension.limit]

    @property
    def unknown_limit(self) -> FactValue | None:
        """The figure that the office has not said yet, where the step has a limit but no clock."""
        figure = self.limit_fact
        return figure if figure and not figure.known else None

    @cached_property
    def answered(self) -> FactValue | None:
        """The figure that the office has said since the step began without it: its clock may start now."""
        figure, told = self.limit_fact, self.told.limit
        if self.clock or figure is None or told is None or figure.limit is None:
            return None
        return figure if start_of_limit(self.case, told.start) else None

    @cached_property
    def ruler(self) -> Ruler | None:
        if self.clock is None or self.clock.legal.day is None:
            return None
        start, end = self.clock.story.started.day, self.clock.legal.day
        return ruler_between(start, end, self.clock.calendar, self.today)

    @property
    def newer_figure(self) -> FactValue | None:
        """The figure that stands now, where the clock counts with another one."""
        figure = self.limit_fact
        if self.clock is None or figure is None or figure.limit is None:
            return None
        return figure if figure.limit != self.clock.story.started.limit else None

    @cached_property
    def papers(self) -> list[PaperRow]:
        kept = [paper for paper in self.step.papers.all() if paper.annulled_at is None]
        return [
            PaperRow(told, [paper for paper in kept if paper.key == told.key], self.procedure.keeps_apart(told))
            for told in self.told.papers
        ]

    @cached_property
    def to_tell(self) -> list[Reached]:
        """What may be written into its candidate's road."""
        return to_tell(self.case) if self.case.candidate_id else []

    @property
    def drafts(self) -> bool:
        """Is there a paper still to come that the office writes itself?"""
        return any(row.paper.template and not row.records for row in self.papers)

    @cached_property
    def checks(self) -> list[CheckRow]:
        answers = {answer.key: answer for answer in self.step.checks.all()}
        return [CheckRow(check, self.facts.get(check.fact), answers.get(check.key)) for check in self.told.checks]

    @property
    def counted(self) -> list[tuple[str, Clock]]:
        """The steps before that had a clock: name, and how their date came about."""
        passed = self.steps[:-1] if self.is_open else self.steps
        found = ((step, self.clock_at(step)) for step in passed if not is_closed_early(step))
        return [(self.procedure.step(step.key).name, clock) for step, clock in found if clock]

    @property
    def kept(self) -> list[tuple[str, str, CasePaper]]:
        """The papers of the steps before: name, step, record."""
        found = []
        for step in self.steps[:-1]:
            told = self.procedure.step(step.key)
            names = {paper.key: paper.name for paper in told.papers}
            found += [(names[one.key], told.name, one) for one in step.papers.all() if one.annulled_at is None]
        return found

    @property
    def limit_fact(self) -> FactValue | None:
        return self.facts.get(self.told.limit.fact) if self.told.limit else None

    @property
    def majority(self) -> FactValue | None:
        return self.facts.get(self.told.vote.majority) if self.told.vote else None

    @property
    def quorum(self) -> FactValue | None:
        return self.facts.get(self.told.vote.quorum) if self.told.vote else None

    @property
    def end_name(self) -> str:
        return self.procedure.end(self.case.end).name

    @property
    def retention(self) -> FactValue:
        return self.facts[self.procedure.end(self.case.end).retention]

    @property
    def vote(self) -> CaseVote | None:
        return self.step.vote

    @property
    def annulled_votes(self) -> list[CaseVote]:
        return [vote for vote in self.step.votes.all() if vote.annulled_at]

    @cached_property
    def recorded(self) -> Recorded:
        return recorded_of(self.step, self.clock, times=self.passes, below=(self.children, self.roster_left))

    @cached_property
    def children(self) -> int:
        """Cases below this one that are still open."""
        return self.case.children.filter(state=CaseState.OPEN).count()

    @cached_property
    def roster_left(self) -> int:
        return left_of_roster(self.case) if self.procedure.roster else 0

    @property
    def passes(self) -> int:
        return sum(step.key == self.step.key for step in self.steps)

    @cached_property
    def lacks(self) -> list[str]:
        return lacking(self.told, self.recorded)

    def results(self) -> list[tuple[Result, list[str]]]:
        """Each with what stands in its way."""
        named = {key for result in self.told.results for key in (result.before, result.after) if key}
        allowed = {key: int(self.facts[key].number) for key in named}
        return [(result, hindrances(self.told, result, self.recorded, allowed)) for result in self.told.results]

    @cached_property
    def members(self) -> list[CaseMember]:
        return list(self.case.members.filter(ended_at=None).select_related("user").order_by("added_at"))

    @property
    def track(self) -> list[TrackStep]:
        return list(track(self.procedure, self.steps, self.case))

    @property
    def place(self) -> int:
        """Of the step among all steps, from 1."""
        return [step.key for step in self.procedure.steps].index(self.step.key) + 1

    @property
    def story(self) -> list[Line]:
        return sorted(lines(self.procedure, self.case, self.steps), key=lambda line: line.at, reverse=True)
