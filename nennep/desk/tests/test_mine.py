"""Each comes in to a desk of what waits for that person."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nennep.accounts.models import User
from nennep.desk.queries.mine import desk_of
from nennep.directives.actions.answering import Said, Target, answer
from nennep.directives.actions.judging import judge
from nennep.directives.models import Assignment, Directive
from nennep.directives.rules import Verb
from nennep.directives.tests.make import make_issued
from nennep.procedures.actions.membership import add_member
from nennep.procedures.tests.make import bring_to, make_case, make_extendable
from tests.cast import Cast

Enter = Callable[[User | None], Client]


@pytest.fixture
def owed(cast: Cast) -> list[Assignment]:
    """Three answers of the board: late, near, later."""
    make_issued(cast.tree.root, cast.clerk, cast.tree.board)
    rows = list(Assignment.objects.order_by("pk"))
    for row, days in zip(rows, (-3, 4, 60), strict=True):
        due = timezone.localdate() + timedelta(days)
        Assignment.objects.filter(pk=row.pk).update(due=due, first_due=due, is_dated=True)
    return rows


def test_a_contact_sees_what_the_unit_owes_the_pressing_first(cast: Cast, owed: list[Assignment]) -> None:
    desk = desk_of(cast.contact)

    assert [(block.status, block.count) for block in desk.owed] == [("late", 1), ("soon", 1), ("doing", 1)]
    assert desk.headline == "1 việc của đơn vị quá hạn, 1 việc sắp đến hạn"
    assert [desk.decisions.rows, desk.silent, desk.near] == [[], [], []]


def test_what_came_back_stands_on_the_contacts_desk(cast: Cast, owed: list[Assignment]) -> None:
    answer(Target(owed[2].public_id), Verb.REPORT, Said("Xong."), by=cast.contact)
    judge(Target(owed[2].public_id), Verb.RETURN, "Thiếu danh sách.", by=cast.clerk)

    assert ("returned", 1) in [(block.status, block.count) for block in desk_of(cast.contact).owed]


@pytest.mark.parametrize("person", ["clerk", "secretary"])
def test_who_gives_sees_what_waits_for_a_decision(person: str, cast: Cast, owed: list[Assignment]) -> None:
    answer(Target(owed[0].public_id), Verb.REPORT, Said("Xong."), by=cast.contact)
    answer(Target(owed[1].public_id), Verb.DECLINE, Said("Không thuộc chức năng."), by=cast.contact)

    desk = desk_of(getattr(cast, person))

    assert [row.shape for row in desk.decisions.rows] == ["back", "wait"]
    assert desk.headline.startswith("2 việc chờ quyết định")


def test_an_inspector_decides_nothing_but_sees_who_is_silent(cast: Cast, owed: list[Assignment]) -> None:
    Assignment.objects.filter(pk=owed[2].pk).update(heard_on=timezone.localdate() - timedelta(20))

    desk = desk_of(cast.inspector)

    assert desk.decisions.rows == []
    assert [(one.label, one.days) for one in desk.silent] == [(cast.tree.board.label, 20)]


def test_a_person_sees_what_was_given_to_that_person_alone(cast: Cast, owed: list[Assignment]) -> None:
    Assignment.objects.filter(pk=owed[0].pk).update(unit=None, person=cast.member)

    assert [block.status for block in desk_of(cast.member).owed] == ["late"]
    assert desk_of(cast.outsider).is_empty


def test_every_persona_has_a_desk_with_a_headline(cast: Cast, owed: list[Assignment], enter: Enter) -> None:
    for person in (cast.clerk, cast.secretary, cast.contact, cast.inspector, cast.sysadmin, cast.outsider):
        page = enter(person).get("/")
        assert page.status_code == 200
        assert page.context["desk"].headline


def test_a_decision_opens_the_list_that_sums_to_it(cast: Cast, owed: list[Assignment], enter: Enter) -> None:
    answer(Target(owed[0].public_id), Verb.REPORT, Said("Xong."), by=cast.contact)
    browser = enter(cast.clerk)

    counts = desk_of(cast.clerk).decisions.counts

    for status, n in counts.items():
        assert browser.get(f"/answers/?status={status}").context["page"].paginator.count == n


def test_an_empty_office_says_what_to_do_first(cast: Cast, enter: Enter) -> None:
    assert not Directive.objects.exists()

    assert "Bắt đầu bằng một văn bản" in enter(cast.clerk).get("/").content.decode()


def test_cases_without_a_date_stand_after_the_dated_ones(cast: Cast, enter: Enter) -> None:
    make_extendable()
    old = timezone.localdate() - timedelta(days=200)
    make_case(cast.tree.board, cast.inspector, "inspection_signs", old)
    waiting = make_case(cast.tree.board, cast.inspector, "inspection_signs", old + timedelta(days=1))
    waiting = bring_to(waiting, "verification", old + timedelta(days=1), cast.inspector)
    late = make_case(cast.tree.board, cast.organiser, "extendable", old)
    add_member(late, cast.inspector, by=cast.organiser)

    desk = desk_of(cast.inspector)

    assert [row.case.due is None for row in desk.cases] == [False, True, True]
    assert [row.word for row in desk.cases][1:] == ["không tính hạn, mở 200 ngày", "chưa rõ hạn, mở 199 ngày"]
    assert desk.headline == "1 hồ sơ quá hạn hoặc sắp đến hạn"
    assert "chưa rõ hạn, mở 199 ngày" in enter(cast.inspector).get("/").content.decode()
