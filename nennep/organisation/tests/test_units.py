"""What may become of a unit: it works, is on record, is refused in the wrong state, and to the wrong person."""

from collections.abc import Callable
from datetime import date

import pytest

from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.organisation.actions.phrases import teach
from nennep.organisation.actions.reshaping import Split, close_unit, merge_units, reopen_unit, split_unit
from nennep.organisation.actions.tree import Dated
from nennep.organisation.actions.units import (
    OfficeFacts,
    UnitFacts,
    add_unit,
    correct_unit,
    facts_of,
    move_unit,
    rename_unit,
    set_office,
)
from nennep.organisation.answers import Meaning
from nennep.organisation.events import unit_about_to_end, warnings_before_end
from nennep.organisation.models import Grant, Post, Unit
from nennep.organisation.permissions import may
from nennep.organisation.queries.tree import name_on, parent_on
from nennep.organisation.rules import Act, ChangeKind, Role, UnitKind
from nennep.organisation.tests.make import START, make_group, make_post, make_unit
from tests.cast import Cast

DAY = date(2026, 3, 1)
WHEN = Dated(DAY, "Quyết định số 7-QĐ/ĐU")
BEFORE = date(2026, 2, 28)


def journalled(action: str) -> bool:
    return Entry.objects.filter(action=action).exists()


def test_a_new_unit_stands_from_its_day_on(cast: Cast) -> None:
    unit = add_unit(cast.tree.board, UnitFacts(" Chi bộ  2 ", code="BTC-2"), WHEN, by=cast.clerk)

    assert unit.name == "Chi bộ 2"
    assert unit.folded_name == "chi bo 2 · btc-2"
    assert unit in Unit.objects.on(DAY)
    assert unit not in Unit.objects.on(BEFORE)
    assert unit.changes.get().kind == ChangeKind.CREATED
    assert journalled("unit.added")


def test_a_code_is_used_once(cast: Cast) -> None:
    add_unit(cast.tree.board, UnitFacts("Chi bộ 2", code="CB2"), WHEN, by=cast.clerk)

    with pytest.raises(RuleBroken, match="CB2"):
        add_unit(cast.tree.board, UnitFacts("Chi bộ 3", code="CB2"), WHEN, by=cast.clerk)


def test_a_correction_leaves_no_history_but_is_journalled(cast: Cast) -> None:
    correct_unit(cast.tree.cell, UnitFacts("Chi bộ 1", phone="0225 123 456"), by=cast.organiser)

    cast.tree.cell.refresh_from_db()
    assert facts_of(cast.tree.cell).phone == "0225 123 456"
    assert not cast.tree.cell.changes.exists()
    assert journalled("unit.corrected")


def test_a_renamed_unit_keeps_the_name_it_had(cast: Cast) -> None:
    unit = rename_unit(cast.tree.cell, "Chi bộ Tổng hợp", "", WHEN, by=cast.clerk)

    assert name_on(unit, BEFORE) == "Chi bộ 1"
    assert name_on(unit, DAY) == "Chi bộ Tổng hợp"
    assert journalled("unit.renamed")


def test_a_moved_subtree_goes_with_its_unit_and_remembers_where_it_stood(cast: Cast) -> None:
    tree = cast.tree
    board = move_unit(tree.board, tree.school, WHEN, by=cast.clerk)

    tree.cell.refresh_from_db()
    assert tree.cell.path.startswith(board.path)
    assert board.path.startswith(tree.school.path)
    assert parent_on(board, BEFORE) == tree.root
    assert parent_on(board, DAY) == tree.school
    assert journalled("unit.moved")


def test_a_circle_is_refused(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="nằm trong"):
        move_unit(cast.tree.board, cast.tree.cell, WHEN, by=cast.clerk)


def test_a_split_unit_ends_and_its_parts_begin(cast: Cast) -> None:
    parts = split_unit(
        cast.tree.cell, Split([UnitFacts("Chi bộ 1A"), UnitFacts("Chi bộ 1B")], goes_on=False), WHEN, by=cast.clerk
    )

    cast.tree.cell.refresh_from_db()
    assert cast.tree.cell.valid_to == BEFORE
    assert [part.parent for part in parts] == [cast.tree.board] * 2
    assert set(cast.tree.cell.changes.get().others.all()) == set(parts)
    assert journalled("unit.split")


def test_a_part_may_leave_a_unit_that_goes_on(cast: Cast) -> None:
    split_unit(cast.tree.cell, Split([UnitFacts("Chi bộ mới")], goes_on=True), WHEN, by=cast.clerk)

    cast.tree.cell.refresh_from_db()
    assert cast.tree.cell.valid_to is None


def test_a_split_into_one_and_of_a_unit_with_children_is_refused(cast: Cast) -> None:
    two = [UnitFacts("A"), UnitFacts("B")]
    with pytest.raises(RuleBroken):
        split_unit(cast.tree.cell, Split(two[:1], goes_on=False), WHEN, by=cast.clerk)
    with pytest.raises(RuleBroken, match="1 đơn vị trực thuộc"):
        split_unit(cast.tree.board, Split(two, goes_on=False), WHEN, by=cast.clerk)


