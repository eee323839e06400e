"""The calendar's pages."""

from collections.abc import Callable

from django.test import Client

from nennep.accounts.models import User
from nennep.facts.models import CalendarDay
from tests.cast import Cast

Enter = Callable[[User | None], Client]


def test_everybody_reads_the_calendar_of_any_year(cast: Cast, enter: Enter) -> None:
    page = enter(cast.member).get("/calendar/", {"year": "2026"})

    assert page.status_code == 200
    assert "Nghỉ hoán đổi" in page.content.decode()
    assert enter(cast.member).get("/calendar/sheet/", {"year": "2026"}).status_code == 200


def test_a_year_says_what_is_not_decided_yet(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.member)

    assert "Ngày hoán đổi của năm 2027" in browser.get("/calendar/", {"year": "2027"}).content.decode()
    assert "mới là dự kiến" in browser.get("/calendar/", {"year": "2029"}).content.decode()
    assert "dự kiến" not in browser.get("/calendar/", {"year": "2025"}).content.decode()


def test_a_year_out_of_range_does_not_exist_and_nonsense_is_this_year(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.clerk)

    assert browser.get("/calendar/", {"year": "1800"}).status_code == 404
    assert browser.get("/calendar/", {"year": "²²²²"}).status_code == 200


def test_the_clerk_adds_a_swap_and_annuls_one_of_it(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.clerk)
    sent = {"day": "15/06/2026", "kind": "off", "name": "Nghỉ bù", "source": "TB 4", "worked": "20/6/2026"}

    assert browser.post("/calendar/new/", sent).status_code == 302
    day = CalendarDay.objects.get(kind="off")
    assert browser.post(f"/calendar/{day.public_id}/annul/", {"why": "Ghi nhầm"}).status_code == 302

    assert CalendarDay.objects.filter(annulled_at=None).count() == 1


def test_a_day_that_does_not_exist_is_said_beside_its_field(cast: Cast, enter: Enter) -> None:
    page = enter(cast.clerk).post("/calendar/new/", {"day": "31/06/2026", "kind": "off", "name": "x", "source": "y"})

    assert "Tháng 6 có 30 ngày" in page.content.decode()


def test_a_broken_rule_is_said_on_the_form_and_nothing_is_lost(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.clerk)
    sent = {"day": "15/06/2026", "kind": "off", "name": "Nghỉ bù", "source": "TB 4"}
    browser.post("/calendar/new/", sent)

    page = browser.post("/calendar/new/", sent).content.decode()

    assert "Hãy hủy trước" in page
    assert 'value="Nghỉ bù"' in page
