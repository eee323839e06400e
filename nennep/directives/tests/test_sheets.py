"""What leaves as .xlsx and .docx is what stands on the page: row by row, and nobody else's."""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from nennep.accounts.models import User
from nennep.directives.actions.amending import Change, amend_task, annul_task
from nennep.directives.actions.issuing import issue_directive
from nennep.directives.actions.reviewing import TaskEdit, accept_clause, edit
from nennep.directives.models import Directive
from nennep.directives.rules import Kind
from nennep.directives.tests.make import SENTENCES, make_directive, make_issued, seen
from nennep.organisation.models import Post
from tests.cast import Cast

Enter = Callable[[User | None], Client]
FIRST, SECOND, THIRD = (sentence[:1].upper() + sentence[1:] for sentence in SENTENCES)


@pytest.fixture
def issued(cast: Cast) -> Directive:
    return make_issued(cast.tree.root, cast.clerk, cast.tree.board)


def sheet(browser: Client, address: str) -> list[tuple[Any, ...]]:
    answer = browser.get(address)
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(b"".join(answer)))
    assert book.active
    return [tuple(row) for row in book.active.iter_rows(values_only=True)]


def paper(browser: Client, address: str) -> str:
    document = Document(io.BytesIO(b"".join(browser.get(address))))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_list_of_directives_leaves_as_it_stands(issued: Directive, cast: Cast, enter: Enter) -> None:
    headings, row = sheet(enter(cast.clerk), "/directives/sheet/?q=hoi+nghi")

    assert headings == ("Số, ký hiệu", "Tên loại", "Trích yếu", "Ngày", "Nơi ban hành", "Trạng thái", "Số việc")
    assert row[:3] == ("12-KL/ĐU", "Kết luận", "Hội nghị lần thứ sáu")
    assert (row[3], row[5], row[6]) == (datetime(2026, 11, 2), "Đã giao việc", 3)
    assert sheet(enter(cast.clerk), "/directives/sheet/?q=khong+co") == [headings]


def test_the_list_of_tasks_leaves_as_it_is_filtered(issued: Directive, cast: Cast, enter: Enter) -> None:
    headings, row = sheet(enter(cast.clerk), "/tasks/sheet/?q=HO+SO")

    assert headings[3:8] == ("Nội dung việc", "Loại", "Chủ trì", "Số nơi nhận", "Hạn")
    assert row[:4] == (1, "12-KL/ĐU", "1", FIRST)
    assert row[5:8] == (cast.tree.board.label, 1, datetime(2026, 12, 15))


def test_a_directives_tasks_leave_in_their_order(issued: Directive, cast: Cast, enter: Enter) -> None:
    rows = sheet(enter(cast.clerk), f"/directives/{issued.public_id}/sheet/")

    assert [row[3] for row in rows[1:]] == [FIRST, SECOND, THIRD]


def test_a_units_list_leaves_with_every_row(issued: Directive, cast: Cast, enter: Enter) -> None:
    rows = sheet(enter(cast.contact), f"/units/{cast.tree.board.public_id}/tasks/sheet/")

    assert rows[0] == ("TT", "Việc phải làm", "Văn bản", "Mục", "Vai trò", "Hạn", "Sản phẩm, minh chứng")
    assert rows[1][1:6] == (FIRST, "12-KL/ĐU", "1", "Chủ trì", datetime(2026, 12, 15))
    assert {row[1] for row in rows[1:]} == {FIRST, SECOND, THIRD}


def test_a_units_paper_names_the_unit_and_every_task(issued: Directive, cast: Cast, enter: Enter) -> None:
    said = paper(enter(cast.contact), f"/units/{cast.tree.board.public_id}/tasks/paper/")

    assert "DANH MỤC NHIỆM VỤ ĐƯỢC GIAO" in said
    assert cast.tree.board.name in said
    assert all(words in said for words in (FIRST, SECOND, THIRD, "12-KL/ĐU", "15/12/2026", "Chưa ghi hạn"))


def test_annulled_assignments_are_in_no_sheet_and_no_paper(issued: Directive, cast: Cast, enter: Enter) -> None:
    first, second, _ = issued.tasks.all()
    annul_task(seen(first), "không còn cần", by=cast.clerk)
    lead = (f"unit:{cast.tree.school.public_id}",)
    amend_task(seen(second), Change(second.text, date(2026, 12, 1), lead, (), "giao nhầm nơi"), by=cast.clerk)
    board, browser = cast.tree.board.public_id, enter(cast.clerk)

    assert [row[1] for row in sheet(browser, f"/units/{board}/tasks/sheet/")[1:]] == [THIRD]
    printed = paper(browser, f"/units/{board}/tasks/paper/")
    assert THIRD in printed
    assert FIRST not in printed
    assert SECOND not in printed
    leads = {row[3]: row[5] for row in sheet(browser, "/tasks/sheet/")[1:]}
    assert leads == {SECOND: cast.tree.school.label, THIRD: cast.tree.board.label}


def test_a_contacts_sheets_hold_the_own_units_rows_alone(issued: Directive, cast: Cast, enter: Enter) -> None:
    other = make_directive(cast.tree.root, cast.clerk, "mở lớp riêng của nhà trường", number="13")
    accept_clause(other, "1", by=cast.clerk)
    lead = (f"unit:{cast.tree.school.public_id}",)
    edit(seen(other.tasks.get()), TaskEdit("mở lớp riêng của nhà trường", Kind.DELIVERABLE, lead=lead), by=cast.clerk)
    issue_directive(other, Post.objects.get(may_sign=True), leave_open=False, by=cast.clerk)
    assert len(sheet(enter(cast.clerk), "/tasks/sheet/")) == 1 + 3 + 1

    browser = enter(cast.contact)

    assert [row[0] for row in sheet(browser, "/directives/sheet/")[1:]] == ["12-KL/ĐU"]
    assert {row[1] for row in sheet(browser, "/tasks/sheet/")[1:]} == {"12-KL/ĐU"}
    assert browser.get(f"/units/{cast.tree.school.public_id}/tasks/sheet/").status_code == 404
    assert browser.get(f"/units/{cast.tree.school.public_id}/tasks/paper/").status_code == 404
