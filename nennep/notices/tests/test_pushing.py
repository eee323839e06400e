"""News pushed to browsers, through a real server that unseals what it gets."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from nennep.accounts.models import User
from nennep.lib.errors import RuleBroken
from nennep.notices.actions import notify
from nennep.notices.actions.preferences import choose_ways
from nennep.notices.actions.pushing import Offered, send_pushes, subscribe
from nennep.notices.keys import public_push_key
from nennep.notices.models import Subscription
from nennep.notices.rules import Topic, Way
from nennep.notices.tests.browser import Browser, browser
from tests.cast import Cast

__all__ = ["browser"]  # a fixture
Enter = Callable[[User | None], Client]
KEY, AUTH = "B" * 87, "a" * 22


def tell(person: User, times: int = 1) -> None:
    for _n in range(times):
        notify([person], "task.added", lambda: "Việc mật.", "/")


def test_a_browser_learns_how_much_news_there_is_and_nothing_else(cast: Cast, browser: Browser) -> None:
    subscribe(browser.offer(), by=cast.contact)
    tell(cast.contact, 3)

    assert send_pushes() == 1

    assert browser.messages == [{"title": "Nền Nếp", "text": "3 tin mới", "url": "/notices/"}]
    assert browser.headers[0]["authorization"].startswith("vapid t=")
    assert public_push_key() in browser.headers[0]["authorization"]


def test_news_is_pushed_once(cast: Cast, browser: Browser) -> None:
    subscribe(browser.offer(), by=cast.contact)
    tell(cast.contact)

    assert (send_pushes(), send_pushes()) == (1, 0)


def test_who_does_not_want_it_is_not_pushed(cast: Cast, browser: Browser) -> None:
    subscribe(browser.offer(), by=cast.contact)
    choose_ways({Topic.WORK: Way(by_push=False)}, by=cast.contact)
    tell(cast.contact)

    assert send_pushes() == 0


@pytest.mark.parametrize("answer", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(cast: Cast, browser: Browser, answer: int) -> None:
    subscribe(browser.offer(), by=cast.contact)
    browser.answer = answer
    tell(cast.contact)

    assert send_pushes() == 0
    assert not Subscription.objects.exists()


def test_a_server_in_trouble_or_out_of_reach_loses_no_browser(cast: Cast, browser: Browser) -> None:
    subscribe(browser.offer(), by=cast.contact)
    browser.answer = 500
    tell(cast.contact)
    send_pushes()
    Subscription.objects.update(endpoint="http://127.0.0.1:1/push")
    tell(cast.contact)

    assert send_pushes() == 0
    assert Subscription.objects.count() == 1


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://la.invalid/push", "http://fcm.googleapis.com/x", "https://fcm.googleapis.com:22/x", "file:///etc/passwd",
        "https://fcm.googleapis.com.la.invalid/x", "https://user@127.0.0.1/x", "https://[::1", "",
    ],
)  # fmt: skip
def test_this_machine_calls_no_server_but_those_of_browsers(cast: Cast, endpoint: str) -> None:
    with pytest.raises(RuleBroken):
        subscribe(Offered(endpoint, KEY, AUTH), by=cast.contact)


def test_a_real_endpoint_is_taken_and_its_owner_alone_may_stop_it(cast: Cast, enter: Enter) -> None:
    sent = {"endpoint": "https://fcm.googleapis.com/fcm/send/abc", "p256dh": KEY, "auth": AUTH}
    client = enter(cast.contact)
    client.post("/me/news/push/", sent, headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    [kept] = Subscription.objects.all()
    address = f"/me/news/push/{kept.public_id}/off/"

    assert "Firefox, Windows" in client.get("/me/news/").content.decode()
    assert enter(cast.neighbour).post(address).status_code == 404
    client.post(address)
    assert not Subscription.objects.exists()


def test_another_installation_has_another_key(settings: Settings) -> None:
    before = public_push_key()

    settings.SECRET_KEY = "một khóa khác"

    assert public_push_key() != before
    assert len(before) == 87
