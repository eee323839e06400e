"""A cell's list goes to its contact by mail and comes back: made when the letter leaves, bounces in sight."""

import io
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from openpyxl import load_workbook

from nennep.accounts.tests.make import make_user
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.members.actions.basis import close_register
from nennep.members.actions.campaigning import close_campaign
from nennep.members.actions.erasing import erase_person
from nennep.members.actions.mailing import mail_lists
from nennep.members.actions.posting import leave_posted
from nennep.members.importing.posted import look_at
from nennep.members.importing.returning import commit_list
from nennep.members.models import Campaign, CampaignCell, ListBack, ListOut, Member, Suggestion
from nennep.members.permissions import must_be_open
from nennep.members.queries.mailing import lines_of, parts_in_order, to_send
from nennep.members.rules import ToMail
from nennep.members.tests.campaigning import filled_list, post_list, preview_of
from nennep.members.wiping import wipe_list_back
from nennep.notices.actions import mark_read, send_letters, take_bounce
from nennep.notices.models import Letter, Notice
from nennep.notices.tests.postman import Postman, postman
from nennep.notices.tests.reports import report_of
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant
from tests.world import browser_of

if TYPE_CHECKING:
    from nennep.accounts.models import User
    from tests.cast import Cast

__all__ = ["postman"]  # a fixture
pytestmark = pytest.mark.django_db
RIGHT_ID = "031070008888"
NUMBER = "Số định danh cá nhân"


@pytest.fixture(autouse=True)
def quiet(campaign: Campaign) -> None:
    """What was told before is not what these tests speak of."""
    Notice.objects.all().delete()


def send(campaign: Campaign, by: "User", sending: str = "a", whom: ToMail = ToMail.UNREACHED) -> int:
    return mail_lists(campaign, whom, sending, by=by)


def words(campaign: Campaign, by: "User") -> dict[str, list[str]]:
    return {
        line.part.cell.label: [way.word for way in line.ways] for line in lines_of(list(parts_in_order(campaign, by)))
    }


def test_the_contact_gets_the_list_of_the_cell_and_of_no_other(
    cast: "Cast", campaign: Campaign, part: CampaignCell, postman: Postman
) -> None:
    assert send(campaign, cast.organiser) >= 1
    send_letters()

    (letter,) = [one for one in postman.letters if one["To"] == cast.contact.email]
    (file,) = [piece for piece in letter.walk() if piece.get_filename()]
    content = file.get_payload(decode=True)
    assert isinstance(content, bytes)
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet
    assert part.cell.name in str(sheet["B1"].value)
    assert words(campaign, cast.organiser)[part.cell.label] == ["Đã gửi"]
    assert Entry.objects.filter(action="campaign.lists_mailed").count() == 1


def test_a_job_that_runs_again_and_a_second_sending_tell_nobody_twice(
    cast: "Cast", campaign: Campaign, part: CampaignCell, postman: Postman
) -> None:
    first = send(campaign, cast.organiser, "a")
    assert send(campaign, cast.organiser, "a") == first
    send_letters()

    assert part not in to_send(campaign, cast.organiser, ToMail.UNREACHED)
    assert part in to_send(campaign, cast.organiser, ToMail.LEFT)
    assert ListOut.objects.filter(part=part).count() == 1


def test_a_letter_that_came_back_is_in_sight_and_its_cell_is_sent_again(
    cast: "Cast", campaign: Campaign, part: CampaignCell, postman: Postman
) -> None:
    send(campaign, cast.organiser)
    send_letters()

    take_bounce(report_of(Letter.objects.get(to=cast.contact)))

    assert words(campaign, cast.organiser)[part.cell.label] == ["Thư bị trả lại"]
    assert part in to_send(campaign, cast.organiser, ToMail.UNREACHED)
    page = browser_of(cast.organiser).get(f"/members/campaigns/{campaign.public_id}/lists/").content.decode()
    assert "User unknown" in page


def test_who_read_the_news_or_has_no_address_gets_no_letter(
    cast: "Cast", campaign: Campaign, part: CampaignCell, postman: Postman
) -> None:
    send(campaign, cast.organiser)
    mark_read(Notice.objects.filter(to=cast.contact), by=cast.contact)
    send_letters()
    assert words(campaign, cast.organiser)[part.cell.label] == ["Đã xem trên trang"]

    cast.contact.email = ""
    cast.contact.save()
    assert send(campaign, cast.organiser, "b", ToMail.LEFT) == 0
    assert words(campaign, cast.organiser)[part.cell.label] == ["Không có địa chỉ thư"]


def test_who_lost_the_right_before_the_letter_leaves_gets_no_list(
    cast: "Cast", campaign: Campaign, postman: Postman
) -> None:
    send(campaign, cast.organiser)
    cast.contact.grants.all().delete()

    send_letters()

    (letter,) = [one for one in postman.letters if one["To"] == cast.contact.email]
    assert not [piece for piece in letter.walk() if piece.get_filename()]


def test_a_cell_without_a_contact_is_spoken_for_from_above(cast: "Cast", campaign: Campaign, postman: Postman) -> None:
    above = make_user("tren", "Tạ Văn Trên")
    make_grant(above, Role.CONTACT, cast.tree.root, subtree=True)

    send(campaign, cast.organiser)

    told = ListOut.objects.filter(to=above).values_list("part__cell", flat=True)
    assert cast.tree.board.pk not in told
    assert cast.tree.cell.pk in told


