"""The pages: titles that answer, forms that say what is wrong, and who sees a name."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document
from lxml import html
from openpyxl import load_workbook

from nennep.accounts.models import User
from nennep.candidates.actions.keeping import erase, stop
from nennep.candidates.models import Candidate, Quota
from nennep.candidates.rules import Stage
from nennep.candidates.tests.make import days_ago, make_candidate, make_quota
from nennep.lib.dates import format_date
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[User | None], Client]
NAME = "Lương Thảo Vy"


def page(browser: Client, url: str) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def body(browser: Client, url: str) -> bytes:
    return b"".join(browser.get(url))


def test_the_sums_of_the_board_open_the_lists_that_sum_to_them(cast: Cast, enter: Enter) -> None:
    this_year = timezone.localdate().replace(month=1, day=1)
    make_quota(cast.tree.root, cast.organiser, 10)
    make_candidate(cast.tree.board, cast.organiser, (Stage.ADMITTED, this_year))
    for unit in (cast.tree.board, cast.tree.school):
        make_candidate(unit, cast.organiser, (Stage.APPLIED, days_ago(9)))
    browser = enter(cast.secretary)
    board: Any = html.fromstring(page(browser, "/growth/"))

    sums = {link.get("href"): int(link.text) for link in board.xpath("//tfoot//a") if "people" in link.get("href")}
    counted = {link: n for link, n in sums.items() if "forecast" not in link}  # which weighs each of its list

    assert sorted(counted.values()) == [1, 2]
    for link, n in counted.items():
        assert browser.get(link).context["page"].paginator.count == n, link


def test_the_title_of_the_board_is_its_answer(cast: Cast, enter: Enter) -> None:
    year = timezone.localdate().year
    browser = enter(cast.secretary)
    assert "chưa có chỉ tiêu" in page(browser, "/growth/")
    make_quota(cast.tree.root, cast.organiser, 10)
    make_candidate(cast.tree.board, cast.organiser, (Stage.ADMITTED, timezone.localdate().replace(month=1, day=1)))

    assert f"Năm {year}: đã kết nạp 1/10, dự báo cuối năm 1 – thiếu 9" in page(browser, "/growth/")
    assert f"Năm {year - 1}: đã kết nạp 0" in page(browser, f"/growth/?year={year - 1}")


def test_a_leader_opens_every_figure_and_meets_no_name(cast: Cast, enter: Enter) -> None:
    make_quota(cast.tree.root, cast.organiser, 10)
    one = make_candidate(cast.tree.board, cast.organiser, (Stage.ADMITTED, days_ago(1)), name=NAME)
    leader, keeper = enter(cast.secretary), enter(cast.organiser)

    pages = [page(leader, url) for url in ("/growth/", "/growth/people/?stage=probation", "/growth/quota/")]
    sheet = load_workbook(io.BytesIO(body(leader, "/growth/people/sheet/")))

    assert "/growth/people/?stage=probation" in pages[0]
    assert "Đang dự bị" in pages[1]
    assert not [text for text in (*pages, str(list(sheet.active.values))) if NAME in text]  # type: ignore[union-attr]
    assert leader.get(f"/candidates/{one.public_id}/").status_code == 404
    assert "/candidates/?stage=probation" in page(keeper, "/growth/")
    assert NAME in page(keeper, "/candidates/?stage=probation")


def test_targets_are_allotted_in_one_form(cast: Cast, enter: Enter) -> None:
    browser, tree = enter(cast.organiser), cast.tree
    sent = {"own": "10", tree.board.public_id: "6", tree.school.public_id: "5", "reason": ""}

    over = browser.post("/growth/quota/", sent)
    assert "vượt chỉ tiêu của đơn vị 1 người" in over.content.decode()
    assert "Chủ ý giao vượt" in over.content.decode()
    assert not Quota.objects.exists()
    done = browser.post("/growth/quota/", {**sent, "over_is_meant": "on"}, follow=True)

    assert "Đã ghi 3 chỉ tiêu" in done.content.decode()
    assert "đã giao 11, vượt chỉ tiêu 10" in done.content.decode()


def test_a_field_that_is_no_number_is_said_beside_it(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.organiser).post("/growth/quota/", {"own": "mười"})

    assert answer.context["form"].errors["own"]


def test_a_candidate_is_added_and_moved_on(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.contact)
    assert "selected" in page(browser, "/candidates/new/")  # the own unit
    sent = {"unit": cast.tree.board.pk, "name": NAME, "birth_year": "1998", "stage": "applied", "day": "01/06/2026"}

    browser.post("/candidates/new/", {**sent, "certified_on": "01/03/2026"})
    one = Candidate.objects.get()
    wrong = browser.post(f"/candidates/{one.public_id}/", {"stage": "verified", "day": "31/02/2026"})
    early = browser.post(f"/candidates/{one.public_id}/", {"stage": "verified", "day": "01/05/2026"})
    browser.post(f"/candidates/{one.public_id}/", {"stage": "verified", "day": "01/07/2026", "paper": "3-BC"})

    one.refresh_from_db()
    assert "Tháng 2 có 28 ngày" in wrong.content.decode()
    assert "không khớp" in early.content.decode()
    assert one.stage == "verified"
    assert "đã thẩm tra lý lịch, từ 01/07/2026" in page(browser, f"/candidates/{one.public_id}/")


def test_a_time_limit_is_counted_in_the_open(cast: Cast, enter: Enter) -> None:
    one = make_candidate(cast.tree.board, cast.contact, (Stage.DECIDED, days_ago(60)))

    text = page(enter(cast.contact), f"/candidates/{one.public_id}/")

    assert "30 ngày làm việc" in text
    assert "208-QĐ/TW" in text
    assert "Quá hạn làm lễ kết nạp" in text


def test_one_step_for_all_who_are_ticked(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.contact)
    three = [make_candidate(cast.tree.board, cast.contact, name=f"Người {n}") for n in range(3)]
    other = make_candidate(cast.tree.school, cast.organiser)
    sent = {"person": [one.public_id for one in (*three, other)], "stage": "taught", "day": format_date(days_ago(3))}

    done = browser.post("/candidates/many/", {**sent, "back": "/candidates/?stage=outstanding"})
    elsewhere = browser.post("/candidates/many/", {"stage": "taught", "day": "x", "back": "//evil.invalid/candidates/"})

    assert done["Location"] == "/candidates/?stage=outstanding"
    assert elsewhere["Location"] == "/candidates/"
    assert Candidate.objects.filter(stage="taught").count() == 3  # another unit's is not reached


def test_the_list_leaves_as_a_sheet_and_as_a_paper(cast: Cast, enter: Enter) -> None:
    make_candidate(cast.tree.board, cast.contact, name=NAME)
    browser = enter(cast.contact)

    sheet = load_workbook(io.BytesIO(body(browser, "/candidates/sheet/")))
    paper = Document(io.BytesIO(body(browser, "/candidates/paper/")))

    assert NAME in str(list(sheet.active.values))  # type: ignore[union-attr]
    assert NAME in [cell.text for row in paper.tables[-1].rows for cell in row.cells]


def test_what_was_erased_counts_and_is_not_named(cast: Cast, enter: Enter) -> None:
    today = timezone.localdate()
    one = make_candidate(cast.tree.board, cast.contact, (Stage.ADMITTED, today), name=NAME)
    stop(one, "xóa tên", today, by=cast.contact)
    erase(one, "hết mục đích", by=cast.contact)
    browser = enter(cast.contact)

    text = page(browser, f"/candidates/?admitted={today.year}")

    assert "Đã xóa dữ liệu cá nhân" in text
    assert NAME not in text
    assert browser.get(f"/candidates/{one.public_id}/").status_code == 404
    assert f"Năm {today.year}: đã kết nạp 1" in page(browser, "/growth/")
