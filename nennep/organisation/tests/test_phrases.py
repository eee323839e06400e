"""Teaching and forgetting; opening groups; completing names."""

from datetime import date

import pytest

from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.organisation.actions import forget, teach
from nennep.organisation.answers import How, Meaning
from nennep.organisation.models import Phrase, Unit
from nennep.organisation.queries.reach import complete, expand
from nennep.organisation.resolving import resolve
from nennep.organisation.tests.make import make_group
from tests.cast import Cast

DAY = date(2026, 4, 9)


def test_a_lesson_holds_in_the_next_directive(cast: Cast) -> None:
    teach("Cơ quan thường trực", Meaning(units=(cast.tree.office,)), directive_name="12-KL/ĐU", by=cast.clerk)

    found = resolve("giao Cơ quan thường trực", DAY)

    assert (found.how, found.units) == (How.PHRASE, (cast.tree.office,))
    assert "12-KL/ĐU" in found.note
    assert Entry.objects.filter(action="phrase.taught").count() == 1


def test_a_later_lesson_takes_the_place_of_an_earlier_one(cast: Cast) -> None:
    teach("khối trường", Meaning(units=(cast.tree.office,)), directive_name="1", by=cast.clerk)
    teach("Khối Trường", Meaning(units=(cast.tree.school,)), directive_name="2", by=cast.clerk)

    assert resolve("khối trường", DAY).units == (cast.tree.school,)
    assert Phrase.objects.count() == 1


def test_nothing_cannot_be_taught(cast: Cast) -> None:
    with pytest.raises(RuleBroken):
        teach("…", Meaning(units=(cast.tree.office,)), directive_name="", by=cast.clerk)
    with pytest.raises(RuleBroken):
        teach("khối trường", Meaning(), directive_name="", by=cast.clerk)


def test_who_does_not_review_does_not_teach_and_forget(cast: Cast) -> None:
    phrase = teach("khối trường", Meaning(units=(cast.tree.school,)), directive_name="", by=cast.clerk)

    with pytest.raises(NotAllowed):
        teach("khối trường", Meaning(units=(cast.tree.office,)), directive_name="", by=cast.contact)
    with pytest.raises(NotAllowed):
        forget(phrase, by=cast.contact)


def test_a_forgotten_phrase_is_gone_and_on_record(cast: Cast) -> None:
    phrase = teach("khối trường", Meaning(units=(cast.tree.school,)), directive_name="", by=cast.clerk)

    forget(phrase, by=cast.organiser)

    assert not resolve("khối trường", DAY)
    assert Entry.objects.filter(action="phrase.forgotten").count() == 1


def test_a_group_opens_into_its_living_units_each_once(cast: Cast) -> None:
    tree = cast.tree
    group = make_group("Khối cơ quan", tree.office, tree.board, tree.school)
    Unit.objects.filter(pk=tree.school.pk).update(valid_to=date(2026, 1, 31))

    reached = expand(Meaning(units=(tree.board,), groups=(group,)), DAY)

    assert [(one.unit, one.through) for one in reached] == [(tree.office, "Khối cơ quan"), (tree.board, "")]


def test_names_complete_without_accents_beginnings_first(cast: Cast) -> None:
    make_group("Các ban, văn phòng", cast.tree.office)

    found = [(one.kind, one.name) for one in complete("ban", cast.clerk)]

    assert found[0] == ("unit", "Ban Tổ chức Đảng ủy")
    assert ("group", "Các ban, văn phòng") in found


def test_people_with_a_place_in_the_tree_complete_too(cast: Cast) -> None:
    assert [one.name for one in complete("khoat", cast.clerk)] == ["Trần Minh Khoát"]
    assert complete("cao ba", cast.clerk) == []  # the outsider holds nothing


@pytest.mark.parametrize("typed", ["", "   ", "%", "_"])
def test_wild_cards_and_nothing_complete_to_nothing(cast: Cast, typed: str) -> None:
    assert complete(typed, cast.clerk) == []


def test_who_answers_for_a_unit_is_told_the_names_within_it(cast: Cast) -> None:
    assert [one.name for one in complete("ban", cast.contact)] == ["Ban Tổ chức Đảng ủy"]  # parts stay in the own unit
    assert [one.name for one in complete("chi bo", cast.contact)] == ["Chi bộ 1"]
    assert complete("truong", cast.contact) == complete("ban", cast.outsider) == []


def test_completion_costs_the_same_for_few_names_and_many(cast: Cast, django_assert_max_num_queries: object) -> None:
    for number in range(20):
        make_group(f"Ban số {number}")

    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert len(complete("ban", cast.clerk)) == 12
