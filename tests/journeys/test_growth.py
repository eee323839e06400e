"""From the year's target to its board, in the browser: allotted, three people, a class for all, one admitted.

Turns red when a step on the way no longer leads to the next, without a script and on a phone too.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from nennep.candidates.models import Candidate
from nennep.desk.demo import Committee
from nennep.lib.dates import format_date
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
NAMES = ("Lương Thảo Vy", "Quách Gia Bảo", "Đinh Nhật Minh")


def press(visitor: Visitor, name: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=name, exact=True).first.click()


def said(visitor: Visitor, words: str) -> None:
    expect(visitor.page.get_by_role("status").first).to_contain_text(words)


def test_a_target_is_allotted_and_won(visit: Visit, committee: Committee) -> None:
    organiser, contact, leader = visit("yencth", script=False), visit("mienph", width="-360"), visit("khoattm")
    school, today = committee.units["TCT"], timezone.localdate()

    allot(organiser, school.public_id)
    for name in NAMES:
        add(contact, name, today - timedelta(days=200))
    take_the_class(contact, today - timedelta(days=100))
    admit(contact, NAMES[0], today)

    leader.open("/growth/")
    expect(leader.page.get_by_role("heading", level=1)).to_contain_text(f"Năm {today.year}: đã kết nạp 1/12")
    row = leader.page.get_by_role("row").filter(has_text=school.name)
    expect(row).to_contain_text("4")
    leader.looks()
    row.get_by_role("link", name="2", exact=True).first.click()
    expect(leader.page.get_by_role("heading", level=1)).to_contain_text("2 người")
    assert not [name for name in NAMES if name in leader.page.content()]
    leader.looks()


def allot(organiser: Visitor, school: str) -> None:
    organiser.open("/growth/quota/")
    organiser.page.fill("[name=own]", "12")
    organiser.page.fill(f"[name='{school}']", "4")
    organiser.page.fill("[name=reason]", "Nghị quyết số 15-NQ/ĐU")
    press(organiser, "Ghi chỉ tiêu")
    said(organiser, "Đã ghi 2 chỉ tiêu")
    expect(organiser.page.get_by_role("heading", level=1)).to_contain_text("đã giao 4/12")


def add(contact: Visitor, name: str, day: date) -> None:
    contact.open("/candidates/new/")
    contact.page.fill("[name=name]", name)
    contact.page.fill("[name=birth_year]", "1998")
    contact.page.fill("[name=day]", format_date(day))
    press(contact, "Thêm")
    said(contact, "Đã thêm")


def take_the_class(contact: Visitor, day: date) -> None:
    """Everybody on the page, on the same day, by one press."""
    contact.open("/candidates/")
    contact.looks()
    contact.page.get_by_role("link", name="Đánh dấu mọi dòng trên trang này").click()
    contact.page.select_option("#many-stage", "taught")
    contact.page.fill("#many-day", format_date(day))
    press(contact, "Ghi cho mọi người đã đánh dấu")
    said(contact, "Đã ghi cho 3 người")
    assert set(Candidate.objects.values_list("stage", "certified_on")) == {("taught", day)}


def admit(contact: Visitor, name: str, today: date) -> None:
    contact.page.get_by_role("link", name=name).click()
    for stage, ago in (("decided", 5), ("admitted", 0)):
        contact.page.select_option("[name=stage]", stage)
        contact.page.fill("[name=day]", format_date(today - timedelta(days=ago)))
        press(contact, "Ghi bước")
        said(contact, "Đã ghi bước")
    expect(contact.page.get_by_role("heading", level=1)).to_contain_text("đang dự bị")
    contact.looks()
