"""Each person chooses what to hear and how; the post respects it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nennep.accounts.models import User
from nennep.lib.errors import RuleBroken
from nennep.notices.actions import News, gather_letters, notify, tell_each
from nennep.notices.actions.preferences import choose_ways
from nennep.notices.models import Letter, Notice
from nennep.notices.rules import Topic, Way, next_gathering, topic_of
from tests.cast import Cast

Enter = Callable[[User | None], Client]


@pytest.mark.parametrize(
    ("kind", "topic"),
    [
        ("directive.issued", Topic.WORK), ("task.amended", Topic.WORK), ("answer.report", Topic.UNITS),
        ("answer.return", Topic.JUDGED), ("answer.remind", Topic.DATES), ("reminder.morning", Topic.DATES),
        ("system.trouble", Topic.SYSTEM), ("what.ever", Topic.SYSTEM),
    ],
)  # fmt: skip
def test_every_kind_of_news_has_a_topic(kind: str, topic: Topic) -> None:
    assert topic_of(kind) == topic


def test_who_wants_no_mail_of_a_topic_gets_none(cast: Cast) -> None:
    choose_ways({Topic.JUDGED: Way(by_mail=False)}, by=cast.contact)

    notify([cast.contact, cast.neighbour], "answer.confirm", lambda: "Đã xác nhận.", "/")
    gather_letters()

    assert [letter.to for letter in Letter.objects.all()] == [cast.neighbour]
    assert Notice.objects.visible_to(cast.contact).exists()


def test_news_that_is_only_mailed_does_not_stand_on_the_page(cast: Cast, enter: Enter) -> None:
    choose_ways({Topic.JUDGED: Way(on_page=False)}, by=cast.contact)

    notify([cast.contact], "answer.confirm", lambda: "Đã xác nhận.", "/")
    gather_letters()

    assert "Đã xác nhận." not in enter(cast.contact).get("/notices/").content.decode()
    assert "Đã xác nhận." in Letter.objects.get().body


def test_daily_news_waits_for_the_morning(cast: Cast) -> None:
    choose_ways({Topic.UNITS: Way(daily=True)}, by=cast.clerk)
    for _n in range(3):
        notify([cast.clerk], "answer.report", lambda: "Đơn vị báo xong.", "/")
    assert gather_letters() == 0

    Notice.objects.update(mail_at=timezone.now())
    gather_letters()

    assert Letter.objects.get().body.count("báo xong") == 3


def test_the_morning_is_the_next_seven_o_clock() -> None:
    early, late = datetime(2026, 11, 26, 6, 45), datetime(2026, 11, 26, 7, 1)

    assert next_gathering(early) == datetime(2026, 11, 26, 7, 0)
    assert next_gathering(late) == datetime(2026, 11, 27, 7, 0)


def test_a_digest_lists_its_lines_with_their_links_and_has_its_own_page(cast: Cast, enter: Enter) -> None:
    lines = [("Kế hoạch rà soát – còn 3 ngày", "/answers/abc/")]
    [notice] = tell_each([News(cast.contact, "reminder.morning", lambda: "1 việc sắp đến hạn.", lines=lambda: lines)])

    gather_letters()

    page = enter(cast.contact).get(notice.url).content.decode()
    assert 'href="/answers/abc/"' in page
    assert "http://localhost:8000/answers/abc/" in Letter.objects.get().body
    assert enter(cast.clerk).get(notice.url).status_code == 404


def test_what_one_owes_must_reach_one_somehow(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="ít nhất một cách"):
        choose_ways({Topic.WORK: Way(on_page=False, by_mail=False)}, by=cast.contact)


def test_the_choice_is_made_on_the_own_page(cast: Cast, enter: Enter) -> None:
    client = enter(cast.contact)
    sent = {f"{topic}-on_page": "on" for topic in Topic} | {"judged-by_mail": "on", "judged-daily": "1"}

    client.post("/me/news/", sent)

    [notice] = notify([cast.contact], "answer.confirm", lambda: "Đã xác nhận.", "/")
    assert notice.mail_at is not None
    assert notice.mail_at > timezone.now() - timedelta(seconds=1)
    [other] = notify([cast.contact], "task.added", lambda: "Việc mới.", "/")
    assert other.mail_at is None
