"""Lists of a campaign go out by mail and come back, by Word too; a hand-over follows the receiver's own template.

Turns red when a step between the pages is missing: a letter without its list, a list that nobody is shown, an answer
that reaches no record; a template that is confirmed and not followed.
"""

import io
import re
from collections.abc import Callable, Iterator
from email.message import Message
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect
from pytest_django import Settings

from nennep.accounts.models import User
from nennep.jobs.models import Job
from nennep.members.listfiles.columns import HEADINGS, RIGHT
from nennep.members.listfiles.excel import COLUMNS, HEADING_ROW
from nennep.members.models import Handover, Member
from nennep.members.tests.campaigning import filled_word
from nennep.members.tests.make import make_basis, make_member
from nennep.members.tests.test_layouts import HEADINGS as OF_TEMPLATE
from nennep.members.tests.test_layouts import template
from nennep.notices.actions import send_letters
from nennep.notices.tests.postman import Postman, postman
from nennep.paperwork.fetching import fetch_forms
from nennep.paperwork.tests.dovecot import MailServer, running_dovecot
from nennep.paperwork.tests.test_mail import letter
from nennep.workbench.tests.make import work
from tests.cast import Cast
from tests.journeys.conftest import WIDTHS, Visitor
from tests.journeys.test_lists import cast
from tests.journeys.test_register import next_job
from tests.world import browser_of

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.slow
__all__ = ["cast", "postman"]
NUMBER, RIGHT_ID, RIGHT_CARD = "Số định danh cá nhân", "031070008888", "031012349999"
Come = Callable[..., Visitor]


@pytest.fixture
def come(chromium: Browser, live_server: "LiveServer") -> Iterator[Come]:
    visitors: list[Visitor] = []

    def enter(user: User, width: str = "") -> Visitor:
        visitors.append(Visitor(chromium, live_server.url, WIDTHS[width]).enter(browser_of(user)))
        return visitors[-1]

    yield enter
    for visitor in visitors:
        visitor.context.close()


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running_dovecot() as server:
        yield server


@pytest.fixture
def tam(cast: Cast) -> Member:
    """Of the contact's cell: a number that tells another year of birth, and no number of a card."""
    make_basis(cast.organiser)
    return make_member(cast.tree.board, cast.organiser, name="Trần Văn Tám", sex="nam", id12="031068008888", card12="")


def test_a_list_goes_by_mail_comes_back_and_puts_the_record_right(
    cast: Cast, tam: Member, come: Come, postman: Postman, server: MailServer, settings: Settings
) -> None:
    settings.MAILBOX = server.address
    organiser, contact = come(cast.organiser), come(cast.contact, "-360")
    start_campaign(organiser)

    mail_lists(organiser)
    send_letters()
    (sent,) = [one for one in postman.letters if one["To"] == cast.contact.email]
    server.deliver(letter(cast.contact.email.lower(), ("bảng.xlsx", filled(sent))))
    assert fetch_forms(server.address) == 1

    write_what_came(contact)
    take_the_answer(organiser)
    assert Member.objects.get(pk=tam.pk).value("id12") == RIGHT_ID


def test_a_word_list_is_taken_filled_in_and_handed_in(cast: Cast, tam: Member, come: Come, tmp_path: Path) -> None:
    start_campaign(come(cast.organiser))
    contact = come(cast.contact)
    page = contact.open("/members/campaigns/").page
    page.get_by_role("link", name="Làm sạch tháng 11").click()
    page.get_by_role("link", name=cast.tree.board.label).first.click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Bảng Word để điền").click()
    file = tmp_path / "bang.docx"
    file.write_bytes(filled_word(saved.value.path().read_bytes(), {"card12": RIGHT_CARD}))

    contact.looks().page.get_by_role("link", name="Gửi bảng đã điền").click()
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Xem trước").click()
    write(contact)

    take_the_answer(come(cast.organiser))
    assert Member.objects.get(pk=tam.pk).card12 == RIGHT_CARD


