"""Time in the Party ends on its very day, also on a Sunday; time to act in ends on a day that is worked."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from nennep.accounts.models import User
from nennep.facts.shipped import shipped
from nennep.procedures.actions.moving import Finish, finish_step, here
from nennep.procedures.queries.case import View
from nennep.procedures.queries.told import said
from nennep.procedures.tests.make import fill, make_case
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[User | None], Client]
SUNDAY = date(2026, 11, 8)
EXACT = (
    *("members.probation", "members.age_least", "members.age_most", "members.verification_valid"),
    *("members.readmission_wait", "badges.milestones", "badges.early", "fees.exempt_age", "removal.absent"),
    *("transfer.excused_away", "discipline.limitation_warning", "assets.publish"),
)
TO_ACT_IN = ("complaints.settle_first", "denunciations.settle_special", "records.current_archive")


def test_probation_ends_on_its_day_and_the_review_counts_from_there(cast: Cast, enter: Enter) -> None:
    case = make_case(cast.tree.board, cast.contact, "recognition", date(2025, 11, 8))
    assert case.due == SUNDAY
    fill(case, SUNDAY, cast.contact)

    case = finish_step(case, here(case), Finish("over", SUNDAY), by=cast.contact)

    assert said(View(case, SUNDAY), "limit.probation") == "08/11/2026"
    assert case.due == date(2026, 12, 21)
    passed = enter(cast.contact).get(f"/cases/{case.public_id}/").content.decode()
    assert "Hạn của các bước trước" in passed
    assert "Đếm 12 tháng, đến ngày tương ứng của tháng cuối là Chủ nhật 08/11/2026." in passed


@pytest.mark.parametrize(("keys", "moves"), [(EXACT, False), (TO_ACT_IN, True)])
def test_what_is_an_exact_day_and_what_moves_off_days_off(keys: tuple[str, ...], *, moves: bool) -> None:
    assert {key: shipped()[key][-1].shift_off_days for key in keys} == dict.fromkeys(keys, moves)
