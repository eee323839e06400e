"""What a report is written from, and what is written."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

MOST_SHOWN = 200  # sources kept of one paragraph; what a sentence counts beyond them stands in the annex


class Outcome(StrEnum):
    """How one answer stood at the end of the period, or stands today while it runs."""

    DONE = "done"
    REPORTED = "reported"  # the unit says done, nobody confirmed it yet
    DOING = "doing"
    UNSAID = "unsaid"  # given, nothing said yet, and not long enough to be called silent
    EXCUSED = "excused"  # an objective cause is admitted
    LATE = "late"
    SILENT = "silent"
    DECLINED = "declined"


UNFINISHED = frozenset(set(Outcome) - {Outcome.DONE, Outcome.REPORTED})


class Answer(NamedTuple):
    """What one unit, or one person, owes of a task; a report of a city reads a hundred thousand."""

    id: int
    unit: int | None
    who: str  # “Đảng bộ Trường Chính trị”, “đồng chí Bùi Khắc Trường”
    outcome: Outcome
    lead: bool = True
    days: int = 0  # past its date: of what is done, how late it was
    percent: int = 0
    figure: Decimal | None = None
    allotted: Decimal | None = None
    until: date | None = None  # extended to
    cause: str = ""  # why it is not done, as it was given
    words: str = ""  # what the unit said of it
    entered_late: int = 0  # words that came in later than the office's rules allow
    times: tuple[int, int] = (1, 1)  # of a duty that came several times in the period: how often it was done
    from_before: bool = False  # late already when the period began


@dataclass(frozen=True)
class Job:
    """A task as the report sees it, with all its answers."""

    id: int
    text: str
    section: str  # key of the heading under which it is reported
    point: int  # number of the clause that it came from; 0: none
    standing: bool = False
    due: date | None = None
    due_words: str = ""
    target: Decimal | None = None
    measure: str = ""
    reference: str = ""  # “Kết luận số 15-KL/ĐU”
    path: str = ""  # of its clause: “II.2.1”
    leads_in_all: int = 0  # units that lead it, where the report shows only one of them
    answers: tuple[Answer, ...] = ()

    @cached_property
    def leads(self) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if answer.lead)

    @property
    def is_done(self) -> bool:
        leads = self.leads
        return bool(leads) and all(answer.outcome in (Outcome.DONE, Outcome.REPORTED) for answer in leads)


@dataclass(frozen=True, slots=True)
class From:
    """A source: a task, one answer to it, a report from below, or a whole list; `answers`: rows counted from it."""

    task: int | None = None
    assignment: int | None = None
    report: int | None = None
    listing: str = ""  # the list of answers, as its address asks for it: “period=2026-Q4&status=late”
    answers: int = 1


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph as the machine writes it, under the key by which the next draft finds it."""

    key: str
    text: str
    sources: tuple[From, ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    key: str
    name: str
    measure: str
    value: Decimal | None = None
    target: Decimal | None = None
    before: Decimal | None = None
    year_before: Decimal | None = None
    tasks: tuple[int, ...] = ()
    note: str = ""  # what is known where figures cannot be summed: “9/12 đơn vị đạt”


@dataclass
class Piece:
    """A heading of the draft with what stands under it."""

    key: str
    part: str  # of `rules.Part`
    level: int
    title: str = ""
    label: str = ""
    said: list[Said] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
