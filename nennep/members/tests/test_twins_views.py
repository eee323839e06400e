"""The pages of pairs and merges: what they show, what they hide, where they lead."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from nennep.accounts.tests.make import make_user
from nennep.journal.models import Entry
from nennep.members.actions.pairing import pair_by_hand
from nennep.members.models import Member, Merging, Twins
from nennep.members.rules import MergingState, TwinsState
from nennep.members.tests.make import LAN, make_member
from nennep.members.tests.test_merging import POOR, again, lan, merged, poor, second
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant

if TYPE_CHECKING:
    from nennep.accounts.models import User
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
__all__ = ["lan", "poor", "second"]  # fixtures
Enter = Callable[["User | None"], Client]
CANARY = "Khúc Thị Hoàng Yến"


def said_of(pair: Twins, said: str, **more: str) -> dict[str, str]:
    return {"said": said, "version_one": str(pair.one.version), "version_other": str(pair.other.version)} | more


def test_the_title_is_the_answer(cast: "Cast", lan: Member, poor: Member, enter: Enter) -> None:
    page = enter(cast.organiser).get("/members/twins/").content.decode()

    assert "1 cặp nghi trùng, 0 cặp chắc trùng" in page
    assert "Dang Thi Mai Lan" in page


def test_two_stand_side_by_side_without_what_is_sealed(cast: "Cast", lan: Member, poor: Member, enter: Enter) -> None:
    page = enter(cast.organiser).get(f"/members/twins/{Twins.objects.get().public_id}/").content.decode()

    assert "ghi đầy đủ hơn" in page
    assert not [key for key in ("id12", "phone", "residence") if LAN[key] in page]


def test_choices_are_merged_and_the_next_pair_comes(cast: "Cast", lan: Member, poor: Member, enter: Enter) -> None:
    pair = Twins.objects.get()
    third = make_member(cast.tree.school, cast.organiser, **(POOR | {"card12": ""}))
    following = pair_by_hand(lan, third, by=cast.organiser)

    answer = enter(cast.organiser).post(
        f"/members/twins/{pair.public_id}/decide/", said_of(pair, "same", keep="other", take_name="one", take_dob="one")
    )

    assert answer.headers["Location"] == f"/members/twins/{following.public_id}/"
    assert again(lan).merged_into == poor
    assert (again(poor).name, again(poor).dob) == (LAN["name"], LAN["dob"])


def test_what_somebody_changed_meanwhile_is_not_merged_unseen(
    cast: "Cast", lan: Member, poor: Member, enter: Enter
) -> None:
    pair = Twins.objects.get()

    answer = enter(cast.organiser).post(
        f"/members/twins/{pair.public_id}/decide/", said_of(pair, "same") | {"version_one": "7"}
    )

    assert answer.status_code == 422
    assert "người khác sửa" in answer.content.decode()
    assert again(poor).listed


def test_two_persons_is_said_once_and_taken_back(cast: "Cast", lan: Member, poor: Member, enter: Enter) -> None:
    pair, browser = Twins.objects.get(), enter(cast.organiser)
    browser.post(f"/members/twins/{pair.public_id}/decide/", said_of(pair, "different", note="Hai chị em"))
    assert Twins.objects.get().state == TwinsState.APART
    assert "Hai chị em" in browser.get(f"/members/twins/{pair.public_id}/").content.decode()

    browser.post(f"/members/twins/{pair.public_id}/again/")

    assert Twins.objects.get().state == TwinsState.WAITING


def test_sealed_values_are_shown_with_a_reason_on_record(cast: "Cast", lan: Member, poor: Member, enter: Enter) -> None:
    address = f"/members/twins/{Twins.objects.get().public_id}/unmask/"

    page = enter(cast.organiser).post(address, {"why": "Đối chiếu"}).content.decode()

    assert LAN["id12"] in page
    assert POOR["phone"] in page
    assert Entry.objects.filter(action="member.unmasked").count() == 2


def test_the_other_record_is_found_by_a_number_that_stands_in_no_address(
    cast: "Cast", lan: Member, poor: Member, enter: Enter
) -> None:
    browser = enter(cast.organiser)

    found = browser.post(f"/members/{poor.public_id}/merge/", {"words": LAN["id12"]})
    assert lan.public_id in found.content.decode()
    assert LAN["id12"] not in found.request["PATH_INFO"]
    led = browser.post(f"/members/{poor.public_id}/merge/", {"other": lan.public_id})

    assert led.headers["Location"] == f"/members/twins/{Twins.objects.get().public_id}/"


def test_who_keeps_a_branch_meets_nobody_from_beyond(cast: "Cast", lan: Member, poor: Member, enter: Enter) -> None:
    outside = make_member(cast.tree.school, cast.organiser, **(POOR | {"name": CANARY}))
    pair = pair_by_hand(lan, outside, by=cast.organiser)
    merging = merged(cast, poor, outside)
    keeper = make_user("to-chuc-ban", "Hà Thị Mơ")
    make_grant(keeper, Role.ORGANISER, cast.tree.board, subtree=True)
    browser = enter(keeper)

    for address in ("/members/twins/?state=all", "/members/twins/sheet/?state=all", "/members/merges/"):
        answer = browser.get(address)
        assert answer.status_code == 200
        assert CANARY.encode() not in b"".join(answer)
    for closed in (f"/members/twins/{pair.public_id}/", f"/members/merges/{merging.public_id}/"):
        assert browser.get(closed).status_code == 404
    found = browser.post(f"/members/{lan.public_id}/merge/", {"words": CANARY}).content.decode()
    assert outside.public_id not in found


def test_the_second_person_confirms_on_the_page(cast: "Cast", lan: Member, second: "User", enter: Enter) -> None:
    merged(cast, lan, make_member(cast.tree.board, cast.organiser, id12="031170009999", card12=""))
    merging = Merging.objects.get()
    own = enter(cast.organiser).get(f"/members/merges/{merging.public_id}/").content.decode()
    assert second.full_name in own
    assert "Xác nhận gộp" not in own

    enter(second).post(f"/members/merges/{merging.public_id}/confirm/")

    assert Merging.objects.get().state == MergingState.DONE


def test_a_signpost_leads_on(cast: "Cast", lan: Member, poor: Member, enter: Enter) -> None:
    merged(cast, lan, poor)

    answer = enter(cast.organiser).get(f"/members/{poor.public_id}/")

    assert answer.headers["Location"] == f"/members/{lan.public_id}/"


def test_whoever_adds_somebody_who_is_there_is_shown_who(cast: "Cast", lan: Member, enter: Enter) -> None:
    sent = {
        "name": "Dang Thi Mai Lan", "dob": "12/05/1970", "cell": cast.tree.cell.pk, "standing": "official", "since": "",
    }  # fmt: skip

    answer = enter(cast.organiser).post("/members/new/", sent)

    new = Member.objects.exclude(pk=lan.pk).get()
    assert answer.headers["Location"] == f"/members/{new.public_id}/merge/"
    assert lan.public_id in enter(cast.organiser).get(answer.headers["Location"]).content.decode()
