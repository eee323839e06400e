"""What units say of what they owe, and what the giver does with it."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from nennep.directives.actions.answering import Proof, Said, Target, answer
from nennep.directives.actions.judging import judge, judge_many
from nennep.directives.actions.reminding import remind_many
from nennep.directives.models import Assignment, Directive, EvidenceKind, ProgressEntry, Task
from nennep.directives.queries.answers import answer_rows
from nennep.directives.queries.statuses import counts_of, looking, status_case
from nennep.directives.rules import CLOSED, NEVER, AnswerState, Route, Status, Verb, Via, status_of
from nennep.directives.tests.make import at
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.notices.models import Notice
from tests.cast import Cast

PROOF = Proof(EvidenceKind.DOCUMENT, "Báo cáo số 15-BC/BTC ngày 20/11/2026")


def test_a_task_goes_from_given_to_confirmed_each_step_on_record(owed: Assignment, cast: Cast) -> None:
    answer(at(owed), Verb.ACCEPT, Said(), by=cast.contact)
    answer(at(owed), Verb.PROGRESS, Said("đã rà soát 40 hồ sơ", percent=40), by=cast.contact)
    answer(at(owed), Verb.REPORT, Said("xong cả 90 hồ sơ", proofs=(PROOF,)), by=cast.contact)
    judge(at(owed), Verb.CONFIRM, by=cast.clerk)

    owed.refresh_from_db()
    assert (owed.state, owed.is_open, owed.percent) == (AnswerState.CONFIRMED, False, 100)
    verbs = [entry.verb for entry in owed.entries.order_by("pk")]
    assert verbs == [Verb.ACCEPT, Verb.PROGRESS, Verb.REPORT, Verb.CONFIRM]
    assert Entry.objects.filter(action="answer.confirm").exists()


def test_the_giver_is_told_of_a_report_and_the_unit_of_what_became_of_it(owed: Assignment, cast: Cast) -> None:
    Notice.objects.all().delete()

    answer(at(owed), Verb.REPORT, Said("xong"), by=cast.contact)
    judge(at(owed), Verb.RETURN, "thiếu danh sách", by=cast.clerk)

    told = {(notice.to, notice.kind) for notice in Notice.objects.all()}
    assert told == {(cast.clerk, "answer.report"), (cast.contact, "answer.return")}


def test_sending_back_needs_a_reason(owed: Assignment, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="lý do"):
        answer(at(owed), Verb.DECLINE, Said(), by=cast.contact)


def test_what_was_sent_back_is_given_again_or_let_go(owed: Assignment, cast: Cast) -> None:
    answer(at(owed), Verb.DECLINE, Said("không đúng chức năng"), by=cast.contact)
    judge(at(owed), Verb.INSIST, "đã thống nhất với đồng chí Bí thư", by=cast.clerk)
    answer(at(owed), Verb.DECLINE, Said("vẫn không đúng chức năng"), by=cast.contact)
    judge(at(owed), Verb.RELEASE, by=cast.clerk)

    owed.refresh_from_db()
    assert owed.state == AnswerState.CANCELLED
    assert owed.annulled_at is not None


def test_done_needs_the_proof_that_the_task_asks_for(owed: Assignment, cast: Cast) -> None:
    Task.objects.filter(pk=owed.task_id).update(proof="báo cáo")

    with pytest.raises(RuleBroken, match="báo cáo"):
        answer(at(owed), Verb.REPORT, Said("xong"), by=cast.contact)
    answer(at(owed), Verb.PROGRESS, Said("gửi báo cáo trước", proofs=(PROOF,)), by=cast.contact)
    answer(at(owed), Verb.REPORT, Said("xong"), by=cast.contact)

    assert Assignment.objects.get(pk=owed.pk).state == AnswerState.REPORTED


def test_a_refused_proof_proves_nothing(owed: Assignment, cast: Cast) -> None:
    Task.objects.filter(pk=owed.task_id).update(proof="báo cáo")
    entry = answer(at(owed), Verb.REPORT, Said("xong", proofs=(PROOF,)), by=cast.contact)
    judge(at(owed), Verb.RETURN, "sai mẫu", [entry.evidence.get().public_id], by=cast.clerk)

    with pytest.raises(RuleBroken, match="báo cáo"):
        answer(at(owed), Verb.REPORT, Said("xong lần nữa"), by=cast.contact)


def test_a_figure_against_its_share_gives_the_percent(owed: Assignment, cast: Cast) -> None:
    Assignment.objects.filter(pk=owed.pk).update(allotted=Decimal(80))

    answer(at(owed), Verb.PROGRESS, Said(figure=Decimal(20)), by=cast.contact)

    owed.refresh_from_db()
    assert (owed.figure, owed.percent) == (Decimal(20), 25)


@pytest.mark.parametrize("route", [Route.OPINION, Route.INFORMATION])
def test_some_kinds_are_closed_by_the_unit_itself(route: Route, owed: Assignment, cast: Cast) -> None:
    Task.objects.filter(pk=owed.task_id).update(route=route)
    verb = Verb.ACCEPT if route == Route.INFORMATION else Verb.REPORT

    answer(at(owed), verb, Said("nhất trí"), by=cast.contact)

    assert Assignment.objects.get(pk=owed.pk).state == AnswerState.CONFIRMED


def test_figures_are_not_reported_without_a_figure(owed: Assignment, cast: Cast) -> None:
    Task.objects.filter(pk=owed.task_id).update(route=Route.FIGURES)

    with pytest.raises(RuleBroken, match="con số"):
        answer(at(owed), Verb.REPORT, Said("xong"), by=cast.contact)


def test_nobody_answers_for_another_unit(owed: Assignment, cast: Cast) -> None:
    for person in (cast.neighbour, cast.member, cast.inspector, cast.auditor, cast.outsider, cast.sysadmin):
        with pytest.raises(NotAllowed):
            answer(at(owed), Verb.ACCEPT, Said(), by=person)


def test_a_unit_does_not_confirm_its_own_work(owed: Assignment, cast: Cast) -> None:
    answer(at(owed), Verb.REPORT, Said("xong"), by=cast.contact)

    with pytest.raises(NotAllowed):
        judge(at(owed), Verb.CONFIRM, by=cast.contact)


def test_a_move_that_the_state_forbids_is_said_in_words(owed: Assignment, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="Đã giao"):
        judge(at(owed), Verb.CONFIRM, by=cast.clerk)


def test_who_saw_an_older_state_is_stopped(owed: Assignment, cast: Cast) -> None:
    seen = at(owed)
    answer(seen, Verb.PROGRESS, Said("một"), by=cast.contact)

    with pytest.raises(RuleBroken, match="cập nhật"):
        answer(seen, Verb.PROGRESS, Said("hai"), by=cast.contact)


def test_what_the_clerk_keys_in_is_marked_as_the_units_word(owed: Assignment, cast: Cast) -> None:
    entry = answer(at(owed), Verb.PROGRESS, Said("theo phiếu", via=Via.PAPER), by=cast.clerk)

    assert (entry.keyed_for, entry.via) == (cast.tree.board.label, Via.PAPER)


def test_what_is_entered_long_after_is_marked_and_counts_as_done_on_its_entry(owed: Assignment, cast: Cast) -> None:
    today = timezone.localdate()

    entry = answer(at(owed), Verb.REPORT, Said("xong", day=today - timedelta(days=20)), by=cast.contact)

    owed.refresh_from_db()
    assert entry.entered_late
    assert owed.reported_on == today


def test_many_are_confirmed_at_once_and_what_could_not_be_is_named(given: Directive, cast: Cast) -> None:
    rows = Assignment.objects.filter(task=given.tasks.all()[0])
    answer(Target(rows.get(unit=cast.tree.board).public_id), Verb.REPORT, Said("xong"), by=cast.contact)

    tally = judge_many([row.public_id for row in rows], Verb.CONFIRM, by=cast.clerk)

    assert tally.done == 1
    assert [cast.tree.school.label in line for line in tally.refused] == [True]


def test_a_task_knows_its_nearest_open_date_and_when_it_was_closed(given: Directive, cast: Cast) -> None:
    task = given.tasks.all()[0]
    before = task.next_due
    for row in task.assignments.all():
        judge(Target(row.public_id), Verb.CLOSE, "đã xong ở cuộc họp", by=cast.clerk)

    task.refresh_from_db()
    assert (before, task.next_due) == (date(2026, 12, 15), NEVER)
    assert task.closed_at is not None


@pytest.mark.slow
@pytest.mark.rest
def test_the_status_in_sql_is_the_status_in_words(owed: Assignment) -> None:
    dice, today = random.Random(7), timezone.localdate()

    for _ in range(300):
        state = dice.choice(list(AnswerState))
        Assignment.objects.filter(pk=owed.pk).update(
            state=state,
            is_open=state not in CLOSED,
            due=dice.choice([None, today + timedelta(days=dice.randrange(-20, 20))]),
            first_due=today + timedelta(days=dice.randrange(-20, 20)),
            heard_on=today - timedelta(days=dice.randrange(30)),
            is_dated=dice.random() < 0.7,
            owes_answer=dice.random() < 0.9,
            excused=dice.random() < 0.2,
        )
        owed.refresh_from_db()
        [fast] = Assignment.objects.filter(pk=owed.pk).annotate(s=status_case(today, 14)).values_list("s", flat=True)
        found = [status for status in Status if looking(Assignment.objects.filter(pk=owed.pk), status).exists()]
        assert [fast] == found == [status_of(owed.standing, today, 14)]


def test_the_counts_of_a_task_sum_to_its_rows(given: Directive, owed: Assignment, cast: Cast) -> None:
    answer(at(owed), Verb.REPORT, Said("xong"), by=cast.contact)

    counts = counts_of(Assignment.objects.filter(task=owed.task))

    assert counts == {Status.WAITING: 1, Status.DOING: 1}


def test_helpers_are_closed_with_the_answer_they_helped(owed: Assignment, cast: Cast) -> None:
    helper = Assignment.objects.get(task=owed.task, unit=cast.tree.school)
    Assignment.objects.filter(pk=helper.pk).update(part="support")
    answer(at(helper), Verb.REPORT, Said("đã góp số liệu"), by=cast.neighbour)
    contributed = ProgressEntry.objects.visible_to(cast.contact).filter(assignment=helper).exists()
    answer(at(owed), Verb.REPORT, Said("xong"), by=cast.contact)
    judge(at(owed), Verb.CONFIRM, by=cast.clerk)

    helper.refresh_from_db()
    assert contributed
    assert helper.state == AnswerState.CONFIRMED


def test_the_last_word_of_a_row_is_the_units_own(owed: Assignment, cast: Cast) -> None:
    answer(at(owed), Verb.PROGRESS, Said("đã rà soát 40 hồ sơ"), by=cast.contact)
    remind_many([owed.public_id], "đề nghị báo cáo", by=cast.clerk)

    [row] = answer_rows(Assignment.objects.filter(pk=owed.pk))

    assert row.last == "đã rà soát 40 hồ sơ"


@pytest.mark.parametrize(("days", "words"), [(-2, "quá 2 ngày"), (0, "hạn hôm nay"), (3, "còn 3 ngày")])
def test_a_row_says_in_words_how_far_its_date_is(owed: Assignment, days: int, words: str) -> None:
    day = timezone.localdate() + timedelta(days)
    Assignment.objects.filter(pk=owed.pk).update(due=day, first_due=day, is_dated=True, heard_on=timezone.localdate())

    [row] = answer_rows(Assignment.objects.filter(pk=owed.pk))

    assert row.look.since == words