def test_merged_units_end_and_leave_children_groups_and_phrases_to_the_one(cast: Cast) -> None:
    tree = cast.tree
    group = make_group("Các ban", tree.board)
    teach("ban cũ", Meaning(units=(tree.board,)), directive_name="", by=cast.clerk)
    post = make_post("Trưởng ban", tree.board, cast.contact)

    merge_units([tree.board], tree.office, WHEN, by=cast.clerk)

    for thing in (tree.board, tree.cell, post):
        thing.refresh_from_db()
    assert tree.board.valid_to == post.ends == BEFORE
    assert tree.cell.parent == tree.office
    assert tree.office in group.units.all()
    assert tree.office.phrases.count() == 1
    assert journalled("unit.merged")


def test_a_unit_is_not_merged_into_its_own_child_nor_into_itself(cast: Cast) -> None:
    with pytest.raises(RuleBroken):
        merge_units([cast.tree.board], cast.tree.cell, WHEN, by=cast.clerk)
    with pytest.raises(RuleBroken):
        merge_units([cast.tree.board], cast.tree.board, WHEN, by=cast.clerk)


def test_a_closed_unit_ends_its_posts_and_the_grants_on_them(cast: Cast) -> None:
    post = make_post("Bí thư chi bộ", cast.tree.cell, cast.member)
    Grant.objects.create(user=cast.member, role=Role.CONTACT, unit=cast.tree.cell, post=post, starts=START)
    assert may(cast.member, Act.SEE_OWN, cast.tree.cell)

    close_unit(cast.tree.cell, WHEN, by=cast.clerk)

    assert Post.objects.get(pk=post.pk).ends == DAY
    assert not may(cast.member, Act.SEE_OWN, cast.tree.cell)
    assert journalled("unit.closed")


def test_a_unit_with_living_children_and_the_top_are_not_closed(cast: Cast) -> None:
    for unit in (cast.tree.board, cast.tree.root):
        with pytest.raises(RuleBroken):
            close_unit(unit, WHEN, by=cast.clerk)


def test_other_rooms_may_warn_before_a_unit_ends(cast: Cast) -> None:
    def told(unit: Unit, **rest: object) -> str:
        return f"{unit.name} còn 9 việc chưa xong."

    unit_about_to_end.connect(told)
    try:
        assert warnings_before_end(cast.tree.cell) == ["Chi bộ 1 còn 9 việc chưa xong."]
    finally:
        unit_about_to_end.disconnect(told)


def test_a_reopened_unit_did_not_stand_meanwhile(cast: Cast) -> None:
    close_unit(cast.tree.cell, WHEN, by=cast.clerk)
    reopen_unit(cast.tree.cell, Dated(date(2026, 6, 1), "Thành lập lại"), by=cast.clerk)

    standing = [cast.tree.cell in Unit.objects.on(day) for day in (DAY, date(2026, 4, 1), date(2026, 6, 1))]
    assert standing == [True, False, True]
    assert cast.tree.cell in Unit.objects.living()
    assert journalled("unit.reopened")


def test_a_living_unit_is_not_reopened(cast: Cast) -> None:
    with pytest.raises(RuleBroken):
        reopen_unit(cast.tree.cell, WHEN, by=cast.clerk)


@pytest.mark.parametrize("day", [date(2099, 1, 1), date(2024, 1, 1)])
def test_a_day_to_come_or_before_the_unit_is_refused(cast: Cast, day: date) -> None:
    with pytest.raises(RuleBroken):
        rename_unit(cast.tree.cell, "Chi bộ khác", "", Dated(day, ""), by=cast.clerk)


def test_history_is_written_in_order(cast: Cast) -> None:
    rename_unit(cast.tree.cell, "Chi bộ khác", "", WHEN, by=cast.clerk)

    with pytest.raises(RuleBroken, match="01/03/2026"):
        rename_unit(cast.tree.cell, "Chi bộ khác nữa", "", Dated(BEFORE, ""), by=cast.clerk)


@pytest.mark.parametrize(
    "act",
    [
        lambda cast: add_unit(cast.tree.school, UnitFacts("X"), WHEN, by=cast.contact),
        lambda cast: correct_unit(cast.tree.school, UnitFacts("X"), by=cast.contact),
        lambda cast: rename_unit(cast.tree.school, "X", "", WHEN, by=cast.secretary),
        lambda cast: move_unit(cast.tree.cell, cast.tree.school, WHEN, by=cast.contact),
        lambda cast: split_unit(cast.tree.cell, Split([], goes_on=True), WHEN, by=cast.inspector),
        lambda cast: merge_units([cast.tree.board], cast.tree.school, WHEN, by=cast.neighbour),
        lambda cast: close_unit(cast.tree.cell, WHEN, by=cast.sysadmin),
        lambda cast: reopen_unit(cast.tree.cell, WHEN, by=cast.auditor),
        lambda cast: set_office(OfficeFacts("X"), by=cast.contact),
    ],
)
def test_who_does_not_keep_the_tree_changes_nothing(cast: Cast, act: Callable[[Cast], object]) -> None:
    with pytest.raises(NotAllowed):
        act(cast)
    assert not Entry.objects.exists()


def test_the_office_s_own_words_are_changed_by_clerk_and_system_keeper(cast: Cast) -> None:
    set_office(OfficeFacts("Đảng ủy phường Đông Sơn", place="Đông Sơn"), by=cast.sysadmin)
    office = set_office(OfficeFacts("Đảng ủy phường Đông Sơn", place="Bình Hải"), by=cast.clerk)

    assert office.place == "Bình Hải"
    assert Entry.objects.filter(action="office.changed").count() == 2


def test_kinds_are_kept(cast: Cast) -> None:
    unit = make_unit("Hội Nông dân", cast.tree.root, UnitKind.MASS)

    assert facts_of(unit).kind == UnitKind.MASS
