"""The tree, the roles and what each role may do."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nennep.lib.text import fold

HALF = 0.5  # of a field's parts must be named, and more
SEGMENT = 4  # "0001.0003." — fixed width and a trailing point, so that 1 never takes in 10
PATH_LENGTH = 120  # 24 levels
LAST_CHARACTER = "/"  # the character after "." in ASCII: path + "/" ends the range below a path


class UnitKind(StrEnum):
    COMMITTEE = "committee"  # đảng ủy, đảng bộ
    CELL = "cell"  # chi bộ
    BOARD = "board"  # ban của đảng ủy
    OFFICE = "office"  # văn phòng
    INSPECTION = "inspection"  # ủy ban kiểm tra
    MASS = "mass"  # tổ chức chính trị – xã hội
    AGENCY = "agency"  # cơ quan, đơn vị


class Role(StrEnum):
    CLERK = "clerk"
    LEADER = "leader"
    CONTACT = "contact"
    ORGANISER = "organiser"  # ban tổ chức
    INSPECTOR = "inspector"
    MEMBER = "member"
    SYSADMIN = "sysadmin"  # no right to data
    AUDITOR = "auditor"  # the journal only


class Act(StrEnum):
    READ_DIRECTIVE = "read_directive"  # every directive of the unit, drafts too
    READ_TASK = "read_task"
    REVIEW = "review"  # import, correct proposals, assign
    ISSUE = "issue"
    SEE_OWN = "see_own"  # what one's unit was given
    ANSWER = "answer"  # report for a unit, keyed in for it too
    KEEP_TREE = "keep_tree"  # units, groups, posts, portfolios
    KEEP_USERS = "keep_users"
    KEEP_CALENDAR = "keep_calendar"
    KEEP_FACTS = "keep_facts"  # confirm and correct statutory figures; a correction needs a second person
    KEEP_SYSTEM = "keep_system"  # settings, jobs
    READ_JOURNAL = "read_journal"
    SEE_MEMBERS = "see_members"  # members of the unit, sensitive fields masked; propose corrections
    KEEP_MEMBERS = "keep_members"  # match lists, import, correct, merge, hand over
    UNMASK_MEMBERS = "unmask_members"  # read a sensitive field, on record
    SEE_GROWTH = "see_growth"  # the target of new members and candidates as counts
    KEEP_CANDIDATES = "keep_candidates"  # candidates of the unit, by name
    ALLOT_GROWTH = "allot_growth"  # set and allot the year's target
    KEEP_PROCEDURES = "keep_procedures"  # write a new version, publish that of another, set the office's own targets
    OPEN_CASES = "open_cases"  # of a procedure; what happens in a case is for its members alone
    TAKE_LETTERS = "take_letters"  # seal a protected letter; nobody reads one by right
    KEEP_VAULT = "keep_vault"  # with a second person: who receives letters, who keeps shares of their keys


RIGHTS: dict[Role, frozenset[Act]] = {
    Role.CLERK: frozenset(
        {
            *(Act.READ_DIRECTIVE, Act.READ_TASK, Act.REVIEW, Act.ISSUE, Act.SEE_OWN, Act.ANSWER),
            *(Act.KEEP_TREE, Act.KEEP_CALENDAR, Act.KEEP_FACTS, Act.KEEP_PROCEDURES, Act.OPEN_CASES),
            Act.TAKE_LETTERS,
        }
    ),
    Role.LEADER: frozenset(
        {
            *(Act.READ_DIRECTIVE, Act.READ_TASK, Act.ISSUE, Act.SEE_OWN, Act.ANSWER),
            *(Act.SEE_GROWTH, Act.KEEP_FACTS, Act.KEEP_VAULT),
        }
    ),
    Role.CONTACT: frozenset(
        {Act.SEE_OWN, Act.ANSWER, Act.SEE_MEMBERS, Act.SEE_GROWTH, Act.KEEP_CANDIDATES, Act.OPEN_CASES}
    ),
    Role.ORGANISER: frozenset(
        {
            *(Act.SEE_OWN, Act.KEEP_TREE, Act.KEEP_FACTS, Act.KEEP_PROCEDURES),
            *(Act.SEE_MEMBERS, Act.KEEP_MEMBERS, Act.UNMASK_MEMBERS),
            *(Act.SEE_GROWTH, Act.KEEP_CANDIDATES, Act.ALLOT_GROWTH, Act.OPEN_CASES),
        }
    ),
    Role.INSPECTOR: frozenset(
        {
            *(Act.READ_TASK, Act.SEE_OWN, Act.KEEP_FACTS, Act.KEEP_PROCEDURES, Act.OPEN_CASES),
            *(Act.TAKE_LETTERS, Act.KEEP_VAULT),
        }
    ),
    Role.MEMBER: frozenset(),
    Role.SYSADMIN: frozenset({Act.KEEP_USERS, Act.KEEP_SYSTEM}),
    Role.AUDITOR: frozenset({Act.READ_JOURNAL}),
}


LENT_BY_ONESELF = frozenset({Role.CONTACT})  # the rest by who keeps grants
LENT_BY_KEEPERS = frozenset(Role) - {Role.MEMBER}
LONGEST_ABSENCE = timedelta(days=180)


def roles_that(act: Act) -> list[Role]:
    return [role for role, acts in RIGHTS.items() if act in acts]


@dataclass(frozen=True)
class Held:
    """A role that a person holds on a unit, or on its subtree."""

    role: str
    unit: int
    path: str
    subtree: bool
    all: bool  # the only top, with everything below

    def allows(self, act: Act) -> bool:
        return act in RIGHTS[Role(self.role)]

    def reaches(self, path: str) -> bool:
        return is_below(path, self.path) if self.subtree else path == self.path


def closest_field(headings: Sequence[str], fields: Mapping[int, str]) -> int | None:
    """The field of work whose parts (“tổ chức, cán bộ, đảng viên”) a heading names best; the nearest heading first."""
    for heading in headings:
        words = f" {' '.join(re.findall(r'[a-z0-9]+', fold(heading)))} "
        scores = {key: score_of(name, words) for key, name in fields.items()}
        best = max(scores.values(), default=(0.0, 0))
        if best[0] > HALF:
            return next(key for key, score in scores.items() if score == best)
    return None


def score_of(field: str, words: str) -> tuple[float, int]:
    """Share of the field's parts that stand in the words, and how many."""
    parts = [fold(part) for part in re.split(r"[,;]| và ", field.removeprefix("công tác ")) if part.strip()]
    found = sum(f" {part} " in words for part in parts)
    return (found / len(parts) if parts else 0.0, found)


