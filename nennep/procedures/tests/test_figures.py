"""Figures that become known or change while cases run: nothing moves by itself, and nothing is forgotten."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nennep.accounts.models import User
from nennep.facts.actions import Correction, confirm_fact, correct_fact
from nennep.facts.models import FactUnit
from nennep.facts.tests.make import standing
from nennep.journal.models import Entry
from nennep.lib.dates import format_date
from nennep.lib.errors import RuleBroken
from nennep.notices.models import Notice
from nennep.procedures.actions.drafting import publish, save_draft
from nennep.procedures.models import Case, Procedure
from nennep.procedures.queries.figures import outdated
from nennep.procedures.tests.make import EXTENDABLE, bring_to, do_step, make_case, make_extendable
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[User | None], Client]
TODAY = timezone.localdate()
BEGAN = TODAY - timedelta(days=20)
ANNOUNCED = TODAY - timedelta(days=15)


def correction(value: str, unit: str) -> Correction:
    return Correction(value, "Quy trình của tỉnh", "", date(2026, 1, 1), "theo bản gốc", unit)


def say(cast: Cast, key: str, value: str, unit: str) -> None:
    """Two people say what the paper says."""
    confirm_fact(correct_fact(standing(key), correction(value, unit), by=cast.clerk), by=cast.inspector)


@pytest.fixture
def inspection(cast: Cast) -> Case:
    """At a step whose limit nobody knows; the announcement, from which it runs, was fifteen days ago."""
    case = make_case(cast.tree.board, cast.inspector, "inspection_signs", BEGAN)
    return bring_to(case, "verification", ANNOUNCED, cast.inspector)


def test_the_answer_to_a_question_reaches_the_case_that_waits(cast: Cast, inspection: Case, enter: Enter) -> None:
    browser, due = enter(cast.inspector), ANNOUNCED + timedelta(days=45)
    assert outdated(cast.inspector, TODAY) == []

    say(cast, "inspection.signs", "45", FactUnit.CALENDAR_DAY)

    (row,) = outdated(cast.inspector, TODAY)
    assert (row.case, row.counted, row.was) == (inspection, None, None)
    assert row.now
    assert row.now >= due  # the next working day where it ends on a day off
    assert "Nay đã có mức 45 ngày" in browser.get(f"/cases/{inspection.public_id}/").content.decode()
    shown = browser.get("/cases/figures/").content.decode()
    assert "chưa có mức → 45 ngày" in shown
    assert format_date(row.now) in shown


def test_its_clock_starts_by_a_decision_with_a_reason(cast: Cast, inspection: Case, enter: Enter) -> None:
    say(cast, "inspection.signs", "45", FactUnit.CALENDAR_DAY)
    (row,) = outdated(cast.inspector, TODAY)
    browser = enter(cast.inspector)

    browser.post("/cases/figures/", {"case": inspection.public_id, "why": ""})
    inspection.refresh_from_db()
    assert inspection.due is None
    browser.post("/cases/figures/", {"case": inspection.public_id, "why": "quy trình mới"})

    inspection.refresh_from_db()
    assert inspection.due == row.now
    assert outdated(cast.inspector, TODAY) == []
    assert Entry.objects.filter(action="case.clock_started").count() == 1
    shown = browser.get(f"/cases/{inspection.public_id}/").content.decode()
    assert f"Bắt đầu tính thời hạn 45 ngày từ ngày {format_date(ANNOUNCED)}." in shown
    assert "quy trình mới" in shown


def test_the_next_step_under_the_same_limit_counts_from_the_same_day(cast: Cast, inspection: Case) -> None:
    say(cast, "inspection.signs", "45", FactUnit.CALENDAR_DAY)
    (row,) = outdated(cast.inspector, TODAY)

    case = do_step(inspection, inspection.version.told.step("verification").results[0].key, TODAY, cast.inspector)

    assert case.due == row.now
    assert outdated(cast.inspector, TODAY) == []


@pytest.mark.parametrize(
    ("key", "value", "unit", "sentence"),
    [
        (
            "members.vote_cell",
            "2",
            FactUnit.COUNT,
            "Kết nạp đảng viên, bước “.*”: chỉ dùng được mức tính bằng phần của tổng số",
        ),
        ("members.ceremony", "2/3", FactUnit.SHARE, "chỉ dùng được mức tính bằng ngày làm việc"),
        ("members.ceremony", "30; 45", FactUnit.WORKING_DAY, "chỉ dùng được mức là một số nguyên"),
        ("members.ceremony", "6000", FactUnit.WORKING_DAY, "Thời hạn phải từ 1 đến 5000 ngày làm việc"),
    ],
)
def test_a_figure_that_procedures_cannot_use_is_refused(
    cast: Cast, key: str, value: str, unit: str, sentence: str
) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        correct_fact(standing(key), correction(value, unit), by=cast.clerk)


def test_a_figure_that_became_useless_while_it_waited_is_not_confirmed(cast: Cast) -> None:
    waiting = correct_fact(standing("badges.early"), correction("2", FactUnit.COUNT), by=cast.clerk)
    make_extendable()
    procedure = Procedure.objects.get(key="extendable")
    newer = EXTENDABLE.replace("denunciations.settle", "badges.early")
    publish(save_draft(procedure, newer, by=cast.clerk), by=cast.organiser)

    with pytest.raises(RuleBroken, match="Quy trình có gia hạn, bước “Giải quyết”: chỉ dùng được mức tính bằng"):
        confirm_fact(waiting, by=cast.inspector)


def test_who_confirms_sees_which_dates_would_move(cast: Cast, inspection: Case, enter: Enter) -> None:
    waiting = correct_fact(standing("inspection.signs"), correction("45", FactUnit.CALENDAR_DAY), by=cast.clerk)
    address = f"/facts/{waiting.public_id}/"

    member, other = (enter(user).get(address).content.decode() for user in (cast.inspector, cast.secretary))

    assert "Hạn sẽ khác ở những hồ sơ đang làm:" in member
    assert f"{inspection.subject}, " in member
    assert "chưa có hạn → " in member
    assert inspection.subject not in other
    assert "1 hồ sơ giao cho người khác" in other


def test_after_it_the_members_are_told_and_the_list_leads_there(cast: Cast, inspection: Case, enter: Enter) -> None:
    browser = enter(cast.inspector)
    assert "theo mức cũ" not in browser.get("/cases/").content.decode()

    say(cast, "inspection.signs", "45", FactUnit.CALENDAR_DAY)

    assert [notice.to for notice in Notice.objects.filter(kind="case.figure_changed")] == [cast.inspector]
    shown = browser.get("/cases/").content.decode()
    assert '<a href="/cases/figures/">1 hồ sơ theo mức cũ hoặc chưa tính hạn</a>' in shown


def test_a_figure_of_a_later_day_moves_nothing_before_it(cast: Cast, inspection: Case) -> None:
    later = replace(correction("45", FactUnit.CALENDAR_DAY), effective_from=TODAY + timedelta(days=60))

    confirm_fact(correct_fact(standing("inspection.signs"), later, by=cast.clerk), by=cast.inspector)

    assert outdated(cast.inspector, TODAY) == []
    assert not Notice.objects.filter(kind="case.figure_changed").exists()
