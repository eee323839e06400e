"""Sets of changes: what became of everybody since the receiver was last told, and nobody from outside in it."""

from datetime import date
from typing import TYPE_CHECKING

import pytest

from nennep.lib.errors import RuleBroken
from nennep.members.actions.handing import ask_handover
from nennep.members.actions.moving import Dated, change_standing, move_member
from nennep.members.actions.people import correct_member
from nennep.members.models import HandoverKind, Member
from nennep.members.rules import Standing
from nennep.members.tests.hands import make_handover, ordered, sheets_of
from nennep.members.tests.make import LAN, make_member

if TYPE_CHECKING:
    from nennep.accounts.models import User
    from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_folder")]
DAY = Dated(date(2026, 6, 1), "Số 5-GGT")
CHANGES = HandoverKind.CHANGES


def test_a_set_of_changes_tells_what_became_of_everybody(cast: "Cast", lan: Member, other: Member) -> None:
    leaver = make_member(cast.tree.cell, cast.organiser, name="Lê Ra Đi", id12="031070000011", card12="")
    whole = make_handover(ordered(cast.tree.root), cast.organiser)
    correct_member(lan, {"phone": "0987654321", "dob": "1970-05-13"}, by=cast.organiser)
    change_standing(leaver, Standing.DECEASED, DAY, by=cast.organiser)
    fresh = make_member(cast.tree.cell, cast.organiser, name="Trần Mới Vào", id12="031080000022", card12="")

    handover = make_handover(ordered(cast.tree.root, CHANGES, since=whole), cast.organiser)

    told = sheets_of(handover)
    assert [row[:2] for row in told["Thêm mới"][1:]] == [[fresh.public_id, "Trần Mới Vào"]]
    assert [row[4:] for row in told["Thay đổi"][1:]] == [
        ["Ngày sinh", "12/05/1970", "13/05/1970"], ["Điện thoại", LAN["phone"], "0987654321"],
    ]  # fmt: skip
    assert [row[1] for row in told["Ra khỏi danh sách"][1:]] == ["Lê Ra Đi"]
    assert handover.figures["changed"] == 2
    again = make_handover(ordered(cast.tree.root, CHANGES, since=handover), cast.organiser)
    assert again.rows == 0


def test_who_moved_to_another_branch_is_told_as_the_receiver_knew_him(
    cast: "Cast", lan: Member, branch_keeper: "User"
) -> None:
    whole = make_handover(ordered(cast.tree.board), branch_keeper)
    move_member(lan, cast.tree.school, DAY, by=cast.organiser)
    correct_member(lan, {"name": "Tên Mới Nơi Khác", "id12": "031170009999"}, by=cast.organiser)

    handover = make_handover(ordered(cast.tree.board, CHANGES, since=whole), branch_keeper)

    told = sheets_of(handover)
    assert told["Chuyển đi"][1][:4] == [lan.public_id, "Đặng Thị Mai Lan", "12/05/1970", LAN["id12"]]
    assert not [word for word in ("Nơi Khác", "031170009999") if word in str(told)]


def test_who_came_from_another_branch_is_told_whole(
    cast: "Cast", lan: Member, other: Member, branch_keeper: "User"
) -> None:
    whole = make_handover(ordered(cast.tree.board), branch_keeper)
    move_member(other, cast.tree.cell, DAY, by=cast.organiser)

    handover = make_handover(ordered(cast.tree.board, CHANGES, since=whole), branch_keeper)

    assert [row[1] for row in sheets_of(handover)["Chuyển đến"][1:]] == [other.name]


def test_a_merged_record_is_told_with_the_one_that_remains(cast: "Cast", lan: Member) -> None:
    twin = make_member(cast.tree.cell, cast.organiser, name="Đặng Mai Lan", card12="")
    whole = make_handover(ordered(cast.tree.root), cast.organiser)
    Member.objects.filter(pk=twin.pk).update(merged_into=lan, listed=False)

    handover = make_handover(ordered(cast.tree.root, CHANGES, since=whole), cast.organiser)

    [row] = sheets_of(handover)["Gộp hồ sơ"][1:]
    assert (row[0], row[5]) == (twin.public_id, lan.public_id)


def test_who_was_left_out_comes_with_the_set_in_which_nothing_is_lacking(cast: "Cast", lan: Member) -> None:
    correct_member(lan, {"sex": ""}, by=cast.organiser)
    whole = make_handover(ordered(cast.tree.root, only_good=True), cast.organiser)
    assert whole.rows == 0
    correct_member(lan, {"sex": "nữ"}, by=cast.organiser)

    handover = make_handover(ordered(cast.tree.root, CHANGES, since=whole, only_good=True), cast.organiser)

    assert [row[0] for row in sheets_of(handover)["Thêm mới"][1:]] == [lan.public_id]


def test_changes_go_on_from_a_handover_of_the_same_unit_and_receiver(cast: "Cast", lan: Member) -> None:
    whole = make_handover(ordered(cast.tree.root), cast.organiser)
    contacts = make_handover(ordered(cast.tree.root, HandoverKind.CONTACTS, form="vcf"), cast.organiser)

    for unit, since in ((cast.tree.board, whole), (cast.tree.root, contacts), (cast.tree.root, None)):
        with pytest.raises(RuleBroken):
            ask_handover(ordered(unit, CHANGES, since=since), by=cast.organiser)
