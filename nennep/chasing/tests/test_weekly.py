from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nennep.accounts.models import User
from nennep.chasing.queries.weekly import week_of
from nennep.chasing.tests.make import owed_by
from nennep.directives.actions.answering import Said, Target, answer
from nennep.directives.actions.asking import ask_extension
from nennep.directives.models import FollowRules, ProgressEntry
from nennep.directives.rules import Verb
from nennep.journal.models import Entry
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[User | None], Client]
RULES = {
    "silent_after": "10", "remind_before": "5; 2", "remind_every": "4", "escalate_after": "0", "entry_urgent": "0",
    "entry_ordinary": "1", "entry_many": "2", "many_from": "5", "standing_period": "quarter",
}  # fmt: skip


def day(ahead: int) -> date:
    return timezone.localdate() + timedelta(days=ahead)


def test_the_week_holds_what_a_leader_asks_for(cast: Cast) -> None:
    board = cast.tree.board
    owed_by(cast, board, given=day(-5), due=day(-2), text="việc quá hạn")
    owed_by(cast, board, given=day(-5), due=day(5), text="việc tuần sau")
    owed_by(cast, board, given=day(-5), due=day(9), text="việc sau nữa")
    owed_by(cast, board, given=day(-40), due=None, text="việc im lặng")
    [done] = owed_by(cast, board, given=day(-5), due=day(1), text="việc đã báo")
    [asked] = owed_by(cast, board, given=day(-5), due=day(2), text="việc xin gia hạn")
    answer(Target(done.public_id), Verb.REPORT, Said("xong"), by=cast.contact)
    ask_extension(Target(asked.public_id), day(20), "chờ", by=cast.contact)
    ProgressEntry.objects.update(at=timezone.now() - timedelta(days=2))

    week = week_of(cast.secretary, timezone.localdate())

    assert [one.task.text for one, _look in week.late.rows] == ["việc quá hạn"]
    assert [one.task.text for one, _look in week.coming.rows] == ["việc xin gia hạn", "việc tuần sau"]
    assert [one.task.text for one, _look in week.waiting.rows] == ["việc đã báo"]
    assert (week.silent_count, week.asked["extensions"], week.to_decide) == (1, 1, 2)
    reported = week.changes[0]
    assert (reported.now, reported.before, reported.by) == (1, 0, "+1")


def test_the_sheet_of_the_week_goes_on_paper(cast: Cast, enter: Enter) -> None:
    owed_by(cast, cast.tree.board, given=day(-5), due=day(-2))

    page = enter(cast.secretary).get("/weekly/").content.decode()

    assert "1 việc quá hạn, 0 đơn vị chưa phản hồi, 0 việc chờ quyết định" in page
    assert enter(cast.contact).get("/weekly/").status_code == 404


def test_the_rules_are_changed_on_record(cast: Cast, enter: Enter) -> None:
    client = enter(cast.clerk)

    page = client.post("/follow-rules/", RULES, follow=True).content.decode()

    rules = FollowRules.objects.get(unit=cast.tree.root)
    assert (rules.silent_after, rules.days_before, rules.remind_every) == (10, [5, 2], 4)
    assert rules.late_entry_fails is False
    assert "Đã ghi" in page
    changes = Entry.objects.get(action="follow_rules.changed").detail.body["changes"]
    assert changes["remind_every"] == [3, 4]


@pytest.mark.parametrize("typed", ["bảy", "7, x", "0", "7,,-1", "400"])
def test_days_before_must_be_days(cast: Cast, enter: Enter, typed: str) -> None:
    page = enter(cast.clerk).post("/follow-rules/", RULES | {"remind_before": typed})

    assert page.status_code == 200
    assert not FollowRules.objects.exists()


def test_who_does_not_issue_finds_no_rules(cast: Cast, enter: Enter) -> None:
    assert enter(cast.inspector).get("/follow-rules/").status_code == 404
