"""What each kind of person finds at the own desk, on the phone and on the screen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from nennep.directives.models import Assignment, Directive, Task
from nennep.organisation.models import Unit
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]


@pytest.mark.parametrize("width", ["", "-360"])
def test_the_clerks_pages_stand_at_both_widths(visit: Visit, width: str) -> None:
    clerk = visit("suongdtt", width)
    directive, task = Directive.objects.get(), Task.objects.issued().exclude(due=None)[0]
    pages = {
        "/": "viec-cua-toi",
        "/overview/": "toan-canh",
        "/directives/": "van-ban",
        f"/directives/{directive.public_id}/": "mot-van-ban",
        f"/directives/{directive.public_id}/review/": "trang-duyet",
        f"/directives/{directive.public_id}/heading/": "",
        f"/directives/{directive.public_id}/issue/": "",
        f"/directives/{directive.public_id}/withdraw/": "",
        "/tasks/": "nhiem-vu",
        f"/tasks/{task.public_id}/": "mot-viec",
        f"/tasks/{task.public_id}/amend/": "",
        f"/tasks/{task.public_id}/annul/": "",
        "/units/": "to-chuc",
        "/guide/": "",
        "/guide/https/": "",
        "/me/": "tai-khoan",
    }
    for address, picture in pages.items():
        clerk.open(address).looks(f"{picture}{width}" if picture else "")


@pytest.mark.parametrize("width", ["", "-360"])
def test_a_contact_sees_what_the_own_unit_owes_and_takes_it_home(visit: Visit, width: str) -> None:
    contact = visit("mienph", width)
    school = Unit.objects.get(code="TCT")

    contact.looks(f"dau-moi{width}").open(f"/units/{school.public_id}/tasks/").looks(f"viec-cua-don-vi{width}")
    expect(contact.page.get_by_role("heading", level=1)).to_contain_text("Đơn vị")
    contact.page.get_by_text("Danh mục để in").click()
    with contact.page.expect_download() as word:
        contact.page.get_by_role("link", name="Tải Word").click()
    with contact.page.expect_download() as excel:
        contact.page.get_by_role("link", name="Tải Excel").click()

    assert word.value.suggested_filename.endswith(".docx")
    assert excel.value.suggested_filename.endswith(".xlsx")
    given = Assignment.objects.filter(unit=school).first()
    assert given is not None
    contact.open(f"/tasks/{given.task.public_id}/").looks()


def test_another_units_list_does_not_exist_for_a_contact(visit: Visit) -> None:
    contact = visit("mienph")
    other = Unit.objects.get(code="VPTU")

    answer = contact.page.goto(f"{contact.home}/units/{other.public_id}/tasks/")

    assert answer is not None
    assert answer.status == 404
    expect(contact.page.get_by_role("heading", level=1)).to_contain_text("Không có trang này")


@pytest.mark.parametrize(
    ("username", "addresses"),
    [
        ("khoattm", ["/", "/directives/", "/tasks/"]),
        ("hientq", ["/", "/tasks/"]),
        ("yencth", ["/", "/units/"]),
        ("manlt", ["/"]),
        ("hautc", ["/", "/users/"]),
        ("tinhntt", ["/", "/journal/"]),
    ],
)
def test_every_role_finds_its_way(visit: Visit, username: str, addresses: list[str]) -> None:
    person = visit(username)

    for address in addresses:
        person.open(address).looks()
