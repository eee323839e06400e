"""What happens to a clock: written down once, never changed; every date is computed from these again.

A day counts as run up to and including the day of a stop; the day of a restart is not counted itself, as the day of
the start is not: the rest of the limit runs on from the day after it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from nennep.clock.limits import Limit, Unit, length, refused
from nennep.clock.wording import named


@dataclass(frozen=True)
class Started:
    """`target`: the office's own earlier limit, from the same day; `source`: where the legal limit stands."""

    day: date
    limit: Limit
    target: Limit | None = None
    source: str = ""


@dataclass(frozen=True)
class Restarted:
    day: date
    paper: str = ""


@dataclass(frozen=True)
class Extended:
    """`times`: how often the rule allows it; `longest`: how long all extensions may be together, in their unit."""

    day: date
    limit: Limit
    ground: str
    times: int | None = None
    longest: int | None = None
    paper: str = ""


@dataclass(frozen=True)
class Refigured:
    """Another figure of the rule was taken for a clock that runs already, by a decision with its reason."""

    day: date
    limit: Limit
    reason: str
    source: str = ""


@dataclass(frozen=True)
class CalendarMoved:
    """A change of the calendar that moved the date; kept for the story, the date itself follows the calendar."""

    day: date
    sentence: str
    was: date
    now: date


@dataclass(frozen=True)
class Stopped:
    day: date
    reason: str
    paper: str = ""


@dataclass(frozen=True)
class Closed:
    day: date


Event = Started | Restarted | Refigured | Extended | CalendarMoved | Stopped | Closed
_ORDER: tuple[type[Event], ...] = (
    Started,
    Restarted,
    Refigured,
    Extended,
    CalendarMoved,
    Stopped,
    Closed,
)  # within one day


@dataclass(frozen=True)
class Pause:
    stop: Stopped
    again: Restarted | None


@dataclass(frozen=True)
class Story:
    """Events in order, checked: one start, pauses that do not overlap, extensions within their rule.

    `started` has the limit that counts: the one with which the clock began, or that of the last new figure.
    """

    events: tuple[Event, ...]
    started: Started
    figures: tuple[Refigured, ...]
    pauses: tuple[Pause, ...]
    extensions: tuple[Extended, ...]
    moves: tuple[CalendarMoved, ...]
    closed: Closed | None


def told(events: Iterable[Event]) -> Story:
    """In whatever order the events come, and however often the same one: one story, or `RuleBroken`."""
    once = [*dict.fromkeys(reversed([*events]))]  # of equal ones the last: a figure may be taken again on one day
    once.reverse()
    ordered = sorted(once, key=_place)
    started, rest = _start(ordered)
    closed = next((event for event in rest if isinstance(event, Closed)), None)
    if closed and rest[-1] is not closed:
        raise refused("Thời hạn đã kết thúc ngày {day}, không ghi thêm được nữa.", day=named(closed.day))
    extensions = tuple(event for event in rest if isinstance(event, Extended))
    _check_extensions(extensions)
    moves = tuple(event for event in rest if isinstance(event, CalendarMoved))
    figures = tuple(event for event in rest if isinstance(event, Refigured))
    started = _with_last(started, figures)
    return Story(tuple(ordered), started, figures, tuple(_pauses(rest)), extensions, moves, closed)


def _with_last(started: Started, figures: tuple[Refigured, ...]) -> Started:
    for each in figures:
        if not each.reason.strip():
            raise refused("Hãy ghi lý do đổi sang mức mới.")
        started = replace(started, limit=each.limit, source=each.source)
    return started


def _place(event: Event) -> tuple[date, int, str]:
    """By day; on one day as `_ORDER` says, and extensions among themselves by what they say."""
    says = f"{event.limit.unit} {event.limit.n:06} {event.ground}" if isinstance(event, Extended) else ""
    return event.day, _ORDER.index(type(event)), says


def _start(ordered: list[Event]) -> tuple[Started, list[Event]]:
    starts = [event for event in ordered if isinstance(event, Started)]
    if not starts:
        raise refused("Chưa có ngày bắt đầu nên chưa tính được thời hạn.")
    started, *others = starts
    if others:
        raise refused("Thời hạn chỉ bắt đầu một lần; đã bắt đầu ngày {day}.", day=named(started.day))
    if ordered[0] is not started:
        values = {"day": named(ordered[0].day), "start": named(started.day)}
        raise refused("Ngày {day} trước ngày bắt đầu {start}.", **values)
    return started, ordered[1:]


def _pauses(rest: list[Event]) -> Iterator[Pause]:
    stop: Stopped | None = None
    for event in rest:
        if isinstance(event, Stopped):
            if stop:
                sentence = "Thời hạn đang tạm dừng từ {day}; phải cho chạy lại rồi mới tạm dừng lần nữa."
                raise refused(sentence, day=named(stop.day))
            if not event.reason.strip():
                raise refused("Hãy ghi lý do tạm dừng.")
            stop = event
        if isinstance(event, Restarted):
            yield Pause(_stopped_before(stop, event), event)
            stop = None
    if stop:
        yield Pause(stop, None)


def _stopped_before(stop: Stopped | None, again: Restarted) -> Stopped:
    """A stop and a restart on one day would be no stop at all: the restart comes first and finds none."""
    if stop is None:
        sentence = "Không cho chạy lại được vào {day}: trước ngày đó thời hạn không tạm dừng."
        raise refused(sentence, day=named(again.day))
    return stop


def _check_extensions(extensions: tuple[Extended, ...]) -> None:
    total: dict[Unit, int] = {}
    for number, each in enumerate(extensions, 1):
        if not each.ground.strip():
            raise refused("Hãy ghi căn cứ gia hạn.")
        if each.times is not None and number > each.times:
            values = {"most": each.times, "day": named(each.day), "n": number}
            raise refused("Chỉ được gia hạn {most} lần; lần gia hạn {day} là lần thứ {n}.", **values)
        unit = each.limit.unit
        total[unit] = total.get(unit, 0) + each.limit.n
        if each.longest is not None and total[unit] > each.longest:
            lengths = {"most": length(each.longest, unit), "n": length(total[unit], unit)}
            raise refused("Chỉ được gia hạn tối đa {most}; đã ghi {n}.", **lengths)
