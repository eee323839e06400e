"""The leader's week on two pages: what is late, silent, near, waiting for a decision, and what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import CharField, Count, Q, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.accounts.models import User
from nennep.chasing.queries.silent import UnitRow, Wanted, calls_of, keys_of_owing, units_owing
from nennep.directives.models import Assignment, AssignmentQuerySet, Extension, ObjectiveCause, ProgressEntry
from nennep.directives.queries.lists import LONG_TEXTS
from nennep.directives.queries.statuses import Look, look_of, rules_now
from nennep.directives.rules import TO_DO, AnswerState, AskState, Verb
from nennep.lib.periods import ONE_DAY
from nennep.lib.text import capitalised
from nennep.organisation.models import Grant
from nennep.organisation.rules import Act
from nennep.web.memory import until_an_act

ON_PAPER = 10  # rows of a part; the rest is counted and stands on the screen
IN_SHEET = 5_000


Row = tuple[Assignment, Look]


@dataclass(frozen=True)
class Part:
    """Some rows, and how many there are in all."""

    rows: list[Row]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


@dataclass(frozen=True)
class Change:
    """How often something was said this week, and the week before."""

    word: str
    now: int
    before: int

    @property
    def by(self) -> str:
        more = self.now - self.before
        return f"+{more}" if more > 0 else str(more).replace("-", "−")


@dataclass(frozen=True)
class Week:
    day: date
    late: Part
    coming: Part
    waiting: Part
    silent: list[UnitRow]
    silent_count: int
    asked: dict[str, int]  # extensions and causes that wait
    changes: list[Change]
    open: int

    @property
    def until(self) -> date:
        return self.day + timedelta(days=7)

    @property
    def to_decide(self) -> int:
        return self.waiting.count + sum(self.asked.values())


def watched(user: User) -> AssignmentQuerySet:
    """Answers of all units under the person's eye; parts inside a unit never."""
    found = Assignment.objects.standing().filter(whole=None)
    if Grant.objects.reaches_all(user, Act.READ_TASK):
        return found
    return found.filter(Grant.objects.reaching(user, Act.READ_TASK, "task__unit__"))


def week_of(user: User, day: date) -> Week:
    seen, silent = watched(user), Wanted(show="silent")
    owing, counts = keys_of_owing(user, silent), counts_of(seen, user, day)
    late, coming, waiting = rows_of(seen, day)
    return Week(
        day=day,
        late=Part(late, counts["late"]),
        coming=Part(coming, counts["coming"]),
        waiting=Part(waiting, counts["waiting"]),
        silent=calls_of(units_owing(user, silent, owing[:ON_PAPER])),
        silent_count=len(owing),
        asked={name: counts[name] for name in ASKED},
        changes=changes_of(user, day),
        open=counts["open"],
    )


IS_TO_DO = Q(state__in=list(TO_DO))
ASKED = ("extensions", "causes")
DECIDED_BY_US = (AnswerState.REPORTED, AnswerState.DECLINED)


def is_late(day: date) -> Q:
    return Q(is_dated=True, due__lt=day)


def is_coming(day: date) -> Q:
    return Q(is_dated=True, due__gte=day, due__lte=day + timedelta(days=7))


def counts_of(seen: AssignmentQuerySet, user: User, day: date) -> dict[str, int]:
    """All of a week's counts in one question: open answers state by state, and what is asked and waits."""
    late, coming = (Count("pk", filter=which) for which in (is_late(day), is_coming(day)))
    counted = seen.open().order_by().values_list("state").annotate(open=Count("pk"), late=late, coming=coming)
    whole = until_an_act(("week", user.pk, day), lambda: list(counted.union(*asked_of(user), all=True)))
    found = {name: numbers for name, *numbers in whole}
    none = [0, 0, 0]
    opened, past, near = (sum(found.get(state, none)[n] for state in TO_DO) for n in range(3))
    waiting = sum(found.get(state, none)[0] for state in DECIDED_BY_US)
    asked = {name: found.get(name, none)[0] for name in ASKED}
    return {"open": opened, "late": past, "coming": near, "waiting": waiting, **asked}


def late_of(seen: AssignmentQuerySet, day: date) -> AssignmentQuerySet:
    return seen.open().filter(IS_TO_DO, is_late(day)).order_by("due", "pk")


def coming_of(seen: AssignmentQuerySet, day: date) -> AssignmentQuerySet:
    return seen.open().filter(IS_TO_DO, is_coming(day)).order_by("due", "pk")


def waiting_of(seen: AssignmentQuerySet) -> AssignmentQuerySet:
    return seen.open().filter(state__in=list(DECIDED_BY_US)).order_by("heard_on", "pk")


