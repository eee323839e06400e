"""Members of a case are told before its date, at it and after; above one hears of no name."""

from datetime import date, timedelta

import pytest

from nennep.accounts.models import User
from nennep.chasing.actions.cases import remind_of_cases
from nennep.chasing.actions.rosters import remind_of_lists
from nennep.chasing.models import CaseReminder
from nennep.chasing.rules import Why
from nennep.journal.models import Entry
from nennep.notices.models import Notice
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant
from nennep.procedures.actions.drafting import set_target
from nennep.procedures.actions.moving import Change, change_clock, here
from nennep.procedures.actions.roster import LineTold, add_lines, mark_lines
from nennep.procedures.models import Case, EventKind, Procedure
from nennep.procedures.tests.make import make_case, make_extendable
from tests.cast import Cast

pytestmark = pytest.mark.django_db
BEGAN = date(2026, 9, 1)  # thirty days: due on 1/10/2026
DUE = date(2026, 10, 1)


@pytest.fixture
def case(cast: Cast) -> Case:
    make_extendable()
    return make_case(cast.tree.board, cast.organiser, "extendable", BEGAN)


def news(kind: str) -> list[tuple[User, str]]:
    return [(notice.to, str(notice.lines)) for notice in Notice.objects.filter(kind=kind).order_by("pk")]


def test_its_members_are_told_before_the_date_at_it_and_after(cast: Cast, case: Case) -> None:
    assert case.due == DUE

    marks = [remind_of_cases(DUE + timedelta(days=n)) for n in (-20, -7, -6, -1, 0, 1, 3)]

    assert marks == [0, 1, 0, 1, 1, 0, 1]
    assert {to for to, _lines in news("case.due")} == {cast.organiser}
    assert "Lương Thảo Vy: Giải quyết, hạn 01/10/2026" in news("case.due")[0][1]
    assert "quá hạn từ 01/10/2026" in news("case.due")[-1][1]
    assert Entry.objects.filter(action="cases.reminded").count() == 4


def test_the_same_morning_twice_tells_nothing_new(case: Case) -> None:
    assert [remind_of_cases(DUE), remind_of_cases(DUE)] == [1, 0]


def test_after_an_extension_everything_is_told_anew(cast: Cast, case: Case) -> None:
    before = [remind_of_cases(DUE + timedelta(days=n)) for n in (-7, -3, -1)]

    change = Change(EventKind.EXTENDED, DUE - timedelta(days=1), "vụ việc phức tạp", "5-CV")
    change_clock(case, here(case), change, by=cast.organiser)
    case.refresh_from_db()
    assert case.due
    after = [remind_of_cases(case.due + timedelta(days=n)) for n in (-7, -3, -1, 0)]

    assert (before, after) == ([1, 1, 1], [1, 1, 1, 1])


def test_a_step_passed_again_with_another_date_is_told_again(case: Case) -> None:
    remind_of_cases(DUE - timedelta(days=7))
    Case.objects.update(due=DUE + timedelta(days=30))  # the same step, begun anew

    assert remind_of_cases(DUE + timedelta(days=23)) == 1


def test_what_stays_late_is_said_one_unit_further_up_after_the_set_days(cast: Cast) -> None:
    make_extendable()
    make_grant(cast.neighbour, Role.LEADER, cast.tree.board)
    make_case(cast.tree.cell, cast.organiser, "extendable", BEGAN)

    for n in (7, 8, 14, 21):
        remind_of_cases(DUE + timedelta(days=n))

    raised = CaseReminder.objects.filter(why=Why.ESCALATED).order_by("day").values_list("day", "number", "to")
    board, top = cast.tree.board.pk, cast.tree.board.parent_id
    assert list(raised) == [(DUE + timedelta(days=7), 1, board), (DUE + timedelta(days=14), 2, top)]
    assert [to for to, _lines in news("case.escalated")].count(cast.neighbour) == 1


def test_above_one_hears_of_procedure_unit_and_days_alone(cast: Cast, case: Case) -> None:
    remind_of_cases(DUE + timedelta(days=8))

    raised = news("case.escalated")
    assert cast.secretary in {to for to, _lines in raised}
    assert all("Quy trình có gia hạn, Ban Tổ chức Đảng ủy: quá hạn 8 ngày" in lines for _to, lines in raised)
    assert not any(case.subject in lines for _to, lines in raised)


def test_a_sealed_procedure_is_told_to_its_members_alone(cast: Cast) -> None:
    make_case(cast.tree.board, cast.inspector, "denunciation_party", BEGAN)

    remind_of_cases(BEGAN + timedelta(days=400))

    assert not CaseReminder.objects.filter(why=Why.ESCALATED).exists()


def test_a_time_that_has_to_pass_is_not_late(cast: Cast) -> None:
    make_case(cast.tree.board, cast.organiser, "recognition", date(2025, 1, 6))

    assert remind_of_cases(date(2026, 3, 2)) == 0


def test_the_offices_own_target_is_what_one_is_reminded_of(cast: Cast) -> None:
    make_extendable()
    set_target(Procedure.objects.get(key="extendable"), "settle", 20, by=cast.clerk)
    make_case(cast.tree.board, cast.organiser, "extendable", BEGAN)

    remind_of_cases(date(2026, 9, 21))

    assert "hạn 21/09/2026" in news("case.due")[0][1]


def test_a_case_without_a_date_is_told_of_now_and_then(cast: Cast) -> None:
    make_case(cast.tree.board, cast.inspector, "inspection_signs", BEGAN)

    marks = [remind_of_cases(BEGAN + timedelta(days=n)) for n in (1, 14, 15, 16, 28, 29)]

    assert marks == [0, 0, 1, 0, 0, 1]
    assert "không tính hạn, mở 29 ngày" in news("case.due")[-1][1]
    assert not CaseReminder.objects.filter(why=Why.ESCALATED).exists()


def test_lines_of_a_list_are_told_before_their_day_and_after(cast: Cast) -> None:
    listed = make_case(cast.tree.board, cast.organiser, "assets_year", BEGAN)
    first, _second = add_lines(listed, [LineTold("A", "", DUE), LineTold("B", "", DUE)], by=cast.organiser)

    before = [remind_of_lists(DUE + timedelta(days=n)) for n in (-8, -7, -6, -1, 0)]
    mark_lines(listed, [first.public_id], BEGAN, by=cast.organiser)
    after = [remind_of_lists(DUE + timedelta(days=n)) for n in (3, 3, 4)]

    assert (before, after) == ([0, 1, 0, 1, 1], [1, 0, 0])
    assert "còn 2 dòng chưa xong, hạn 01/10/2026" in news("case.due")[0][1]
    assert "còn 1 dòng chưa xong" in news("case.due")[-1][1]
