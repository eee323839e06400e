"""Paths hold whatever is moved where; checked against a slow oracle."""

import random
from datetime import date

import pytest

from nennep.lib.errors import RuleBroken
from nennep.organisation.actions.tree import Dated
from nennep.organisation.actions.units import UnitFacts, add_unit, move_unit
from nennep.organisation.models import Unit
from nennep.organisation.queries.tree import ancestors
from nennep.organisation.rules import child_path, is_below
from nennep.organisation.tests.make import make_unit
from tests.cast import Cast

LATER = Dated(date(2026, 2, 1), "Quyết định số 5-QĐ/ĐU")


def below_by_hand(unit: Unit) -> set[int]:
    """The oracle: walks the parents, knows no paths."""
    found, new = {unit.pk}, {unit.pk}
    while new:
        new = set(Unit.objects.filter(parent__in=new).values_list("pk", flat=True))
        found |= new
    return found


def test_one_point_one_does_not_take_in_one_point_ten() -> None:
    first, tenth = child_path(child_path("", 1), 1), child_path(child_path("", 1), 10)

    assert not is_below(tenth, first)
    assert is_below(child_path(first, 3), first)


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(n, marks=pytest.mark.slow) for n in range(2, 6))])
def test_random_trees_agree_with_the_oracle(cast: Cast, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(40):
        units = list(Unit.objects.all())
        one, other = chance.choice(units), chance.choice(units)
        try:
            if chance.random() < 0.5:
                add_unit(other, UnitFacts(f"Chi bộ {number}"), LATER, by=cast.clerk)
            else:
                move_unit(one, other, LATER, by=cast.clerk)
        except RuleBroken:
            continue

    for unit in Unit.objects.all():
        assert set(Unit.objects.within([unit.path]).values_list("pk", flat=True)) == below_by_hand(unit)
        assert [above.pk for above in ancestors(unit)] == parents_by_hand(unit)


def parents_by_hand(unit: Unit) -> list[int]:
    found: list[int] = []
    while unit.parent:
        unit = unit.parent
        found.insert(0, unit.pk)
    return found


def test_the_number_of_a_child_that_moved_away_is_not_given_again(cast: Cast) -> None:
    tree = cast.tree
    old = tree.cell.path
    move_unit(tree.cell, tree.school, LATER, by=cast.clerk)

    new = add_unit(tree.board, UnitFacts("Chi bộ 2"), LATER, by=cast.clerk)

    assert new.path != old
    assert not Unit.objects.filter(path=old).exists()


def test_more_children_than_a_path_can_hold_are_refused(cast: Cast) -> None:
    make_unit("Chi bộ đầy", cast.tree.school)
    Unit.objects.filter(pk=cast.tree.school.pk).update(children_made=9999)

    with pytest.raises(RuleBroken):
        add_unit(cast.tree.school, UnitFacts("Chi bộ thừa"), LATER, by=cast.clerk)
