"""The pages of directives and tasks as a browser asks for them: search, filters, and what a contact finds there."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nennep.accounts.models import User
from nennep.directives.models import Directive, Task
from nennep.directives.tests.make import make_directive, make_issued
from tests.cast import Cast

Enter = Callable[[User | None], Client]


@pytest.fixture
def issued(cast: Cast) -> Directive:
    return make_issued(cast.tree.root, cast.clerk, cast.tree.board)


@pytest.fixture
def draft(cast: Cast) -> Directive:
    heading = {"type": "Thông báo", "number": "7", "symbol": "TB/ĐU", "date": "2025-03-04", "abstract": "Về môi trường"}
    return make_directive(cast.tree.root, cast.clerk, "trồng cây quanh trụ sở", **heading)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        *(("", True), ("q=HOI+NGHI", True), ("q=môi", False), ("state=review", False), ("state=issued", True)),
        *(("type=Thông+báo", False), ("year=2026", True), ("year=2025", False), ("year=hai", True)),
    ],
)
def test_the_list_of_directives_answers_the_form(
    query: str, found: bool, issued: Directive, draft: Directive, cast: Cast, enter: Enter
) -> None:
    page = enter(cast.clerk).get(f"/directives/?{query}").content.decode()

    assert (issued.reference in page) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        *(("", True), ("q=bồi+dưỡng", True), ("q=boi+duong", True), ("q=BỒI+DƯỠNG", True), ("q=khong+co", False)),
        *(("kind=standing", False), ("due=nonsense", True)),
    ],
)
def test_the_list_of_tasks_answers_the_form(
    query: str, found: bool, issued: Directive, cast: Cast, enter: Enter
) -> None:
    page = enter(cast.clerk).get(f"/tasks/?{query}").content.decode()

    assert ("ổ chức lớp bồi dưỡng nghiệp vụ" in page) == found


@pytest.mark.parametrize(
    ("due", "title"),
    [
        *(("late", "0 trên 3 việc đã quá hạn"), ("soon", "1 trên 3 việc đến hạn trong 7 ngày")),
        *(("later", "0 trên 3 việc còn hạn"), ("none", "2 trên 3 việc thường xuyên, không hạn")),
        *(("done", "0 trên 3 việc đã hoàn thành"), ("", "1 trên 3 việc đến hạn trong 7 ngày")),
    ],
)
def test_the_title_of_the_list_is_that_of_what_it_shows(
    due: str, title: str, issued: Directive, cast: Cast, enter: Enter
) -> None:
    Task.objects.filter(directive=issued).exclude(due=None).update(next_due=timezone.localdate() + timedelta(days=3))

    page = enter(cast.clerk).get(f"/tasks/?due={due}").content.decode()

    assert f"<h1>{title}</h1>" in page


def test_proposed_tasks_stand_in_no_list(draft: Directive, cast: Cast, enter: Enter) -> None:
    browser = enter(cast.clerk)

    assert "trồng cây" not in browser.get("/tasks/").content.decode()
    assert browser.get("/tasks/?q=trong+cay").status_code == 200


def test_a_contact_meets_the_own_unit_alone(issued: Directive, draft: Directive, cast: Cast, enter: Enter) -> None:
    own, other = enter(cast.contact), enter(cast.neighbour)

    assert issued.reference in own.get("/directives/").content.decode()
    assert draft.reference not in own.get("/directives/").content.decode()
    assert issued.reference not in other.get("/directives/").content.decode()
    assert "bồi dưỡng nghiệp vụ" in own.get("/tasks/").content.decode()
    assert "bồi dưỡng nghiệp vụ" not in other.get("/tasks/").content.decode()
    assert other.get(f"/directives/{issued.public_id}/").status_code == 404


def test_a_units_page_shows_what_it_owes_by_nearness(issued: Directive, cast: Cast, enter: Enter) -> None:
    page = enter(cast.contact).get(f"/units/{cast.tree.board.public_id}/tasks/").content.decode()

    assert "ồ sơ đảng viên" in page
    assert "15/12/2026" in page
    assert issued.reference in page
