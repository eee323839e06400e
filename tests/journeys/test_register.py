"""From three messy lists to a hand-over: matched, taken into the register, two records merged, undone, merged again."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from nennep.jobs.models import Job
from nennep.members.models import Handover, Member, Merging, Twins
from nennep.organisation.models import Unit
from nennep.organisation.rules import UnitKind
from nennep.organisation.tests.make import make_unit
from nennep.workbench.models import ListRun
from nennep.workbench.tests.make import work
from tests.cast import Cast
from tests.journeys.conftest import Visitor
from tests.journeys.test_lists import cast, come, dropped, worked

pytestmark = pytest.mark.slow
__all__ = ["cast", "come"]


def next_job(visitor: Visitor, leads_to: str) -> None:
    """The worker does the newest job while its page waits."""
    visitor.page.wait_for_url(re.compile("/jobs/"))
    work(Job.objects.latest("pk"))
    visitor.page.wait_for_url(re.compile(leads_to))


def test_three_messy_lists_become_a_register_that_is_handed_over(
    cast: Cast, come: Callable[[str], Visitor], tmp_path: Path
) -> None:
    make_unit("Chi bộ 2", cast.tree.board, UnitKind.CELL)
    organiser = come("")

    run = matched(organiser, tmp_path)
    open_the_register(organiser)
    take_in(organiser, run)
    merge_undo_and_merge(organiser)
    hand_over(organiser)

    assert Member.objects.listed().count() == Member.objects.count() - 1


def matched(visitor: Visitor, folder: Path) -> ListRun:
    run = dropped(visitor, folder)
    visitor.looks("ghep-cot").page.get_by_role("button", name="Xác nhận và so khớp").click()
    worked(visitor, run)
    visitor.looks("ket-qua-doi-chieu")
    return run


def open_the_register(visitor: Visitor) -> None:
    page = visitor.open("/members/").page
    expect(page.get_by_role("heading", level=1)).to_have_text("Sổ đảng viên chưa mở")
    visitor.looks()
    page.get_by_role("link", name="Ghi văn bản, mở sổ").click()
    page.get_by_role("button", name="Mở sổ").click()  # nothing typed: said beside each field, nothing lost
    expect(page.locator(".err").first).to_be_visible()
    for name, text in {
        "paper": "Quyết định số 12-QĐ/ĐU",
        "issuer": "Ban Thường vụ Đảng ủy",
        "issued_on": "02/03/2026",
        "purpose": "Quản lý đảng viên của Đảng bộ",
        "keeper": "Trưởng ban Tổ chức",
    }.items():
        page.fill(f"[name={name}]", text)
    visitor.looks("mo-so")
    page.get_by_role("button", name="Mở sổ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sổ chưa có đảng viên nào")


def take_in(visitor: Visitor, run: ListRun) -> None:
    page = visitor.page
    page.get_by_role("link", name="Nhập danh sách").first.click()
    page.select_option("[name=fallback]", str(Unit.objects.get(name="Chi bộ 1").pk))
    page.get_by_role("button", name="So với sổ").click()
    next_job(visitor, "/members/imports/")
    visitor.looks("xem-truoc-nhap")
    assert not Member.objects.exists()

    page.get_by_role("button", name=re.compile(r"^Ghi \d+ dòng")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đã ghi")
    assert Member.objects.count() == run.figures["persons"]


def merge_undo_and_merge(visitor: Visitor) -> None:
    page = visitor.open("/members/twins/").page
    page.get_by_role("button", name="Tìm cặp nghi trùng trong sổ").click()
    next_job(visitor, "/members/twins/")
    visitor.looks("cap-nghi-trung")
    pair = Twins.objects.get(one__name__contains="Lan")

    visitor.open(f"/members/twins/{pair.public_id}/").looks("hai-ho-so")
    page.get_by_role("button", name="Gộp thành một").click()
    expect(page.get_by_role("status")).to_contain_text("Đã gộp")
    merging = Merging.objects.get()
    assert Member.objects.filter(merged_into__isnull=False).count() == 1

    visitor.open(f"/members/merges/{merging.public_id}/").looks()
    page.fill("[name=why]", "Thử hoàn tác")
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.get_by_role("status")).to_be_visible()
    assert not Member.objects.filter(merged_into__isnull=False).exists()

    visitor.open(f"/members/twins/{pair.public_id}/")
    page.get_by_role("button", name="Gộp thành một").click()
    expect(page.get_by_role("status")).to_contain_text("Đã gộp")


def hand_over(visitor: Visitor) -> None:
    page = visitor.open("/members/handovers/new/").page
    page.check("[name=kind][value=national]")
    page.get_by_role("button", name="Xem trước").click()
    visitor.looks("xem-truoc-ban-giao")
    page.fill("[name=to]", "Ban Tổ chức Thành ủy")
    page.fill("[name=why]", "Cập nhật cơ sở dữ liệu đảng viên")
    page.get_by_role("button", name="Lập tệp bàn giao").click()
    page.wait_for_url(re.compile("/members/handovers/(?!new)"))
    work(Job.objects.latest("pk"))
    page.reload()
    visitor.looks("ban-giao")
    with page.expect_download() as saved:
        page.get_by_role("button", name=re.compile("Tải tệp")).click()
    book = load_workbook(io.BytesIO(saved.value.path().read_bytes()))
    assert book.active
    rows = [row for row in book.active.iter_rows(values_only=True) if any(row)]
    assert max(len(row) for row in rows) == 33
    assert sum("031070001234" in [str(cell) for cell in row] for row in rows) == 1
    assert Handover.objects.get().to == "Ban Tổ chức Thành ủy"
