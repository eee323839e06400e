"""One digest a morning to each person: what the own units owe, by nearness, and what came up from below."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nennep.accounts.models import User
from nennep.chasing.models import Digest, Reminder
from nennep.chasing.queries.following import SPEAKS_UP, in_charge, people_in
from nennep.chasing.rules import Why
from nennep.directives.models import Assignment
from nennep.lib.text import capitalised
from nennep.notices.actions import Line, News, tell_each
from nennep.organisation.rules import Role

AT_ONCE = 200  # people in one transaction
ORDER = {Why.LATE: 0, Why.TODAY: 1, Why.BEFORE: 2, Why.SILENT: 3, Why.ESCALATED: 4}


@dataclass
class Share:
    """What one person hears of."""

    own: list[Reminder] = field(default_factory=list)
    raised: list[Reminder] = field(default_factory=list)


def tell_people(today: date) -> int:
    """How many have a digest of the day; who got one before a crash gets no second."""
    shares = shares_of(today)
    done = set(Digest.objects.filter(day=today).values_list("person", flat=True))
    waiting = iter([(person, share) for person, share in shares.items() if person.pk not in done])
    while some := list(islice(waiting, AT_ONCE)):
        tell_some(some, today)
    return Digest.objects.filter(day=today).count()


@transaction.atomic
def tell_some(some: Sequence[tuple[User, Share]], today: date) -> None:
    Digest.objects.bulk_create([Digest(person=person, day=today) for person, _share in some])
    tell_each([news_for(person, share) for person, share in some])


def shares_of(today: date) -> dict[User, Share]:
    """A person who speaks for several units, or is told on two grounds, still has one share."""
    contacts, seniors, leaders = people_in((Role.CONTACT,)), people_in(SPEAKS_UP), in_charge()
    shares: dict[User, Share] = defaultdict(Share)
    told = Reminder.objects.filter(day=today, assignment__is_open=True)
    for one in told.select_related("assignment__task", "assignment__unit", "assignment__person").order_by("pk"):
        if one.why != Why.ESCALATED:
            for person in owners(one.assignment, contacts):
                shares[person].own.append(one)
            continue
        for person in {*seniors.get(one.to_id or 0, ()), *directing(one, leaders)}:
            shares[person].raised.append(one)
    return dict(shares)


def owners(answer: Assignment, contacts: dict[int, list[User]]) -> list[User]:
    if answer.person:
        return [answer.person]
    return contacts.get(answer.unit_id or 0, [])


def directing(one: Reminder, leaders: Sequence[User]) -> list[User]:
    """With the first step, whom the directive names to direct it, when that person is in charge of a field."""
    supervisor = one.assignment.task.supervisor
    return [each for each in leaders if supervisor and one.number == 1 and each.full_name in supervisor]


def news_for(person: User, share: Share) -> News:
    return News(person, "reminder.morning", lambda: headline(share), lines=lines_for(person, share), gathered=True)


def headline(share: Share) -> str:
    counts = Counter(Why(one.why) for one in share.own)
    said = [word(counts[why]) for why, word in WORDS.items() if counts[why]]
    if share.raised:
        n = len(share.raised)
        said.append(ngettext("%(n)s việc chậm của cấp dưới", "%(n)s việc chậm của cấp dưới", n) % {"n": n})
    return _("Nhắc việc: %(what)s") % {"what": ", ".join(said)}


WORDS: dict[Why, Callable[[int], str]] = {
    Why.LATE: lambda n: ngettext("%(n)s việc quá hạn", "%(n)s việc quá hạn", n) % {"n": n},
    Why.TODAY: lambda n: ngettext("%(n)s việc đến hạn hôm nay", "%(n)s việc đến hạn hôm nay", n) % {"n": n},
    Why.BEFORE: lambda n: ngettext("%(n)s việc sắp đến hạn", "%(n)s việc sắp đến hạn", n) % {"n": n},
    Why.SILENT: lambda n: ngettext("%(n)s việc chưa phản hồi", "%(n)s việc chưa phản hồi", n) % {"n": n},
}


def lines_for(person: User, share: Share) -> Callable[[], list[Line]]:
    """What presses most stands first; a link only where the person may open the page."""
    own = sorted(share.own, key=nearness)
    raised = sorted(share.raised, key=lambda one: one.due or one.assignment.heard_on)
    asked = [one.assignment_id for one in raised]
    seen = set(Assignment.objects.visible_to(person).filter(pk__in=asked).values_list("pk", flat=True)) if asked else ()

    def said() -> Iterator[Line]:
        for one in own:
            yield f"{text_of(one)} – {how_near(one)}", address_of(one)
        for one in raised:
            words = f"{one.assignment.label}: {text_of(one)} – {how_near(one)}"
            yield words, address_of(one) if one.assignment_id in seen else ""

    return lambda: list(said())


def nearness(one: Reminder) -> tuple[int, date, int]:
    return ORDER[Why(one.why)], one.due or one.assignment.heard_on, one.pk


def text_of(one: Reminder) -> str:
    text = capitalised(" ".join(one.assignment.task.text.split()))
    return text if len(text) <= 160 else f"{text[:159].rstrip()}…"


def address_of(one: Reminder) -> str:
    return reverse("directives:answer", args=[one.assignment.public_id])


def how_near(one: Reminder) -> str:
    """“quá hạn 3 ngày, hạn 12/12/2026”."""
    due, silent = one.due, (one.day - one.assignment.heard_on).days
    if due is None or not one.assignment.is_dated or one.why == Why.SILENT:
        words = ngettext("chưa phản hồi %(n)s ngày", "chưa phản hồi %(n)s ngày", silent) % {"n": silent}
        return (
            words if due is None else _("%(words)s, kỳ hoặc hạn %(day)s") % {"words": words, "day": f"{due:%d/%m/%Y}"}
        )
    n = (due - one.day).days
    if n == 0:
        return _("hạn hôm nay")
    far = (
        ngettext("quá hạn %(n)s ngày", "quá hạn %(n)s ngày", -n)
        if n < 0
        else ngettext("còn %(n)s ngày", "còn %(n)s ngày", n)
    )
    return _("%(words)s, hạn %(day)s") % {"words": far % {"n": abs(n)}, "day": f"{due:%d/%m/%Y}"}
