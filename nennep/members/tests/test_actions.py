"""The verbs of the register: each works, is on record, and is refused where state or right is missing."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from nennep.journal.models import Detail, Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.members.actions.basis import choose_fields, close_register
from nennep.members.actions.moving import (
    Dated,
    change_standing,
    end_member_post,
    end_temporary_stay,
    give_post,
    move_member,
    take_standing_back,
)
from nennep.members.actions.people import correct_member
from nennep.members.actions.suggesting import refuse_suggestion, suggest, take_suggestion, values_said
from nennep.members.actions.unmasking import unmask
from nennep.members.models import Basis, Change, Member, Suggestion
from nennep.members.rules import Standing, SuggestionState
from nennep.members.tests.make import LAN, make_basis, make_member
from nennep.organisation.models import Unit

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
DAY = Dated(date(2026, 6, 1), "Số 5-GGT")


@pytest.fixture
def lan(cast: "Cast") -> Member:
    make_basis(cast.organiser)
    return make_member(cast.tree.cell, cast.organiser)


def entries(action: str) -> int:
    return Entry.objects.filter(action=action).count()


def test_without_a_basis_nobody_is_kept(cast: "Cast") -> None:
    with pytest.raises(RuleBroken, match="chưa mở"):
        make_member(cast.tree.cell, cast.organiser)


def test_only_who_keeps_the_whole_opens_the_register_and_only_once(cast: "Cast") -> None:
    with pytest.raises(NotAllowed):
        make_basis(cast.clerk)

    make_basis(cast.organiser)

    assert entries("register.opened") == 1
    with pytest.raises(RuleBroken):
        make_basis(cast.organiser)


def test_a_closed_register_takes_nothing_and_can_be_opened_again(cast: "Cast", lan: Member) -> None:
    close_register(Basis.objects.get(), "Hết thời gian thí điểm", by=cast.organiser)

    with pytest.raises(RuleBroken):
        correct_member(lan, {"name": "Đặng Mai Lan"}, by=cast.organiser)
    assert make_basis(cast.organiser).pk


def test_a_field_that_is_not_kept_is_not_written(cast: "Cast") -> None:
    make_basis(cast.organiser, "religion", "ethnic")

    lan = make_member(cast.tree.cell, cast.organiser, religion="Không")

    assert lan.value("religion") == ""
    choose_fields(Basis.objects.get(), ("religion",), by=cast.organiser)
    assert Basis.objects.get().fields == ["name", "dob", "religion"]


def test_a_sensitive_value_stands_nowhere_in_clear(cast: "Cast", lan: Member) -> None:
    rows: list[Any] = [*Member.objects.values(), *Change.objects.values(), *Entry.objects.values()]

    assert lan.value("id12") == LAN["id12"]
    assert not [row for row in [*rows, *Detail.objects.values()] if LAN["id12"] in str(row) or LAN["phone"] in str(row)]


def test_the_journal_does_not_name_a_member(cast: "Cast", lan: Member) -> None:
    assert lan.name not in str([*Detail.objects.values()])


def test_a_correction_keeps_what_was_before_and_who_said_it(cast: "Cast", lan: Member) -> None:
    change = correct_member(lan, {"name": "Đặng Mai Lan", "sex": "nữ"}, version=1, by=cast.organiser)

    assert change
    assert change.values == {"name": ["Đặng Thị Mai Lan", "Đặng Mai Lan"]}
    assert Member.objects.get(pk=lan.pk).folded_name == "dang mai lan"
    assert entries("member.corrected") == 1
    with pytest.raises(RuleBroken, match="người khác sửa"):
        correct_member(lan, {"name": "Lan"}, version=1, by=cast.organiser)


def test_who_does_not_keep_the_register_corrects_nothing(cast: "Cast", lan: Member) -> None:
    for person in (cast.clerk, cast.secretary, cast.contact, cast.sysadmin):
        with pytest.raises(NotAllowed):
            correct_member(lan, {"name": "Lan"}, by=person)


def test_what_was_true_on_a_day_is_known_after_a_move(cast: "Cast", lan: Member) -> None:
    move_member(lan, cast.tree.board, DAY, by=cast.organiser)

    cells = [lan.stays.on(day).get().cell for day in (date(2026, 5, 31), date(2026, 6, 1))]
    assert cells == [cast.tree.cell, cast.tree.board]
    assert entries("member.moved") == 1
    with pytest.raises(RuleBroken):
        move_member(lan, cast.tree.board, DAY, by=cast.organiser)


def test_a_temporary_stay_leaves_the_member_in_the_official_cell(cast: "Cast", lan: Member) -> None:
    move_member(lan, cast.tree.school, DAY, temporary=True, by=cast.organiser)
    stay = lan.stays.get(temporary=True)

    end_temporary_stay(stay, date(2026, 8, 1), by=cast.organiser)

    assert Member.objects.get(pk=lan.pk).cell == cast.tree.cell
    assert lan.stays.on(date(2026, 7, 1)).count() == 2
    with pytest.raises(RuleBroken):
        end_temporary_stay(stay, date(2026, 9, 1), by=cast.organiser)


def test_a_standing_changes_by_the_table_and_a_slip_is_taken_back(cast: "Cast", lan: Member) -> None:
    change_standing(lan, Standing.DECEASED, DAY, by=cast.organiser)
    with pytest.raises(RuleBroken):
        change_standing(lan, Standing.OFFICIAL, DAY, by=cast.organiser)
    assert not Member.objects.get(pk=lan.pk).listed

    take_standing_back(lan, "Nhầm người", by=cast.organiser)

    assert Member.objects.listed().get(pk=lan.pk).standing == Standing.OFFICIAL
    assert entries("member.standing_taken_back") == 1
    with pytest.raises(RuleBroken):
        take_standing_back(lan, "Lại nhầm", by=cast.organiser)


def test_a_post_is_held_from_a_day_to_a_day(cast: "Cast", lan: Member) -> None:
    post = give_post(lan, "Bí thư chi bộ", cast.tree.cell, DAY, by=cast.organiser)
    with pytest.raises(RuleBroken):
        end_member_post(post, date(2026, 5, 1), by=cast.organiser)

    end_member_post(post, date(2026, 9, 1), by=cast.organiser)

    assert lan.posts.on(date(2026, 7, 1)).exists()
    assert not lan.posts.on(date(2026, 10, 1)).exists()


@pytest.fixture
def other_lan(cast: "Cast", lan: Member) -> Member:
    """Of the unit whose contact the cast has."""
    return make_member(cast.tree.board, cast.organiser, id12="031170009999", card12="")


def test_a_cell_suggests_and_the_keeper_takes(cast: "Cast", other_lan: Member) -> None:
    suggestion = suggest(other_lan, {"phone": "0987654321", "sex": "nữ"}, by=cast.contact)
    assert suggestion
    assert values_said(suggestion) == {"phone": "0987654321"}
    with pytest.raises(NotAllowed):
        take_suggestion(suggestion, by=cast.contact)

    take_suggestion(suggestion, by=cast.organiser)

    assert Member.objects.get(pk=other_lan.pk).value("phone") == "0987654321"
    assert "Vũ Thị Ngân Hà" in Change.objects.first().source  # type: ignore[union-attr]
    with pytest.raises(RuleBroken, match="đã nhận"):
        take_suggestion(suggestion, by=cast.organiser)


def test_what_the_register_says_already_is_no_suggestion(cast: "Cast", other_lan: Member) -> None:
    assert suggest(other_lan, {"sex": "nữ"}, by=cast.contact) is None
    assert suggest(other_lan, {}, "Đã chuyển về quê", by=cast.contact)


def test_a_refusal_says_why(cast: "Cast", other_lan: Member) -> None:
    suggestion = suggest(other_lan, {"dob": "1971"}, by=cast.contact)
    assert suggestion

    refuse_suggestion(suggestion, "Thẻ đảng viên ghi 1970", by=cast.organiser)

    assert Suggestion.objects.get().state == SuggestionState.REFUSED
    assert Member.objects.get(pk=other_lan.pk).dob == "1970-05-12"


def test_a_neighbour_suggests_nothing(cast: "Cast", other_lan: Member) -> None:
    for person in (cast.neighbour, cast.clerk, cast.member):
        with pytest.raises(NotAllowed):
            suggest(other_lan, {"dob": "1971"}, by=person)


def test_a_sealed_value_is_read_with_a_reason_and_on_record(cast: "Cast", lan: Member) -> None:
    assert unmask(lan, ("id12", "name"), "Đối chiếu thẻ", by=cast.organiser) == {"id12": LAN["id12"]}
    assert entries("member.unmasked") == 1
    with pytest.raises(RuleBroken):
        unmask(lan, ("id12",), "  ", by=cast.organiser)
    with pytest.raises(NotAllowed):
        unmask(lan, ("id12",), "Tò mò", by=cast.secretary)


def test_members_are_seen_within_reach(cast: "Cast", lan: Member, other_lan: Member) -> None:
    seen = {
        person.username: set(Member.objects.visible_to(person).values_list("pk", flat=True))
        for person in (cast.organiser, cast.contact, cast.neighbour, cast.secretary, cast.clerk, cast.sysadmin)
    }

    assert seen == {
        "to-chuc": {lan.pk, other_lan.pk},
        "dau-moi": {other_lan.pk},
        **{name: set() for name in ("dau-moi-truong", "bi-thu", "chuyen-vien", "quan-tri")},
    }


def test_a_member_is_found_by_name_without_accents_and_by_number(cast: "Cast", lan: Member) -> None:
    assert Member.objects.named("mai lan").get() == lan
    assert Member.objects.numbered(LAN["id12"]).get() == lan
    assert Member.objects.numbered(LAN["card12"]).get() == lan
    assert not Member.objects.numbered("031170004822")
    assert Unit.objects.get(pk=lan.cell_id) == cast.tree.cell
