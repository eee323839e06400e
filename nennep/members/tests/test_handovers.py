"""Handing over: whole, by changes, as contacts; who may, what is on record, and that nobody from outside is in it."""

import stat
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from nennep.accounts.tests.make import make_user
from nennep.jobs.actions import do_job
from nennep.journal.models import Detail, Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.members.actions.basis import close_register
from nennep.members.actions.handing import ask_handover, erase_handover_file, erase_old_files, take_file
from nennep.members.actions.moving import Dated, give_post
from nennep.members.actions.people import correct_member
from nennep.members.models import Basis, Handover, HandoverKind, Member
from nennep.members.outgoing import folder
from nennep.members.queries.handovers import Ahead
from nennep.members.tests.hands import file_of, make_handover, ordered, sheets_of
from nennep.members.tests.make import LAN, make_basis
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant

if TYPE_CHECKING:
    from nennep.accounts.models import User
    from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_folder")]
DAY = Dated(date(2026, 6, 1), "Số 5-GGT")


def entries(action: str) -> int:
    return Entry.objects.filter(action=action).count()


def test_the_whole_stands_in_the_columns_of_the_template(cast: "Cast", lan: Member) -> None:
    give_post(lan, "Bí thư chi bộ", cast.tree.cell, DAY, by=cast.organiser)

    handover = make_handover(ordered(cast.tree.root), cast.organiser)

    [headings, row] = sheets_of(handover)["Đảng viên"]
    told = dict(zip(headings, row, strict=True))
    assert len(headings) == 33
    assert told["Số định danh cá nhân"] == LAN["id12"]
    assert told["Ngày sinh"] == "12/05/1970"
    assert told["Quê quán: tỉnh, thành phố"] == "Thành phố Hải Phòng"
    assert told["Quê quán: xã, phường, đặc khu"] == "Phường Lê Chân"
    assert told["Mã tổ chức đảng (M1.M2.M3.M4.M5)"] == "31.001.002.000.001"
    assert told["Chức vụ trong Đảng"] == "Bí thư chi bộ, Chi bộ 1"
    assert told["Nơi cấp thẻ"] == ""


def test_a_handover_is_a_record_and_its_file_is_for_its_maker_alone(cast: "Cast", lan: Member) -> None:
    handover = make_handover(ordered(cast.tree.root, paper="Công văn số 9"), cast.organiser)

    place = take_file(handover, by=cast.organiser)

    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert handover.sha256 == folder.sum_of(place)
    assert [entries(f"handover.{each}") for each in ("asked", "made", "taken")] == [1, 1, 1]
    assert LAN["name"] not in str([*Detail.objects.values()])
    other = make_user("to-chuc-hai")
    make_grant(other, Role.ORGANISER, cast.tree.root, subtree=True)
    with pytest.raises(NotAllowed):
        take_file(handover, by=other)


def test_who_does_not_keep_and_unmask_hands_nothing_over(cast: "Cast", lan: Member) -> None:
    for person in (cast.clerk, cast.secretary, cast.contact, cast.sysadmin, cast.member):
        with pytest.raises(NotAllowed):
            ask_handover(ordered(cast.tree.root), by=person)


def test_a_keeper_of_one_unit_alone_does_not_hand_over_what_is_below(cast: "Cast", lan: Member) -> None:
    keeper = make_user("to-chuc-ban")
    make_grant(keeper, Role.ORGANISER, cast.tree.board)

    with pytest.raises(NotAllowed):
        ask_handover(ordered(cast.tree.board), by=keeper)


def test_without_a_receiver_or_a_reason_or_a_register_nothing_leaves(cast: "Cast", lan: Member) -> None:
    for order in (ordered(cast.tree.root), ordered(cast.tree.root)):
        object.__setattr__(order, "to" if order.to else "why", " ")
        with pytest.raises(RuleBroken):
            ask_handover(order, by=cast.organiser)

    close_register(Basis.objects.get(), "Hết hạn", by=cast.organiser)

    with pytest.raises(RuleBroken):
        ask_handover(ordered(cast.tree.root), by=cast.organiser)


