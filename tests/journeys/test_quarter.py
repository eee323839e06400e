"""A whole quarter in the browser: given, cut, reported by web, by Excel and on paper, chased, reported upward.

Turns red when a step of the loop no longer leads to the next: a word lost between the unit and the committee's report.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect

from nennep.chasing.actions.morning import follow
from nennep.desk.demo import Committee
from nennep.directives.models import Assignment, Task
from nennep.directives.rules import AnswerState, Verb
from nennep.notices.models import Notice
from nennep.organisation.models import Unit
from nennep.paperwork.rules import code_of
from nennep.paperwork.tests.make import filled_excel
from nennep.reports.models import Report
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
NEW = "Trường Chính trị báo cáo kết quả mở lớp trung cấp trước ngày 28/12/2026"
PROOF = "15-BC/TCT ngày 20/11/2026"


def press(visitor: Visitor, name: str, within: Locator | None = None) -> None:
    with visitor.page.expect_navigation():
        (within or visitor.page).get_by_role("button", name=name, exact=True).first.click()


def said(visitor: Visitor, words: str) -> None:
    expect(visitor.page.get_by_role("status").first).to_contain_text(words)


def saved(visitor: Visitor, link: Locator, folder: Path) -> Path:
    with visitor.page.expect_download() as download:
        link.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def nennep(*words: str) -> tuple[int, dict[str, Any]]:
    command = Path(sys.executable).parent / "nennep"
    done = subprocess.run([command, *words, "--json"], capture_output=True, check=False)
    return done.returncode, json.loads(done.stdout)


def owed(unit: Unit, n: int) -> Assignment:
    """The unit's n-th dated answer of the committee's conclusion that it leads and that has no objective cause."""
    dated = Assignment.objects.filter(unit=unit, is_dated=True, part="lead", state="given", excused=False)
    return dated.exclude(task__directive=None).order_by("due", "pk")[n]


def test_a_quarter_from_an_order_to_the_next_conclusions_draft(
    visit: Visit, committee: Committee, tmp_path: Path
) -> None:
    clerk, contact, secretary = visit("suongdtt"), visit("mienph"), visit("khoattm")
    school = committee.units["TCT"]

    given = give_one_more(clerk)
    report_it_cut_into_parts(contact, clerk, given)
    answer_by_excel(contact, school, tmp_path)
    answer_on_paper(clerk, school)
    ask_and_decide(contact, secretary, school)
    remind(contact, school)
    report = report_upward(clerk, contact, school)
    documents_leave(clerk, report, tmp_path)


def give_one_more(clerk: Visitor) -> Assignment:
    clerk.open("/tasks/new/")
    clerk.page.fill("[name=line]", NEW)
    press(clerk, "Xem trước")
    clerk.page.fill("[name=proof]", "báo cáo")
    press(clerk, "Giao việc")
    said(clerk, "Đã giao việc")
    return Task.objects.latest("pk").assignments.get()


def report_it_cut_into_parts(contact: Visitor, clerk: Visitor, given: Assignment) -> None:
    """Accepted, cut; the part is done inside; reported without proof in vain, returned, reported again, confirmed."""
    address = f"/answers/{given.public_id}/"
    contact.open(address)
    press(contact, "Tiếp nhận")
    contact.page.get_by_text("Chia thêm một phần").click()
    contact.page.fill("#part-text", "Lập danh sách học viên")
    contact.page.fill("#lead-find", "phan ha mien")
    contact.page.locator("#lead-options li").first.wait_for()
    contact.page.keyboard.press("Enter")
    press(contact, "Giao phần việc")
    said(contact, "Đã chia phần việc")
    contact.looks()
    part = Assignment.objects.get(whole=given)
    report(contact, f"/answers/{part.public_id}/", "đã lập danh sách 60 học viên")
    press(contact, "Xác nhận hoàn thành")

    report(contact, address, "đã mở 02 lớp")
    expect(contact.page.get_by_role("alert").first).to_contain_text("minh chứng")
    contact.complaints.clear()  # the browser reports the refusal itself
    report(contact, address, f"đã mở 02 lớp | {PROOF}")
    said(contact, "Đã báo hoàn thành")
    clerk.open(f"/tasks/{given.task.public_id}/?answer={given.public_id}").looks("mot-viec-nhieu-cau-tra-loi")
    clerk.page.fill("#judge-form [name=words]", "Chưa có danh sách kèm theo.")
    press(clerk, "Trả lại để làm tiếp")
    contact.open(address).looks("viec-bi-tra-lai")
    expect(contact.page.locator(".note").first).to_contain_text("Chưa có danh sách")
    report(contact, address, f"đã bổ sung danh sách | {PROOF}")
    clerk.open(f"/answers/{given.public_id}/")
    press(clerk, "Xác nhận hoàn thành")
    given.refresh_from_db()
    assert given.state == AnswerState.CONFIRMED


def report(contact: Visitor, address: str, words: str, how: str = "done") -> None:
    """“done” with the words of a proof after a bar, where there is one."""
    words, _bar, proof = words.partition(" | ")
    contact.open(address)
    contact.page.check(f"[name=how][value={how}]")
    contact.page.fill("#bao [name=text]", words)
    if proof:
        contact.page.locator("#bao summary").click()
        contact.page.fill("#bao [name=number]", proof)
    press(contact, "Gửi báo cáo")


def answer_by_excel(contact: Visitor, school: Unit, folder: Path) -> None:
    contact.open(f"/units/{school.public_id}/forms/").looks("mau-tra-loi")
    form = saved(contact, contact.page.get_by_role("link", name="Mẫu Excel"), folder)
    filled = folder / "da-dien.xlsx"
    filled.write_bytes(
        filled_excel(form.read_bytes(), {"state": "Đang thực hiện", "percent": "45", "said": "đã làm một nửa"})
    )
    contact.page.set_input_files("[name=file]", filled)
    press(contact, "Xem trước")
    contact.looks("xem-truoc-mau")
    assert not Assignment.objects.filter(entries__via="xlsx").exists()
    press(contact, "Ghi 1 dòng")
    assert Assignment.objects.filter(entries__via="xlsx", percent=45).count() == 1


def answer_on_paper(clerk: Visitor, school: Unit) -> None:
    on_paper = owed(school, 0)
    clerk.open("/keying/").looks("nhap-phieu-giay")
    clerk.page.fill("[name=code]", code_of(on_paper.public_id))
    clerk.page.fill("[name=percent]", "30")
    clerk.page.fill("[name=said]", "theo phiếu của đơn vị")
    press(clerk, "Ghi")
    entry = on_paper.entries.latest("pk")
    assert (entry.via, entry.percent, entry.keyed_for) == ("paper", 30, school.label)


def ask_and_decide(contact: Visitor, secretary: Visitor, school: Unit) -> None:
    late, hindered = owed(school, 0), owed(school, 1)
    contact.open(f"/answers/{late.public_id}/")
    contact.page.check("[name=how][value=extend]")
    assert late.due
    contact.page.fill("[name=until]", f"{late.due + timedelta(days=20):%d/%m/%Y}")
    contact.page.fill("#bao [name=text]", "chờ đối chiếu số liệu")
    press(contact, "Gửi báo cáo")
    report(contact, f"/answers/{hindered.public_id}/", "cấp trên chưa hướng dẫn", "cause")
    secretary.open(f"/answers/{late.public_id}/").looks("quyet-dinh-gia-han")
    press(secretary, "Đồng ý gia hạn")
    secretary.open(f"/answers/{hindered.public_id}/")
    press(secretary, "Ghi nhận")
    late.refresh_from_db()
    hindered.refresh_from_db()
    assert late.extended
    assert hindered.excused


def remind(contact: Visitor, school: Unit) -> None:
    """Every morning until a few days past the next date: who was reminded hears of it once a day, not once a task."""
    waiting = owed(school, 0)
    assert waiting.due
    Notice.objects.all().delete()
    today = timezone.localdate()
    mornings = [follow(today + timedelta(days=n)) for n in range((waiting.due - today).days + 4)]
    waiting.refresh_from_db()
    assert waiting.reminded
    assert waiting.entries.filter(verb=Verb.REMIND, by=None).exists()
    assert 0 < Notice.objects.filter(to__username="mienph").count() <= sum(morning is not None for morning in mornings)
    contact.open("/notices/").looks()


def report_upward(clerk: Visitor, contact: Visitor, school: Unit) -> Report:
    clerk.open("/reports/new/").looks("mo-ky-bao-cao")
    press(clerk, "Mở kỳ và báo cho các đơn vị")
    said(clerk, "Đã yêu cầu")
    own = Report.objects.get(unit=school)
    contact.open(f"/reports/{own.public_id}/")
    press(contact, "Soạn từ số liệu")
    contact.looks("bao-cao-don-vi")
    expect(contact.page.locator("main")).to_contain_text("mở lớp trung cấp")
    press(contact, "Gửi báo cáo")
    clerk.open(f"/reports/{own.public_id}/")
    press(clerk, "Nhận báo cáo")
    for other in Report.objects.exclude(unit__in=[school, school.parent]):
        clerk.open(f"/reports/{other.public_id}/")
        step = clerk.page.locator("details:has(summary:text-is('Miễn báo cáo kỳ này'))")
        step.locator("summary").click()
        step.locator("textarea").fill("báo cáo chung với Văn phòng")
        press(clerk, "Miễn báo cáo kỳ này", step)
    whole = Report.objects.get(unit=school.parent)
    clerk.open(f"/reports/{whole.public_id}/")
    press(clerk, "Soạn từ số liệu")
    clerk.looks("bao-cao-chung")
    press(clerk, "Trình ký")
    return whole


def documents_leave(clerk: Visitor, report: Report, folder: Path) -> None:
    clerk.open(f"/reports/{report.public_id}/")
    paper = saved(clerk, clerk.page.get_by_role("link", name="Tải bản Word"), folder)
    status, checked = nennep("check", str(paper))
    errors = [f for f in checked["findings"] if f["severity"] == "error" and f["code"] not in ("number", "place-date")]
    assert status in (0, 1)
    assert not errors
    draft = saved(clerk, clerk.page.get_by_role("link", name="Dự thảo kết luận kỳ sau"), folder)
    _status, read = nennep("read", str(draft))
    left = Task.objects.issued().filter(closed_at=None).exclude(kind="standing").exclude(directive=None)
    found = " ".join(task["text"] for task in read["tasks"]).casefold()
    lost = [task.text for task in left if re.sub(r"\s+", " ", task.text[:28]).casefold() not in found]
    assert read["header"]["type"] == "Kết luận"
    assert not lost
