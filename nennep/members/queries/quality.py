"""The quality of the register: units by groups of rules, added up from the counts that lie beside each cell."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.matching.checking.finding import Severity
from nennep.members.checks import GROUPS, REGISTER_RULES, Group
from nennep.members.flaw_labels import GROUP_WORDS, RULES
from nennep.members.labels import SOURCES
from nennep.members.models import CellQuality, Flaw
from nennep.organisation.conditions import at_or_below
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User

MANY = 10  # per cent of the members with an error, from which a square is dark
SOURCE_HEADINGS = (gettext_lazy("Nguồn"), gettext_lazy("Danh sách"), gettext_lazy("Lỗi"), gettext_lazy("Cần xem"))


@dataclass
class Counts:
    """Of one unit with all below it: members, those with an error, and each rule's errors, warnings and hints."""

    members: int = 0
    flawed: int = 0
    cells: int = 0
    cells_flawed: int = 0
    by_rule: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))

    def add(self, members: int, flawed: int, counts: dict[str, list[int]]) -> None:
        self.members, self.flawed = self.members + members, self.flawed + flawed
        self.cells, self.cells_flawed = self.cells + 1, self.cells_flawed + bool(flawed)
        for rule, (errors, warnings, hints) in counts.items():
            mine = self.by_rule[rule]
            mine[0] += errors
            mine[1] += warnings
            mine[2] += hints

    def gather(self, other: "Counts") -> None:
        cells, cells_flawed = self.cells + other.cells, self.cells_flawed + other.cells_flawed
        self.add(other.members, other.flawed, other.by_rule)
        self.cells, self.cells_flawed = cells, cells_flawed

    def n(self, severity: Severity, rules: Iterable[str] = REGISTER_RULES) -> int:
        place = list(Severity).index(severity)
        return sum(self.by_rule[rule][place] for rule in rules if rule in self.by_rule)

    @property
    def errors(self) -> int:
        return self.n(Severity.ERROR)

    @property
    def warnings(self) -> int:
        return self.n(Severity.WARNING)

    @property
    def hints(self) -> int:
        return self.n(Severity.INFO)

    @property
    def score(self) -> str:
        """The share of members without an error; a hundred only where there is none."""
        if not self.members:
            return "–"
        share = 1000 * (self.members - self.flawed) // self.members
        return f"{share // 10}%" if share % 10 == 0 else f"{share // 10},{share % 10}%"


@dataclass(frozen=True)
class Square:
    errors: int
    warnings: int
    look: str
    link: str  # of the list behind it


@dataclass(frozen=True)
class Line:
    unit: Unit
    own: bool  # the unit's own members, not those below
    counts: Counts
    squares: list[Square]
    further: bool  # there are units below

    @property
    def link(self) -> str:
        return link_of(self.unit, own=self.own)


@dataclass(frozen=True)
class Board:
    unit: Unit | None  # none: several tops
    above: list[Unit]
    total: Counts
    lines: list[Line]
    groups: list[tuple[Group, str]]
    sums: list[Square]
    best: Unit | None
    worst: Unit | None
    rules: list["RuleLine"]


@dataclass(frozen=True)
class RuleLine:
    rule: str
    word: str
    errors: int
    warnings: int
    hints: int


def link_of(unit: Unit | None, *, own: bool = False) -> str:
    return f"unit={unit.public_id}{'&own=1' if own else ''}" if unit else ""


def tops(user: "User") -> list[Unit]:
    """The highest units whose members one sees."""
    paths = sorted(held.path for held in Grant.objects.held_for(user, Act.SEE_MEMBERS))
    highest = [path for path in paths if not any(path != other and path.startswith(other) for other in paths)]
    return list(Unit.objects.filter(path__in=highest).order_by("path"))


def board_of(user: "User", unit: Unit | None) -> Board:
    """Of everybody below the unit; of all that one sees where none is named."""
    rows = rows_of(user, unit)
    heads = [] if unit else [top.path for top in tops(user)]
    total, by_place = Counts(), defaultdict[str, Counts](Counts)
    deeper: set[str] = set()
    for path, members, flawed, counts in rows:
        place = place_of(path, unit.path) if unit else next((head for head in heads if path.startswith(head)), path)
        by_place[place].add(members, flawed, counts)
        if path != place:
            deeper.add(place)
    for mine in by_place.values():
        total.gather(mine)
    best, worst = ends_of(rows)
    units = {one.path: one for one in Unit.objects.filter(path__in=[*by_place, best, worst])}
    groups = groups_in(total)
    lines = []
    for path, mine in by_place.items():
        own = unit is not None and path == unit.path and len(by_place) > 1
        squares = squares_of(mine, groups, link_of(units[path], own=own))
        lines.append(Line(units[path], own, mine, squares, further=path in deeper and not own))
    lines.sort(key=lambda line: (-line.counts.errors, -line.counts.warnings, line.unit.path))
    sums = squares_of(total, groups, link_of(unit))
    return Board(
        unit, above(unit, user), total, lines, groups, sums, units.get(best), units.get(worst), rules_of(total)
    )


