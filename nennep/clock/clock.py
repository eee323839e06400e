"""A clock: its dates from its events, its state on a day, and what a change of the calendar would move."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from nennep.clock.events import Event, Restarted, Story, told
from nennep.clock.limits import Unit, length
from nennep.clock.running import Due, due
from nennep.clock.steps import Step, steps
from nennep.clock.wording import named
from nennep.lib.words import say
from nennep.lib.workdays import WorkCalendar


class Standing(StrEnum):
    WAITING = "waiting"  # before its start
    RUNNING = "running"
    STOPPED = "stopped"
    DUE = "due"  # its last day is today
    LATE = "late"
    CLOSED = "closed"


@dataclass(frozen=True)
class State:
    """`days`: left when running, over when late or closed late; working days where the limit is in working days."""

    standing: Standing
    due: date | None
    days: int
    unit: Unit

    def __str__(self) -> str:
        if self.standing is Standing.CLOSED and self.days:
            return say("Đã xong, muộn {n}", n=length(self.days, self.unit))
        return say(_STATES[self.standing], n=length(self.days, self.unit))


_STATES = {
    Standing.WAITING: "Chưa bắt đầu",
    Standing.RUNNING: "Còn {n}",
    Standing.STOPPED: "Đang tạm dừng",
    Standing.DUE: "Hết hạn hôm nay",
    Standing.LATE: "Quá hạn {n}",
    Standing.CLOSED: "Đã xong",
}


@dataclass(frozen=True)
class Clock:
    """Two dates: the legal one, and the office's own earlier one, if it has set a target."""

    story: Story
    calendar: WorkCalendar
    legal: Due
    target: Due | None

    def steps(self) -> list[Step]:
        """How the legal date came about, in complete sentences, in the order of counting."""
        return steps(self.story, self.legal)

    def target_steps(self) -> list[Step]:
        return steps(self.story, self.target, own=True) if self.target else []

    def state(self, today: date) -> State:
        """As of that day, from what had happened by then."""
        unit = Unit.WORKING if self.story.started.limit.unit is Unit.WORKING else Unit.CALENDAR
        if today < self.story.started.day:
            return State(Standing.WAITING, None, 0, unit)
        known = clock_of([event for event in self.story.events if event.day <= today], self.calendar)
        closed, end = known.story.closed, known.legal.day
        if closed:
            return State(Standing.CLOSED, end, known.over(end, closed.day, unit), unit)
        if end is None:
            return State(Standing.STOPPED, None, 0, unit)
        if today == end:
            return State(Standing.DUE, end, 0, unit)
        if today > end:
            return State(Standing.LATE, end, known.over(end, today, unit), unit)
        return State(Standing.RUNNING, end, known.over(today, end, unit), unit)

    def over(self, first: date | None, last: date, unit: Unit) -> int:
        """Days from one day to a later one, the first not counted; 0 when there is none or it is not later."""
        if first is None or last <= first:
            return 0
        return (last - first).days if unit is Unit.CALENDAR else self.calendar.working_between(first, last)

    def if_restarted(self, day: date) -> date | None:
        """The legal date if the clock that stands still ran again from that day."""
        return clock_of([*self.story.events, Restarted(day)], self.calendar).legal.day


def clock_of(events: Iterable[Event], calendar: WorkCalendar) -> Clock:
    """`RuleBroken` says in one sentence which event cannot be."""
    story = told(events)
    legal = due(story, story.started.limit, calendar, extended=True)
    own = due(story, story.started.target, calendar, extended=False) if story.started.target else None
    if own and own.day and legal.day and own.day > legal.day:
        own = replace(own, day=legal.day)  # the office's own date is never later than the legal one
    return Clock(story, calendar, legal, own)


@dataclass(frozen=True)
class Move:
    """What a change of the calendar, a rule or an event does to a clock's legal date."""

    was: date | None
    now: date | None

    def __str__(self) -> str:
        if self.was and self.now:
            return say("Hạn chuyển từ {was} sang {now}.", was=named(self.was), now=named(self.now))
        return say("Hạn trước là {was}, nay chưa có.", was=named(self.was)) if self.was else say("Nay đã có hạn.")


def moved(events: Iterable[Event], before: WorkCalendar, after: WorkCalendar) -> Move | None:
    """None when the date stays; both dates are counted, nothing stored is trusted."""
    kept = tuple(events)
    was, now = clock_of(kept, before).legal.day, clock_of(kept, after).legal.day
    return Move(was, now) if was != now else None
