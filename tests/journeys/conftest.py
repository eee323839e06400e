"""A real Chromium against a live server with the demonstration committee; each page is also checked by axe."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from nennep.accounts.models import User
from nennep.accounts.tests.make import PASSWORD
from nennep.desk.demo import Committee, set_up
from nennep.desk.demo_life import live

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop runs in the thread of the tests
PICTURES = Path(__file__).parent.parent.parent / "docs" / "guide" / "pictures"
WIDTHS = {"": (1366, 900), "-360": (360, 740)}
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser")
WIDER = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter((each) => each.getBoundingClientRect().right > innerWidth + 1).slice(-3)
  .map((each) => each.outerHTML.slice(0, 99))"""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    where = next((path for path in CHROMIUM if Path(path).exists()), None)
    if where is None:
        pytest.fail("Thiếu Chromium: chạy `make ground`.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=where, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def committee(transactional_db: None, request: pytest.FixtureRequest) -> Committee:
    call_command("createcachetable")
    committee = set_up()
    if os.environ.get("NENNEP_PICTURES") and "quarter" not in request.node.name:  # which tells a story of its own
        live()
    for user in User.objects.filter(username__in=[sign_in.username for sign_in in committee.sign_ins]):
        user.set_password(PASSWORD)
        user.save()
    return committee


def is_shown(picture: str) -> bool:
    """Whether a page of the guide shows it: no other picture is taken."""
    papers = [*PICTURES.parent.glob("*.md"), PICTURES.parent.parent.parent / "README.md"]
    return any(f"pictures/{picture}.png" in paper.read_text("utf-8") for paper in papers)


class Visitor:
    """One person in a browser of the own; every page visited must be free of errors and of axe violations."""

    def __init__(self, browser: Browser, home: str, size: tuple[int, int], script: bool = True) -> None:
        self.context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=script,
            locale="vi-VN",
            accept_downloads=True,
        )
        self.context.set_default_timeout(90_000)  # milliseconds: other tests run beside
        self.page: Page = self.context.new_page()
        self.home = home
        self.complaints: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def sign_in(self, username: str) -> "Visitor":
        self.open("/sign-in/")
        self.page.fill("[name=login]", username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main form button[type=submit], main form button:not([type])")
        self.page.wait_for_url(re.compile(r"^(?!.*sign-in)"))
        return self

    def enter(self, browser: Client) -> "Visitor":
        """Come with the cookies of a browser that is signed in already."""
        for name, morsel in browser.cookies.items():
            self.context.add_cookies([{"name": name, "value": morsel.value, "url": self.home}])
        return self

    def open(self, address: str) -> "Visitor":
        self.page.goto(self.home + address)
        return self

    def resize(self, size: tuple[int, int]) -> None:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def looks(self, picture: str = "", full: bool = False) -> "Visitor":
        """No violation, no complaint, nothing wider than the window; kept as a picture of the guide where named."""
        found = Axe().run(self.page)
        violations = [f"{v['id']}: {v['nodes'][0]['target']}" for v in found.response["violations"]]
        assert not violations, violations
        assert not self.complaints, self.complaints
        wide = self.page.evaluate(WIDER)
        assert not wide, f"wider than the window: {wide}"
        if picture and os.environ.get("NENNEP_PICTURES") and is_shown(picture):
            PICTURES.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=PICTURES / f"{picture}.png", full_page=full)
        return self


@pytest.fixture
def visit(chromium: Browser, live_server: "LiveServer", committee: Committee) -> Iterator[Callable[..., Visitor]]:
    """`visit("suongdtt", width="-360", script=False)` gives a signed-in visitor."""
    visitors: list[Visitor] = []

    def come(username: str = "", width: str = "", script: bool = True) -> Visitor:
        visitor = Visitor(chromium, live_server.url, WIDTHS[width], script)
        visitors.append(visitor)
        return visitor.sign_in(username) if username else visitor

    yield come
    for visitor in visitors:
        visitor.context.close()
