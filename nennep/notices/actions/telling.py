"""A notice to each person, in the transaction of the change it tells of, by the ways each of them chose."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from nennep.notices.models import Notice
from nennep.notices.queries import ways_of
from nennep.notices.rules import ON_PAGE_ALWAYS, Way, next_gathering, topic_of

if TYPE_CHECKING:
    from nennep.accounts.models import User

Line = tuple[str, str]  # words, address
MOST_LINES = 200


def no_lines() -> Sequence[Line]:
    return ()


@dataclass(frozen=True)
class News:
    """What one person is told; said when it is written, in the person's language. Without an address: its own page."""

    to: "User"
    kind: str
    sentence: Callable[[], str]
    url: str = ""
    lines: Callable[[], Sequence[Line]] = no_lines
    encloses: Sequence[tuple[str, str]] = ()  # kind and reference of each file (`enclosing`)
    gathered: bool = False  # waits for the letter of the morning, whatever the person chose


def notify(people: Iterable["User"], kind: str, sentence: Callable[[], str], url: str) -> list[Notice]:
    """One notice to each person, once."""
    return tell_each(News(person, kind, sentence, url) for person in {p.pk: p for p in people}.values())


def tell_each(news: Iterable[News]) -> list[Notice]:
    """All at once, in two queries; who wants to hear of it in no way is not told, except of what nobody may miss."""
    each = [one for one in news if one.to.is_active]
    chosen = ways_of([one.to for one in each])
    now = timezone.localtime()
    made = [notice_of(one, chosen[one.to.pk, topic_of(one.kind)], now) for one in each]
    return Notice.objects.bulk_create(made, batch_size=200)


def notice_of(news: News, way: Way, now: datetime) -> Notice:
    away = next_gathering(now) if way.daily or news.gathered else now
    with override(news.to.language):
        text, lines = news.sentence()[:500], [list(line) for line in news.lines()[:MOST_LINES]]
    notice = Notice(
        to=news.to,
        kind=news.kind,
        text=text,
        url=news.url,
        lines=lines,
        on_page=way.on_page or news.kind in ON_PAGE_ALWAYS,
    )
    notice.encloses = [list(pair) for pair in news.encloses]
    notice.url = news.url or reverse("notices:notice", args=[notice.public_id])
    notice.mail_at = away if way.by_mail and news.to.email else None
    notice.push_at = away if way.by_push else None
    return notice


@transaction.atomic
def mark_read(notices: Iterable[Notice], *, by: "User") -> int:
    wanted = [notice.pk for notice in notices]
    return Notice.objects.visible_to(by).unread().filter(pk__in=wanted).update(read_at=timezone.now())
