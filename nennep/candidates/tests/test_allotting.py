"""The year's target set, allotted, changed with a reason; red when a figure is written over or given by anybody."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from nennep.candidates.actions.allotting import Allotment, allot, version_of
from nennep.candidates.models import Quota
from nennep.candidates.tests.make import make_quota
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.notices.models import Notice
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def last_entry() -> str:
    return Entry.objects.order_by("-n")[0].action


def test_a_target_is_set_and_allotted_and_its_units_hear_of_it(cast: Cast) -> None:
    make_quota(cast.tree.root, cast.organiser, 10, **{cast.tree.board.public_id: 3, cast.tree.school.public_id: 4})

    assert {quota.unit: quota.number for quota in Quota.objects.all()} == {
        cast.tree.root: 10, cast.tree.board: 3, cast.tree.school: 4,
    }  # fmt: skip
    assert last_entry() == "quota.set"
    told = Notice.objects.get(to=cast.contact, kind="growth.allotted")
    assert "kết nạp 3 đảng viên" in told.text


def test_more_than_the_target_is_allotted_only_when_meant(cast: Cast) -> None:
    below = {cast.tree.board.public_id: 6, cast.tree.school.public_id: 5}
    year = timezone.localdate().year

    with pytest.raises(RuleBroken, match="vượt chỉ tiêu của đơn vị 1 người"):
        make_quota(cast.tree.root, cast.organiser, 10, **below)
    allot(Allotment(cast.tree.root, year, below, 10, sets_own=True, over_is_meant=True), by=cast.organiser)

    assert Quota.objects.in_force(year).count() == 3


def test_a_figure_changed_needs_a_reason_and_the_former_one_stays(cast: Cast) -> None:
    year, board = timezone.localdate().year, cast.tree.board
    make_quota(cast.tree.root, cast.organiser, 10, **{board.public_id: 3})

    with pytest.raises(RuleBroken, match="lý do"):
        allot(Allotment(cast.tree.root, year, {board.public_id: 5}), by=cast.organiser)
    changed = allot(Allotment(cast.tree.root, year, {board.public_id: 5}, reason="điều chỉnh"), by=cast.organiser)
    again = allot(Allotment(cast.tree.root, year, {board.public_id: 5}), by=cast.organiser)

    assert (changed, again) == (1, 0)
    kept = [(quota.number, quota.replaced_at is None) for quota in Quota.objects.filter(unit=board).order_by("pk")]
    assert kept == [(3, False), (5, True)]


def test_a_figure_is_withdrawn_by_emptying_it(cast: Cast) -> None:
    year, board = timezone.localdate().year, cast.tree.board
    make_quota(cast.tree.root, cast.organiser, 10, **{board.public_id: 3})

    allot(Allotment(cast.tree.root, year, {board.public_id: None}, reason="giao nhầm"), by=cast.organiser)

    assert not Quota.objects.in_force(year).filter(unit=board).exists()
    assert last_entry() == "quota.withdrawn"


def test_figures_that_another_changed_meanwhile_are_not_written_over(cast: Cast) -> None:
    year, tree = timezone.localdate().year, cast.tree
    seen = version_of(year, [tree.root, tree.office, tree.board, tree.school])
    make_quota(tree.root, cast.organiser, 10, **{tree.board.public_id: 3})

    with pytest.raises(RuleBroken, match="sửa ở nơi khác"):
        allot(Allotment(tree.root, year, {tree.board.public_id: 4}, reason="x", seen=seen), by=cast.organiser)


@pytest.mark.parametrize("who", [lambda c: c.secretary, lambda c: c.contact, lambda c: c.clerk])
def test_only_the_organising_board_allots(who: Callable[[Cast], object], cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        make_quota(cast.tree.root, who(cast), 10)  # type: ignore[arg-type]


def test_figures_go_only_to_units_directly_below(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="trực thuộc"):
        make_quota(cast.tree.root, cast.organiser, 10, **{cast.tree.cell.public_id: 1})
    with pytest.raises(RuleBroken, match="Năm"):
        make_quota(cast.tree.root, cast.organiser, 10, year=1999)
