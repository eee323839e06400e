"""One digest a morning to each person: what the own units owe, by nearness, and what came up from below."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
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
from nennep.chasing.queries.telling import Told, told_on
from nennep.chasing.rules import Why
from nennep.directives.models import Assignment
from nennep.lib.text import capitalised
from nennep.notices.actions import Line, News, tell_each
from nennep.organisation.rules import Role

AT_ONCE = 100  # people in one transaction
MOST_LINES = 60  # of each kind in one digest; the rest is counted


@dataclass
class Share:
    """What one person hears of."""

    own: list[Told] = field(default_factory=list)
    raised: list[Told] = field(default_factory=list)

    @property
    def shown(self) -> list[Told]:
        """What presses most first."""
        return [*sorted(self.own)[:MOST_LINES], *sorted(self.raised)[:MOST_LINES]]


def tell_people(today: date) -> int:
    """How many have a digest of the day; who got one before a crash gets no second."""
    done = set(Digest.objects.filter(day=today).values_list("person", flat=True))
    waiting = iter([(person, share) for person, share in shares_of(today).items() if person.pk not in done])
    while some := list(islice(waiting, AT_ONCE)):
        tell_some(some, today)
    return Digest.objects.filter(day=today).count()


@transaction.atomic
def tell_some(some: Sequence[tuple[User, Share]], today: date) -> None:
    wanted = {told.reminder for _person, share in some for told in share.shown}
    related = ("assignment__task", "assignment__unit", "assignment__person")
    kept = Reminder.objects.select_related(*related).in_bulk(list(wanted))
    Digest.objects.bulk_create([Digest(person=person, day=today) for person, _share in some])
    tell_each([news_for(person, share, kept) for person, share in some])


def shares_of(today: date) -> dict[User, Share]:
    """A person who speaks for several units, or is told on two grounds, still has one share."""
    contacts, seniors, leaders = people_in((Role.CONTACT,)), people_in(SPEAKS_UP), in_charge()
    persons = {user.pk: user for user in User.objects.filter(assignments__reminders__day=today).distinct()}
    shares: dict[User, Share] = defaultdict(Share)
    for told in told_on(today):
        if told.why != Why.ESCALATED:
            owners = [persons[told.person]] if told.person in persons else contacts.get(told.unit, [])
            for person in owners:
                shares[person].own.append(told)
            continue
        for person in {*seniors.get(told.to, ()), *directing(told, leaders)}:
            shares[person].raised.append(told)
    return dict(shares)


def directing(told: Told, leaders: Sequence[User]) -> list[User]:
    """With the first step, whom the directive names to direct it, when that person is in charge of a field."""
    return [each for each in leaders if told.directed_by and each.full_name in told.directed_by]


def news_for(person: User, share: Share, kept: dict[int, Reminder]) -> News:
    return News(
        person, "reminder.morning", lambda: headline(share), lines=lines_for(person, share, kept), gathered=True
    )


WORDS: dict[Why, Callable[[int], str]] = {
    Why.LATE: lambda n: ngettext("%(n)s việc quá hạn", "%(n)s việc quá hạn", n) % {"n": n},
    Why.TODAY: lambda n: ngettext("%(n)s việc đến hạn hôm nay", "%(n)s việc đến hạn hôm nay", n) % {"n": n},
    Why.BEFORE: lambda n: ngettext("%(n)s việc sắp đến hạn", "%(n)s việc sắp đến hạn", n) % {"n": n},
    Why.SILENT: lambda n: ngettext("%(n)s việc chưa phản hồi", "%(n)s việc chưa phản hồi", n) % {"n": n},
    Why.ESCALATED: lambda n: ngettext("%(n)s việc chậm của cấp dưới", "%(n)s việc chậm của cấp dưới", n) % {"n": n},
}


def headline(share: Share) -> str:
    counts = Counter(told.why for told in (*share.own, *share.raised))
    return _("Nhắc việc: %(what)s") % {"what": ", ".join(say(counts[why]) for why, say in WORDS.items() if counts[why])}


def lines_for(person: User, share: Share, kept: dict[int, Reminder]) -> Callable[[], list[Line]]:
    """A link only where the person may open the page."""
    shown = [kept[told.reminder] for told in share.shown if told.reminder in kept]
    raised = [one.assignment_id for one in shown if one.why == Why.ESCALATED]
    seen = visible(person, raised) if raised else frozenset()
    more = len(share.own) + len(share.raised) - len(shown)

    def said() -> Iterator[Line]:
        for one in shown:
            from_below = one.why == Why.ESCALATED
            who = f"{one.assignment.label}: " if from_below else ""
            may_open = not from_below or one.assignment_id in seen
            yield f"{who}{text_of(one)} – {how_near(one)}", address_of(one) if may_open else ""
        if more:
            yield (
                ngettext("Còn %(n)s việc nữa", "Còn %(n)s việc nữa", more) % {"n": more},
                reverse("directives:answers"),
            )

    return lambda: list(said())


def visible(person: User, answers: Iterable[int]) -> frozenset[int]:
    seen = Assignment.objects.visible_to(person).filter(pk__in=list(answers))
    return frozenset(seen.order_by().values_list("pk", flat=True))


def text_of(one: Reminder) -> str:
    return shortened(one.assignment.task.text)


def shortened(task: str) -> str:
    text = capitalised(" ".join(task.split()))
    return text if len(text) <= 160 else f"{text[:159].rstrip()}…"


def address_of(one: Reminder) -> str:
    return reverse("directives:answer", args=[one.assignment.public_id])


def how_near(one: Reminder) -> str:
    """“quá hạn 3 ngày, hạn 12/12/2026”."""
    due = one.due
    if due is None or not one.assignment.is_dated or one.why == Why.SILENT:
        silent = (one.day - one.assignment.heard_on).days
        words = ngettext("chưa phản hồi %(n)s ngày", "chưa phản hồi %(n)s ngày", silent) % {"n": silent}
        return _("%(words)s, hạn %(day)s") % {"words": words, "day": f"{due:%d/%m/%Y}"} if due else words
    n = (due - one.day).days
    if n == 0:
        return _("hạn hôm nay")
    left = ngettext("còn %(n)s ngày", "còn %(n)s ngày", n)
    words = (left if n > 0 else ngettext("quá hạn %(n)s ngày", "quá hạn %(n)s ngày", -n)) % {"n": abs(n)}
    return _("%(words)s, hạn %(day)s") % {"words": words, "day": f"{due:%d/%m/%Y}"}
