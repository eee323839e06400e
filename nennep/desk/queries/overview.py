"""The leader's view of one scope: its picture with names, links, what changed, and what waits for a decision."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.desk.models import DayFigure
from nennep.desk.queries.deciding import Decisions, keys_of, waiting_in
from nennep.desk.queries.pictures import OTHERS, Counted, counted, moved_in
from nennep.desk.queries.scopes import Scope, week_before
from nennep.desk.rules import AGES, NOBODY, Cell, Picture, Silence
from nennep.directives.labels import SHAPES, STATUSES
from nennep.directives.queries.answers import NONE
from nennep.directives.queries.spans import OVERDUE
from nennep.directives.rules import Status
from nennep.lib.text import sentence_case
from nennep.organisation.models import Portfolio, Unit
from nennep.organisation.rules import Span

FEW, FEW_DECISIONS = 16, 5  # rows of the map before the rest is folded away; rows that wait for a decision
BESIDE = (Status.WAITING, Status.RETURNED, Status.DECLINED, Status.EXCUSED, Status.EXTENDED)  # told under the figures


@dataclass(frozen=True)
class Figure:
    shape: str
    word: str
    n: int
    url: str
    delta: str = ""  # against a week ago, where that is known


@dataclass(frozen=True)
class Column:
    key: str
    before: str  # of the path, what every column begins with
    name: str
    title: str


@dataclass(frozen=True)
class Line:
    """A row of the map: a unit with its cell under each column (none: nothing was given there)."""

    name: str
    url: str
    cells: list[tuple[Cell | None, str]]
    total: Cell


@dataclass(frozen=True)
class Silent:
    unit: Unit
    days: int
    silence: Silence
    url: str


@dataclass(frozen=True)
class Field:
    name: str
    holder: str
    cell: Cell
    url: str


@dataclass(frozen=True)
class Change:
    shape: str
    n: int
    said: str
    where: str
    url: str


@dataclass(frozen=True)
class View:
    """Everything on the page."""

    scope: Scope
    counted: Counted
    units: dict[str, Unit]  # by path, and by key
    before: DayFigure | None
    since: date
    moved: Mapping[str, int]  # where the picture does not know, past `deciding.MOST` nobody counts
    decisions: Decisions

    @property
    def picture(self) -> Picture:
        return self.counted.picture

    @cached_property
    def total(self) -> Cell:
        return self.picture.total

    @property
    def places(self) -> int:
        return len(self.picture.cells)

    @cached_property
    def start(self) -> str:
        """What the address of every list on the page begins with."""
        return f"{reverse('directives:answers')}?{self.scope.link()}"

    def url(self, **also: str) -> str:
        narrowed = urlencode([one for one in also.items() if one[1]])
        return f"{self.start}&{narrowed}" if narrowed and not self.start.endswith("?") else self.start + narrowed

    def figures(self) -> list[Figure]:
        """The four that are answers; how many units are silent stands beside them."""
        named = (
            ("late", _("Quá hạn"), self.total.late, OVERDUE, "late"),
            ("soon", _("Sắp đến hạn"), self.total.soon, Status.SOON, "soon"),
            ("doing", _("Đang thực hiện"), self.picture.statuses.get(Status.DOING, 0), Status.DOING, "doing"),
            ("done", _("Hoàn thành"), self.total.done, Status.DONE, "done"),
        )
        return [
            Figure(shape, word, n, self.url(status=str(status)), self.against(n, kept))
            for shape, word, n, status, kept in named
        ]

    def silent_delta(self) -> str:
        return self.against(self.picture.silent_units, "silent_units")

    def against(self, n: int, kept: str) -> str:
        if self.before is None:
            return ""
        delta, day = n - getattr(self.before, kept), f"{self.before.day:%d/%m}"
        words = _("không đổi từ %(day)s") if not delta else _("thêm %(n)s so với %(day)s")
        return (words if delta >= 0 else _("bớt %(n)s so với %(day)s")) % {"n": abs(delta), "day": day}

    @cached_property
    def beside(self) -> list[Figure]:
        """How the others look: waiting, returned, excused …"""
        words = dict(STATUSES)
        found = [(status, self.picture.statuses.get(status, 0)) for status in BESIDE]
        return [Figure(SHAPES[s], str(words[s]), n, self.url(status=str(s))) for s, n in found if n]

    @cached_property
    def columns(self) -> list[Column]:
        heads = self.counted.heads
        numbered = [head for head in heads if head != NONE]
        common = numbered[0].split(".")[0] + "." if self.scope.directive and numbered else ""
        if not common or not all(head.startswith(common) and len(head) > len(common) for head in numbered):
            common = ""
        return [column(head, title, common, bool(self.scope.directive)) for head, title in heads.items()]

    def lines(self, most: int | None = None) -> list[Line]:
        """Units, those most behind first."""
        rows = self.picture.rows
        order = sorted(rows, key=lambda p: (-rows[p].late, -rows[p].soon, rows[p].done - rows[p].given, p))
        return [self.line(place, rows[place]) for place in order[:most]]

    def line(self, place: str, total: Cell) -> Line:
        unit, cells = self.units.get(place), self.picture.cells[place]
        url = self.url(**unit_query(unit))
        name = unit.label if unit else _("Giao cho cá nhân")
        return Line(name, url, [(cells.get(key), f"{url}&{asked}") for key, asked in self.asked.items()], total)

    @cached_property
    def asked(self) -> dict[str, str]:
        """How the list of answers names each column, as the end of an address."""
        return {one.key: urlencode(self.column_query(one.key)) for one in self.columns}

    @cached_property
    def sums(self) -> list[tuple[Cell, str]]:
        columns = self.columns
        return [(self.picture.column(one.key), self.url(**self.column_query(one.key))) for one in columns]

    def column_query(self, key: str) -> dict[str, str]:
        return {"clause": key} if self.scope.directive else {"directive": key}

    def has_others(self) -> bool:
        return any(OTHERS in row for row in self.picture.cells.values())

    @cached_property
    def ages(self) -> list[tuple[str, int, int, str]]:
        """(words, how many, share of the longest bar, list)."""
        today, most = timezone.localdate(), max(*self.picture.ages, 1)
        found = []
        for (first, last), n in zip(AGES, self.picture.ages, strict=True):
            words = _("%(first)s–%(last)s ngày") if last else _("trên %(less)s ngày")
            span = f"{today - timedelta(days=last) if last else ''}..{today - timedelta(days=first)}"
            url = self.url(status=OVERDUE, due=span)
            found.append((words % {"first": first, "last": last, "less": first - 1}, n, 100 * n // most, url))
        return found

    @cached_property
    def silent(self) -> list[Silent]:
        today = timezone.localdate()
        return [
            Silent(
                self.units[key],
                (today - date.fromisoformat(one.since)).days,
                one,
                self.url(status=Status.SILENT, unit=self.units[key].public_id),
            )
            for key, one in self.picture.longest_silent.items()
            if key in self.units
        ]

    @cached_property
    def changes(self) -> list[Change]:
        since, fresh_done, fresh_late = self.since.isoformat(), self.picture.fresh_done, self.picture.fresh_late
        named = (
            ("done", sum(fresh_done.values()), _("xong"), self.most_done(), Status.DONE),
            ("late", sum(fresh_late.values()), _("mới quá hạn"), self.most_late(), OVERDUE),
            ("back", self.moved[Status.RETURNED], _("bị trả lại để làm tiếp"), "", Status.RETURNED),
            ("more", self.moved[Status.EXTENDED], _("được gia hạn, có lý do"), "", Status.EXTENDED),
        )
        return [
            Change(shape, n, said, where, self.url(status=str(status), since=since))
            for shape, n, said, where, status in named
            if n
        ]

    @cached_property
    def fields(self) -> list[Field]:
        """What is directed by each holder of a field, as the task names them."""
        return fields_of(self.picture.in_field, self.url) if self.picture.in_field else []

    def most_done(self) -> str:
        fresh = self.picture.fresh_done
        place = max(fresh, key=lambda one: fresh[one], default=NOBODY)
        unit = self.units.get(place)
        return _("nhiều nhất ở %(where)s (%(n)s)") % {"where": unit.label, "n": fresh[place]} if unit else ""

    def most_late(self) -> str:
        fresh = {key: n for key, n in self.picture.fresh_late.items() if key not in (NONE, OTHERS)}
        key = max(fresh, key=lambda one: fresh[one], default="")
        said = {"where": key if self.scope.directive else self.counted.heads.get(key, ""), "n": fresh.get(key, 0)}
        return _("nhiều nhất ở %(where)s (%(n)s)") % said if key else ""

    @cached_property
    def worst(self) -> tuple[Column, Cell, str] | None:
        """The column in which most is late, where that is most of it."""
        found = [(one, self.picture.column(one.key)) for one in self.columns if one.key != NONE]
        if not found or len(found) < 2:
            return None
        worst, cell = max(found, key=lambda pair: pair[1].late)
        if 2 * cell.late <= self.total.late:
            return None
        return worst, cell, self.url(status=OVERDUE, **self.column_query(worst.key))


def column(head: str, title: str, common: str, is_clause: bool) -> Column:
    if not is_clause:
        return Column(head, "", title or _("Giao ngoài văn bản"), "")
    if head == NONE:
        return Column(head, "", _("Khác"), "")
    words = sentence_case(title.removeprefix("Về ").removeprefix("về "))
    words = words if len(words) <= 42 else words[:42].rsplit(" ", 1)[0] + " …"
    return Column(head, common, head.removeprefix(common), words[:1].upper() + words[1:])


def unit_query(unit: Unit | None) -> dict[str, str]:
    """How the list of answers names what a row of the map takes in; the top itself is meant alone."""
    if unit is None:
        return {"unit": NONE}
    return {"unit": unit.public_id} | ({"below": "1"} if unit.parent_id else {})


def view_of(scope: Scope, user: User) -> View:
    found, before = counted(scope, user)
    picture, unknown = found.picture, {} if found.picture.moved else moved_in(scope, user)
    keys = keys_of(waiting_in(scope.answers(user), user) | unknown)
    named = Q(path__in=list(picture.cells)) | Q(pk__in=[int(key) for key in picture.longest_silent])
    units = {key: unit for unit in Unit.objects.filter(named) for key in (unit.path, str(unit.pk))}
    moved = picture.moved or {status: len(keys[status]) for status in unknown}
    since = week_before(timezone.localdate())
    return View(scope, found, units, before, since, moved, Decisions.among(keys, FEW_DECISIONS))


def fields_of(counted: dict[str, Cell], url: Callable[..., str]) -> list[Field]:
    """Each field of work of the tasks with who is in charge of it, and a link to the same answers."""
    today, found = timezone.localdate(), Portfolio.objects.filter(public_id__in=counted)
    told = found.order_by("name", "posts__rank").values_list(
        "public_id", "name", "posts__holder__full_name", "posts__starts", "posts__ends"
    )
    names = {key: name for key, name, *_post in told}
    holders: dict[str, list[str]] = defaultdict(list)
    for key, _name, holder, starts, ends in told:
        if holder and starts and Span(starts, ends).holds(today) and holder not in holders[key]:
            holders[key].append(holder)
    return [Field(name, ", ".join(holders[key]), counted[key], url(field=key)) for key, name in names.items()]
