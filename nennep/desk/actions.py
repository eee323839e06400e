"""Counting ahead, by the clock: pictures of large scopes every five minutes, one line of figures a day.

No journal entry: nothing is decided here, and the journal's last number tells whether a count is still true.
"""

from dataclasses import asdict
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils import timezone

from nennep.desk.models import DayFigure, Overview
from nennep.desk.queries.pictures import LARGE, count_now, moved_in
from nennep.desk.queries.scopes import Scope, periods_to_choose
from nennep.directives.models import Assignment, Directive
from nennep.directives.queries.statuses import status_now
from nennep.directives.rules import Status
from nennep.journal.models import Entry
from nennep.lib.periods import Period


def keep_overviews() -> int:
    """Count every large scope again, unless nothing was written since the last count; how many were counted."""
    today, last = timezone.localdate(), Entry.objects.aggregate(last=Max("n"))["last"] or 0
    newest = Overview.objects.order_by("-at").first()
    if newest and newest.journal == last and timezone.localdate(newest.at) == today:
        return 0
    scopes = large_scopes()
    for scope in scopes:
        keep_overview(scope, last)
    Overview.objects.exclude(scope__in=[scope.key for scope in scopes]).delete()
    return len(scopes)


def large_scopes() -> list[Scope]:
    """The periods one may choose, and directives, that gave more than can be counted while somebody waits."""
    today, last = timezone.localdate(), DayFigure.objects.aggregate(day=Max("day"))["day"]
    known = DayFigure.objects.filter(day=last, given__gt=LARGE, directive__isnull=False).values("directive")
    issued = timezone.make_aware(datetime.combine(last or today - timedelta(days=1), time.min))
    fresh = Assignment.objects.standing().filter(whole=None, task__directive__issued_at__gte=issued).order_by()
    many = fresh.values("task__directive").annotate(n=Count("pk")).filter(n__gt=LARGE).values("task__directive")
    large = Directive.objects.filter(Q(pk__in=known) | Q(pk__in=many)).defer("text", "folded")
    periods = [Scope(period=period) for period in dict.fromkeys(periods_to_choose(today))]
    return [*map(Scope, large), *(scope for scope in periods if scope.answers()[: LARGE + 1].count() > LARGE)]


def keep_overview(scope: Scope, journal: int) -> Overview:
    """Counted before anything is written: nobody else's writing waits for it."""
    found = count_now(scope, None)
    found.picture.moved = {status: some.count() for status, some in moved_in(scope, None).items()}
    picture = asdict(found.picture)
    silent, picture["silences"] = picture["silences"], {k: asdict(s) for k, s in found.picture.longest_silent.items()}
    data = {"picture": picture, "heads": found.heads}
    kept = {"at": found.at, "journal": journal, "data": data, "silent": silent}
    return Overview.objects.update_or_create(scope=scope.key, defaults=kept)[0]


def keep_day_figures() -> int:
    """How every directive with something open, and each period one may choose, stands today; how many lines."""
    today = timezone.localdate()
    lines = [*directive_lines(), *(period_line(period) for period in dict.fromkeys(periods_to_choose(today)))]
    with transaction.atomic():
        DayFigure.objects.filter(day=today).delete()
        return len(DayFigure.objects.bulk_create(lines, batch_size=500))


def directive_lines() -> list[DayFigure]:
    answers = Assignment.objects.standing().filter(whole=None)
    opened = answers.open().filter(task__directive__isnull=False).order_by().values("task__directive").distinct()
    rows = answers.filter(task__directive__in=opened).order_by().annotate(status=status_now())
    names, today = ["task__directive", *counts()], timezone.localdate()
    counted = rows.values("task__directive").annotate(**counts()).values_list(*names)
    return [DayFigure(day=today, directive_id=pk, **dict(zip(counts(), ns, strict=True))) for pk, *ns in counted]


def period_line(period: Period) -> DayFigure:
    rows = Scope(period=period).answers().order_by().annotate(status=status_now())
    return DayFigure(day=timezone.localdate(), period=period.key, **rows.aggregate(**counts()))


def counts() -> dict[str, Count]:
    late = Q(is_open=True, is_dated=True, due__lt=timezone.localdate())
    return {
        "given": Count("pk"),
        "done": Count("pk", filter=Q(status=Status.DONE)),
        "late": Count("pk", filter=late),
        "soon": Count("pk", filter=Q(status=Status.SOON)),
        "doing": Count("pk", filter=Q(status=Status.DOING)),
        "silent_units": Count("unit", filter=Q(status=Status.SILENT), distinct=True),
    }
