"""Units that owe a word: how many answers, since when, how often asked, what they said last, whom to call."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.accounts.models import User
from nennep.chasing.models import Reminder
from nennep.chasing.queries.following import people_in, to_follow
from nennep.chasing.rules import Why
from nennep.directives.models import Assignment, AssignmentQuerySet, ProgressEntry
from nennep.directives.models.progress import UNIT_SAID
from nennep.directives.queries.lists import LONG_TEXTS
from nennep.directives.queries.statuses import rules_now
from nennep.directives.rules import AnswerState
from nennep.lib.text import fold
from nennep.notices.models import Bounce
from nennep.notices.queries import bounced
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act, Role
from nennep.web.memory import until_an_act


@dataclass(frozen=True)
class Wanted:
    words: str = ""
    show: str = ""  # "silent", "late"; empty: both


def is_silent(today: date, silent_after: int) -> Q:
    """As the lists of answers count it: what was sent back waits for more, its unit has spoken."""
    quiet = Q(heard_on__lt=today - timedelta(days=silent_after)) | Q(is_dated=False, due__lt=today)
    return quiet & ~Q(state=AnswerState.RETURNED)


def is_late(today: date) -> Q:
    return Q(is_dated=True, due__lt=today)


def unanswered(user: User, act: Act = Act.READ_TASK) -> AssignmentQuerySet:
    """Late or silent answers of units, to tasks over which the person may do `act`; parts inside a unit never."""
    today = timezone.localdate()
    found = to_follow().filter(is_late(today) | is_silent(today, rules_now().silent_after), whole=None)
    found = found.filter(unit__isnull=False)
    if Grant.objects.reaches_all(user, act):
        return found
    return found.filter(Grant.objects.reaching(user, act, "task__unit__"))


def owed_by_units(user: User, wanted: Wanted) -> AssignmentQuerySet:
    today, silent_after = timezone.localdate(), rules_now().silent_after
    found = unanswered(user).order_by()
    if wanted.show in ("silent", "late"):
        found = found.filter(is_silent(today, silent_after) if wanted.show == "silent" else is_late(today))
    for word in fold(wanted.words).split():
        found = found.filter(unit__folded_name__contains=word)
    return found


def keys_of_owing(user: User, wanted: Wanted) -> list[int]:
    """All units that owe a word, in the order of the list: a page of it is then counted by itself."""
    owed = owed_by_units(user, wanted).values("unit").annotate(n=Count("pk"), since=Min("heard_on"))
    ranked = owed.order_by("-n", "since", "unit").values_list("unit", flat=True)
    return until_an_act(("units owing", user.pk, wanted), lambda: list(ranked))


def units_owing(user: User, wanted: Wanted, keys: Iterable[int] | None = None) -> "QuerySet[Any, Any]":
    """One row a unit, who owes most first; of all that owe, or of those of a page."""
    today, silent_after = timezone.localdate(), rules_now().silent_after
    silent, late = is_silent(today, silent_after), is_late(today)
    found = owed_by_units(user, wanted)
    found = found if keys is None else found.filter(unit__in=list(keys))
    counted = found.values("unit").annotate(
        n=Count("pk"), silent=Count("pk", filter=silent), late=Count("pk", filter=late), since=Min("heard_on"),
        oldest=Min("due", filter=late), reminded=Sum("reminded"), reminded_at=Max("reminded_at"),
    )  # fmt: skip
    return counted.order_by("-n", "since", "unit")


@dataclass(frozen=True)
class Contact:
    """Whom one can call."""

    name: str
    phone: str
    email: str
    bounce: Bounce | None = None


@dataclass(frozen=True)
class UnitRow:
    unit: Unit
    counts: dict[str, Any]
    last: ProgressEntry | None  # what the unit said last
    raised: date | None  # the last day on which it was told above
    contacts: list[Contact] = field(default_factory=list)

    @property
    def days(self) -> int:
        since: date = self.counts["since"]
        return (timezone.localdate() - since).days

    @property
    def reminded_at(self) -> datetime | None:
        found: datetime | None = self.counts["reminded_at"]
        return found


def unit_rows(found: Iterable[dict[str, Any]]) -> list[UnitRow]:
    """Rows of one page with their contacts and last words: six queries for all."""
    rows = list(found)
    units = Unit.objects.in_bulk([row["unit"] for row in rows])
    contacts, said, raised = contacts_of(units), last_words(units), raised_of(units)
    return [
        UnitRow(units[row["unit"]], row, said.get(row["unit"]), raised.get(row["unit"]), contacts[row["unit"]])
        for row in rows
    ]


def contacts_of(units: dict[int, Unit]) -> dict[int, list[Contact]]:
    """Whom to call for each unit; marked where mail comes back."""
    people = people_in((Role.CONTACT,), units)
    written = [unit.email for unit in units.values()] + [p.email for each in people.values() for p in each]
    return called(units, people, bounced(written))


def called(units: dict[int, Unit], people: dict[int, list[User]], dead: dict[str, Bounce]) -> dict[int, list[Contact]]:
    """The person written down for the unit, then those who speak for it here."""
    found: dict[int, list[Contact]] = defaultdict(list)
    for key, unit in units.items():
        if unit.contact_name or unit.phone:
            found[key].append(Contact(unit.contact_name, unit.phone, unit.email, dead.get(unit.email.lower())))
        for person in people.get(key, []):
            one = Contact(person.full_name, person.phone, person.email, dead.get(person.email.lower()))
            if person.full_name != unit.contact_name or one.bounce or not unit.phone:
                found[key].append(one)
    return found


def calls_of(found: Iterable[dict[str, Any]]) -> list[UnitRow]:
    """Rows of which nothing is asked but whom to call: two queries for all."""
    rows = list(found)
    units = Unit.objects.in_bulk([row["unit"] for row in rows])
    contacts = called(units, people_in((Role.CONTACT,), units), {})
    return [UnitRow(units[row["unit"]], row, None, None, contacts[row["unit"]]) for row in rows]


def last_words(units: dict[int, Unit]) -> dict[int, ProgressEntry]:
    """What each unit said last of anything it still owes; the index leads to the answer that was heard of last."""
    said = ProgressEntry.objects.filter(assignment=OuterRef("pk"), verb__in=UNIT_SAID)
    owed = Assignment.objects.filter(Exists(said), unit=OuterRef("pk"), is_open=True, whole=None)
    asked = Unit.objects.filter(pk__in=list(units)).order_by()
    heard = asked.annotate(heard=Subquery(owed.order_by("-heard_on", "-pk").values("pk")[:1]))
    answers = [pk for pk in heard.values_list("heard", flat=True) if pk]
    entries = ProgressEntry.objects.filter(assignment__in=answers, verb__in=UNIT_SAID)
    related = entries.select_related("assignment__task").defer("assignment__task__machine")
    return {entry.assignment.unit_id: entry for entry in related.order_by("at", "pk") if entry.assignment.unit_id}


def raised_of(units: dict[int, Unit]) -> dict[int, date]:
    raised = Reminder.objects.filter(why=Why.ESCALATED, assignment__unit__in=list(units), assignment__is_open=True)
    return dict(raised.order_by().values_list("assignment__unit").annotate(last=Max("day")))


HEADINGS = (
    _("Đơn vị"), _("Chưa phản hồi"), _("Quá hạn"), _("Im lặng từ ngày"), _("Đã nhắc (lần)"), _("Nhắc lần cuối"),
    _("Báo cấp trên ngày"), _("Lời cuối"), _("Ngày"), _("Người đầu mối"), _("Điện thoại"), _("Thư điện tử"),
    _("Thư bị trả lại"),
)  # fmt: skip


def sheet_rows(rows: Iterable[UnitRow]) -> Iterator[list[object]]:
    for row in rows:
        counts, last = row.counts, row.last
        yield [
            row.unit.name, counts["silent"], counts["late"], counts["since"], counts["reminded"], row.reminded_at,
            row.raised, f"{last.get_verb_display()} {last.text}".strip() if last else "", last.day if last else None,
            "; ".join(c.name for c in row.contacts if c.name), "; ".join(c.phone for c in row.contacts if c.phone),
            "; ".join(dict.fromkeys(c.email for c in row.contacts if c.email)),
            "; ".join(c.bounce.reason for c in row.contacts if c.bounce),
        ]  # fmt: skip


def answers_owed(user: User, units: Iterable[str], act: Act = Act.READ_TASK) -> "QuerySet[Assignment]":
    """What the units of these public ids owe, each unit's together, what is latest first."""
    found = unanswered(user, act).filter(unit__public_id__in=list(units))
    found = found.select_related("unit", "task__directive", "task__clause", "person").defer(*LONG_TEXTS)
    return found.order_by("unit__path", "due", "pk")
