"""Calendar feeds: their secret, what they hold, and how programs read them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar, Event, Todo
from pytest_django import Settings

from nennep.accounts.models import User
from nennep.chasing.actions.feeds import make_feed, revoke_feed
from nennep.chasing.models import Feed
from nennep.chasing.tests.make import owed_by
from nennep.directives.actions.answering import Said, Target, answer
from nennep.directives.actions.judging import judge
from nennep.directives.rules import Verb
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed
from nennep.organisation.models import Unit
from nennep.procedures.tests.make import make_case, make_extendable
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[User | None], Client]


def fetch(token: str, kind: str = "days") -> Calendar:
    got = Client().get(f"/calendar/{token}/{kind}.ics")
    assert got.status_code == 200
    assert got["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"\r\n" in got.content
    assert max(len(line) for line in got.content.split(b"\r\n")) <= 75  # octets, RFC 5545 3.1
    return Calendar.from_ical(got.content)


def day(ahead: int) -> date:
    return timezone.localdate() + timedelta(days=ahead)


def token_for(cast: Cast, unit: Unit | None = None) -> str:
    return make_feed(unit, by=cast.contact)[1]


def test_a_date_is_a_day_that_rings_the_day_before_and_takes_nobodys_time(cast: Cast) -> None:
    [one] = owed_by(cast, cast.tree.board, given=day(-5), due=day(10))

    calendar = fetch(token_for(cast))

    [event] = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    assert (event.start, event.end, event["TRANSP"]) == (day(10), day(11), "TRANSPARENT")
    assert event["SUMMARY"] == "Xây dựng kế hoạch rà soát hồ sơ đảng viên"
    assert event["URL"] == f"http://localhost:8000/answers/{one.public_id}/"
    assert event["UID"] == f"{one.public_id}@localhost"
    [bell] = event.walk("VALARM")
    trigger: Any = bell["TRIGGER"]
    assert trigger.dt == timedelta(hours=-15)
    assert calendar["X-WR-TIMEZONE"] == "Asia/Ho_Chi_Minh"


def test_a_task_is_due_at_the_end_of_work_in_the_offices_own_time(cast: Cast) -> None:
    owed_by(cast, cast.tree.board, given=day(-5), due=day(10))

    calendar = fetch(token_for(cast), "tasks")

    [todo] = calendar.walk("VTODO")
    assert isinstance(todo, Todo)
    due: Any = todo["DUE"]
    assert due.params["TZID"] == "Asia/Ho_Chi_Minh"
    assert (due.dt.date(), due.dt.hour, due.dt.utcoffset()) == (day(10), 17, timedelta(hours=7))
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Asia/Ho_Chi_Minh"]
    assert todo["STATUS"] == "NEEDS-ACTION"


def test_what_is_done_stays_for_a_while_as_done_and_rings_no_more(cast: Cast) -> None:
    [one] = owed_by(cast, cast.tree.board, given=day(-5), due=day(10))
    token = token_for(cast)
    answer(Target(one.public_id), Verb.REPORT, Said("xong"), by=cast.contact)
    assert fetch(token, "tasks").walk("VTODO")[0]["STATUS"] == "IN-PROCESS"

    judge(Target(one.public_id), Verb.CONFIRM, by=cast.clerk)

    [todo] = fetch(token, "tasks").walk("VTODO")
    assert (todo["STATUS"], todo["PERCENT-COMPLETE"]) == ("COMPLETED", 100)
    assert todo.walk("VALARM") == []
    assert str(fetch(token).walk("VEVENT")[0]["SUMMARY"]).startswith("Hoàn thành: ")


def test_a_calendar_holds_only_its_own(cast: Cast) -> None:
    owed_by(cast, cast.tree.school, given=day(-5), due=day(10))

    assert fetch(token_for(cast)).walk("VEVENT") == []
    assert fetch(token_for(cast, cast.tree.board)).walk("VEVENT") == []
    with pytest.raises(NotAllowed):
        make_feed(cast.tree.school, by=cast.contact)


def test_only_the_hash_is_kept_and_the_address_is_shown_once(cast: Cast, enter: Enter) -> None:
    client = enter(cast.contact)

    shown = client.post("/me/calendar/", {"unit": cast.tree.board.public_id}).content.decode()

    token = shown.partition("8000/calendar/")[2].partition("/")[0]
    assert len(token) == 43
    assert token not in str(Feed.objects.values())
    assert token not in client.get("/me/calendar/").content.decode()
    assert Entry.objects.get(action="feed.made").actor == cast.contact.public_id
    assert fetch(token)["X-WR-CALNAME"] == "Việc của Ban Tổ chức Đảng ủy"


def test_a_renewed_or_revoked_address_finds_nothing(cast: Cast) -> None:
    former = token_for(cast)
    feed, token = make_feed(None, by=cast.contact)
    assert Client().get(f"/calendar/{former}/days.ics").status_code == 404

    with pytest.raises(NotAllowed):
        revoke_feed(feed, by=cast.clerk)
    revoke_feed(feed, by=cast.contact)

    assert Client().get(f"/calendar/{token}/days.ics").status_code == 404


def test_a_calendar_ends_with_its_owner_and_with_the_right_on_the_unit(cast: Cast) -> None:
    own, of_unit = token_for(cast), token_for(cast, cast.tree.board)
    cast.contact.grants.update(revoked_at=timezone.now())
    assert Client().get(f"/calendar/{of_unit}/days.ics").status_code == 404
    assert Client().get(f"/calendar/{own}/days.ics").status_code == 200

    User.objects.filter(pk=cast.contact.pk).update(is_active=False)

    assert Client().get(f"/calendar/{own}/days.ics").status_code == 404


def test_a_program_that_asks_too_often_is_told_to_wait(cast: Cast, settings: Settings) -> None:
    settings.FEED_READINGS = (2, 600)
    token = token_for(cast)

    answers = [Client().get(f"/calendar/{token}/days.ics") for _n in range(3)]

    assert [got.status_code for got in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "3600"


def test_cases_stand_in_the_feed_of_their_member_without_a_name(cast: Cast) -> None:
    make_extendable()
    case = make_case(cast.tree.board, cast.organiser, "extendable", day(-1))
    make_case(cast.tree.board, cast.inspector, "denunciation_party", day(-1))
    own, sealed, of_unit = (
        make_feed(unit, by=by)[1]
        for by, unit in ((cast.organiser, None), (cast.inspector, None), (cast.contact, cast.tree.board))
    )

    [event] = fetch(own).walk("VEVENT")
    [todo] = fetch(own, "tasks").walk("VTODO")
    [hidden] = fetch(sealed).walk("VEVENT")

    assert isinstance(event, Event)
    assert event.start == case.due
    assert event["SUMMARY"] == "Giải quyết: Quy trình có gia hạn, Ban Tổ chức Đảng ủy"
    assert todo["UID"] == f"{case.public_id}@localhost"
    assert case.subject not in event.to_ical().decode()
    assert hidden["SUMMARY"] == "Hồ sơ đến hạn"
    assert fetch(of_unit).walk("VEVENT") == []