def start_campaign(visitor: Visitor) -> None:
    page = visitor.open("/members/campaigns/new/").page
    page.fill("[name=name]", "Làm sạch tháng 11")
    page.get_by_role("button", name="Mở đợt").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def mail_lists(visitor: Visitor) -> None:
    page = visitor.page
    page.get_by_role("link", name="Bảng rà soát qua thư").click()
    page.get_by_role("link", name="Gửi bảng qua thư").click()
    visitor.looks().page.get_by_role("button", name="Gửi bảng").click()
    next_job(visitor, "/lists/$")
    expect(page.get_by_role("main")).to_contain_text("Chờ gửi")
    visitor.looks()


def filled(sent: Message) -> bytes:
    """The workbook of the letter, as the contact fills it in."""
    (file,) = [piece for piece in sent.walk() if piece.get_filename()]
    content = file.get_payload(decode=True)
    assert isinstance(content, bytes)
    book = load_workbook(io.BytesIO(content))
    sheet: Any = book.active
    field, right = COLUMNS.index(HEADINGS["field"]) + 1, COLUMNS.index(HEADINGS[RIGHT]) + 1
    for row in range(HEADING_ROW + 1, sheet.max_row + 1):
        if sheet.cell(row, field).value == NUMBER:
            sheet.cell(row, right).value = RIGHT_ID
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_what_came(visitor: Visitor) -> None:
    """The contact is told, opens the letter's list, looks, writes."""
    page = visitor.open("/notices/").page
    page.get_by_role("link", name=re.compile("đã đến qua thư: xem rồi ghi")).click()
    visitor.looks().page.get_by_role("button", name="Xem trước").click()
    write(visitor)


def write(visitor: Visitor) -> None:
    page = visitor.page
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sẽ ghi 1 trên")
    visitor.looks().page.get_by_role("button", name=re.compile(r"^Ghi 1 dòng")).click()
    expect(page.get_by_role("status")).to_contain_text("Đã ghi 1 dòng")


def take_the_answer(visitor: Visitor) -> None:
    page = visitor.open("/members/suggestions/").page
    page.get_by_role("link", name="Trần Văn Tám").click()
    visitor.looks().page.get_by_role("button", name="Nhận những chỗ đánh dấu").click()
    expect(page.get_by_role("status")).to_be_visible()


def test_a_hand_over_follows_the_receivers_own_template_until_it_is_put_aside(
    cast: Cast, tam: Member, come: Come, tmp_path: Path
) -> None:
    file = tmp_path / "mẫu trên gửi.xlsx"
    file.write_bytes(template())
    visitor = come(cast.organiser)
    page = visitor.open("/members/handovers/layout/").page
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Đọc tên cột").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 trên 10 cột máy chưa ghép được")
    visitor.looks().page.get_by_role("button", name="Xác nhận mẫu này").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("10 cột của mẫu trên gửi.xlsx")

    assert handed_over(visitor) == list(OF_TEMPLATE)

    visitor.open("/members/handovers/layout/").looks()
    page.get_by_role("button", name="Trở lại mẫu có sẵn").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("mẫu có sẵn")
    assert len(handed_over(visitor)) == 33
    assert Handover.objects.count() == 2


def handed_over(visitor: Visitor) -> list[str]:
    """The headings of the file."""
    page = visitor.open("/members/handovers/new/").page
    page.check("[name=kind][value=national]")
    page.get_by_role("button", name="Xem trước").click()
    visitor.looks().page.fill("[name=to]", "Ban Tổ chức Thành ủy")
    page.fill("[name=why]", "Cập nhật cơ sở dữ liệu đảng viên")
    page.get_by_role("button", name="Lập tệp bàn giao").click()
    page.wait_for_url(re.compile("/members/handovers/(?!new)"))
    work(Job.objects.latest("pk"))
    page.reload()
    with page.expect_download() as saved:
        page.get_by_role("button", name=re.compile("Tải tệp")).click()
    sheet = load_workbook(io.BytesIO(saved.value.path().read_bytes())).active
    assert sheet
    heads = next(sheet.iter_rows(values_only=True))
    return [str(one) for one in heads if one]
