"""The pages: who sees what, errors beside the field, and the same number of queries for few rows and for many."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from nennep.accounts.models import User
from nennep.accounts.tests.make import make_user
from nennep.organisation.actions import teach
from nennep.organisation.actions.reshaping import close_unit
from nennep.organisation.actions.tree import Dated
from nennep.organisation.answers import Meaning
from nennep.organisation.models import Grant, Group, Phrase, Portfolio, Post, Unit
from nennep.organisation.rules import Role, UnitKind
from nennep.organisation.tests.make import make_grant, make_group, make_post, make_unit
from tests.cast import Cast

Enter = Callable[[User | None], Client]
LISTS = {
    "/units/": "clerk",
    "/groups/": "clerk",
    "/phrases/": "clerk",
    "/posts/": "clerk",
    "/portfolios/": "clerk",
    "/grants/": "sysadmin",
    "/units/sheet/": "clerk",
    "/groups/sheet/": "clerk",
    "/phrases/sheet/": "clerk",
    "/posts/sheet/": "clerk",
    "/grants/sheet/": "sysadmin",
}


def fill(cast: Cast, count: int) -> None:
    for number in range(count):
        person = make_user(f"nguoi-{count}-{number}")
        unit = make_unit(f"Chi bộ {count}.{number}", cast.tree.school, UnitKind.CELL)
        group = make_group(f"Khối {count}.{number}", unit)
        field = Portfolio.objects.create(name=f"Lĩnh vực {count}.{number}")
        make_post("Bí thư", unit, person).portfolios.add(field)
        make_grant(person, Role.CONTACT, unit)
        teach(f"lời {count}.{number}", Meaning((unit,), (group,), (person,)), directive_name="1", by=cast.clerk)


def test_a_list_costs_the_same_for_ten_rows_and_for_forty(cast: Cast, enter: Enter) -> None:
    browsers = {who: enter(getattr(cast, who)) for who in set(LISTS.values())}
    for browser in browsers.values():
        browser.get("/office/")  # the first page also opens the session

    fill(cast, 10)
    few = {address: queries_of(browsers[who], address) for address, who in LISTS.items()}
    fill(cast, 30)
    many = {address: queries_of(browsers[who], address) for address, who in LISTS.items()}

    assert few == many


def queries_of(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        response = browser.get(address)
        assert b"".join(response) if response.streaming else response.content
    return len(asked)


def test_the_title_of_the_tree_is_its_figures(cast: Cast, enter: Enter) -> None:
    Unit.objects.filter(pk=cast.tree.school.pk).update(member_count=1339)
    Unit.objects.filter(pk=cast.tree.board.pk).update(member_count=1000)
    Unit.objects.filter(pk=cast.tree.cell.pk).update(member_count=31)  # contained in the board's

    assert "3 tổ chức trực thuộc, 5 đơn vị, 2.339 đảng viên" in enter(cast.clerk).get("/units/").content.decode()


def test_units_are_found_without_accents_by_kind_and_state(cast: Cast, enter: Enter) -> None:
    close_unit(cast.tree.cell, Dated(date(2026, 3, 1), ""), by=cast.clerk)
    browser = enter(cast.clerk)

    found = browser.get("/units/", {"q": "to chuc"}).content.decode()
    closed = browser.get("/units/", {"state": "closed", "kind": "cell"}).content.decode()

    assert "Ban Tổ chức Đảng ủy" in found
    assert "Trường Chính trị" not in found
    assert "Chi bộ 1" in closed
    assert "01/03/2026" in closed


def test_a_contact_sees_the_own_unit_and_nothing_beside_it(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.contact)

    assert "Trường Chính trị" not in browser.get("/units/").content.decode()
    assert browser.get(f"/units/{cast.tree.board.public_id}/").status_code == 200
    assert browser.get(f"/units/{cast.tree.school.public_id}/").status_code == 404
    assert browser.get(f"/units/{cast.tree.board.public_id}/edit/").status_code == 404


def test_the_pages_of_changes_work_by_form(cast: Cast, enter: Enter) -> None:
    browser, board = enter(cast.clerk), cast.tree.board
    day = {"day": "01/03/2026", "reason": "QĐ 5"}
    new = {"parent": board.pk, "name": "Chi bộ 2", "kind": "cell", **day}

    assert browser.post("/units/new/", new).status_code == 302
    made = Unit.objects.get(name="Chi bộ 2")
    sent: dict[str, dict[str, Any]] = {
        "edit": {"name": "Chi bộ 2", "kind": "cell", "phone": "0225"},
        "rename": {"name": "Chi bộ Hai", **day, "day": "02/03/2026"},
        "move": {"to": cast.tree.school.pk, **day, "day": "03/03/2026"},
        "split": {"names": "Chi bộ Ba\n\nChi bộ Bốn", "goes_on": "on", **day, "day": "04/03/2026"},
        "close": {**day, "day": "05/03/2026"},
        "reopen": {**day, "day": "06/03/2026"},
    }
    for word, data in sent.items():
        assert browser.get(f"/units/{made.public_id}/{word}/").status_code == 200
        assert browser.post(f"/units/{made.public_id}/{word}/", data).status_code == 302, word
    three = Unit.objects.get(name="Chi bộ Ba")
    data = {"sources": [three.pk], **day, "day": "07/03/2026"}
    assert browser.post(f"/units/{made.public_id}/merge/", data).status_code == 302

    page = browser.get(f"/units/{made.public_id}/").content.decode()
    assert all(word in page for word in ("Chi bộ 2 → Chi bộ Hai", "Chia tách", "Sáp nhập", "Hoạt động trở lại"))


def test_a_refused_change_is_said_on_the_form_with_what_was_typed(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.clerk)
    page = browser.post(f"/units/{cast.tree.board.public_id}/close/", {"day": "01/03/2026", "reason": "Lý do này"})

    assert "còn 1 đơn vị trực thuộc" in page.content.decode()
    assert "Lý do này" in page.content.decode()
    wrong = browser.post(f"/units/{cast.tree.cell.public_id}/close/", {"day": "31/02/2026", "reason": "x"})
    assert "Tháng 2 có 28 ngày" in wrong.content.decode()


def test_groups_posts_and_fields_are_kept_by_form(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.clerk)

    browser.post("/groups/new/", {"name": "Khối trường", "aliases": "các trường", "units": [cast.tree.school.pk]})
    group = Group.objects.get()
    assert browser.get(f"/groups/{group.public_id}/edit/").content.decode().count("checked") == 1
    browser.post(f"/groups/{group.public_id}/edit/", {"name": "Khối các trường"})
    browser.post(f"/groups/{group.public_id}/deactivate/")
    browser.post(f"/groups/{group.public_id}/reactivate/")
    browser.post("/portfolios/new/", {"name": "Đào tạo"})
    field = Portfolio.objects.get()
    sent = {
        "unit": cast.tree.school.pk,
        "title": "Hiệu trưởng",
        "starts": "01/01/2026",
        "rank": 1,
        "portfolios": [field.pk],
    }
    browser.post("/posts/new/", sent | {"holder": cast.neighbour.pk})
    post = Post.objects.get(title="Hiệu trưởng")

    assert "Khối các trường" in browser.get(f"/groups/{group.public_id}/").content.decode()
    assert "Phan Hạ Miên" in browser.get("/portfolios/").content.decode()
    when = {"day": "02/03/2026", "reason": "QĐ 5"}
    assert browser.post(f"/posts/{post.public_id}/edit/", {"title": "Hiệu trưởng", "rank": 2}).status_code == 302
    assert browser.post(f"/posts/{post.public_id}/hand-over/", when | {"holder": cast.member.pk}).status_code == 302
    new = Post.objects.get(title="Hiệu trưởng", holder=cast.member)
    assert browser.post(f"/posts/{new.public_id}/end/", when | {"day": "03/03/2026"}).status_code == 302
    assert "Phan Hạ Miên" in browser.get(f"/posts/{new.public_id}/").content.decode()


def test_a_learned_phrase_shows_its_teacher_and_can_be_forgotten(cast: Cast, enter: Enter) -> None:
    phrase = teach("khối bạn", Meaning(units=(cast.tree.board,)), directive_name="12-KL/ĐU", by=cast.clerk)
    browser = enter(cast.organiser)

    page = browser.get("/phrases/").content.decode()
    assert "Đỗ Thị Thu Sương" in page
    assert "12-KL/ĐU" in page
    assert browser.get(f"/phrases/{phrase.public_id}/forget/").status_code == 405
    browser.post(f"/phrases/{phrase.public_id}/forget/")
    assert not Phrase.objects.exists()


def test_roles_are_given_and_taken_by_form_and_never_to_oneself(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.sysadmin)
    sent = {"user": cast.outsider.pk, "role": "contact", "unit": cast.tree.cell.pk, "starts": "01/01/2026"}
    sent |= {"ends": "31/12/2099"}

    assert browser.post("/grants/new/", sent).status_code == 302
    grant = Grant.objects.get(user=cast.outsider)
    own = browser.post("/grants/new/", sent | {"user": cast.sysadmin.pk}).content.decode()
    assert "Không ai tự giao quyền" in own
    assert browser.post(f"/grants/{grant.public_id}/revoke/", {"reason": "Nghỉ"}).status_code == 302
    assert "đã thu hồi" in browser.get("/grants/", {"state": "ended", "by": "unit"}).content.decode()


def test_the_office_is_renamed_by_form(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.sysadmin)
    assert browser.post("/office/", {"name": "Đảng ủy xã Phú Lâm", "term": "2025-2030"}).status_code == 302
    assert "Hãy viết nhiệm kỳ" in browser.post("/office/", {"name": "X", "term": "2025"}).content.decode()


def test_names_complete_as_json_for_the_reviewing_clerk(cast: Cast, enter: Enter) -> None:
    found = enter(cast.clerk).get("/complete/", {"q": "ban to"}).json()

    assert found["suggestions"][0]["name"] == "Ban Tổ chức Đảng ủy"
    assert enter(cast.outsider).get("/complete/", {"q": "ban to"}).json() == {"suggestions": []}


def test_the_workbook_goes_out_and_comes_in_by_page(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.clerk)
    content = b"".join(browser.get("/imports/template/"))
    book = load_workbook(io.BytesIO(content))
    book["Đơn vị"].append(["", "Chi bộ 9", "", "Chi bộ", "Ban Tổ chức Đảng ủy"])
    out = io.BytesIO()
    book.save(out)
    out.name = "moi.xlsx"
    out.seek(0)

    address = browser.post("/imports/", {"file": out}).headers["Location"]
    page = browser.get(address)
    assert "Sẽ ghi 1 trên" in page.content.decode()
    browser.post(f"{address}commit/", {"digest": page.context["preview"].digest})
    assert Unit.objects.get(name="Chi bộ 9").parent == cast.tree.board
    assert browser.get(f"{address}sheet/").status_code == 200
    browser.post(f"{address}undo/")
    assert not Unit.objects.filter(name="Chi bộ 9").exists()
    assert enter(cast.organiser).get(address).status_code == 404


def test_a_bad_workbook_is_said_beside_the_form(cast: Cast, enter: Enter) -> None:
    bad = io.BytesIO(b"khong phai excel")
    bad.name = "x.xlsx"

    page = enter(cast.clerk).post("/imports/", {"file": bad})

    assert page.status_code == 200
    assert "bảng tính Excel" in page.content.decode()
