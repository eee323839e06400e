"""A date opened: how it came about, step by step, each a complete sentence with the days it speaks of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nennep.clock import wording
from nennep.clock.counting import months_after
from nennep.clock.events import Extended, Refigured, Story
from nennep.clock.limits import Limit, Unit, length
from nennep.clock.running import Due, Part, Stretch
from nennep.clock.wording import named
from nennep.lib.words import say


@dataclass(frozen=True)
class Step:
    """`days`: how many the step counts, or passes over, in its own unit; none where it counts nothing."""

    sentence: str
    first: date
    last: date
    days: int | None = None


def steps(story: Story, due: Due, *, own: bool = False) -> list[Step]:
    """Of the legal date; `own`: of the office's own earlier target, which no extension lengthens."""
    start = story.started.day
    found = [Step(wording.starts(start), start, start), _limit(story, own=own)]
    found += [] if own else [_figure(each) for each in story.figures]
    found += [] if own else [_extension(n, each) for n, each in enumerate(story.extensions, 1)]
    if len(due.total) > 1 or due.total[0][0] != _base(story, own=own).n:
        found.append(Step(say("Tổng cộng {total}.", total=together(due.total)), start, start))
    for stretch in due.stretches:
        found += [] if stretch.of is None else [_never_stopped(stretch.start, stretch.of)]
        found += _stretch(stretch, story)
    if passed := [day for stretch in due.stretches for day in stretch.skipped]:
        found.append(Step(wording.not_counted(passed), passed[0][0], passed[-1][0], len(passed)))
    if due.made_up:
        found.append(Step(wording.made_up(due.made_up), due.made_up[0][0], due.made_up[-1][0], len(due.made_up)))
    if due.moved_from and due.passed:
        found.append(
            Step(wording.moved(due.moved_from, due.passed), due.moved_from, due.passed[-1][0], len(due.passed))
        )
    found += [] if own else [Step(move.sentence, move.was, move.now) for move in story.moves]
    return [*found, *_end(due)]


def together(parts: tuple[Part, ...]) -> str:
    first, *others = (length(n, unit) for n, unit in parts)
    for other in others:
        first = say("{first} và {second}", first=first, second=other)
    return first


def _base(story: Story, *, own: bool) -> Limit:
    target = story.started.target
    return target if own and target else story.started.limit


def _limit(story: Story, *, own: bool) -> Step:
    started, limit = story.started, _base(story, own=own)
    if own:
        sentence = say("Mục tiêu của cơ quan: {limit}.", limit=limit)
    elif started.source:
        sentence = say("Thời hạn: {limit}, theo {source}.", limit=limit, source=started.source)
    else:
        sentence = say("Thời hạn: {limit}.", limit=limit)
    return Step(sentence, started.day, started.day, limit.n)


def _figure(figure: Refigured) -> Step:
    values = {"day": named(figure.day), "limit": figure.limit, "reason": figure.reason.strip().rstrip(".")}
    return Step(say("Đổi sang mức {limit}, quyết định {day}: {reason}.", **values), figure.day, figure.day)


def _extension(number: int, extension: Extended) -> Step:
    values = {"n": extension.limit, "day": named(extension.day), "ground": extension.ground.strip().rstrip(".")}
    sentence = say("Gia hạn {n}, quyết định {day}: {ground}.", **values)
    if extension.times is not None:
        sentence += " " + say("Đây là lần {n} trong {most} lần được phép.", n=number, most=extension.times)
    return Step(sentence, extension.day, extension.day, extension.limit.n)


def _stretch(stretch: Stretch, story: Story) -> Iterator[Step]:
    """What ran, then what stopped it and when it ran on."""
    n, unit = stretch.ran
    first = stretch.start == story.started.day
    if pause := stretch.pause:
        if n:
            ran = say("Đã tính {n}, đến {last}.", n=length(n, unit), last=named(stretch.last))
            yield Step(ran, stretch.start, stretch.last, n)
        values = {"day": named(pause.stop.day), "reason": pause.stop.reason.strip().rstrip(".")}
        stopped = say("Tạm dừng sau khi hết {day}: {reason}.", **values) + _paper(pause.stop.paper)
        yield Step(stopped, pause.stop.day, pause.stop.day)
        if pause.again:
            still = (pause.again.day - pause.stop.day).days
            sentence = "Chạy lại {day}, tính tiếp từ ngày kế tiếp; thời hạn đứng {n} ngày."
            again = say(sentence, day=named(pause.again.day), n=still) + _paper(pause.again.paper)
            yield Step(again, pause.again.day, pause.again.day, still)
    elif unit is Unit.MONTHS or first:
        yield Step(wording.run(n, unit, stretch.start, stretch.last), stretch.start, stretch.last, n)
    else:
        rest = say("Tính tiếp {n} còn lại, đến {last}.", n=length(n, unit), last=named(stretch.last))
        yield Step(rest, stretch.start, stretch.last, n)


def _paper(paper: str) -> str:
    return " " + say("Văn bản: {paper}.", paper=paper.strip().rstrip(".")) if paper.strip() else ""


def _end(due: Due) -> Iterator[Step]:
    if due.day:
        yield Step(wording.ends(due.day), due.day, due.day)
    else:
        last = due.stretches[-1].last
        sentence = "Đang tạm dừng: còn {left}, tính tiếp từ ngày kế tiếp ngày chạy lại."
        yield Step(say(sentence, left=together(due.left)), last, last)


def _never_stopped(start: date, months: Part) -> Step:
    """Months have no part of a day: said where a limit in months stood still."""
    end = months_after(start, months[0])
    sentence = "Nếu không tạm dừng, {n} hết {day}; hạn lùi đúng số ngày tạm dừng."
    return Step(say(sentence, n=length(*months), day=named(end)), start, end, months[0])
