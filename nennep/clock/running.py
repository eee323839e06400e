"""How far a limit has run: walked from its start through the stretches between stops.

Working days: what is left of them runs on from the day after the restart. Days one after another: so too. Months have
no part of a day: the end is first found as if nothing had stopped, and moves on by as many days as the clock stood
still, each stop that came before the end in turn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nennep.clock.counting import Skipped, in_range, months_after, shifted, worked_instead, working
from nennep.clock.events import Pause, Story
from nennep.clock.limits import Limit, Unit
from nennep.lib.workdays import WorkCalendar

Part = tuple[int, Unit]  # how many of which


@dataclass(frozen=True)
class Stretch:
    """From a start or restart (not counted) to its last day; `pause` is what ended it.

    `left` is what then remained, where nothing restarted it.
    """

    start: date
    last: date
    ran: Part
    skipped: tuple[Skipped, ...] = ()
    pause: Pause | None = None
    left: Part | None = None
    of: Part | None = None  # the first of the stretches of a limit in months that stood still: the whole limit


@dataclass(frozen=True)
class Due:
    """`day` is None while the clock stands still before its end: then `left` remains, from the day after a restart."""

    day: date | None
    total: tuple[Part, ...]
    stretches: tuple[Stretch, ...]
    left: tuple[Part, ...] = ()
    moved_from: date | None = None
    passed: tuple[Skipped, ...] = ()
    made_up: tuple[Skipped, ...] = ()


def due(story: Story, limit: Limit, calendar: WorkCalendar, *, extended: bool) -> Due:
    """A pure function of events, limit and calendar; extensions lengthen the legal limit, not the office's own."""
    total = _total(limit, story if extended else None)
    at, stretches = story.started.day, list[Stretch]()
    for place, part in enumerate(total):
        stretches += _walk(at, part, story.pauses, calendar)
        if (last := stretches[-1]).left:
            return Due(None, total, tuple(stretches), left=(last.left, *total[place + 1 :]))
        at = last.last
    end, passed = shifted(at, calendar) if limit.shift_off_days else (at, ())
    made_up = tuple(
        day for one in stretches if one.ran[1] is Unit.WORKING for day in worked_instead(one.start, one.last, calendar)
    )
    return Due(end, total, tuple(stretches), (), at if end != at else None, passed, made_up)


def _total(limit: Limit, story: Story | None) -> tuple[Part, ...]:
    """Extensions in the unit of the limit add to it; others run after it, unit by unit."""
    parts = {limit.unit: limit.n}
    for extension in story.extensions if story else ():
        unit = extension.limit.unit
        parts[unit] = parts.get(unit, 0) + extension.limit.n
    return tuple((n, unit) for unit, n in parts.items())


def _walk(start: date, part: Part, pauses: Sequence[Pause], calendar: WorkCalendar) -> Iterator[Stretch]:
    """The stretches of one part; the last one has `left` when the clock stopped in it and did not restart."""
    ahead = [pause for pause in pauses if pause.stop.day >= start]
    if part[1] is Unit.MONTHS:
        yield from _months(start, part, ahead)
    else:
        yield from _days(start, part, ahead, calendar)


def _days(start: date, part: Part, pauses: Sequence[Pause], calendar: WorkCalendar) -> Iterator[Stretch]:
    at, (left, unit) = start, part
    for pause in pauses:
        ran, skipped = _ran(at, pause.stop.day, unit, calendar)
        if ran >= left:
            break
        left -= ran
        rest = (left, unit)
        yield Stretch(at, pause.stop.day, (ran, unit), skipped, pause, None if pause.again else rest)
        if pause.again is None:
            return
        at = pause.again.day
    if unit is Unit.WORKING:
        last, skipped = working(at, left, calendar)
        yield Stretch(at, last, (left, unit), skipped)
    else:
        yield Stretch(at, in_range(at + timedelta(days=left)), (left, unit))


def _ran(start: date, last: date, unit: Unit, calendar: WorkCalendar) -> tuple[int, tuple[Skipped, ...]]:
    if unit is Unit.CALENDAR:
        return (last - start).days, ()
    days = [start + timedelta(days=n) for n in range(1, (last - start).days + 1)]
    skipped = tuple((day, reason) for day in days if (reason := calendar.why_off(day)))
    return len(days) - len(skipped), skipped


def _months(start: date, part: Part, pauses: Sequence[Pause]) -> Iterator[Stretch]:
    at, end, ran = start, months_after(start, part[0]), part
    for pause in pauses:
        stop, left = pause.stop.day, (end - pause.stop.day).days
        if left <= 0:
            break
        rest, of = (left, Unit.CALENDAR), part if at == start else None
        yield Stretch(at, stop, ((stop - at).days, Unit.CALENDAR), (), pause, None if pause.again else rest, of)
        if pause.again is None:
            return
        at, ran, end = pause.again.day, rest, in_range(end + (pause.again.day - stop))
    yield Stretch(at, end, ran)
