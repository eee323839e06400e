"""One time limit of the law over several steps: what changed it at one of them goes on at the next."""

from dataclasses import replace
from datetime import date

import pytest

from nennep.lib.errors import RuleBroken
from nennep.procedures.actions.moving import Change, change_clock, here
from nennep.procedures.models import EventKind
from nennep.procedures.queries.standing import current_step
from nennep.procedures.tests.make import bring_to, do_step, make_case
from tests.cast import Cast

pytestmark = pytest.mark.django_db
ACCEPTED = date(2026, 9, 1)


def test_an_extension_goes_on_to_the_steps_that_share_the_limit(cast: Cast) -> None:
    by = cast.clerk
    case = bring_to(make_case(cast.tree.board, by, "complaint_first", ACCEPTED), "verification", ACCEPTED, by)
    assert case.due == date(2026, 10, 1)
    longer = Change(EventKind.EXTENDED, date(2026, 9, 20), "vụ việc phức tạp", "5-CV")
    change_clock(case, here(case), longer, by=by)

    case = do_step(case, "differing", date(2026, 9, 25), by)
    assert (case.at, case.due) == ("dialogue", date(2026, 10, 16))
    case = do_step(case, "held", date(2026, 9, 28), by)

    assert (case.at, case.due) == ("decision", date(2026, 10, 16))
    assert [event.kind for event in current_step(case).events.all()] == [EventKind.STARTED, EventKind.EXTENDED]
    with pytest.raises(RuleBroken, match="Chỉ được gia hạn 1 lần"):
        change_clock(case, here(case), replace(longer, day=date(2026, 9, 29)), by=by)


def test_a_stop_goes_on_too_and_another_limit_begins_afresh(cast: Cast) -> None:
    by = cast.clerk
    case = bring_to(make_case(cast.tree.board, by, "complaint_first", ACCEPTED), "verification", ACCEPTED, by)
    change_clock(case, here(case), Change(EventKind.STOPPED, date(2026, 9, 10), "chờ giám định", "6-CV"), by=by)
    change_clock(case, here(case), Change(EventKind.RESTARTED, date(2026, 9, 15)), by=by)

    case = do_step(case, "agreed", date(2026, 9, 25), by)
    assert (case.at, case.due) == ("decision", date(2026, 10, 6))
    case = do_step(case, "right", date(2026, 9, 28), by)

    assert (case.at, case.due) == ("sending", date(2026, 10, 1))
    assert current_step(case).events.count() == 1
