"""How what was given has gone: state, dates and words of each answer, drawn by lot so that a city looks like one."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from nennep.directives.rules import AnswerState, Verb

_A, _V = AnswerState, Verb
PAST = {_A.CONFIRMED: 88, _A.DOING: 5, _A.GIVEN: 2, _A.REPORTED: 2, _A.RETURNED: 1, _A.CANCELLED: 1, _A.ACCEPTED: 1}
AHEAD = {
    _A.DOING: 44, _A.CONFIRMED: 24, _A.ACCEPTED: 15, _A.GIVEN: 10, _A.REPORTED: 4, _A.RETURNED: 2, _A.DECLINED: 1,
}  # fmt: skip
SAID: dict[AnswerState, tuple[Verb, ...]] = {  # what was said at least; words in between come by lot
    _A.GIVEN: (),
    _A.ACCEPTED: (_V.ACCEPT,),
    _A.DECLINED: (_V.DECLINE,),
    _A.DOING: (_V.ACCEPT, _V.PROGRESS),
    _A.REPORTED: (_V.ACCEPT, _V.PROGRESS, _V.REPORT),
    _A.RETURNED: (_V.ACCEPT, _V.REPORT, _V.RETURN),
    _A.CONFIRMED: (_V.ACCEPT, _V.PROGRESS, _V.REPORT, _V.CONFIRM),
    _A.CANCELLED: (_V.CANCEL,),
}
AFTER = {
    _V.ACCEPT: _A.ACCEPTED, _V.DECLINE: _A.DECLINED, _V.PROGRESS: _A.DOING, _V.REPORT: _A.REPORTED,
    _V.CONFIRM: _A.CONFIRMED, _V.RETURN: _A.RETURNED, _V.CANCEL: _A.CANCELLED,
}  # fmt: skip
BY_UNIT = {_V.ACCEPT, _V.DECLINE, _V.PROGRESS, _V.REPORT, _V.ASK_EXTENSION, _V.STATE_CAUSE}
MORE = (0, 0, 0, 1, 1, 1)  # further words on the way
EXTENDED, EXCUSED, ASKING = 0.04, 0.01, 0.003
WORDS = ("xin báo cáo kết quả", "đang phối hợp với các đơn vị về", "đã hoàn thành dự thảo", "đã tổ chức hội nghị về",
         "đã rà soát và lập danh sách", "đã ban hành kế hoạch", "còn vướng mắc về kinh phí", "đã kiểm tra tại cơ sở",
         "đã tập huấn cho cán bộ về", "đã tham mưu cấp ủy về")  # fmt: skip


@dataclass(frozen=True)
class Word:
    verb: Verb
    day: date
    text: str
    percent: int | None
    after: AnswerState


@dataclass
class Life:
    state: AnswerState
    due: date | None
    heard_on: date
    reported_on: date | None = None
    closed_on: date | None = None
    percent: int = 0
    excused: bool = False
    asks: str = ""  # "extension" or "cause": waits to be decided
    reminded: int = 0
    words: list[Word] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.state not in (_A.CONFIRMED, _A.CANCELLED)


@dataclass(frozen=True)
class Given:
    on: date
    due: date | None
    dated: bool
    about: str
    period: str = ""


class Fates:
    def __init__(self, dice: random.Random, today: date) -> None:
        self.dice, self.today = dice, today

    def draw(self, given: Given) -> Life:
        dice = self.dice
        past = given.due is not None and given.due < self.today
        odds = PAST if past else AHEAD
        state = dice.choices(list(odds), list(odds.values()))[0]
        life = Life(state, given.due, given.on)
        self.tell(life, given)
        if life.is_open:
            self.ask(life, given)
        elif given.dated and given.due and dice.random() < EXTENDED:
            life.due = given.due + timedelta(days=dice.randrange(5, 30))
        return life

    def tell(self, life: Life, given: Given) -> None:
        verbs = list(SAID[life.state])
        if _V.PROGRESS in verbs:
            at = verbs.index(_V.PROGRESS)
            verbs[at:at] = [_V.PROGRESS] * self.dice.choice(MORE)
        last = self.last_day(life, given)
        span = max(0, (last - given.on).days)
        for n, verb in enumerate(verbs, 1):
            day = given.on + timedelta(days=span * n // len(verbs))
            percent = 100 * n // (len(verbs) + 1) if verb == _V.PROGRESS else None
            life.words.append(Word(verb, day, self.words(given) if verb != _V.ACCEPT else "", percent, AFTER[verb]))
            if verb in BY_UNIT:
                life.heard_on, life.percent = day, percent or life.percent
            if verb == _V.REPORT:
                life.reported_on, life.percent = day, 100
            if verb in (_V.CONFIRM, _V.CANCEL):
                life.closed_on = day

    def last_day(self, life: Life, given: Given) -> date:
        """Of what is closed about its date; of what is open mostly within the last two weeks."""
        end = self.today
        if not life.is_open and given.due:
            late = self.dice.randrange(1, 20) if self.dice.random() < 0.12 else -self.dice.randrange(0, 15)
            end = given.due + timedelta(days=late)
        elif life.is_open:
            end -= timedelta(days=self.dice.randrange(0, 13) if self.dice.random() < 0.85 else 40)
        return max(given.on, min(end, self.today))

    def ask(self, life: Life, given: Given) -> None:
        lot = self.dice.random()
        if not given.dated or given.due is None:
            return
        if lot < EXTENDED:
            life.due = given.due + timedelta(days=self.dice.randrange(5, 60))
        elif lot < EXTENDED + EXCUSED:
            life.excused = True
        elif lot < EXTENDED + EXCUSED + ASKING:
            life.asks = self.dice.choice(("extension", "cause"))
        if (self.today - life.heard_on).days > 14 or given.due < self.today:
            life.reminded = self.dice.randrange(0, 4)

    def words(self, given: Given) -> str:
        dice = self.dice
        return f"Đơn vị {dice.choice(WORDS)} {given.about}, đợt {dice.randrange(1, 400)}, đạt {dice.randrange(100)}%."


def proofs(life: Life, dice: random.Random) -> Iterator[int]:
    """Places of the words that carry a proof: every report, some of the others."""
    for n, word in enumerate(life.words):
        if word.verb == Verb.REPORT or (word.verb == Verb.PROGRESS and dice.random() < 0.3):
            yield n