def child_path(parent: str, number: int) -> str:
    """Path of the `number`-th child (from 1) below `parent`; at most 9,999 children."""
    if not 1 <= number <= 10**SEGMENT - 1:
        raise ValueError(f"a unit has room for {10**SEGMENT - 1} children")
    return f"{parent}{number:0{SEGMENT}d}."


def is_below(path: str, top: str) -> bool:
    """Whether `path` is `top` or lies below it."""
    return path.startswith(top)


def last_number(path: str) -> int:
    return int(path.rstrip(".").rsplit(".", 1)[-1])


@dataclass(frozen=True)
class Span:
    """From–to, both included; an open end is None."""

    starts: date
    ends: date | None

    def holds(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day <= self.ends)


class ChangeKind(StrEnum):
    """What may become of a unit."""

    CREATED = "created"
    RENAMED = "renamed"
    MOVED = "moved"
    SPLIT = "split"  # others = the parts
    MERGED = "merged"  # others = the unit it went into; on that unit: the sources
    CLOSED = "closed"
    REOPENED = "reopened"


def folded_name(*names: str) -> str:
    """What a unit, group or person is searched by: every name it has, folded."""
    return " · ".join(dict.fromkeys(fold(name) for name in names if name))[:500]


def moved_path(path: str, old_top: str, new_top: str) -> str:
    """Where a unit of the subtree `old_top` stands when the subtree stands at `new_top`."""
    return new_top + path[len(old_top) :]