def test_only_who_keeps_the_register_sends_and_only_with_a_mail_server(
    cast: "Cast", campaign: Campaign, postman: Postman
) -> None:
    for person in (cast.contact, cast.clerk, cast.secretary):
        with pytest.raises(NotAllowed):
            send(campaign, person)
    close_campaign(campaign, by=cast.organiser)
    with pytest.raises(RuleBroken, match="kết thúc"):
        send(campaign, cast.organiser)


def test_the_page_sends_by_a_job(cast: "Cast", campaign: Campaign, postman: Postman) -> None:
    browser = browser_of(cast.organiser)
    address = f"/members/campaigns/{campaign.public_id}/lists/mail/"

    assert "chưa nhận được bảng" in browser.get(address).content.decode()
    answered = browser.post(address, {"whom": "unreached"})

    assert answered.status_code == 302
    assert answered["Location"].startswith("/jobs/")


@pytest.fixture
def posted(cast: "Cast", part: CampaignCell) -> ListBack:
    return post_list(part, filled_list(part, {NUMBER: RIGHT_ID}, "Đã xem thẻ"), cast.contact.email.lower())


def test_a_posted_list_is_kept_sealed_looked_at_and_written(cast: "Cast", posted: ListBack) -> None:
    assert RIGHT_ID not in str(posted.rows)
    assert posted.trusted
    assert not Suggestion.objects.exists()

    kept = look_at(posted, by=cast.contact)
    commit_list(kept, preview_of(kept).digest, by=cast.contact)

    assert Suggestion.objects.get().note == "Đã xem thẻ"
    assert ListBack.objects.get(pk=kept.pk).rows == []
    with pytest.raises(RuleBroken):
        look_at(ListBack.objects.get(pk=kept.pk), by=cast.contact)


def test_the_same_list_in_another_letter_changes_nothing(cast: "Cast", part: CampaignCell) -> None:
    content = filled_list(part, {NUMBER: RIGHT_ID})
    first = look_at(post_list(part, content, cast.contact.email.lower()), by=cast.contact)
    commit_list(first, preview_of(first).digest, by=cast.contact)

    again = look_at(post_list(part, content, cast.contact.email.lower(), "2" * 64), by=cast.contact)

    assert preview_of(again).state == "nothing"


def test_an_unknown_sender_is_held_for_who_keeps_the_register(cast: "Cast", part: CampaignCell) -> None:
    kept = post_list(part, filled_list(part, {NUMBER: RIGHT_ID}), "ai-do@example.invalid")

    assert not ListBack.objects.visible_to(cast.contact).exists()
    assert ListBack.objects.visible_to(cast.organiser).get() == kept
    assert "địa chỉ lạ" in Notice.objects.get(to=cast.organiser).text
    with pytest.raises(NotAllowed):
        look_at(kept, by=cast.contact)


def test_the_pages_of_a_posted_list(cast: "Cast", posted: ListBack) -> None:
    browser: Client = browser_of(cast.contact)
    address = f"/members/campaigns/lists/{posted.public_id}/"

    assert "Xem trước" in browser.get(address).content.decode()
    looked = browser.post(f"{address}look/", follow=True).content.decode()

    assert "Sẽ ghi 2 trên 3 dòng" in looked
    assert "Trần Văn Tám" not in browser_of(cast.organiser).get(address).content.decode()
    browser.post(f"{address}drop/")
    left = ListBack.objects.get(pk=posted.pk)
    assert (bool(left.dismissed_at), left.rows) == (True, [])
    assert Entry.objects.filter(action="campaign.list_left").count() == 1


def test_nothing_is_taken_of_a_campaign_or_a_register_that_is_over(
    cast: "Cast", campaign: Campaign, part: CampaignCell, posted: ListBack
) -> None:
    content = filled_list(part, {})
    close_campaign(campaign, by=cast.organiser)
    with pytest.raises(RuleBroken, match="kết thúc"):
        post_list(part, content, cast.contact.email.lower(), "2" * 64)
    with pytest.raises(RuleBroken, match="kết thúc"):
        leave_posted(posted, by=cast.contact)

    close_register(must_be_open(), "Hết hạn", by=cast.organiser)
    with pytest.raises(RuleBroken, match="chưa mở"):
        post_list(part, content, cast.contact.email.lower(), "3" * 64)


def test_a_field_that_is_no_longer_kept_leaves_a_list_that_waits(posted: ListBack) -> None:
    told = [row["values"]["right"] for row in posted.rows if row["values"]["row"].endswith(".id12")]
    assert all(told)

    assert wipe_list_back(posted, ["id12"])

    assert [row["values"]["right"] for row in posted.rows if row["values"]["row"].endswith(".id12")] == [""]
    assert not wipe_list_back(posted, ["id12"])


def test_who_is_erased_stands_in_no_list_that_came(cast: "Cast", posted: ListBack, tam: Member) -> None:
    looked = look_at(posted, by=cast.contact)

    erase_person(tam, "Theo yêu cầu", by=cast.organiser)

    assert tam.public_id not in str(ListBack.objects.get(pk=posted.pk).rows)
    assert not [row for row in preview_of(looked).rows.all() if row.values.get("right")]
    with pytest.raises(RuleBroken):
        commit_list(looked, preview_of(looked).digest, by=cast.contact)
