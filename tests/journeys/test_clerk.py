"""The clerk's road: a document comes in, is reviewed by keyboard, issued, and stands on the units' lists."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from nennep import samples
from nennep.directives.models import Directive, Task
from nennep.directives.rules import TaskState
from nennep.organisation.models import Phrase
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
PLAN = "ke-hoach-tong-ket-2026.docx"


def bring_in(clerk: Visitor, name: str = PLAN) -> Directive:
    clerk.open("/directives/new/").looks("them-van-ban")
    clerk.page.set_input_files("[name=file]", samples.path(name))
    clerk.page.get_by_role("button", name="Đọc văn bản").click()
    clerk.page.wait_for_url(re.compile("/review/"))
    return Directive.objects.latest("pk")


def test_a_directive_is_brought_in_reviewed_by_keyboard_and_issued(visit: Visit) -> None:
    clerk = visit("suongdtt")
    directive = bring_in(clerk)
    page = clerk.page
    clerk.looks("duyet-viec")
    tasks = list(directive.tasks.all())

    page.keyboard.press("Enter")
    expect(page.locator(f"#t-{tasks[0].public_id}")).to_have_attribute("data-state", "accepted")
    page.keyboard.press("x")
    expect(page.locator(f"#t-{tasks[1].public_id}")).to_have_attribute("data-state", "rejected")
    page.keyboard.press("z")
    expect(page.locator(f"#t-{tasks[1].public_id}")).to_have_attribute("data-state", "proposed")

    page.goto(page.url.split("?")[0])
    page.keyboard.press("?")
    expect(page.locator("#keys-help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys-help")).to_be_hidden()  # while it closes, Enter still belongs to its own button
    while page.locator("li[data-state=proposed]").count():
        left = page.locator("li[data-state=proposed]").count()
        page.keyboard.press("Enter")
        expect(page.locator("li[data-state=proposed]")).to_have_count(left - 1)
    give_to_everyone_lacking(clerk, directive)

    clerk.open(f"/directives/{directive.public_id}/issue/").looks("giao-viec")
    page.get_by_role("button", name="Giao việc").click()
    expect(page.get_by_role("status")).to_contain_text("Đã giao")
    clerk.looks("van-ban-da-giao")
    assert directive.tasks.filter(state=TaskState.ISSUED).count() == len(tasks)


def give_to_everyone_lacking(clerk: Visitor, directive: Directive) -> None:
    """Tasks whose leader nobody recognised are given by typing a few letters without accents."""
    for task in directive.tasks.filter(assignees=None):
        clerk.open(f"/directives/{directive.public_id}/review/?task={task.public_id}")
        clerk.page.fill("#lead-find", "van phong dang uy")
        clerk.page.locator("#lead-options li").first.wait_for()
        clerk.page.keyboard.press("Enter")
        clerk.page.get_by_role("button", name="Nhận việc này").click()


def test_a_task_is_edited_split_and_merged_in_place(visit: Visit) -> None:
    clerk = visit("suongdtt")
    directive = bring_in(clerk)
    task = directive.tasks.all()[0]
    review = f"/directives/{directive.public_id}/review/"

    clerk.open(f"{review}?task={task.public_id}").looks("sua-viec")
    clerk.page.fill("[name=text]", "lập danh sách; gửi danh sách về Văn phòng")
    clerk.page.fill("[name=due]", "31/11/2026")
    clerk.page.locator("[name=proof]").focus()
    expect(clerk.page.locator(".saved")).to_contain_text("Tháng 11 có 30 ngày")
    clerk.page.fill("[name=due]", "30/11/2026")
    clerk.page.locator("[name=proof]").focus()
    expect(clerk.page.locator(".saved")).to_contain_text("Đã lưu lúc")
    task.refresh_from_db()
    assert (task.text, f"{task.due:%d/%m/%Y}") == ("lập danh sách; gửi danh sách về Văn phòng", "30/11/2026")

    before = directive.tasks.count()
    clerk.page.locator("[name=text]").evaluate("area => area.setSelectionRange(15, 15)")  # before “gửi danh sách”
    clerk.page.get_by_role("button", name="Tách tại con trỏ").click()
    clerk.page.wait_for_load_state()
    assert directive.tasks.count() == before + 1
    clerk.page.get_by_role("button", name="Gộp với việc sau").click()
    clerk.page.wait_for_load_state()
    assert directive.tasks.count() == before


def test_a_stretch_of_the_document_becomes_a_task(visit: Visit) -> None:
    clerk = visit("suongdtt")
    directive = bring_in(clerk)
    before = directive.tasks.count()
    clerk.open(f"/directives/{directive.public_id}/review/")

    clerk.page.evaluate(
        """() => { const node = [...document.querySelectorAll('.paper p [data-offset]')]
             .find((each) => !each.closest('.s') && each.textContent.length > 60 && each.offsetParent).firstChild;
           const range = document.createRange(); range.setStart(node, 5); range.setEnd(node, 50);
           getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    clerk.page.get_by_role("button", name="Thêm việc từ chỗ bôi đen").dispatch_event("pointerdown")
    clerk.page.wait_for_url(re.compile("task="))

    drawn = Task.objects.latest("pk")
    assert directive.tasks.count() == before + 1
    assert directive.text[drawn.start : drawn.end] == drawn.text


def test_a_corrected_phrase_is_remembered_and_can_be_forgotten(visit: Visit) -> None:
    clerk = visit("suongdtt")
    directive = bring_in(clerk, "thong-bao-ket-luan-bao-ve-moi-truong.txt")
    task = directive.tasks.filter(assignees=None).exclude(lead_words="").first()
    assert task is not None

    clerk.open(f"/directives/{directive.public_id}/review/?task={task.public_id}")
    clerk.page.fill("#lead-find", "truong chinh tri")
    clerk.page.locator("#lead-options li").first.wait_for()
    clerk.page.keyboard.press("Enter")
    clerk.page.get_by_role("button", name="Nhận việc này").click()
    clerk.page.wait_for_load_state()

    assert Phrase.objects.get(learned=True).taught_by.username == "suongdtt"  # type: ignore[union-attr]


def test_the_same_file_dropped_twice_is_recognised(visit: Visit) -> None:
    clerk = visit("suongdtt")
    directive = bring_in(clerk)

    clerk.open("/directives/new/")
    clerk.page.set_input_files("[name=file]", samples.path(PLAN))
    clerk.page.get_by_role("button", name="Đọc văn bản").click()

    expect(clerk.page.get_by_role("status")).to_contain_text("đã có")
    assert clerk.page.url.endswith(f"/directives/{directive.public_id}/")


def test_a_whole_review_works_without_javascript(visit: Visit) -> None:
    clerk = visit("suongdtt", script=False)
    clerk.open("/directives/new/")
    clerk.page.set_input_files("[name=file]", samples.path(PLAN))
    clerk.page.get_by_role("button", name="Đọc văn bản").click()
    directive = Directive.objects.latest("pk")
    first, second = directive.tasks.all()[:2]

    clerk.page.locator(f"#t-{first.public_id}").get_by_role("button", name="Nhận").click()
    clerk.page.locator(f"#t-{second.public_id}").get_by_role("link", name="Sửa").click()
    clerk.page.fill("[name=lead_words]", "Trường Chính trị; Văn phòng Đảng ủy")
    clerk.page.get_by_role("button", name="Nhận việc này").click()
    clerk.page.get_by_role("button", name="Hoàn tác").click()

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.state == TaskState.ACCEPTED
    assert second.state == TaskState.PROPOSED
    names = {str(assignee) for assignee in second.assignees.all()}
    assert {"Trường Chính trị", "VP Đảng ủy"} <= names


def test_a_task_is_added_in_one_line(visit: Visit) -> None:
    clerk = visit("suongdtt")
    clerk.open("/tasks/new/").looks()
    clerk.page.fill("[name=line]", "Trường Chính trị báo cáo kết quả mở lớp trung cấp trước ngày 28/12/2026")
    clerk.page.get_by_role("button", name="Xem trước").click()
    clerk.looks("giao-them")
    clerk.page.get_by_role("button", name="Giao việc").click()

    expect(clerk.page.get_by_role("status")).to_contain_text("Đã giao việc")
    task = Task.objects.latest("pk")
    assert f"{task.due:%d/%m/%Y}" == "28/12/2026"
    assert [str(a) for a in task.assignments.all()] == ["Đảng bộ Trường Chính trị"]
