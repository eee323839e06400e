"""One candidate's page: the road, what runs, and what can be recorded now."""

from dataclasses import dataclass
from datetime import date

from nennep.candidates.figures import Figure
from nennep.candidates.labels import STEPS
from nennep.candidates.models import Candidate, StageStep
from nennep.candidates.queries.figures import figures, limits
from nennep.candidates.queries.limits import calendar_about
from nennep.candidates.queries.listing import Row
from nennep.candidates.rules import Due, Heed, Stage, due, heeds, open_to
from nennep.lib.workdays import Counting, WorkCalendar


@dataclass(frozen=True)
class Milestone:
    """A stage of the road, with the steps that stand there; several for a class that was taken again."""

    stage: Stage
    word: str
    steps: list[StageStep]
    is_here: bool
    is_passed: bool


@dataclass(frozen=True)
class Counted:
    """A time limit of working days, counted in the open."""

    counting: Counting
    weekends: int
    holidays: list[tuple[date, str]]


@dataclass(frozen=True)
class Story:
    milestones: list[Milestone]
    taken_back: list[StageStep]
    open_to: list[Stage]
    due: Due
    heeds: list[Heed]
    until: date | None  # the day that the first of them speaks of
    ceremony: Counted | None
    review: Counted | None
    figures: dict[str, Figure]
    age_is_unusual: bool


def story_of(candidate: Candidate, today: date) -> Story:
    steps = list(candidate.steps.select_related("by", "annulled_by"))
    standing = [step for step in steps if step.annulled_at is None]
    told = [step.told for step in standing]
    its = limits(today)
    calendar = calendar_about(today, candidate.since)
    running = due(candidate.standing, calendar, its) if candidate.is_going else Due()
    age = candidate.age
    return Story(
        milestones=milestones_of(candidate, standing),
        taken_back=[step for step in steps if step.annulled_at],
        open_to=open_to(told) if candidate.stopped_on is None else [],
        due=running,
        heeds=heeds(running, today, its),
        until=Row(candidate, running, heeds(running, today, its)).until,
        ceremony=counted(running.ceremony, calendar),
        review=counted(running.review, calendar),
        figures=figures(today),
        age_is_unusual=candidate.is_going and age is not None and not its.youngest <= age <= its.oldest,
    )


def milestones_of(candidate: Candidate, standing: list[StageStep]) -> list[Milestone]:
    order = list(Stage)
    here = order.index(Stage(candidate.stage))
    return [
        Milestone(stage, str(word), [s for s in standing if s.stage == stage], place == here, place < here)
        for place, (stage, word) in enumerate(STEPS)
    ]


def counted(counting: Counting | None, calendar: WorkCalendar) -> Counted | None:
    if counting is None:
        return None
    named = [(day, why) for day, why in counting.skipped if day in calendar.holidays or day in calendar.days_off]
    return Counted(counting, len(counting.skipped) - len(named), named)
