"""A figure of the law from its list to its new value: one person reads the paper, a second one confirms.

Turns red when a step on the way no longer leads to the next; the second one has a phone and no script.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.journeys.test_growth import press, said

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
NAME = "Tổ chức lễ kết nạp"


def find(visitor: Visitor) -> None:
    visitor.open("/facts/")
    visitor.page.fill("[name=q]", "le ket nap")
    press(visitor, "Lọc")
    visitor.page.get_by_role("link", name=NAME, exact=True).click()


def test_two_people_correct_a_time_limit(visit: Visit) -> None:
    clerk, leader = visit("suongdtt"), visit("khoattm", width="-360", script=False)

    clerk.open("/facts/").looks("thoi-han")
    find(clerk)
    clerk.looks()
    clerk.page.get_by_role("link", name="Sửa theo văn bản").click()
    clerk.page.fill("[name=value]", "45")
    clerk.page.fill("[name=document]", "Quy định số 7-QĐ/TW")
    clerk.page.fill("[name=effective_from]", "01/10/2026")
    clerk.page.fill("[name=reason]", "Đã đối chiếu với bản gốc")
    clerk.looks()
    press(clerk, "Ghi đề nghị")
    said(clerk, "người thứ hai")

    find(leader)
    press(leader, "Xác nhận, dùng bản này")
    expect(leader.page.get_by_role("heading", level=1)).to_contain_text(f"{NAME}: 45 ngày làm việc")
    clerk.open("/facts/?state=confirmed").looks()
    expect(clerk.page.get_by_role("main")).to_contain_text(NAME)