def rows_of(user: "User", unit: Unit | None) -> list[tuple[str, int, int, dict[str, list[int]]]]:
    lines = CellQuality.objects.visible_to(user)
    if unit and unit.parent_id:
        lines = lines.filter(at_or_below(unit.path, "cell__"))
    told = list(lines.order_by().values_list("cell__path", "members", "flawed", Cast("counts", TextField())))
    counts = json.loads(f"[{','.join(text for *_line, text in told)}]")  # four thousand texts read as one
    return [(path, members, flawed, each) for (path, members, flawed, _text), each in zip(told, counts, strict=True)]


def place_of(path: str, head: str) -> str:
    """The line in which a cell counts: the unit itself, or the one right below it."""
    return head if path == head else path[: path.index(".", len(head)) + 1]


def ends_of(rows: Sequence[tuple[str, int, int, dict[str, list[int]]]]) -> tuple[str, str]:
    """Paths of the cleanest cell, the larger of two, and of the one with the most members at fault."""
    cells = [(path, members, flawed) for path, members, flawed, _counts in rows if members]
    if len(cells) < 2 or not any(flawed for *_others, flawed in cells):
        return "", ""
    best = min(cells, key=lambda cell: (cell[2] / cell[1], -cell[1], cell[0]))
    worst = max(cells, key=lambda cell: (cell[2], cell[2] / cell[1], cell[0]))
    return best[0], worst[0]


def groups_in(total: Counts) -> list[tuple[Group, str]]:
    """Those that somebody of the board breaks."""
    return [
        (group, str(GROUP_WORDS[group]))
        for group, rules in GROUPS.items()
        if any(total.n(each, rules) for each in Severity)
    ]


def squares_of(counts: Counts, groups: Sequence[tuple[Group, str]], link: str) -> list[Square]:
    return [square_of(counts, group, link) for group, _word in groups]


def square_of(counts: Counts, group: Group, link: str) -> Square:
    errors, warnings = (counts.n(each, GROUPS[group]) for each in (Severity.ERROR, Severity.WARNING))
    others = counts.n(Severity.INFO, GROUPS[group])
    look = "l2" if errors * 100 >= MANY * max(1, counts.members) and errors else "l1" if errors else ""
    look = look or ("s1" if warnings or others else "ok")
    return Square(errors, warnings + others, look, f"{link}&rule={group}".lstrip("&"))


def rules_of(total: Counts) -> list[RuleLine]:
    """Every rule that is broken, the most broken first."""
    lines = [RuleLine(rule, str(word), *total.by_rule[rule]) for rule, word in RULES if rule in total.by_rule]
    return sorted(lines, key=lambda line: (-line.errors, -line.warnings, -line.hints))


def above(unit: Unit | None, user: "User") -> list[Unit]:
    """The way up, as far as one sees it."""
    if unit is None:
        return []
    steps = unit.path.split(".")[:-1]
    paths = [".".join(steps[:n]) + "." for n in range(1, len(steps))]
    return list(Unit.objects.visible_to(user, Act.SEE_MEMBERS).filter(path__in=paths).order_by("path"))


def headings(board: Board) -> list[str]:
    return [
        _("Đơn vị"), _("Đảng viên"), _("Hồ sơ có lỗi"), _("Không lỗi"), _("Lỗi"), _("Cần xem"),
        *(word for _group, word in board.groups),
    ]  # fmt: skip


def sheet_rows(board: Board) -> Iterator[list[object]]:
    for line in board.lines:
        counts = line.counts
        yield [
            line.unit.name, counts.members, counts.flawed, counts.score, counts.errors, counts.warnings,
            *(square.errors + square.warnings for square in line.squares),
        ]  # fmt: skip


@dataclass(frozen=True)
class Source:
    kind: str
    word: str
    file: str
    errors: int
    warnings: int


def sources_of(user: "User") -> list[Source]:
    """Whence the values at fault came: from which list, by which hand."""
    counted = Flaw.objects.visible_to(user).standing().order_by().values_list("kind", "file", "severity")
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for kind, file, severity, n in counted.annotate(n=Count("pk")):
        found[kind, file][severity] = n
    words = {str(kind): str(word) for kind, word in SOURCES}
    lines = [
        Source(kind, words.get(kind, _("Không rõ")), file, n.get(Severity.ERROR, 0), n.get(Severity.WARNING, 0))
        for (kind, file), n in found.items()
    ]
    return sorted(lines, key=lambda line: (-line.errors, -line.warnings, line.word, line.file))


def source_rows(sources: Iterable[Source]) -> Iterator[list[object]]:
    for one in sources:
        yield [one.word, one.file, one.errors, one.warnings]
