"""Two records side by side by keyboard: told apart, merged, undone.

Turns red when a key no longer presses what stands on the page, or when what was chosen is not what is merged.
"""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser

from nennep.members.models import Member, Twins
from tests.journeys.conftest import WIDTHS, Visitor
from tests.journeys.test_pages import standing
from tests.world import World, browser_of

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.slow
__all__ = ["standing"]  # a fixture


def test_a_pair_is_told_apart_taken_back_merged_and_undone(
    standing: World, chromium: Browser, live_server: "LiveServer"
) -> None:
    visitor = Visitor(chromium, live_server.url, WIDTHS[""]).enter(browser_of(standing.cast.organiser))
    page, pair = visitor.page, standing.twins
    address = f"{visitor.home}/members/twins/{pair.public_id}/"

    page.goto(address)
    page.keyboard.press("x")
    page.wait_for_url("**/members/twins/")
    page.goto(address)
    page.get_by_role("button", name="Bỏ quyết định này").click()
    page.get_by_role("button", name="Gộp thành một").wait_for()
    page.get_by_role("radio", name="Giữ hồ sơ này").nth(1).check()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("Enter")
    page.wait_for_url("**/members/twins/")
    assert Member.objects.get(pk=pair.one_id).merged_into_id == pair.other_id

    page.goto(address)
    page.get_by_role("link", name="Xem lần gộp").click()
    page.get_by_label("Lý do hoàn tác").fill("Nhầm hai người")
    page.get_by_role("button", name="Hoàn tác").click()
    page.get_by_role("heading", name="Lần gộp này đã hoàn tác").wait_for()

    assert Member.objects.get(pk=pair.one_id).merged_into_id is None
    assert Twins.objects.get(pk=pair.pk).state == "waiting"
    visitor.looks()
    visitor.context.close()
