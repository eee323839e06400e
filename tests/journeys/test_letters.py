"""A protected letter in the browser: seats by two, keys, intake, reading, one more holder, a leaver, a break-glass.

Turns red when a step of it cannot be done with the pages alone, and when the clerk who typed a letter finds it again.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from nennep.accounts.models import User
from nennep.vault.models import Envelope
from tests.journeys.conftest import Visitor

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Visitor]
AUTHOR, TEXT = "Quách Thị Diệu Thảo", "Tôi là Quách Thị Diệu Thảo. Quỹ chi bộ thu mà không công khai."
SEATS = (  # who asks, who decides, for whom
    ("khoattm", "truongbk", "seat-receiver", "Tạ Quang Hiển"),
    ("khoattm", "truongbk", "seat-receiver", "Chu Thị Hải Yến"),
    ("khoattm", "hientq", "seat-custodian", "Bùi Khắc Trường"),
    ("truongbk", "hientq", "seat-custodian", "Trần Minh Khoát"),
    ("khoattm", "truongbk", "seat-custodian", "Ngạc Thị Thanh Tịnh"),
)


@dataclass
class Office:
    """Who has come, each in a browser of the own, with the five words on paper."""

    visit: Visit
    people: dict[str, Visitor] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def of(self, username: str) -> Visitor:
        if username not in self.people:
            self.people[username] = self.visit(username)
        return self.people[username]

    def make_key(self, username: str) -> None:
        visitor = self.of(username).open("/letters/key/").looks()
        press(visitor, "Lập khóa, hiện năm từ")
        self.words[username] = visitor.page.locator(".words").inner_text()

    def unlock(self, username: str) -> Visitor:
        visitor = self.of(username).open("/letters/unlock/")
        visitor.page.fill("[name=passphrase]", self.words[username])
        press(visitor, "Mở khóa")
        return visitor

    def vouch(self, username: str, name: str) -> None:
        """Face to face with a colleague, with the own key unlocked."""
        visitor = self.of(username).open("/letters/")
        follow(visitor, name)
        press(visitor.looks(), "Đã gặp, dấu khớp")
        assert "Đã xác nhận khóa" in said(visitor)


def press(visitor: Visitor, name: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=name, exact=True).first.click()


def follow(visitor: Visitor, name: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("link", name=re.compile(name)).first.click()


def said(visitor: Visitor) -> str:
    return visitor.page.locator("main").inner_text()


def seat_by_two(office: Office, seat: tuple[str, str, str, str]) -> None:
    asks, decides, change, name = seat
    asking = office.of(asks).open("/letters/office/seat/")
    asking.page.check(f"[name=change][value={change}]")
    asking.page.select_option("[name=person]", label=name)
    asking.page.fill("[name=reason]", "theo phân công")
    press(asking, "Đề nghị")
    deciding = office.of(decides).open("/letters/office/")
    follow(deciding, f"Cử {name}")
    press(deciding.looks(), "Đồng ý")
    assert "Đã đồng ý" in said(deciding)


def take_in(clerk: Visitor) -> str:
    """The address of the letter, of which there is one although the clerk presses twice."""
    clerk.open("/letters/new/").page.fill("[name=name]", AUTHOR)
    clerk.page.fill("[name=text]", TEXT)
    clerk.page.locator("[name=kind]").first.check()
    with clerk.looks().page.expect_navigation():
        clerk.page.get_by_role("button", name="Niêm phong đơn", exact=True).dblclick()
    return f"/letters/{Envelope.objects.get().public_id}/"


def author_read_by(visitor: Visitor, letter: str) -> str:
    visitor.open(f"{letter}open/").page.check("[name=what][value=author]")
    visitor.page.check("[name=why][value=verify]")
    press(visitor, "Ghi nhật ký và mở")
    return said(visitor)


def one_more_holder(office: Office, letter: str) -> None:
    asking = office.of("hientq").open(f"{letter}holders/")
    asking.page.select_option("[name=person]", label="Lý Thu Mận")
    asking.page.fill("[name=reason]", "giúp xác minh")
    press(asking, "Đề nghị")
    deciding = office.of("yencth").open("/letters/")
    follow(deciding, "Giao đơn .* cho Lý Thu Mận")
    press(deciding, "Đồng ý")


def disable(office: Office, username: str) -> None:
    person = User.objects.get(username=username)
    sysadmin = office.of("hautc").open(f"/users/{person.public_id}/")
    sysadmin.page.get_by_text("Khóa tài khoản này", exact=True).click()
    sysadmin.page.locator("#off_reason").fill("chuyển công tác")
    press(sysadmin, "Khóa")
    assert "niêm phong" not in said(sysadmin)


def break_open(office: Office) -> None:
    asking = office.of("khoattm").open("/letters/breaking/new/").looks()
    asking.page.fill("[name=alias]", Envelope.objects.get().alias)
    asking.page.select_option("[name=handler]", label="Bùi Khắc Trường")
    asking.page.fill("[name=reason]", "người được giao đi công tác dài ngày")
    press(asking, "Đề nghị")
    for username in ("tinhntt", "khoattm"):
        custodian = office.of(username).open("/letters/")
        follow(custodian, "Mở khẩn cấp đơn")
        follow(custodian.looks(), "Mở khóa của tôi để trao")
        custodian.page.fill("[name=passphrase]", office.words[username])
        press(custodian, "Mở khóa")
        press(custodian.looks(), "Trao mảnh khóa")


def test_a_letter_lives_through_seats_holders_a_leaver_and_a_break_glass(visit: Visit) -> None:
    office = Office(visit)
    for step in SEATS:
        seat_by_two(office, step)
    for username in ("hientq", "yencth", "khoattm", "truongbk", "tinhntt"):
        office.make_key(username)
    office.unlock("hientq")
    for name in ("Bùi Khắc Trường", "Trần Minh Khoát", "Ngạc Thị Thanh Tịnh"):
        office.vouch("hientq", name)
    assert "Kho nhận được đơn" in said(office.of("khoattm").open("/letters/office/").looks())

    letter = take_in(office.of("suongdtt"))
    assert AUTHOR in author_read_by(office.unlock("hientq"), letter)
    holder = office.of("hientq").looks().open(letter).looks("don-niem-phong", full=True)
    press(holder, "Đọc bản đã che tên")
    assert AUTHOR not in said(holder.looks())

    one_more_holder(office, letter)
    office.make_key("manlt")
    office.vouch("hientq", "Lý Thu Mận")
    assert AUTHOR in author_read_by(office.unlock("manlt"), letter)

    disable(office, "yencth")
    assert "Chờ một người mở khóa" in said(office.of("khoattm").open("/letters/office/").looks())
    assert "Đã thay khóa cho 1 đơn" in said(office.unlock("hientq"))
    assert "Chờ một người mở khóa" not in said(office.of("khoattm").open("/letters/office/"))

    break_open(office)
    assert AUTHOR in author_read_by(office.unlock("truongbk"), letter)
    answer = office.of("suongdtt").page.goto(office.of("suongdtt").home + letter)
    assert answer
    assert answer.status == 404
