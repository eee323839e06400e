"""Cases in the browser: an admission from its opening to the ceremony, and every procedure along its first road.

Turns red when a step of a procedure cannot be done with the pages alone, without a script and on a phone too.
"""

import os
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from nennep.desk.demo import Committee
from nennep.facts.models import Fact
from nennep.facts.shipped import shipped
from nennep.lib.dates import format_date
from nennep.procedures.catalogue.shape import Procedure, Step
from nennep.procedures.catalogue.shipped import procedure_in, texts
from nennep.procedures.rules import OPENERS
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
TODAY = timezone.localdate()
BEGUN, DONE = TODAY - timedelta(days=900), TODAY - timedelta(days=300)  # longer apart than every time of waiting
WHO = {"contact": "mienph", "organiser": "yencth", "inspector": "hientq", "clerk": "suongdtt"}
PROCEDURES = {told.key: told for told in map(procedure_in, texts().values())}
WALKED = dict(list(PROCEDURES.items())[:: 1 if os.environ.get("NENNEP_NIGHTLY") else 4])
VOTERS = "21"


def press(visitor: Visitor, name: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=name, exact=True).first.click()


def heading(visitor: Visitor) -> str:
    return visitor.page.get_by_role("heading", level=1).inner_text()


def opened(visitor: Visitor, told: Procedure, subject: str, day: date = BEGUN) -> str:
    """The address of the case."""
    visitor.open(f"/cases/new/{told.key}/")
    units = visitor.page.locator("#id_unit")
    if not units.input_value():
        units.select_option(index=1)
    visitor.page.fill("[name=subject]", subject)
    visitor.page.fill("[name=day]", format_date(day))
    press(visitor, "Mở hồ sơ")
    return visitor.page.url.removeprefix(visitor.home)


def write_down(visitor: Visitor, case: str, step: Step, day: date) -> None:
    """Papers, answers and the vote of the step."""
    for paper in (paper for paper in step.papers if paper.required):
        visitor.open(f"{case}papers/?paper={paper.key}")
        visitor.page.fill("[name=number]", "12-VB")
        visitor.page.fill("[name=day]", format_date(day))
        press(visitor, "Ghi")
    if step.checks:
        for check in step.checks:
            visitor.page.check(f"[name='answer-{check.key}'][value=yes]")
        press(visitor, "Ghi câu trả lời")
    if step.vote:
        visitor.open(f"{case}vote/")
        for name, value in (("day", format_date(day)), ("eligible", VOTERS), ("present", VOTERS), ("agreed", VOTERS)):
            visitor.page.fill(f"[name={name}]", value)
        press(visitor, "Ghi")


def finish(visitor: Visitor, case: str, result: str, day: date) -> None:
    visitor.open(f"{case}finish/")
    visitor.page.check(f"#result-{result}")
    visitor.page.fill("[name=day]", format_date(day))
    press(visitor, "Ghi xong bước")
    assert visitor.page.url.endswith(case), visitor.page.get_by_role("alert").all_inner_texts()


def walk(visitor: Visitor, told: Procedure, case: str) -> str:
    """Along the first results; the name of the end."""
    step, day = told.first, DONE
    while True:
        day = TODAY if step.limit and step.limit.wait else day
        write_down(visitor, case, step, day)
        finish(visitor, case, step.results[0].key, day)
        if end := step.results[0].end:
            return told.end(end).name
        step = told.step(step.results[0].next)


def test_a_person_is_admitted(visit: Visit, committee: Committee) -> None:
    contact, leader, told = visit("mienph", width="-360"), visit("khoattm"), PROCEDURES["admission"]
    contact.open("/cases/")
    contact.looks()
    contact.page.get_by_role("main").get_by_role("link", name="Mở hồ sơ").first.click()
    contact.looks()
    contact.page.get_by_role("link", name="Kết nạp đảng viên", exact=True).click()
    contact.looks()

    case = opened(contact, told, "Quách Gia Bảo")

    contact.looks("case-open-360", full=True)
    assert "Kết nạp đảng viên: Quách Gia Bảo" in heading(contact)
    leader.open(case)
    expect(leader.page.get_by_role("heading", level=1)).to_contain_text("Không có trang này")
    contact.open(f"{case}finish/")
    contact.looks()
    contact.page.check("#result-complete")
    press(contact, "Ghi xong bước")
    expect(contact.page.get_by_role("alert").first).to_contain_text("Còn thiếu giấy tờ: Đơn xin vào Đảng.")
    contact.open(case)
    assert walk(contact, told, case) == "Đã kết nạp"
    expect(contact.page.get_by_role("main")).to_contain_text("Đã kết nạp")
    contact.looks()
    contact.open(f"/cases/?state=closed&procedure={told.key}")
    contact.looks()
    expect(contact.page.get_by_role("main")).to_contain_text("Quách Gia Bảo")


def test_two_people_do_a_case_together_and_its_clock_stands_still(visit: Visit, committee: Committee) -> None:
    inspector, organiser = visit("hientq"), visit("yencth", width="-360")
    told = PROCEDURES["denunciation_party"]
    case = opened(inspector, told, "Đơn số 07", TODAY - timedelta(days=30))
    inspector.looks("ho-so")
    inspector.page.get_by_role("link", name="Giao thêm người").click()
    inspector.page.select_option("[name=person]", label="Chu Thị Hải Yến")
    inspector.looks()
    press(inspector, "Giao hồ sơ")

    inspector.open(case)
    inspector.page.get_by_role("link", name="Tạm dừng").click()
    inspector.page.fill("[name=day]", format_date(TODAY - timedelta(days=1)))
    inspector.page.fill("[name=reason]", "chờ giám định")
    inspector.looks()
    press(inspector, "Ghi")
    expect(inspector.page.get_by_role("heading", name="Đang tạm dừng")).to_be_visible()

    organiser.open(case)
    organiser.looks()
    expect(organiser.page.get_by_role("main")).to_contain_text("Tạm dừng thời hạn sau ngày")
    organiser.page.get_by_role("link", name="Cho chạy lại").click()
    press(organiser, "Ghi")
    expect(organiser.page.get_by_role("heading", name="Đang tạm dừng")).to_have_count(0)
    expect(organiser.page.get_by_role("link", name="Tạm dừng")).to_be_visible()
    organiser.open("/procedures/denunciation_party/")
    organiser.looks()
    inspector.open("/procedures/")
    inspector.looks("quy-trinh")


def test_every_procedure_is_walked_to_an_end(visit: Visit, committee: Committee) -> None:
    unknown = [key for key, versions in shipped().items() if not versions[-1].value]
    Fact.objects.filter(key__in=unknown, unit="share").update(value=">1/2")  # as the office would say
    visitors = {role: visit(name, script=False) for role, name in WHO.items()}
    ends = {}

    for key, told in WALKED.items():
        visitor = visitors[min(OPENERS[told.field])]
        ends[key] = walk(visitor, told, opened(visitor, told, "Việc đi hết một lượt"))
        expect(visitor.page.get_by_role("main")).to_contain_text(ends[key])

    assert len(ends) == len(WALKED)
