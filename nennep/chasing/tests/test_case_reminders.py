"""Members of a case are told before its date, at it and after; above one hears of no name."""

from datetime import date, timedelta

import pytest

from nennep.accounts.models import User
from nennep.chasing.actions.cases import remind_of_cases
from nennep.chasing.models import CaseReminder
from nennep.chasing.rules import Why
from nennep.journal.models import Entry
from nennep.notices.models import Notice
from nennep.procedures.actions.drafting import set_target
from nennep.procedures.models import Case, Procedure
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