def test_a_handover_of_one_branch_holds_no_byte_of_another(
    cast: "Cast", lan: Member, other: Member, branch_keeper: "User"
) -> None:
    for kind, form in (
        (HandoverKind.NATIONAL, "xlsx"),
        (HandoverKind.CONTACTS, "vcf"),
        (HandoverKind.STATISTICS, "xlsx"),
    ):
        handover = make_handover(ordered(cast.tree.board, kind, form=form), branch_keeper)
        said = file_of(handover).read_text("utf-8") if form == "vcf" else str(sheets_of(handover))
        assert (lan.name in said) == (kind != HandoverKind.STATISTICS)
        assert not [word for word in (other.name, "Nhẫn", "031068004455", other.public_id, "Chính trị") if word in said]
    with pytest.raises(NotAllowed):
        ask_handover(ordered(cast.tree.root), by=branch_keeper)


def test_the_job_asks_the_right_again(cast: "Cast", lan: Member, branch_keeper: "User") -> None:
    handover = ask_handover(ordered(cast.tree.board), by=branch_keeper)
    branch_keeper.grants.update(ends=timezone.localdate() - timedelta(days=1))

    assert handover.job
    do_job(handover.job)

    assert handover.job.state == "failed"
    assert Handover.objects.get().made_at is None
    assert not list(folder.folder().iterdir())


def test_a_second_run_of_the_job_finds_it_made(cast: "Cast", lan: Member) -> None:
    handover = make_handover(ordered(cast.tree.root), cast.organiser)

    assert handover.job
    do_job(handover.job)

    assert entries("handover.made") == 1


def test_a_file_is_gone_after_a_day_and_the_record_stays(cast: "Cast", lan: Member, private_folder: Path) -> None:
    handover = make_handover(ordered(cast.tree.root), cast.organiser)
    assert erase_old_files() == 0
    Handover.objects.update(erase_at=timezone.now() - timedelta(minutes=1))

    assert erase_old_files() == 1

    assert not list(private_folder.iterdir())
    assert entries("handover.erased") == 1
    with pytest.raises(RuleBroken, match="đã xóa"):
        take_file(handover, by=cast.organiser)


def test_a_file_can_be_erased_before_its_time(cast: "Cast", lan: Member) -> None:
    handover = make_handover(ordered(cast.tree.root), cast.organiser)

    erase_handover_file(handover, by=cast.organiser)

    assert not file_of(handover).exists()
    with pytest.raises(RuleBroken):
        erase_handover_file(handover, by=cast.organiser)


def test_what_is_lacking_is_told_before_and_may_be_left_out(cast: "Cast", lan: Member, other: Member) -> None:
    correct_member(other, {"id12": ""}, by=cast.organiser)

    ahead = Ahead(cast.organiser, cast.tree.root, Basis.objects.get(), timezone.localdate())
    handover = make_handover(ordered(cast.tree.root, only_good=True), cast.organiser)

    assert (ahead.all, ahead.bad) == (2, 1)  # the school has no code either
    assert {column.source: n for column, n in ahead.blanks} == {"id12": 1, "cell.code": 1}
    assert [column.heading for column in ahead.empty][:2] == ["Nơi cấp thẻ", "Ngày cấp thẻ"]
    assert (handover.rows, handover.left_out) == (1, 1)


def test_a_field_that_is_not_kept_leaves_its_column_empty(cast: "Cast") -> None:
    make_basis(cast.organiser, "religion", "id9")

    ahead = Ahead(cast.organiser, cast.tree.root, Basis.objects.get(), timezone.localdate())

    assert {"Tôn giáo", "Số chứng minh nhân dân cũ"} <= {column.heading for column in ahead.empty}


def test_no_page_on_the_way_shows_what_is_sealed(cast: "Cast", lan: Member, enter: "Callable[[User], Client]") -> None:
    browser, root = enter(cast.organiser), cast.tree.root.public_id
    told = ""
    for kind in ("national", "contacts", "statistics"):
        told += browser.get(f"/members/handovers/new/check/?kind={kind}&unit={root}").content.decode()
    assert "1 trên 1 đảng viên có số điện thoại" in told

    browser.post(f"/members/handovers/new/check/?kind=contacts&unit={root}", {"to": "Chi bộ 1", "why": "Báo họp"})
    handover = Handover.objects.get()
    assert handover.job
    do_job(handover.job)
    told += browser.get(f"/members/handovers/{handover.public_id}/").content.decode()
    file = browser.post(f"/members/handovers/{handover.public_id}/take/")

    assert not [value for value in (LAN["id12"], LAN["phone"]) if value in told + handover.job.title]
    assert LAN["phone"] in b"".join(file).decode()
    assert file.headers["Cache-Control"] == "no-store"
