"""Two records become one: what goes over, what is proposed, who confirms, what is refused."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from nennep.accounts.tests.make import make_user
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.members.actions.erasing import erase_person, export_person
from nennep.members.actions.merging import Chosen, confirm, merge, refuse
from nennep.members.actions.moving import Dated, give_post
from nennep.members.actions.pairing import look_again, pair_by_hand, put_off, tell_apart
from nennep.members.actions.suggesting import suggest, values_said
from nennep.members.models import Change, Member, Merge, Merging, Suggestion, Twins
from nennep.members.queries.merging import proposals, sides_of, standing_in, taken_by_rules
from nennep.members.queries.twins import likely
from nennep.members.rules import POINTERS, MergingState, Second, TwinsFound, TwinsState
from nennep.members.tests.make import LAN, make_basis, make_member
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant

if TYPE_CHECKING:
    from nennep.accounts.models import User
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
POOR: dict[str, Any] = {
    "name": "Dang Thi Mai Lan",
    "dob": "1970",
    "id12": "",
    "card12": LAN["card12"],
    "phone": "0987654321",
}
ALIKE: dict[str, Any] = {"id12": "", "card12": "", "phone": ""}


def again(member: Member) -> Member:
    return Member.objects.get(pk=member.pk)


def merged(cast: "Cast", winner: Member, loser: Member, *taken: str) -> Merging:
    return merge(Chosen(winner, loser, taken), by=cast.organiser)


@pytest.fixture
def lan(cast: "Cast") -> Member:
    make_basis(cast.organiser)
    return make_member(cast.tree.cell, cast.organiser)


@pytest.fixture
def poor(cast: "Cast", lan: Member) -> Member:
    """The same person in the list of another unit."""
    return make_member(cast.tree.board, cast.organiser, **POOR)


@pytest.fixture
def second(cast: "Cast") -> "User":
    person = make_user("to-chuc-hai", "Nguyễn Thị Nhàn")
    make_grant(person, Role.ORGANISER, cast.tree.root, subtree=True)
    return person


def test_the_one_that_remains_takes_what_was_chosen(cast: "Cast", lan: Member, poor: Member) -> None:
    merged(cast, lan, poor, "phone")

    assert again(lan).value("phone") == POOR["phone"]
    assert again(lan).value("dob") == LAN["dob"]
    assert not again(poor).listed
    assert standing_in(again(poor)) == lan
    assert Entry.objects.filter(action="member.merged").count() == 1


def test_what_pointed_to_the_other_points_to_the_one(cast: "Cast", lan: Member, poor: Member) -> None:
    asked = suggest(poor, {"phone": "0911111111"}, by=cast.contact)
    give_post(poor, "Bí thư chi bộ", cast.tree.board, Dated(date(2020, 1, 1)), by=cast.organiser)
    assert asked

    merged(cast, lan, poor)

    moved = Suggestion.objects.get(pk=asked.pk)
    assert moved.member == lan
    assert values_said(moved) == {"phone": "0911111111"}
    assert [post.title for post in again(lan).posts.all()] == ["Bí thư chi bộ"]
    assert [(stay.cell, bool(stay.ends)) for stay in again(lan).stays.order_by("pk")] == [
        (cast.tree.cell, False),
        (cast.tree.board, True),
    ]
    assert again(lan).memberships.open().count() == 1


def test_the_cell_of_the_other_may_be_taken(cast: "Cast", lan: Member, poor: Member) -> None:
    merged(cast, lan, poor, "cell")

    assert again(lan).cell == cast.tree.board
    assert again(lan).stays.open().get().cell == cast.tree.board


def test_every_pointer_to_a_member_has_been_decided_about() -> None:
    relations = [one for one in Member._meta.get_fields(include_hidden=True) if one.auto_created and not one.concrete]
    found = {f"{one.field.model._meta.label_lower}.{one.field.name}" for one in relations}  # type: ignore[union-attr]

    assert found == set(POINTERS)


def test_two_numbers_need_a_second_person(cast: "Cast", lan: Member, second: "User") -> None:
    other = make_member(cast.tree.board, cast.organiser, id12="031170009999", card12="")

    merging = merged(cast, lan, other)

    assert (merging.state, merging.second) == (MergingState.WAITING, Second.NUMBERS)
    with pytest.raises(RuleBroken, match="người khác"):
        confirm(merging, by=cast.organiser)
    with pytest.raises(NotAllowed):
        confirm(merging, by=cast.contact)
    confirm(merging, by=second)
    assert again(other).merged_into == lan
    assert Twins.objects.get().state == TwinsState.MERGED


def test_a_refused_merge_leaves_two(cast: "Cast", lan: Member, second: "User") -> None:
    other = make_member(cast.tree.board, cast.organiser, id12="031170009999", card12="")
    merging = merged(cast, lan, other)
    with pytest.raises(RuleBroken, match="đang chờ"):
        merged(cast, lan, other)

    refuse(merging, "Hai người khác nhau", by=second)

    assert again(other).listed
    assert Twins.objects.get().state == TwinsState.WAITING
    with pytest.raises(RuleBroken):
        confirm(merging, by=second)


def test_a_shared_number_makes_a_pair_at_once(cast: "Cast", lan: Member, poor: Member) -> None:
    pair = Twins.objects.get()

    assert (pair.one, pair.other, pair.found) == (lan, poor, TwinsFound.NUMBER)
    assert ["Số thẻ đảng viên (12 số)", "trùng"] in pair.why
    assert LAN["card12"] not in str(pair.why)


def test_two_persons_are_remembered_and_looked_at_again(cast: "Cast", lan: Member, poor: Member) -> None:
    pair = Twins.objects.get()
    put_off(pair, by=cast.organiser)
    tell_apart(pair, "Hai chị em", by=cast.organiser)

    with pytest.raises(RuleBroken, match="không phải một người"):
        merged(cast, lan, poor)
    with pytest.raises(RuleBroken):
        tell_apart(pair, by=cast.organiser)
    look_again(pair, by=cast.organiser)
    assert merged(cast, lan, poor).state == MergingState.DONE


def test_who_keeps_a_branch_sees_only_pairs_within_it(cast: "Cast", lan: Member, poor: Member) -> None:
    outside = make_member(cast.tree.school, cast.organiser, **(POOR | {"card12": "", "phone": ""}))
    pair_by_hand(poor, outside, by=cast.organiser)
    keeper = make_user("to-chuc-ban", "Hà Thị Mơ")
    make_grant(keeper, Role.ORGANISER, cast.tree.board, subtree=True)

    assert [(pair.one, pair.other) for pair in Twins.objects.visible_to(keeper)] == [(lan, poor)]
    assert set(likely({"name": "Đặng Thị Mai Lan", "dob": "1970-05-12"}, keeper)) == {lan, poor}
    with pytest.raises(NotAllowed):
        merge(Chosen(poor, outside, ()), by=keeper)
    with pytest.raises(NotAllowed):
        pair_by_hand(poor, outside, by=keeper)


def test_what_is_proposed(cast: "Cast", lan: Member, poor: Member) -> None:
    sides = sides_of(poor, lan)
    found = {key: (each.from_loser, each.why) for key, each in proposals(sides).items()}

    assert sides.winner == lan
    assert found["dob"] == (False, "fuller")
    assert found["name"] == (False, "fuller")
    assert found["id12"] == (False, "only")
    assert found["phone"] == (True, "newest")
    assert taken_by_rules(sides) == ["phone", "cell"]


def test_history_of_both_tells_of_it(cast: "Cast", lan: Member, poor: Member) -> None:
    merged(cast, lan, poor, "phone")

    told = Change.objects.filter(member=lan, kind="merge").get()
    assert set(told.values) == {"phone", "merged"}
    assert POOR["phone"] not in str(told.values)
    assert Change.objects.filter(member=poor, kind="merge").exists()


def test_erasing_a_person_erases_what_was_merged_into_the_record(cast: "Cast", lan: Member, poor: Member) -> None:
    merged(cast, lan, poor, "phone")

    told = export_person(again(lan), "Đồng chí yêu cầu", by=cast.organiser)
    erase_person(again(lan), "Đồng chí yêu cầu", by=cast.organiser)

    assert told["merged"][0]["Điện thoại"] == POOR["phone"]
    assert not Member.objects.exists()
    assert not Merge.objects.exists()
    assert not Twins.objects.exists()


@pytest.mark.slow
@pytest.mark.slow
def test_what_tells_a_person_is_proposed_from_one_side(cast: "Cast", lan: Member) -> None:
    other = make_member(cast.tree.board, cast.organiser, name="Vũ Đức Thịnh", sex="nam", id12="031068009999")

    found = proposals(sides_of(lan, other))

    assert {found[key].from_loser for key in ("name", "sex", "id12")} == {False}
