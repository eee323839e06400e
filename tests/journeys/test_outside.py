"""An author on the public page, on a phone: writes, keeps the digits, comes back, writes more; no page holds a script.

Turns red when a step cannot be done with the pages alone, when axe complains, and when the browser keeps a cookie.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser

from nennep.vault.actions.writing import answer_author
from nennep.vault.models import Envelope
from tests.cast import gather_cast, plant_tree
from tests.journeys.conftest import WIDTHS, Visitor
from tests.world import World, build_world

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def standing(transactional_db: None, tmp_path: Path) -> World:
    call_command("createcachetable")
    return build_world(gather_cast(plant_tree()), tmp_path)


def press(visitor: Visitor, name: str) -> Visitor:
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=name, exact=True).click()
    return visitor.looks()


def test_an_author_writes_and_comes_back(standing: World, chromium: Browser, live_server: "LiveServer") -> None:
    author = Visitor(chromium, live_server.url, WIDTHS["-360"])
    page = author.page
    press(author.open("/write/").looks("viet-don", full=True), "Niêm phong và gửi")
    assert "bắt buộc" in page.locator(".err").inner_text()

    page.fill("[name=text]", "Thủ quỹ thu tiền không ghi phiếu.")
    press(author, "Niêm phong và gửi")
    found = re.search(r"(\d{4}\s){3}\d{4}", page.locator("h2").inner_text())
    assert found
    answer_author(Envelope.objects.latest("pk"), "Mời đến ngày 09/12.", by=standing.cast.inspector)

    author.open("/write/back/").page.fill("[name=code]", found[0])
    press(author, "Mở")
    assert "Mời đến ngày 09/12." in page.locator("main").inner_text()
    page.fill("[name=text]", "Tôi sẽ đến.")
    press(author, "Niêm phong và gửi")

    assert "gửi phần thêm" in page.locator("[role=status]").inner_text()
    assert author.context.cookies() == []
    assert page.locator("script").count() == 0
    author.context.close()
