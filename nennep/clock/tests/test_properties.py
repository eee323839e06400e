"""Every clock against a plain counter that goes day by day."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from nennep.clock.clock import Standing, clock_of, moved
from nennep.clock.events import Event, Extended, Restarted, Started, Stopped
from nennep.clock.limits import Unit
from nennep.clock.tests.made_up import calendars, days, stories
from nennep.clock.tests.plain import Pauses, plain_due, plain_shift
from nennep.lib.workdays import WorkCalendar


def started_in(events: Sequence[Event]) -> Started:
    return next(event for event in events if isinstance(event, Started))


def pauses_in(events: Sequence[Event]) -> Pauses:
    stops = sorted(event.day for event in events if isinstance(event, Stopped))
    again = sorted(event.day for event in events if isinstance(event, Restarted))
    return [(stop, again[n] if n < len(again) else None) for n, stop in enumerate(stops)]


def parts_in(events: Sequence[Event]) -> list[tuple[int, Unit]]:
    """The limit and its extensions by unit, in the order in which the units come up."""
    limit = started_in(events).limit
    order, total = [limit.unit], {limit.unit: limit.n}
    extensions = [event for event in events if isinstance(event, Extended)]
    for event in sorted(extensions, key=lambda event: event.day):
        unit = event.limit.unit
        order += [] if unit in order else [unit]
        total[unit] = total.get(unit, 0) + event.limit.n
    return [(total[unit], unit) for unit in order]


@given(stories(), calendars)
def test_both_dates_agree_with_the_plain_counter(events: list[Event], calendar: WorkCalendar) -> None:
    clock, started = clock_of(events, calendar), started_in(events)

    end = plain_due(started.day, parts_in(events), pauses_in(events), calendar)
    assert clock.legal.day == (plain_shift(end, calendar) if end and started.limit.shift_off_days else end)
    if (target := started.target) and clock.target:
        own = plain_due(started.day, [(target.n, target.unit)], pauses_in(events), calendar)
        own = plain_shift(own, calendar) if own and target.shift_off_days else own
        assert clock.target.day == (min(own, clock.legal.day) if own and clock.legal.day else own)


@given(stories(), calendars, st.randoms())
def test_the_order_of_writing_down_and_a_second_time_change_nothing(
    events: list[Event], calendar: WorkCalendar, chance: Random
) -> None:
    mixed = [*events, *events]
    chance.shuffle(mixed)

    first, second = clock_of(events, calendar), clock_of(mixed, calendar)

    assert (first.legal, first.target, first.steps()) == (second.legal, second.target, second.steps())


@given(stories(), calendars, days)
def test_a_day_off_after_the_end_moves_nothing_and_one_more_day_off_never_shortens(
    events: list[Event], calendar: WorkCalendar, off: date
) -> None:
    worked = {day: why for day, why in calendar.make_up.items() if day != off}
    before = WorkCalendar(calendar.weekend, calendar.holidays, calendar.days_off, worked)
    after = WorkCalendar(before.weekend, dict(before.holidays) | {off: "nghỉ"}, before.days_off, worked)

    move = moved(events, before, after)

    if move and move.was and move.now:
        assert started_in(events).day < off <= move.was < move.now


@given(stories(), calendars, st.integers(-3, 400))
def test_the_state_of_a_day_agrees_with_the_date_known_on_that_day(
    events: list[Event], calendar: WorkCalendar, after: int
) -> None:
    today = started_in(events).day + timedelta(days=after)
    state = clock_of(events, calendar).state(today)

    if after < 0:
        assert state.standing is Standing.WAITING
        return
    known = clock_of([event for event in events if event.day <= today], calendar).legal.day
    assert state.due == known
    assert (state.standing is Standing.STOPPED) == (known is None)
    assert (state.standing is Standing.DUE) == (known == today)
    assert (state.standing is Standing.LATE) == (known is not None and known < today)


@given(stories(), calendars)
def test_every_step_is_a_sentence_and_the_last_names_the_date(events: list[Event], calendar: WorkCalendar) -> None:
    clock = clock_of(events, calendar)
    told = clock.steps()

    assert all(step.sentence.endswith(".") and step.sentence[0].isupper() for step in told)
    if clock.legal.day:
        assert told[-1].sentence.startswith("Hết hạn khi hết ")
        assert f"{clock.legal.day:%d/%m/%Y}" in told[-1].sentence
