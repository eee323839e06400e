"""The leader's view as arithmetic: rows of what is owed in, sums, ages and the curve of a period out."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple, Self

from nennep.directives.rules import AnswerState, Standing, Status, status_of
from nennep.organisation.rules import SEGMENT

WEEK = timedelta(days=7)
AGES = ((1, 7), (8, 14), (15, 30), (31, None))  # days past the date
MOST_COLUMNS, MOST_STEPS, MOST_SILENT = 8, 13, 8
DIRECT = 2 * (SEGMENT + 1)  # length of the path of a unit directly below the top
NOBODY = ""  # row of what persons owe; column of what comes from no clause


class Row(NamedTuple):
    """One answer owed, as it is read from the database."""

    unit: int | None
    path: str | None
    clause: int | None
    directive: int | None
    field: str | None  # public id of the field of work
    state: str
    is_dated: bool
    owes_answer: bool
    excused: bool
    due: date | None
    first_due: date | None
    heard_on: date
    done_on: date | None
    closed_on: date | None
    reminded: int

    @property
    def place(self) -> str:
        """Path of the direct unit under which it is owed."""
        return (self.path or NOBODY)[:DIRECT]

    def status(self, today: date, silent_after: int) -> Status:
        state = AnswerState(self.state)
        one = Standing(state, self.due, self.heard_on, self.is_dated, self.owes_answer, self.excused, self.first_due)
        return status_of(one, today, silent_after)


@dataclass
class Cell:
    """Of some answers: how many were given, are done, are past their date, are near it."""

    given: int = 0
    done: int = 0
    late: int = 0
    soon: int = 0

    def add(self, status: Status, late: bool) -> None:
        self.given += 1
        self.done += status == Status.DONE
        self.soon += status == Status.SOON
        self.late += late

    def take_in(self, others: Iterable["Cell"]) -> Self:
        for other in others:
            self.given += other.given
            self.done += other.done
            self.late += other.late
            self.soon += other.soon
        return self

    @property
    def look(self) -> str:
        """Class of its ground on the page."""
        if self.late:
            return "l2" if self.late >= 4 else "l1"
        return "s1" if self.soon else "ok" if self.given == self.done else ""


@dataclass
class Silence:
    """A unit that long said nothing of some of its answers."""

    answers: int = 0
    since: str = "9999-12-31"  # its oldest silence, as ISO
    reminded: int = 0

    def add(self, row: Row) -> None:
        self.answers += 1
        self.since = min(self.since, row.heard_on.isoformat())
        self.reminded = max(self.reminded, row.reminded)


@dataclass
class Picture:
    """Everything the page says of one scope on one day; kept as JSON where it takes long to count."""

    today: str
    statuses: dict[str, int] = field(default_factory=dict)
    cells: dict[str, dict[str, Cell]] = field(default_factory=dict)  # place → column → cell
    ages: list[int] = field(default_factory=lambda: [0] * len(AGES))
    silences: dict[str, Silence] = field(default_factory=dict)  # unit's key → silence, the longest first
    silent_units: int = 0
    in_field: dict[str, Cell] = field(default_factory=dict)  # public id of the field of work → cell
    curve: list[tuple[str, int, int]] = field(default_factory=list)  # day, planned, done (−1: still to come)
    fresh_done: dict[str, int] = field(default_factory=dict)  # place → done within a week
    fresh_late: dict[str, int] = field(default_factory=dict)  # column → fell late within a week
    moved: dict[str, int] = field(default_factory=dict)  # status → came to it within a week, where counted ahead

    @cached_property
    def rows(self) -> dict[str, Cell]:
        """The sum of each place."""
        return {place: Cell().take_in(row.values()) for place, row in self.cells.items()}

    @cached_property
    def total(self) -> Cell:
        return Cell().take_in(self.rows.values())

    @property
    def longest_silent(self) -> dict[str, Silence]:
        return dict(islice(self.silences.items(), MOST_SILENT))

    def column(self, key: str) -> Cell:
        return Cell().take_in(row[key] for row in self.cells.values() if key in row)

    @property
    def places_late(self) -> int:
        return sum(row.late > 0 for row in self.rows.values())

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_json(cls, kept: dict[str, Any]) -> Self:
        picture = cls(**kept)
        picture.cells = {p: {c: Cell(**cell) for c, cell in row.items()} for p, row in kept["cells"].items()}
        picture.in_field = {key: Cell(**cell) for key, cell in kept.get("in_field", {}).items()}
        picture.silences = {key: Silence(**silence) for key, silence in kept["silences"].items()}
        return picture


@dataclass(frozen=True)
class Frame:
    """What a picture is painted by: the day, the days of the curve, and the column of each clause or directive."""

    today: date
    silent_after: int
    columns: Mapping[int | None, str]  # clause, or directive, → key of its column
    by_clause: bool = True
    start: date | None = None
    end: date | None = None

    def column(self, row: Row) -> str:
        return self.columns.get(row.clause if self.by_clause else row.directive, NOBODY)


def paint(rows: Iterable[Row], frame: Frame) -> Picture:
    """One pass over what is owed; whatever is cancelled is not in it."""
    today, statuses, dues, dones = frame.today, Counter[Status](), Counter[date](), Counter[date]()
    picture, cells = Picture(today.isoformat()), defaultdict[str, dict[str, Cell]](dict)
    silences, week_ago = defaultdict[str, Silence](Silence), today - WEEK
    done_at, late_in = Counter[str](), Counter[str]()
    for row in rows:
        status, place, column = row.status(today, frame.silent_after), row.place, frame.column(row)
        late = (
            row.closed_on is None
            and status != Status.WAITING
            and row.is_dated
            and row.due is not None
            and row.due < today
        )
        statuses[status] += 1
        cells[place].setdefault(column, Cell()).add(status, late)
        if row.field:
            picture.in_field.setdefault(row.field, Cell()).add(status, late)
        if row.due:
            dues[row.due] += 1
        if status == Status.DONE:
            dones[row.done_on or row.closed_on or today] += 1
            done_at[place] += row.closed_on is not None and row.closed_on >= week_ago
        if late and row.due:
            picture.ages[age_of((today - row.due).days)] += 1
            late_in[column] += row.due >= week_ago
        if status == Status.SILENT and row.unit:
            silences[str(row.unit)].add(row)
    picture.statuses, picture.cells = {status.value: n for status, n in statuses.items()}, dict(cells)
    picture.silent_units = len(silences)
    picture.silences = dict(sorted(silences.items(), key=lambda one: (one[1].since, one[0])))
    picture.curve = curve_of(dues, dones, frame)
    picture.fresh_done, picture.fresh_late = dict(+done_at), dict(+late_in)
    return picture


def age_of(days: int) -> int:
    return next(n for n, (_first, last) in enumerate(AGES) if last is None or days <= last)


def curve_of(dues: Counter[date], dones: Counter[date], frame: Frame) -> list[tuple[str, int, int]]:
    """How much was to be done, and was done, by each of some days of the period; today is one of them."""
    known = [*dues, *dones]
    start = frame.start or min(known, default=frame.today)
    end = max(frame.end or max(known, default=frame.today), start + WEEK)
    step = max(1, round((end - start).days / (MOST_STEPS - 1)))
    days = {start + timedelta(days=n) for n in range(0, (end - start).days, step)} | {end}
    days |= {frame.today} if start <= frame.today <= end else set()
    return [(day.isoformat(), upto(dues, day), upto(dones, day) if day <= frame.today else -1) for day in sorted(days)]


def upto(counts: Counter[date], day: date) -> int:
    return sum(n for each, n in counts.items() if each <= day)


def columns_of(counts: Mapping[str, int], titled: Collection[str], most: int = MOST_COLUMNS) -> dict[str, str]:
    """Which heading each clause's path stands under: at most `most`, the fullest opened into what lies below them.

    A heading takes in all that begins with it, so one whose own words give work is never opened; nor is one into
    clauses without a title, which say nothing at the head of a column.
    """
    heads: dict[str, set[str]] = defaultdict(set)
    for path in counts:
        heads[path.split(".")[0]].add(path)
    while opened := best_opening(heads, counts, titled, most):
        for path in heads.pop(opened):
            heads[child_of(path, opened)].add(path)
    return {path: head for head, paths in heads.items() for path in paths}


def best_opening(
    heads: Mapping[str, set[str]], counts: Mapping[str, int], titled: Collection[str], most: int
) -> str | None:
    """The heading that holds most and may still be opened."""
    for head in sorted(heads, key=lambda one: (-sum(counts[p] for p in heads[one]), one)):
        children = {child_of(path, head) for path in heads[head] if path != head}
        few = len(heads) - 1 + len(children) <= most
        if head not in heads[head] and few and all(child in titled for child in children):
            return head
    return None


def child_of(path: str, head: str) -> str:
    below = path[len(head) + 1 :].split(".")[0]
    return f"{head}.{below}"
