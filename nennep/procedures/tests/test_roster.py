"""The list of a case: who must, who did; a year's programme whose lines become cases."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nennep.accounts.models import User
from nennep.lib.dates import format_date
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.procedures.actions.moving import Finish, finish_step, here
from nennep.procedures.actions.roster import LineTold, add_lines, drop_lines, mark_lines, open_line
from nennep.procedures.models import Case
from nennep.procedures.queries.roster import rows_of
from nennep.procedures.tests.make import bring_to, fill, make_case
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[User | None], Client]
TODAY = timezone.localdate()
BEGAN = TODAY - timedelta(days=60)
WORDS = "Lương Thảo Vy; kê khai lần đầu; 31/12/2026\nQuách Gia Bảo\n\nQuách Gia Bảo"


@pytest.fixture
def declaring(cast: Cast) -> Case:
    return make_case(cast.tree.board, cast.organiser, "assets_year", BEGAN)


def test_lines_are_pasted_ticked_and_counted(cast: Cast, declaring: Case, enter: Enter) -> None:
    browser, address = enter(cast.organiser), f"/cases/{declaring.public_id}/roster/"

    browser.post(address, {"lines_text": WORDS})

    first = declaring.roster.get(words="Lương Thảo Vy")
    assert (declaring.roster.count(), first.note, str(first.until)) == (2, "kê khai lần đầu", "2026-12-31")
    typed = {"act": "done", "day": format_date(TODAY), "line": first.public_id}
    shown = browser.post(f"{address}mark/", typed, follow=True).content.decode()
    assert "1 trên 2 đã nộp bản kê khai" in shown
    browser.post(f"{address}mark/", typed | {"act": "open"})
    first.refresh_from_db()
    assert first.done_on is None


def test_a_day_that_does_not_exist_keeps_what_was_typed(cast: Cast, declaring: Case, enter: Enter) -> None:
    wrong = "Lương Thảo Vy; ; 31/02/2026"

    shown = enter(cast.organiser).post(f"/cases/{declaring.public_id}/roster/", {"lines_text": wrong}).content.decode()

    assert wrong in shown
    assert not declaring.roster.exists()


def test_a_step_waits_for_the_whole_list(cast: Cast, declaring: Case) -> None:
    by = cast.organiser
    lines = add_lines(declaring, [LineTold("Lương Thảo Vy"), LineTold("Quách Gia Bảo")], by=by)
    case = bring_to(declaring, "collecting", BEGAN, by)
    fill(case, BEGAN, by)

    mark_lines(case, [lines[0].public_id], BEGAN, by=by)
    with pytest.raises(RuleBroken, match="Danh sách còn 1 dòng chưa xong"):
        finish_step(case, here(case), Finish("complete", BEGAN), by=by)
    drop_lines(case, [lines[1].public_id], by=by)
    finish_step(case, here(case), Finish("complete", BEGAN), by=by)


def test_a_programme_is_done_when_its_cases_are(cast: Cast, enter: Enter) -> None:
    by = cast.inspector
    programme = make_case(cast.tree.board, by, "inspection_programme", BEGAN)
    (line,) = add_lines(programme, [LineTold("Chi bộ 1")], by=by)
    programme = bring_to(programme, "carrying", BEGAN, by)

    child = open_line(line, "supervision", BEGAN, by=by)

    line.refresh_from_db()
    assert (line.child, child.parent) == (child, programme)
    shown = enter(by).get(f"/cases/{programme.public_id}/roster/").content.decode()
    assert "Đang làm hồ sơ" in shown
    with pytest.raises(RuleBroken, match="Danh sách còn 1 dòng"):
        finish_step(programme, here(programme), Finish("carried", TODAY), by=by)
    Case.objects.filter(pk=child.pk).update(state="closed", end="done", ended_on=TODAY)
    finish_step(programme, here(programme), Finish("carried", TODAY), by=by)


def test_who_is_no_member_writes_nothing_into_the_list(cast: Cast, declaring: Case) -> None:
    with pytest.raises(NotAllowed):
        add_lines(declaring, [LineTold("Lương Thảo Vy")], by=cast.secretary)
    with pytest.raises(RuleBroken, match="không có danh sách"):
        add_lines(make_case(cast.tree.board, cast.organiser, day=BEGAN), [LineTold("x")], by=cast.organiser)


def test_a_line_has_the_day_of_the_figures_and_says_how_late_it_was(cast: Cast, declaring: Case) -> None:
    add_lines(declaring, [LineTold("Lương Thảo Vy"), LineTold("Quách Gia Bảo", "", BEGAN)], by=cast.organiser)
    yearly, own = declaring.roster.order_by("pk")
    assert yearly.until == date(BEGAN.year, 12, 31)

    mark_lines(declaring, [own.public_id], BEGAN + timedelta(days=3), by=cast.organiser)

    assert [row.word for row in rows_of(declaring, TODAY)] == ["Chưa xong", "Đã nộp bản kê khai, muộn 3 ngày"]


def test_voters_are_told_when_every_agency_has_answered(cast: Cast) -> None:
    by = cast.clerk
    case = make_case(cast.tree.board, by, "voters", BEGAN)
    lines = add_lines(case, [LineTold("Sở Xây dựng"), LineTold("Sở Tài chính")], by=by)
    case = bring_to(case, "telling", BEGAN, by)
    fill(case, BEGAN, by)
    mark_lines(case, [lines[0].public_id], BEGAN, by=by)

    with pytest.raises(RuleBroken, match="Danh sách còn 1 dòng chưa xong"):
        finish_step(case, here(case), Finish("settled", BEGAN), by=by)
    mark_lines(case, [lines[1].public_id], BEGAN, by=by)

    assert finish_step(case, here(case), Finish("settled", BEGAN), by=by).end == "settled"
