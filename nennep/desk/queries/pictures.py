"""The picture of a scope: counted at once where it is small, as the scheduler last counted it where it is large."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet, Subquery
from django.utils import timezone

from nennep.accounts.models import User
from nennep.desk.models import DayFigure, Overview
from nennep.desk.queries.scopes import Scope, rows_of, week_before
from nennep.desk.rules import MOST_COLUMNS, Frame, Picture, Row, columns_of, paint
from nennep.directives.models import AssignmentQuerySet, Clause, Directive
from nennep.directives.queries.answers import NONE, with_status
from nennep.directives.queries.spans import came_since
from nennep.directives.queries.statuses import rules_now
from nennep.directives.rules import Status
from nennep.organisation.models import Grant
from nennep.organisation.rules import Act

LARGE = 3_000  # answers of a scope from which on it is counted ahead
MOVED = (Status.RETURNED, Status.EXTENDED)  # what came to these is known by what was said, not by the rows
PICTURE = ("at", "data")
FIGURE = ("day", "given", "done", "late", "soon", "doing", "silent_units")
OTHERS = "*"  # column of directives beyond the first few


@dataclass(frozen=True)
class Counted:
    picture: Picture
    at: datetime
    heads: dict[str, str]  # key of a column → its title


def counted(scope: Scope, user: User) -> tuple[Counted, DayFigure | None]:
    """The scope today, and how it stood a week ago; what was kept of either is asked for at once."""
    kept, before = kept_of(scope, user)
    if kept and kept.is_of(timezone.localdate()) and Grant.objects.reaches_all(user, Act.READ_TASK):
        return Counted(Picture.of_json(kept.data["picture"]), kept.at, kept.data["heads"]), before
    return count_now(scope, user), before


def kept_of(scope: Scope, user: User) -> tuple[Overview | None, DayFigure | None]:
    pictures, figures = Overview.objects.filter(scope=scope.key), figures_before(scope)
    asked = {name: Subquery(pictures.values(name)) for name in PICTURE}
    asked |= {name: Subquery(figures.values(name)[:1]) for name in FIGURE}
    told: Any = User.objects.filter(pk=user.pk).values(**asked).get()
    return (
        Overview(**{name: told[name] for name in PICTURE}) if told["at"] else None,
        DayFigure(**{name: told[name] for name in FIGURE}) if told["day"] else None,
    )


def figures_before(scope: Scope) -> "QuerySet[DayFigure]":
    """How the scope stood a week ago, and on the days before that, as far as another week."""
    day = week_before(timezone.localdate())
    kept = DayFigure.objects.filter(directive=scope.directive, period=scope.period.key if scope.period else "")
    return kept.none() if scope.directive and scope.period else kept.filter(day__lte=day, day__gt=week_before(day))


def count_now(scope: Scope, user: User | None) -> Counted:
    now, answers = timezone.now(), scope.answers(user)
    rows: Iterable[Row] = rows_of(answers)
    if user is None:  # ahead, and much: nothing of it is held but the sums
        key = "task__clause" if scope.directive else "task__directive"
        counts = dict(answers.order_by().values_list(key).annotate(n=Count("pk")))
    else:
        rows = list(rows)
        counts = dict(Counter(one.clause if scope.directive else one.directive for one in rows))
    columns, heads = clause_columns(scope, counts) if scope.directive else directive_columns(counts)
    frame = Frame(
        timezone.localdate(now), rules_now().silent_after, columns, bool(scope.directive), scope.start, scope.end
    )
    return Counted(paint(rows, frame), now, heads)


def clause_columns(scope: Scope, counts: Mapping[int | None, int]) -> tuple[dict[int | None, str], dict[str, str]]:
    """Column of each clause that gave something, and the titles of the columns in the directive's order."""
    clauses = list(Clause.objects.filter(directive=scope.directive).values_list("pk", "path", "title"))
    given = {path: counts[pk] for pk, path, _title in clauses if pk in counts}
    titled = {path for _pk, path, title in clauses if title}
    head_of = columns_of(given, titled)
    columns: dict[int | None, str] = {pk: head_of[path] for pk, path, _title in clauses if path in head_of}
    titles = {path: title for _pk, path, title in reversed(clauses)}
    order = {path: n for n, (_pk, path, _title) in reversed(list(enumerate(clauses)))}
    heads = sorted(set(head_of.values()), key=lambda head: order.get(head, len(order)))
    named = {head: titles.get(head, "") for head in heads}
    return columns | {None: NONE}, named | ({NONE: ""} if counts.get(None) else {})


def directive_columns(counts: Mapping[int | None, int]) -> tuple[dict[int | None, str], dict[str, str]]:
    """The directives that gave most, each a column; the rest is only in the sums."""
    most = sorted((pk for pk in counts if pk), key=lambda pk: (-counts[pk], -pk))[:MOST_COLUMNS]
    chosen = Directive.objects.filter(pk__in=most).order_by("date", "pk").defer("text", "folded")
    names = {one.pk: one for one in chosen}
    columns: dict[int | None, str] = dict.fromkeys(counts, OTHERS)
    columns |= {pk: one.public_id for pk, one in names.items()} | {None: NONE}
    heads = {one.public_id: one.reference or one.type for one in names.values()}
    return columns, heads | ({NONE: ""} if counts.get(None) else {})


def moved_in(scope: Scope, user: User | None) -> dict[str, AssignmentQuerySet]:
    """What came within the last week to the states of which no row tells."""
    since, answers = week_before(timezone.localdate()).isoformat(), scope.answers(user)
    return {status: with_status(answers, status).filter(came_since(status, since)) for status in MOVED}
