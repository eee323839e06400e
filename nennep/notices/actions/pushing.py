"""News pushed to browsers: how much there is and where to read it, never what it says; sealed for the browser alone."""

import json
import logging
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from py_vapid import Vapid02
from pywebpush import WebPushException, webpush
from requests import RequestException

from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.notices.keys import push_key
from nennep.notices.models import Notice, Subscription

if TYPE_CHECKING:
    from nennep.accounts.models import User

log = logging.getLogger(__name__)
MOST_BROWSERS = 10  # of one person
TIMEOUT, LASTS = 10, 12 * 3600  # seconds
GONE = (404, 410)


@dataclass(frozen=True)
class Offered:
    """What a browser hands over when its owner lets it be woken."""

    endpoint: str
    p256dh: str
    auth: str
    browser: str = ""


@transaction.atomic
def subscribe(offered: Offered, *, by: "User") -> Subscription:
    must_be_known(offered.endpoint)
    if not offered.p256dh or not offered.auth:
        raise RuleBroken(_("Trình duyệt chưa đưa đủ khóa. Hãy bật lại."))
    if Subscription.objects.visible_to(by).exclude(endpoint=offered.endpoint).count() >= MOST_BROWSERS:
        raise RuleBroken(_("Đã bật ở %(n)s trình duyệt. Hãy tắt bớt rồi bật lại.") % {"n": MOST_BROWSERS})
    fields = {"user": by, "p256dh": offered.p256dh[:120], "auth": offered.auth[:40], "browser": offered.browser[:120]}
    made, _new = Subscription.objects.update_or_create(endpoint=offered.endpoint, defaults=fields)
    record(by, "push.allowed", made)
    return made


def must_be_known(endpoint: str) -> None:
    """Only the servers of browsers' makers: whoever could name another would make this machine call it."""
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    known = any(host == name or host.endswith(f".{name}") for name in settings.PUSH_HOSTS)
    plain = parts.scheme == "https" and port in (None, 443)
    if len(endpoint) > 500 or not known or not (plain or settings.PUSH_ANYWHERE):
        raise RuleBroken(_("Trình duyệt này dùng máy chủ báo tin mà hệ thống không biết nên chưa bật được."))


@transaction.atomic
def unsubscribe(subscription: Subscription, *, by: "User") -> None:
    record(by, "push.stopped", subscription)
    subscription.delete()


def send_pushes() -> int:
    """One message to each browser of who has news; how many were taken."""
    waiting = Notice.objects.to_push().filter(to__in=Subscription.objects.values("user"))
    counts: Counter[int] = Counter()
    for person, _pk in (rows := list(waiting.values_list("to", "pk"))):
        counts[person] += 1
    taken = sum(push(each, counts[each.user_id]) for each in browsers_of(list(counts)))
    Notice.objects.filter(pk__in=[pk for _person, pk in rows]).update(push_at=None)
    return taken


def browsers_of(people: list[int]) -> list[Subscription]:
    return list(Subscription.objects.filter(user__in=people).select_related("user"))


def push(subscription: Subscription, count: int) -> bool:
    keys = {"p256dh": subscription.p256dh, "auth": subscription.auth}
    try:
        webpush(
            {"endpoint": subscription.endpoint, "keys": keys},
            message_for(subscription.user, count),
            vapid_private_key=Vapid02(push_key()),
            vapid_claims={"sub": f"mailto:{settings.DEFAULT_FROM_EMAIL}"},
            ttl=LASTS,
            timeout=TIMEOUT,
        )
    except WebPushException as error:
        if error.response is not None and error.response.status_code in GONE:
            subscription.delete()
        else:
            log.warning("push not taken: %s", error)
        return False
    except (RequestException, ValueError) as error:  # no way out of this network; keys that are none
        log.warning("push not sent: %s", error)
        return False
    return True


def message_for(person: "User", count: int) -> str:
    with override(person.language):
        said = ngettext("%(n)s tin mới", "%(n)s tin mới", count) % {"n": count}
    return json.dumps({"title": "Nền Nếp", "text": said, "url": "/notices/"}, ensure_ascii=False)
