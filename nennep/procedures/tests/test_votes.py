"""A vote written down wrongly: it is annulled with a reason, stays to be seen, and the right one follows."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from nennep.accounts.models import User
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.procedures.actions.moving import Finish, finish_step, here
from nennep.procedures.actions.recording import annul_vote, record_vote
from nennep.procedures.models import Case
from nennep.procedures.rules import Ballot
from nennep.procedures.tests.make import bring_to, fill, make_case
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[User | None], Client]
DECIDED = date(2026, 10, 1)


@pytest.fixture
def voting(cast: Cast) -> Case:
    return bring_to(make_case(cast.tree.board, cast.organiser), "resolution", DECIDED, cast.organiser)


def test_a_wrong_vote_is_annulled_and_the_right_one_counts(cast: Cast, voting: Case, enter: Enter) -> None:
    by, browser = cast.organiser, enter(cast.organiser)
    fill(voting, DECIDED, by)
    wrong = voting.steps.get(done_on=None).votes.get()

    browser.post(f"/cases/votes/{wrong.public_id}/annul/", {"why": "ghi nhầm số phiếu"})
    record_vote(voting, here(voting), DECIDED, Ballot(9, 9, 2), by=by)

    shown = browser.get(f"/cases/{voting.public_id}/").content.decode()
    assert "<s>01/10/2026: 9 trên 9 có mặt" in shown
    assert "Bỏ kết quả biểu quyết ghi nhầm, ngày 01/10/2026." in shown
    with pytest.raises(RuleBroken, match="không khớp"):
        finish_step(voting, here(voting), Finish("proposed", DECIDED), by=by)
    assert Entry.objects.filter(action="case.vote_annulled").count() == 1


def test_annulling_wants_a_reason_once_and_the_step_at_which_the_case_is(cast: Cast, voting: Case) -> None:
    by = cast.organiser
    fill(voting, DECIDED, by)
    held = voting.steps.get(done_on=None).votes.get()

    with pytest.raises(RuleBroken, match="lý do"):
        annul_vote(held, " ", by=by)
    with pytest.raises(NotAllowed):
        annul_vote(held, "nhầm", by=cast.secretary)
    finish_step(voting, here(voting), Finish("proposed", DECIDED), by=by)
    with pytest.raises(RuleBroken, match="đã sang bước khác"):
        annul_vote(held, "nhầm", by=by)


def test_no_vote_was_held_before_its_step_began(cast: Cast, voting: Case) -> None:
    with pytest.raises(RuleBroken, match="trước ngày bắt đầu bước này, 01/10/2026"):
        record_vote(voting, here(voting), DECIDED - timedelta(days=1), Ballot(9, 9, 9), by=cast.organiser)
