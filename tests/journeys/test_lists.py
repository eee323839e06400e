"""Three lists of different make become one: dropped, mapped, matched, a pair judged by keyboard, taken out."""

import io
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect

from nennep.journal.models import Entry
from nennep.workbench.models import ListRun, ListSheet, PairDecision
from nennep.workbench.queries import clean_people
from nennep.workbench.tests.make import FORM, OLD, PLAIN, form_file, old_file, plain_file, work
from tests.cast import Cast, gather_cast, plant_tree
from tests.journeys.conftest import WIDTHS, Visitor
from tests.world import browser_of

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.slow
FILES = {FORM: form_file, OLD: old_file, PLAIN: plain_file}


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    call_command("createcachetable")
    return gather_cast(plant_tree())


@pytest.fixture
def come(cast: Cast, chromium: Browser, live_server: "LiveServer") -> Iterator[Callable[[str], Visitor]]:
    """The organiser at a screen of this width."""
    visitors: list[Visitor] = []

    def enter(width: str) -> Visitor:
        visitors.append(Visitor(chromium, live_server.url, WIDTHS[width]).enter(browser_of(cast.organiser)))
        return visitors[-1]

    yield enter
    for visitor in visitors:
        visitor.context.close()


def pictured(visitor: Visitor, name: str) -> None:
    """Sound, and kept for the eye where the environment names a folder."""
    visitor.looks()
    if folder := os.environ.get("NENNEP_SHOTS"):
        visitor.page.screenshot(path=Path(folder) / f"{name}-{visitor.page.viewport_size['width']}.png", full_page=True)  # type: ignore[index]


def dropped(visitor: Visitor, folder: Path) -> ListRun:
    for name, content in FILES.items():
        (folder / name).write_bytes(content())
    visitor.open("/lists/")
    pictured(visitor, "lists")
    visitor.page.get_by_role("link", name="Đưa danh sách vào").click()
    pictured(visitor, "new")
    visitor.page.set_input_files("[name=lists]", [folder / name for name in FILES])
    visitor.page.get_by_role("button", name="Đọc các tệp").click()
    visitor.page.wait_for_url(re.compile("/mapping/$"))
    return ListRun.objects.get()


def worked(visitor: Visitor, run: ListRun) -> None:
    """The worker does what is queued, and the page follows."""
    visitor.page.wait_for_url(re.compile("/jobs/"))
    run.refresh_from_db()
    work(run.job)
    visitor.page.wait_for_url(re.compile(f"/lists/{run.public_id}/$"))
    run.refresh_from_db()


@pytest.mark.parametrize("width", WIDTHS)
def test_three_lists_become_one(width: str, come: Callable[[str], Visitor], tmp_path: Path) -> None:
    visitor = come(width)
    run, page = dropped(visitor, tmp_path), visitor.page
    pictured(visitor, "mapping")

    map_the_cell_away(visitor, run)
    page.get_by_role("button", name="Xác nhận và so khớp").click()
    worked(visitor, run)
    pictured(visitor, "run")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 cặp cần xem")

    judge_by_keyboard(visitor, run)
    page.goto(f"{visitor.home}/lists/{run.public_id}/")
    page.get_by_role("button", name="Lập lại danh sách sạch").click()
    worked(visitor, run)
    assert [name for name in clean_people(run)["name"] if "Lan" in name] == ["Trần Thị Lan"]

    take_out(visitor, run)
    for name in ("findings", "people", "pairs", "erase"):
        page.goto(f"{visitor.home}/lists/{run.public_id}/{name}/")
        pictured(visitor, name)
    visitor.open("/lists/")
    pictured(visitor, "lists-full")


def map_the_cell_away(visitor: Visitor, run: ListRun) -> None:
    sheet = ListSheet.objects.get(file__run=run, file__name=PLAIN)
    visitor.page.select_option(f"[name=f-{sheet.pk}-E]", "")


def judge_by_keyboard(visitor: Visitor, run: ListRun) -> None:
    """The first is put off, undone, and said to be one person."""
    page = visitor.page
    visitor.open(f"/lists/{run.public_id}/pair/")
    pictured(visitor, "closed")
    visitor.open(f"/lists/{run.public_id}/pairs/")
    page.get_by_role("button", name="Xem từng cặp").click()
    page.wait_for_url(re.compile("/pair/"))
    pictured(visitor, "pair")
    name = page.get_by_role("heading", level=1).text_content() or ""
    while "Lan" not in name:
        page.keyboard.press("j")
        page.wait_for_url(re.compile(r"\?key="))
        name = page.get_by_role("heading", level=1).text_content() or ""
    page.keyboard.press("x")
    expect(page.get_by_text("hai người khác nhau.")).to_be_visible()
    page.keyboard.press("z")
    expect(page.get_by_text("Đã hoàn tác.")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("cùng một người.")).to_be_visible()
    assert [each.said for each in PairDecision.objects.filter(undone_at=None)] == ["same"]
    assert Entry.objects.filter(action="pairs.opened").count() == 1


def take_out(visitor: Visitor, run: ListRun) -> None:
    with visitor.page.expect_download() as saved:
        visitor.page.get_by_role("button", name="Tải danh sách sạch").click()
    book = load_workbook(io.BytesIO(saved.value.path().read_bytes()))
    assert book.active
    rows = list(book.active.iter_rows(values_only=True))
    assert (rows[0][1], len(rows)) == ("Họ và tên", 1 + run.figures["persons"])
    assert Entry.objects.filter(action="lists.taken_out").exists()
