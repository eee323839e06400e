"""The verbs: each works and is on record, is refused in a wrong state, and to who may not; no name leaves the room."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nennep.candidates.actions.keeping import (
    Facts,
    add_candidate,
    edit_candidate,
    erase,
    facts_of,
    resume,
    stop,
)
from nennep.candidates.actions.recording import Told, record_many, record_step, take_back
from nennep.candidates.models import Candidate, StageStep
from nennep.candidates.rules import Stage
from nennep.candidates.tests.make import days_ago, make_candidate
from nennep.journal.models import Detail, Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.organisation.actions.reshaping import close_unit
from nennep.organisation.actions.tree import Dated
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NAME = "Lương Thảo Vy"


def last_entry() -> str:
    return Entry.objects.order_by("-n")[0].action


def test_a_contact_adds_a_candidate_of_the_own_unit(cast: Cast) -> None:
    steps = [Told(Stage.APPLIED, days_ago(10), "12-ĐXV"), Told(Stage.TAUGHT, days_ago(200))]

    made = add_candidate(Facts(cast.tree.board, f"  {NAME} ", 1998), steps, by=cast.contact)

    assert (made.name, made.stage, made.since, made.certified_on) == (NAME, "applied", days_ago(10), days_ago(200))
    assert made.steps.count() == 2
    assert last_entry() == "candidate.added"


def test_nobody_adds_one_elsewhere_or_without_the_right(cast: Cast) -> None:
    for who in (cast.neighbour, cast.secretary, cast.clerk, cast.member):
        with pytest.raises(NotAllowed):
            make_candidate(cast.tree.board, who)


@pytest.mark.parametrize(("name", "born"), [("", 1998), (NAME, 1890), (NAME, 2020)])
def test_a_candidate_has_a_name_and_a_likely_year_of_birth(name: str, born: int, cast: Cast) -> None:
    with pytest.raises(RuleBroken):
        add_candidate(Facts(cast.tree.board, name, born), [Told(Stage.OUTSTANDING, days_ago(1))], by=cast.organiser)


def test_nobody_is_added_to_a_unit_that_has_ended(cast: Cast) -> None:
    close_unit(cast.tree.school, Dated(days_ago(1), "nhập"), by=cast.clerk)

    with pytest.raises(RuleBroken, match="kết thúc"):
        make_candidate(type(cast.tree.school).objects.get(pk=cast.tree.school.pk), cast.organiser)


def test_a_step_moves_the_candidate_on(cast: Cast) -> None:
    one = make_candidate(cast.tree.board, cast.contact)

    record_step(one, Told(Stage.APPLIED, days_ago(5), "1"), by=cast.contact)

    one.refresh_from_db()
    assert (one.stage, one.since) == ("applied", days_ago(5))
    assert last_entry() == "candidate.step_recorded"


def test_a_step_passed_over_is_filled_in_and_moves_nobody(cast: Cast) -> None:
    one = make_candidate(
        cast.tree.board, cast.contact, (Stage.OUTSTANDING, days_ago(90)), (Stage.VERIFIED, days_ago(9))
    )

    record_step(one, Told(Stage.APPLIED, days_ago(40)), by=cast.contact)

    one.refresh_from_db()
    assert (one.stage, one.since) == ("verified", days_ago(9))


def test_a_step_out_of_order_of_days_is_refused(cast: Cast) -> None:
    one = make_candidate(cast.tree.board, cast.contact)

    with pytest.raises(RuleBroken, match="không khớp"):
        record_step(one, Told(Stage.APPLIED, days_ago(101)), by=cast.contact)


def test_only_who_keeps_the_candidate_records_a_step(cast: Cast) -> None:
    one = make_candidate(cast.tree.board, cast.organiser)

    for who in (cast.neighbour, cast.secretary, cast.clerk):
        with pytest.raises(NotAllowed):
            record_step(one, Told(Stage.APPLIED, days_ago(5)), by=who)


def test_twelve_finish_the_class_on_one_day_and_who_does_not_fit_is_named(cast: Cast) -> None:
    twelve = [make_candidate(cast.tree.board, cast.contact, name=f"Người {n}") for n in range(12)]
    late = make_candidate(cast.tree.board, cast.contact, (Stage.RESOLVED, days_ago(30)), name="Người đi trước")

    tally = record_many([*twelve, late], Told(Stage.TAUGHT, days_ago(3), "7-GCN"), by=cast.contact)

    assert tally.done == 12
    assert tally.refused[0].startswith("Người đi trước: ")
    assert Candidate.objects.filter(stage="taught", certified_on=days_ago(3)).count() == 12


def test_many_are_some(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="Chưa chọn"):
        record_many([], Told(Stage.TAUGHT, days_ago(3)), by=cast.contact)


def test_a_step_recorded_wrongly_is_taken_back_and_stays_on_record(cast: Cast) -> None:
    one = make_candidate(cast.tree.board, cast.contact)
    wrong = record_step(one, Told(Stage.DECIDED, days_ago(5)), by=cast.contact)

    take_back(wrong, "nhầm người", by=cast.contact)

    one.refresh_from_db()
    assert one.stage == "outstanding"
    assert StageStep.objects.get(pk=wrong.pk).annulled_why == "nhầm người"
    assert last_entry() == "candidate.step_taken_back"
    with pytest.raises(RuleBroken, match="đã bỏ"):
        take_back(wrong, "lần nữa", by=cast.contact)


def test_a_step_taken_back_needs_a_reason_a_right_and_leaves_a_step(cast: Cast) -> None:
    one = make_candidate(cast.tree.board, cast.contact)
    only = one.steps.get()

    with pytest.raises(RuleBroken, match="lý do"):
        take_back(only, " ", by=cast.contact)
    with pytest.raises(RuleBroken, match="ít nhất một bước"):
        take_back(only, "nhầm", by=cast.contact)
    with pytest.raises(NotAllowed):
        take_back(only, "nhầm", by=cast.neighbour)


def test_the_ceremony_stays_while_the_recognition_rests_on_it(cast: Cast) -> None:
    steps = ((Stage.ADMITTED, days_ago(420)), (Stage.PROPOSED, days_ago(40)))
    one = make_candidate(cast.tree.board, cast.contact, *steps)

    with pytest.raises(RuleBroken, match="dựa vào"):
        take_back(one.steps.get(stage="admitted"), "nhầm", by=cast.contact)


def test_a_candidate_is_corrected_and_moves_within_reach(cast: Cast) -> None:
    one = make_candidate(cast.tree.board, cast.organiser)

    edit_candidate(one, Facts(cast.tree.school, "Lương Thảo Vi"), by=cast.organiser)

    one.refresh_from_db()
    assert facts_of(one) == Facts(cast.tree.school, "Lương Thảo Vi")
    assert last_entry() == "candidate.edited"
    with pytest.raises(NotAllowed):
        edit_candidate(one, Facts(cast.tree.board, NAME), by=cast.neighbour)  # nobody hands one to another's unit


def test_who_leaves_is_taken_up_again(cast: Cast) -> None:
    one = make_candidate(cast.tree.board, cast.contact)

    stop(one, "chuyển công tác", days_ago(2), by=cast.contact)
    with pytest.raises(RuleBroken, match="thôi theo dõi"):
        record_step(one, Told(Stage.APPLIED, days_ago(1)), by=cast.contact)
    resume(one, by=cast.contact)

    one.refresh_from_db()
    assert one.is_going
    assert [e.action for e in Entry.objects.order_by("-n")[:2]] == ["candidate.resumed", "candidate.stopped"]
    with pytest.raises(RuleBroken, match="đang được theo dõi"):
        resume(one, by=cast.contact)


@pytest.mark.parametrize(("why", "ago"), [("", 1), ("rút đơn", 101), ("rút đơn", -1)])
def test_leaving_has_a_reason_and_a_day_after_the_last_step(why: str, ago: int, cast: Cast) -> None:
    one = make_candidate(cast.tree.board, cast.contact)

    with pytest.raises(RuleBroken):
        stop(one, why, days_ago(ago), by=cast.contact)


def test_erasing_forgets_the_person_and_keeps_the_figures(cast: Cast) -> None:
    steps = ((Stage.ADMITTED, days_ago(60)), (Stage.DECIDED, days_ago(80)))
    one = make_candidate(cast.tree.board, cast.contact, *steps)
    record_step(one, Told(Stage.RESOLVED, days_ago(90), "12-NQ/CB"), by=cast.contact)
    stop(one, f"{NAME} xin rút", days_ago(2), by=cast.contact)

    erase(one, "hết mục đích", by=cast.contact)

    one.refresh_from_db()
    said = [value for values in (*Candidate.objects.values(), *StageStep.objects.values()) for value in values.values()]
    assert not [value for value in said if "Vy" in str(value) or value in (1998, "female", "youth", "12-NQ/CB")]
    assert (one.unit, one.stage, one.admitted_on) == (cast.tree.board, "admitted", days_ago(60))
    assert last_entry() == "candidate.erased"
    with pytest.raises(RuleBroken, match="đã xóa"):
        resume(one, by=cast.contact)


def test_erasing_needs_a_reason_and_somebody_who_has_left(cast: Cast) -> None:
    one = make_candidate(cast.tree.board, cast.contact)

    with pytest.raises(RuleBroken, match="thôi theo dõi trước"):
        erase(one, "hết mục đích", by=cast.contact)
    stop(one, "rút đơn", days_ago(2), by=cast.contact)
    with pytest.raises(RuleBroken, match="lý do"):
        erase(one, "", by=cast.contact)
    with pytest.raises(NotAllowed):
        erase(one, "hết mục đích", by=cast.secretary)


def test_the_journal_never_learns_a_name(cast: Cast) -> None:
    one = make_candidate(cast.tree.board, cast.contact)
    wrong = record_step(one, Told(Stage.APPLIED, days_ago(5), "12-ĐXV"), by=cast.contact)
    take_back(wrong, f"nhầm với {NAME}", by=cast.contact)
    edit_candidate(one, Facts(cast.tree.board, NAME, note="ghi chú riêng"), by=cast.contact)
    stop(one, f"{NAME} rút đơn", days_ago(1), by=cast.contact)
    erase(one, "hết mục đích", by=cast.contact)

    told = str(list(Detail.objects.values_list("body", flat=True)))
    assert not [word for word in (NAME, "12-ĐXV", "ghi chú riêng", "rút đơn") if word in told]


def test_a_step_of_tomorrow_is_refused(cast: Cast) -> None:
    one = make_candidate(cast.tree.board, cast.contact)

    with pytest.raises(RuleBroken, match="chưa đến"):
        record_step(one, Told(Stage.APPLIED, timezone.localdate() + timedelta(days=1)), by=cast.contact)
