"""Groups and the names they go by."""

from collections.abc import Callable
from datetime import date

import pytest

from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.organisation.actions.groups import GroupFacts, add_group, deactivate_group, edit_group, reactivate_group
from nennep.organisation.actions.phrases import teach
from nennep.organisation.answers import Meaning
from nennep.organisation.models import Phrase
from nennep.organisation.resolving import resolve
from nennep.organisation.tests.make import make_group
from tests.cast import Cast

DAY = date(2026, 4, 9)


def journalled(action: str) -> bool:
    return Entry.objects.filter(action=action).exists()


def test_a_group_is_known_by_its_name_and_its_aliases(cast: Cast) -> None:
    facts = GroupFacts("Khối các trường", units=[cast.tree.school], aliases=["các cơ sở đào tạo", ""])
    group = add_group(facts, by=cast.clerk)

    assert resolve("Các trường", DAY).groups == (group,)
    assert resolve("giao các cơ sở đào tạo", DAY).groups == (group,)
    assert journalled("group.added")


def test_editing_takes_away_the_aliases_that_are_gone(cast: Cast) -> None:
    group = add_group(GroupFacts("Khối A", aliases=["một", "hai"]), by=cast.clerk)
    edit_group(group, GroupFacts("Khối B", units=[cast.tree.board], aliases=["hai", "ba"]), by=cast.organiser)

    assert sorted(Phrase.objects.values_list("words", flat=True)) == ["ba", "hai"]
    assert list(group.units.all()) == [cast.tree.board]
    assert journalled("group.edited")


def test_a_name_is_borne_once_and_words_have_one_meaning(cast: Cast) -> None:
    add_group(GroupFacts("Khối A"), by=cast.clerk)
    teach("các đơn vị bạn", Meaning(units=(cast.tree.board,)), directive_name="", by=cast.clerk)

    for facts in (GroupFacts("Khối  A"), GroupFacts(" "), GroupFacts("Khối C", aliases=["đơn vị bạn"])):
        with pytest.raises(RuleBroken):
            add_group(facts, by=cast.clerk)


def test_an_unused_group_means_nothing_until_it_is_used_again(cast: Cast) -> None:
    group = make_group("Khối các trường", cast.tree.school)
    deactivate_group(group, by=cast.clerk)
    assert not resolve("Khối các trường", DAY)
    with pytest.raises(RuleBroken):
        deactivate_group(group, by=cast.clerk)

    reactivate_group(group, by=cast.clerk)
    assert resolve("Khối các trường", DAY).groups == (group,)
    with pytest.raises(RuleBroken):
        reactivate_group(group, by=cast.clerk)
    assert journalled("group.deactivated")
    assert journalled("group.reactivated")


@pytest.mark.parametrize(
    "act",
    [
        lambda cast, _group: add_group(GroupFacts("X"), by=cast.contact),
        lambda cast, group: edit_group(group, GroupFacts("X"), by=cast.secretary),
        lambda cast, group: deactivate_group(group, by=cast.inspector),
        lambda cast, group: reactivate_group(group, by=cast.sysadmin),
    ],
)
def test_who_does_not_keep_the_tree_changes_no_group(cast: Cast, act: Callable[..., object]) -> None:
    group = make_group("Khối A")
    with pytest.raises(NotAllowed):
        act(cast, group)
