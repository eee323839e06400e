"""Cases opened from a candidate's or a member's page; what such a case writes into the candidate's road."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nennep.candidates.actions.keeping import erase, stop
from nennep.candidates.models import Candidate
from nennep.candidates.rules import Stage
from nennep.candidates.tests.make import make_candidate
from nennep.journal.models import Entry
from nennep.lib.dates import format_date
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.members.actions.erasing import erase_person
from nennep.members.tests.make import make_basis, make_member
from nennep.procedures.actions.forgetting import NO_NAME
from nennep.procedures.actions.moving import annul_case
from nennep.procedures.actions.opening import Opening, open_case
from nennep.procedures.actions.telling import tell_candidate
from nennep.procedures.models import Case
from nennep.procedures.tests.make import bring_to, do_step
from nennep.procedures.tests.test_pages import Enter
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
BEGAN = TODAY - timedelta(days=20)
ROAD = [Stage.APPLIED, Stage.VERIFIED, Stage.RESOLVED, Stage.DECIDED, Stage.ADMITTED]


def make_outstanding(cast: Cast) -> Candidate:
    day = TODAY - timedelta(days=100)
    return make_candidate(cast.tree.board, cast.organiser, (Stage.TAUGHT, day), name="Lương Thảo Vy")


def admitted(cast: Cast) -> Case:
    """A candidate's case of admission, from its opening to the ceremony."""
    candidate = make_outstanding(cast)
    opening = Opening("admission", cast.tree.board, candidate.name, BEGAN, about=candidate)
    case = bring_to(open_case(opening, by=cast.organiser), "ceremony", BEGAN, cast.organiser)
    return do_step(case, "admitted", TODAY, cast.organiser)


def test_the_candidates_page_opens_an_admission_with_name_and_unit(cast: Cast, enter: Enter) -> None:
    candidate, browser = make_outstanding(cast), enter(cast.organiser)
    address = f"/cases/new/admission/?candidate={candidate.public_id}"

    assert address in browser.get(f"/candidates/{candidate.public_id}/").content.decode()
    assert 'value="Lương Thảo Vy"' in browser.get(address).content.decode()
    typed = {"unit": cast.tree.board.pk, "subject": candidate.name, "day": format_date(BEGAN)}
    browser.post(address, typed)
    assert Case.objects.get().candidate == candidate


def test_a_case_about_somebody_who_is_not_seen_is_not_begun(cast: Cast, enter: Enter) -> None:
    candidate = make_outstanding(cast)

    answer = enter(cast.neighbour).get(f"/cases/new/admission/?candidate={candidate.public_id}")

    assert answer.status_code == 404


def test_only_procedures_that_suit_are_offered(cast: Cast, enter: Enter) -> None:
    candidate = make_outstanding(cast)

    shown = enter(cast.organiser).get(f"/cases/new/?candidate={candidate.public_id}").content.decode()

    assert "Kết nạp đảng viên" in shown
    assert "Tặng Huy hiệu Đảng" not in shown


def test_nothing_is_written_into_the_road_until_somebody_confirms(cast: Cast, enter: Enter) -> None:
    case, browser = admitted(cast), enter(cast.organiser)
    candidate = case.candidate
    assert candidate
    address = f"/cases/{case.public_id}/candidate/"

    assert address in browser.get(f"/cases/{case.public_id}/").content.decode()
    assert "5 bước sẽ được ghi" in browser.get(address).content.decode()
    assert candidate.steps.filter(stage__in=ROAD).count() == 0
    browser.post(address)

    assert [step.stage for step in candidate.steps.filter(stage__in=ROAD)] == ROAD
    candidate.refresh_from_db()
    assert (candidate.stage, candidate.admitted_on) == (Stage.ADMITTED, TODAY)
    assert Entry.objects.filter(action="candidate.step_recorded").count() == len(ROAD)


def test_what_was_written_once_is_not_written_again(cast: Cast) -> None:
    case = admitted(cast)
    tell_candidate(case, by=cast.organiser)

    with pytest.raises(RuleBroken, match="Không còn ngày nào"):
        tell_candidate(case, by=cast.organiser)


def test_who_is_no_member_of_the_case_writes_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        tell_candidate(admitted(cast), by=cast.contact)


def test_the_members_page_offers_cases_of_that_member_and_tells_of_none(cast: Cast, enter: Enter) -> None:
    make_basis(cast.organiser)
    member, browser = make_member(cast.tree.cell, cast.organiser), enter(cast.organiser)
    opening = Opening("badge", cast.tree.cell, member.name, BEGAN, about=member)
    case = open_case(opening, by=cast.organiser)

    page = browser.get(f"/members/{member.public_id}/").content.decode()
    offered = browser.get(f"/cases/new/?member={member.public_id}").content.decode()

    assert f"/cases/new/?member={member.public_id}" in page
    assert case.public_id not in page
    assert f"/cases/new/badge/?member={member.public_id}" in offered
    assert "Giải quyết khiếu nại lần đầu" not in offered


def test_who_is_erased_from_the_road_is_no_longer_named_by_its_case(cast: Cast, enter: Enter) -> None:
    """Not while the case still runs: it would lose whom it is about."""
    case = admitted(cast)
    assert case.candidate
    candidate = stop(case.candidate, "chuyển đi", TODAY, by=cast.organiser)

    erase(candidate, "hết mục đích", by=cast.organiser)

    case.refresh_from_db()
    assert "Vy" not in case.subject + case.folded
    assert "Vy" not in enter(cast.organiser).get(f"/cases/{case.public_id}/").content.decode()


def test_nobody_is_erased_while_a_case_runs(cast: Cast) -> None:
    make_basis(cast.organiser)
    member = make_member(cast.tree.cell, cast.organiser)
    case = open_case(Opening("badge", cast.tree.cell, member.name, BEGAN, about=member), by=cast.organiser)

    with pytest.raises(RuleBroken, match="còn hồ sơ đang giải quyết"):
        erase_person(member, "yêu cầu của người ấy", by=cast.organiser)
    annul_case(case, "mở nhầm", by=cast.organiser)
    erase_person(member, "yêu cầu của người ấy", by=cast.organiser)

    case.refresh_from_db()
    assert (case.member, case.subject) == (None, NO_NAME)
