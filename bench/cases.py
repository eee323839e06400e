"""Cases of a city: 100,000, a fifth of them with a running time limit of working days; their pages and a recount.

One keeper is a member of 30,000 of them, a handler of 400; whatever a case is about is invented.
"""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from bench.pouring import Row, count_on, pour
from nennep.accounts.models import User
from nennep.desk.demo_growth import GIVEN, MIDDLES, SURNAMES
from nennep.facts.actions import NewDay, add_days
from nennep.facts.calendars import calendar_for
from nennep.facts.models import DayKind
from nennep.lib.text import fold
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Role, UnitKind
from nennep.procedures.models import Case, CaseEvent, CaseMember, CaseStep, ProcedureVersion, Recount
from nennep.procedures.queries.standing import version_on

if TYPE_CHECKING:
    from bench.pages import Visit

CASES, KEPT, HANDLED, SEED = 100_000, 30_000, 400, 11
LIMIT, BEGUN_WITHIN = 30, 55  # working days of the limit; days since it began, at most
CLOSED_SHARE, RUNNING_SHARE = 0.5, 0.4  # of all cases; of those that are open
EARLY = ("application", "verification", "opinions")
START, END = date(2025, 1, 1), date(2035, 12, 31)
CASE = ("id", "version", "unit", "subject", "folded", "opened_on", "opened_by", "state", "at", "due", "end", "ended_on")
STEP = ("id", "case", "key", "begun_on", "done_on")
EVENT = ("step", "kind", "day", "n", "unit", "shift", "fact", "by")


@dataclass(frozen=True)
class Cases:
    keeper: User  # organiser of the whole
    handler: User
    case: Case  # of the handler
    clerk: User


@dataclass(frozen=True)
class Recounting:
    """A new day off: open cases with a running clock, those that moved, seconds."""

    running: int
    moved: int
    seconds: float


@transaction.atomic  # each row would wait for the disk otherwise
def fill(root: Unit, size: float) -> Cases:
    keeper, handler, clerk = (User.objects.create(username=n, full_name=n, password="!") for n in ("hs", "xl", "vt"))
    for user, role in ((keeper, Role.ORGANISER), (handler, Role.CONTACT), (clerk, Role.CLERK)):
        where = {"unit": root, "subtree": True, "starts": START, "ends": END, "reason": "bench"}
        Grant.objects.create(user=user, role=role, **where)
    version = version_on("admission", timezone.localdate())
    assert version
    pour(Case, CASE, cases(root, version, keeper, size))
    pour(CaseStep, STEP, steps())
    pour(CaseEvent, EVENT, events(keeper))
    pour(CaseMember, ("case", "user", "added_by"), members(keeper, handler, size))
    count_on(Case, CaseStep)
    return Cases(keeper, handler, Case.objects.visible_to(handler).exclude(due=None).order_by("due")[0], clerk)


def cases(root: Unit, version: ProcedureVersion, by: User, size: float) -> Iterator[Row]:
    """Half of them ended; two fifths of the open ones stand before the ceremony, whose limit runs."""
    dice, today = random.Random(SEED), timezone.localdate()
    cells = list(Unit.objects.within([root.path]).filter(kind=UnitKind.CELL).values_list("pk", flat=True))
    due_of = dict(limits(today))
    for pk in range(1, round(CASES * size) + 1):
        name = f"{dice.choice(SURNAMES)} {dice.choice(MIDDLES)} {dice.choice(GIVEN)}"
        told = (pk, version.pk, dice.choice(cells), name, fold(name))
        if dice.random() < CLOSED_SHARE:
            opened = today - timedelta(days=dice.randint(100, 900))
            ended = opened + timedelta(days=dice.randint(20, 99))
            yield (*told, opened.isoformat(), by.pk, "closed", "ceremony", None, "admitted", ended.isoformat())
        elif dice.random() < RUNNING_SHARE:
            begun = dice.choice(list(due_of))
            yield (*told, begun.isoformat(), by.pk, "open", "ceremony", due_of[begun].isoformat(), "", None)
        else:
            opened = today - timedelta(days=dice.randint(1, 300))
            yield (*told, opened.isoformat(), by.pk, "open", dice.choice(EARLY), None, "", None)


def limits(today: date) -> Iterator[tuple[date, date]]:
    """Days on which a ceremony's limit may have begun, and when it ends."""
    calendar = calendar_for(today.year - 1, today.year + 1)
    for n in range(1, BEGUN_WITHIN):
        begun = today - timedelta(days=n)
        yield begun, calendar.count(begun, LIMIT).end


def steps() -> Iterator[Row]:
    rows = Case.objects.order_by("pk").values_list("pk", "at", "opened_on", "ended_on")
    for pk, at, opened, ended in rows.iterator(chunk_size=5000):
        yield (pk, pk, at, opened.isoformat(), ended.isoformat() if ended else None)


def events(by: User) -> Iterator[Row]:
    running = Case.objects.filter(due__isnull=False).order_by("pk").values_list("pk", "opened_on")
    for pk, opened in running.iterator(chunk_size=5000):
        yield (pk, "started", opened.isoformat(), LIMIT, "working", 0, "members.ceremony", by.pk)


def members(keeper: User, handler: User, size: float) -> Iterator[Row]:
    for pk in range(1, round(CASES * size) + 1):
        if pk <= KEPT * size:
            yield (pk, keeper.pk, keeper.pk)
        if pk % round(CASES / HANDLED) == 0:
            yield (pk, handler.pk, keeper.pk)


def visits(made: Cases) -> "list[Visit]":
    keeper, handler = made.keeper, made.handler
    return [
        ("cases, of a handler", handler, "/cases/"),
        ("cases, 30,000", keeper, "/cases/"),
        ("cases, late", keeper, "/cases/?state=late"),
        ("cases, page 300", keeper, "/cases/?page=300"),
        ("cases, closed", keeper, "/cases/?state=closed"),
        ("cases, words", keeper, "/cases/?q=luong+thao"),
        ("cases of a procedure", keeper, "/cases/?procedure=admission&state=soon"),
        ("a case", handler, f"/cases/{made.case.public_id}/"),
        ("a step to finish", handler, f"/cases/{made.case.public_id}/finish/"),
        ("desk, who keeps cases", keeper, "/"),
        ("statistics of cases", made.clerk, "/cases/statistics/"),
        ("a procedure", handler, "/procedures/admission/"),
    ]


def recount(made: Cases) -> Recounting:
    """A day off in the coming week, as the office writes it into its calendar."""
    day = calendar_for(timezone.localdate().year, timezone.localdate().year + 1).next_working(timezone.localdate())
    running = Case.objects.exclude(due=None).count()
    began = time.perf_counter()
    add_days([NewDay(day, DayKind.OFF, "Nghỉ bão", "Công văn số 9")], by=made.clerk)
    return Recounting(running, Recount.objects.latest("pk").moved, time.perf_counter() - began)