def rows_of(seen: AssignmentQuerySet, day: date) -> tuple[list[Row], list[Row], list[Row]]:
    """The first few of what is late, near, waiting; found by the index before their tasks and texts are read."""
    lists = (late_of(seen, day), coming_of(seen, day), waiting_of(seen))
    late, *others = (Assignment.objects.filter(pk__in=some.values("pk")[:ON_PAPER]).order_by() for some in lists)
    rows = Assignment.objects.filter(pk__in=late.values("pk").union(*(some.values("pk") for some in others))).defer(
        *LONG_TEXTS
    )
    silent_after = rules_now().silent_after
    related = rows.select_related("task__directive", "task__clause", "unit", "person").order_by("due", "pk")
    looks = [(answer, look_of(answer, day, silent_after)) for answer in related]
    waiting = [row for row in looks if row[0].state in DECIDED_BY_US]
    owed = [row for row in looks if row[0].state not in DECIDED_BY_US]
    return (
        [row for row in owed if row[0].due and row[0].due < day],
        [row for row in owed if row[0].due and row[0].due >= day],
        sorted(waiting, key=lambda row: (row[0].heard_on, row[0].pk)),
    )


def asked_of(user: User) -> Iterator["QuerySet[Any, Any]"]:
    """Begins at what is asked, which is little: an index of its own names it."""
    ours = Q(state=AskState.ASKED, assignment__annulled_at=None, assignment__whole=None)
    if not Grant.objects.reaches_all(user, Act.READ_TASK):
        ours &= Grant.objects.reaching(user, Act.READ_TASK, "assignment__task__unit__")
    kinds: tuple[QuerySet[Any, Any], ...] = (Extension.objects.all(), ObjectiveCause.objects.all())
    for name, kind in zip(ASKED, kinds, strict=True):
        waiting = kind.filter(ours).order_by().values(list=Value(name, CharField()))
        yield waiting.annotate(open=Count("pk"), late=Value(0), coming=Value(0)).values_list(
            "list", "open", "late", "coming"
        )


CHANGES = (
    (Verb.REPORT, gettext_lazy("Báo hoàn thành")),
    (Verb.CONFIRM, gettext_lazy("Xác nhận hoàn thành")),
    (Verb.RETURN, gettext_lazy("Trả lại")),
    (Verb.EXTEND, gettext_lazy("Gia hạn")),
    (Verb.PROGRESS, gettext_lazy("Báo tiến độ")),
    (Verb.REMIND, gettext_lazy("Lượt đôn đốc, nhắc việc")),
    (Verb.ESCALATE, gettext_lazy("Báo cấp trên")),
)


def changes_of(user: User, day: date) -> list[Change]:
    """Of seven days up to yesterday, beside the seven before: what was said then changes no more, so one who sees all
    of it asks once a day."""
    if not Grant.objects.reaches_all(user, Act.READ_TASK):
        counted: Any = count_said(user, day)
    else:
        counted = cache.get_or_set(f"said-before-{day}", lambda: count_said(user, day), ONE_DAY.total_seconds())
    none = (0, 0)
    return [Change(str(word), *counted.get(verb, none)) for verb, word in CHANGES]


def count_said(user: User, day: date) -> dict[str, tuple[int, int]]:
    """Verb → how often in the last seven days, and in the seven before."""
    start, middle, end = (at_midnight(day - timedelta(days=n)) for n in (14, 7, 0))
    said = ProgressEntry.objects.filter(at__gte=start, at__lt=end, verb__in=[verb for verb, _word in CHANGES])
    if not Grant.objects.reaches_all(user, Act.READ_TASK):
        said = said.filter(Grant.objects.reaching(user, Act.READ_TASK, "assignment__task__unit__"))
    parts = Assignment.objects.filter(whole__isnull=False).order_by().values("pk")
    from_above = said.exclude(assignment__in=parts).order_by()  # so no answer is looked up for each word
    counted = from_above.values_list("verb").annotate(
        now=Count("pk", filter=Q(at__gte=middle)), before=Count("pk", filter=Q(at__lt=middle))
    )
    return {verb: (now, before) for verb, now, before in counted}


def at_midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


HEADINGS = (
    gettext_lazy("Phần"), gettext_lazy("Đơn vị"), gettext_lazy("Việc"), gettext_lazy("Văn bản"), gettext_lazy("Hạn"),
    gettext_lazy("Trạng thái"), gettext_lazy("Từ bao giờ"), gettext_lazy("Điện thoại"),
)  # fmt: skip


def sheet_rows(user: User, day: date) -> Iterator[list[object]]:
    seen, silent_after = watched(user), rules_now().silent_after
    parts = ((_("Quá hạn"), late_of(seen, day)), (_("Đến hạn 7 ngày tới"), coming_of(seen, day)))
    for word, found in (*parts, (_("Chờ quyết định"), waiting_of(seen))):
        rows = found.select_related("task__directive", "unit", "person").defer(*LONG_TEXTS)
        for answer in rows[:IN_SHEET]:
            look, task = look_of(answer, day, silent_after), answer.task
            yield [
                word, answer.label, capitalised(task.text), task.directive.reference if task.directive else "",
                answer.due, look.word, look.since, answer.unit.phone if answer.unit else "",
            ]  # fmt: skip
