"""A campaign: begun on what stands wrong, answered on pages, counted by day and by cell."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.members.actions.campaigning import Answer, answer, close_campaign
from nennep.members.actions.people import correct_member
from nennep.members.actions.suggesting import take_suggestion
from nennep.members.models import Campaign, CampaignCell, Member, Suggestion
from nennep.members.queries.campaigns import curve_of, fixed_found, parts_of, totals_of, who_fixed
from nennep.members.tests.campaigning import make_campaign
from nennep.notices.models import Notice
from tests.world import browser_of

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
RIGHT_ID = "031070008888"
NUMBER = "Số định danh cá nhân"


def entries(action: str) -> int:
    return Entry.objects.filter(action=action).count()


def test_it_begins_with_what_stands_wrong_and_tells_the_contacts(
    cast: "Cast", campaign: Campaign, part: CampaignCell
) -> None:
    assert sorted(campaign.parts.values_list("at_start", flat=True)) == [1, 2]
    assert part.at_start == 2  # the number, and no card
    assert entries("campaign.started") == 1
    assert Notice.objects.get(to=cast.contact).url == f"/members/campaigns/{campaign.public_id}/"


def test_who_does_not_keep_the_register_begins_and_ends_nothing(cast: "Cast", campaign: Campaign) -> None:
    for person in (cast.contact, cast.clerk, cast.secretary):
        with pytest.raises(NotAllowed):
            make_campaign(cast.tree.board, person)
        with pytest.raises(NotAllowed):
            close_campaign(campaign, by=person)


def test_nothing_to_put_right_is_no_campaign(cast: "Cast", tam: Member) -> None:
    with pytest.raises(RuleBroken, match="không có lỗi nào"):
        make_campaign(cast.tree.root, cast.organiser, ("two_cells",))


def test_what_is_put_right_counts_and_what_breaks_again_does_not(
    cast: "Cast", campaign: Campaign, part: CampaignCell, tam: Member
) -> None:
    for number, fixed in ((RIGHT_ID, 1), ("031068008888", 0)):
        correct_member(tam, {"id12": number}, by=cast.organiser)
        part.refresh_from_db()
        assert (part.fixed, part.left) == (fixed, 2 - fixed)
    assert part.last_at


def test_the_board_begins_with_cells_that_have_done_nothing(
    cast: "Cast", campaign: Campaign, tam: Member, part: CampaignCell
) -> None:
    correct_member(tam, {"id12": RIGHT_ID}, by=cast.organiser)

    board = list(parts_of(campaign, cast.organiser))
    totals = totals_of(campaign, cast.organiser)
    curve = curve_of(campaign, totals, cast.organiser)

    assert [one.cell for one in board] == [cast.tree.cell, cast.tree.board]
    assert (totals.idle, totals.fixed, totals.left) == (1, 1, 2)
    assert curve
    assert (curve.done_now, curve.rows[-1][1], curve.rows[-1][2]) == (1, 3, None)


def test_who_fixed_what_is_told_with_its_ground(
    cast: "Cast", campaign: Campaign, part: CampaignCell, tam: Member
) -> None:
    answer(part, Answer(tam, {"id12": RIGHT_ID}), by=cast.contact)
    take_suggestion(Suggestion.objects.get(), by=cast.organiser)

    (fixed,) = fixed_found(campaign, cast.contact)

    assert fixed.flaw.member == tam
    assert who_fixed(fixed.flaw.gone_with) == cast.organiser.full_name
    assert fixed.flaw.gone_with
    assert cast.contact.full_name in fixed.flaw.gone_with.source


def test_what_a_contact_answers_waits_and_what_the_keeper_answers_is_written(
    cast: "Cast", part: CampaignCell, tam: Member
) -> None:
    assert answer(part, Answer(tam, {"id12": RIGHT_ID}), by=cast.contact)
    assert Member.objects.get(pk=tam.pk).value("id12") == "031068008888"

    assert answer(part, Answer(tam, {"id12": RIGHT_ID}), by=cast.organiser)

    assert Member.objects.get(pk=tam.pk).value("id12") == RIGHT_ID
    tam.refresh_from_db()
    assert not answer(part, Answer(tam, {"id12": RIGHT_ID}), by=cast.contact)
    part.refresh_from_db()
    assert part.said == 2


def test_nobody_answers_for_another_cell_or_after_the_end(
    cast: "Cast", campaign: Campaign, part: CampaignCell, tam: Member
) -> None:
    with pytest.raises(NotAllowed):
        answer(part, Answer(tam, {}, "x"), by=cast.neighbour)
    stranger = Member.objects.get(name="Lê Thị Sáu")
    with pytest.raises(RuleBroken):
        answer(part, Answer(stranger, {}, "x"), by=cast.contact)

    close_campaign(campaign, by=cast.organiser)

    part = CampaignCell.objects.select_related("cell", "campaign__unit").get(pk=part.pk)
    with pytest.raises(RuleBroken, match="kết thúc"):
        answer(part, Answer(tam, {}, "x"), by=cast.contact)
    with pytest.raises(RuleBroken):
        close_campaign(campaign, by=cast.organiser)
    assert entries("campaign.closed") == 1


# the page


@pytest.fixture
def contact(cast: "Cast") -> Client:
    return browser_of(cast.contact)


def test_the_page_of_a_cell_keeps_what_was_typed_beside_its_fault(
    contact: Client, part: CampaignCell, tam: Member
) -> None:
    address = f"/members/campaigns/cells/{part.public_id}/"
    assert "•••••888" in contact.get(address).content.decode()

    page = contact.post(address, {"member": tam.public_id, "dob": "31/02/1968", "note": "xem giấy"}).content.decode()

    assert "31/02/1968" in page
    assert "xem giấy" in page
    assert "không dùng được" in page
    sent = contact.post(address, {"member": tam.public_id, "dob": "12/05/1968"})
    assert sent.status_code == 302
    assert Suggestion.objects.get().values == {"dob": "1968-05-12"}


def test_an_answer_without_a_word_is_asked_again(contact: Client, part: CampaignCell, tam: Member) -> None:
    page = contact.post(f"/members/campaigns/cells/{part.public_id}/", {"member": tam.public_id}).content.decode()

    assert "Chưa điền gì" in page


def test_a_contact_sees_the_own_cell_of_a_campaign_alone(
    contact: Client, cast: "Cast", campaign: Campaign, part: CampaignCell
) -> None:
    page = contact.get(f"/members/campaigns/{campaign.public_id}/").content.decode()

    assert "Đã sửa 0 trên 2 lỗi" in page
    other = campaign.parts.get(cell=cast.tree.cell)
    assert other.public_id not in page
    assert contact.get(f"/members/campaigns/cells/{other.public_id}/").status_code == 404
