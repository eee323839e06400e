"""Figures of the law: confirmed, corrected by two, as they were on a day."""

from datetime import date
from typing import Any

import pytest

from nennep.clock.limits import Limit, Unit
from nennep.facts.actions import confirm_fact, correct_fact, refuse_fact
from nennep.facts.events import fact_changed
from nennep.facts.models import Fact, FactState
from nennep.facts.queries import fact, facts_of
from nennep.facts.tests.make import OFFERED_KEY, SAID, make_offer, standing
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from tests.cast import Cast

TODAY = date(2026, 11, 27)
KEY = "members.recognition_review"


def test_a_figure_is_asked_by_its_key_and_a_day(db: None) -> None:
    ceremony, before = fact("members.ceremony", TODAY), fact("members.ceremony", date(2025, 12, 1))

    assert ceremony.limit == Limit(30, Unit.WORKING)
    assert (ceremony.confirmed, ceremony.in_force) == (False, True)
    assert ceremony.source == "Quy định số 208-QĐ/TW, ngày 26/7/2026"
    assert before.start_event == "ngày chi bộ nhận được quyết định"


def test_where_none_was_in_force_the_nearest_stands_in_and_says_so(db: None) -> None:
    gap, early = fact("members.ceremony", date(2026, 5, 1)), fact("members.ceremony", date(1999, 1, 1))

    assert (gap.in_force, gap.start_event) == (False, "ngày chi bộ nhận được quyết định")
    assert not early.in_force


def test_many_figures_are_one_question(db: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        found = facts_of(["members.probation", "members.vote_cell", "denunciations.settle"], TODAY)

    extension = found["denunciations.settle"].extension
    assert extension
    assert (extension.limit, extension.times) == (Limit(30, Unit.CALENDAR, shift_off_days=True), 1)


def test_a_key_that_nobody_shipped_is_a_mistake_of_the_program(db: None) -> None:
    with pytest.raises(LookupError, match=r"members\.nothing"):
        fact("members.nothing", TODAY)


def test_a_figure_that_is_not_known_asks_its_question(db: None) -> None:
    unknown = fact("voters.answer", TODAY)

    assert (unknown.known, unknown.limit) == (False, None)
    with pytest.raises(RuleBroken, match="phải trả lời kiến nghị cử tri trong bao nhiêu ngày"):
        _ = unknown.number


def test_the_office_confirms_what_was_shipped(cast: Cast) -> None:
    confirm_fact(standing(KEY), by=cast.clerk)

    assert fact(KEY, TODAY).confirmed
    assert Entry.objects.get(action="fact.confirmed").detail.body["value"] == "30"
    with pytest.raises(RuleBroken, match="đã được quyết định"):
        confirm_fact(standing(KEY), by=cast.secretary)


def test_a_correction_stands_when_a_second_person_confirms_it(cast: Cast) -> None:
    new = correct_fact(standing(KEY), SAID, by=cast.clerk)
    assert fact(KEY, TODAY).value == "30"

    confirm_fact(new, by=cast.secretary)

    assert (fact(KEY, TODAY).value, fact(KEY, date(2026, 9, 30)).value) == ("45", "30")
    assert fact(KEY, TODAY).confirmed
    assert Fact.objects.get(replaced_by=new).effective_to == date(2026, 9, 30)


def test_who_proposed_a_correction_may_not_confirm_it(cast: Cast) -> None:
    new = correct_fact(standing(KEY), SAID, by=cast.clerk)

    with pytest.raises(RuleBroken, match="cần người thứ hai"):
        confirm_fact(new, by=cast.clerk)


def test_one_correction_waits_at_a_time_and_may_be_taken_back(cast: Cast) -> None:
    new = correct_fact(standing(KEY), SAID, by=cast.clerk)
    with pytest.raises(RuleBroken, match="đang chờ người thứ hai"):
        correct_fact(standing(KEY), SAID, by=cast.secretary)

    refuse_fact(new, "đọc nhầm", by=cast.clerk)
    with pytest.raises(RuleBroken, match="Không có đề nghị nào"):
        refuse_fact(new, "lần nữa", by=cast.clerk)

    assert Fact.objects.get(pk=new.pk).state == FactState.REFUSED
    assert Entry.objects.filter(action="fact.refused").exists()
    correct_fact(standing(KEY), SAID, by=cast.secretary)


def test_a_figure_without_a_value_is_given_one_before_it_is_confirmed(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="chưa có giá trị"):
        confirm_fact(standing("voters.answer"), by=cast.clerk)


def test_an_offered_version_is_taken_or_not_by_one_person(cast: Cast) -> None:
    offered = make_offer(cast.clerk)

    confirm_fact(offered, by=cast.clerk)

    assert fact(OFFERED_KEY, TODAY).value == "18"


def test_a_change_is_told_to_the_rooms_above(cast: Cast) -> None:
    told: list[Any] = []

    def listen(**said: Any) -> None:
        told.append((said["was"].value, said["fact"].value, said["by"]))

    fact_changed.connect(listen)
    try:
        confirm_fact(standing("members.probation"), by=cast.clerk)
        confirm_fact(correct_fact(standing(KEY), SAID, by=cast.clerk), by=cast.secretary)
    finally:
        fact_changed.disconnect(listen)

    assert told == [("30", "45", cast.secretary)]


def test_who_does_not_keep_figures_changes_none(cast: Cast) -> None:
    new = correct_fact(standing(KEY), SAID, by=cast.clerk)

    with pytest.raises(NotAllowed):
        confirm_fact(new, by=cast.contact)
    with pytest.raises(NotAllowed):
        correct_fact(standing("members.probation"), SAID, by=cast.member)
    with pytest.raises(NotAllowed):
        refuse_fact(new, "x", by=cast.sysadmin)
