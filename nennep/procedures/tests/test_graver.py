"""A denunciation by State law: a complex matter has one extension, a graver one two; a wide check counts longer."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from nennep.accounts.models import User
from nennep.lib.errors import RuleBroken
from nennep.procedures.actions.moving import Change, change_clock, here
from nennep.procedures.actions.recording import CheckTold, answer_check
from nennep.procedures.models import Case, EventKind
from nennep.procedures.rules import Answer
from nennep.procedures.tests.make import bring_to, do_step, make_case
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[User | None], Client]
BEGAN = date(2026, 9, 1)
GRAVER = "denunciations.settle_special"


@pytest.fixture
def verifying(cast: Cast) -> Case:
    case = make_case(cast.tree.board, cast.inspector, "denunciation_state", BEGAN)
    return bring_to(case, "verification", BEGAN, cast.inspector)


def extend(case: Case, by: User, day: int, fact: str = "") -> date | None:
    change = Change(EventKind.EXTENDED, date(2026, 9, day), "nhiều người, nhiều nơi", "5-CV", fact=fact)
    change_clock(case, here(case), change, by=by)
    case.refresh_from_db()
    return case.due


def test_the_same_extension_is_not_written_down_twice(cast: Cast, verifying: Case) -> None:
    assert extend(verifying, cast.inspector, 20, GRAVER) == date(2026, 11, 2)  # the last of October is no working day

    with pytest.raises(RuleBroken, match="Việc này đã ghi rồi"):
        extend(verifying, cast.inspector, 20, GRAVER)

    assert verifying.due == date(2026, 11, 2)


def test_a_complex_matter_is_extended_once(cast: Cast, verifying: Case) -> None:
    extend(verifying, cast.inspector, 20)

    with pytest.raises(RuleBroken, match="Chỉ được gia hạn 1 lần"):
        extend(verifying, cast.inspector, 21)
    with pytest.raises(RuleBroken, match="không gia hạn theo mức ấy"):
        extend(verifying, cast.inspector, 21, "complaints.settle_first")


def test_a_graver_matter_is_extended_twice(cast: Cast, verifying: Case) -> None:
    extend(verifying, cast.inspector, 20)

    assert extend(verifying, cast.inspector, 21, GRAVER) == date(2026, 11, 30)
    with pytest.raises(RuleBroken, match="Chỉ được gia hạn 2 lần"):
        extend(verifying, cast.inspector, 22, GRAVER)


def test_who_extends_says_which_of_the_two_it_is(cast: Cast, verifying: Case, enter: Enter) -> None:
    browser, address = enter(cast.inspector), f"/cases/{verifying.public_id}/extend/"

    shown = browser.get(address).content.decode()
    typed = {"seen": here(verifying), "day": "20/09/2026", "reason": "nhiều nơi", "n": "30", "fact": GRAVER}
    browser.post(address, typed)

    assert "vụ việc phức tạp: 30 ngày, 1 lần" in shown
    assert "vụ việc đặc biệt phức tạp: 30 ngày, 2 lần" in shown
    page = browser.get(f"/cases/{verifying.public_id}/").content.decode()
    assert "vụ việc đặc biệt phức tạp: nhiều nơi" in page


def test_a_wide_check_counts_ten_days_in_place_of_seven(cast: Cast) -> None:
    by = cast.inspector
    case = make_case(cast.tree.board, by, "denunciation_state", BEGAN)
    ordinary, longer = date(2026, 9, 11), date(2026, 9, 16)  # the second of September and the day before are holidays
    dues = []

    for answer in (Answer.EXEMPT, Answer.YES, Answer.EXEMPT, Answer.YES):
        answer_check(case, here(case), CheckTold("wide", answer, "một nơi"), by=by)
        case.refresh_from_db()
        dues.append(case.due)

    assert dues == [ordinary, longer, ordinary, longer]
    case = do_step(case, "accepted", BEGAN, by)
    assert case.due == longer  # the acceptance shares the limit


def test_a_step_written_down_afterwards_ends_on_its_day_with_the_longer_figure(cast: Cast, enter: Enter) -> None:
    case = make_case(cast.tree.board, cast.inspector, "denunciation_state", BEGAN)
    case = do_step(
        case, "accepted", BEGAN, cast.inspector
    )  # every check is answered yes today, the step ended long ago

    shown = enter(cast.inspector).get(f"/cases/{case.public_id}/").content.decode()

    assert "Hạn của các bước trước" in shown
    assert "Đổi sang mức 10 ngày làm việc" in shown


def test_what_is_dated_after_the_end_of_a_step_leaves_its_page_whole(cast: Cast, verifying: Case, enter: Enter) -> None:
    extend(verifying, cast.inspector, 20)

    case = do_step(verifying, "verified", date(2026, 9, 15), cast.inspector)

    assert enter(cast.inspector).get(f"/cases/{case.public_id}/").status_code == 200
    assert case.due == date(2026, 11, 2)
