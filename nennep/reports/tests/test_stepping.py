"""A report goes up, is taken in, returned, locked and opened again; with it go numbers and standing duties."""

import pytest
from django.urls import reverse
from django.utils import timezone

from nennep.directives.models import Directive, Task
from nennep.directives.rules import AnswerState, Kind
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.notices.models import Notice
from nennep.organisation.models import Post
from nennep.records.actions import annul_number
from nennep.records.models import TakenNumber
from nennep.reports.actions.opening import remind_missing
from nennep.reports.actions.stepping import Words, step
from nennep.reports.actions.writing import Seen as Shown
from nennep.reports.actions.writing import edit
from nennep.reports.models import Paragraph, Report, ReportStep
from nennep.reports.rules import Part, ReportState, Step
from nennep.reports.tests.make import make_period, seen, taken_in
from tests.cast import Cast
from tests.world import browser_of


def results_of(report: Report) -> Paragraph:
    return Paragraph.objects.get(section__report=report, section__part=Part.RESULTS)


def shown(paragraph: Paragraph) -> Shown:
    paragraph.refresh_from_db()
    return Shown(paragraph.public_id, paragraph.version)


def test_a_report_goes_up_is_taken_in_and_locked_each_step_on_record(report: Report, cast: Cast) -> None:
    step(seen(report), Step.SEND, by=cast.contact)
    step(seen(report), Step.ACCEPT, by=cast.clerk)
    step(seen(report), Step.LOCK, by=cast.clerk)

    report.refresh_from_db()
    assert (report.state, report.sent_on) == (ReportState.LOCKED, timezone.localdate())
    assert list(ReportStep.objects.order_by("pk").values_list("step", flat=True)) == [Step.SEND, Step.ACCEPT, Step.LOCK]
    assert Entry.objects.filter(action="report.lock").exists()
    with pytest.raises(RuleBroken, match="không sửa được"):
        edit(shown(results_of(report)), "sửa sau khi khóa", by=cast.contact)


def test_a_unit_does_not_take_in_its_own_report_nor_another_send_it(report: Report, cast: Cast) -> None:
    for person in (cast.neighbour, cast.inspector, cast.member):
        with pytest.raises(NotAllowed):
            step(seen(report), Step.SEND, by=person)
    step(seen(report), Step.SEND, by=cast.contact)

    with pytest.raises(NotAllowed):
        step(seen(report), Step.ACCEPT, by=cast.contact)


def test_a_move_that_the_state_forbids_is_said_in_words(report: Report, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="Đã soạn"):
        step(seen(report), Step.LOCK, by=cast.clerk)
    step(seen(report), Step.SEND, by=cast.contact)
    with pytest.raises(RuleBroken, match="lý do"):
        step(seen(report), Step.RETURN, by=cast.clerk)


def test_the_offices_own_goes_up_only_when_those_below_are_in_or_excused(own: Report, cast: Cast) -> None:
    below = {r.unit_id: r for r in own.below.all()}
    taken_in(below[cast.tree.board.pk], cast.contact, cast.clerk)
    taken_in(below[cast.tree.school.pk], cast.neighbour, cast.clerk)
    with pytest.raises(RuleBroken, match="Chờ cấp dưới"):
        step(seen(own), Step.SEND, by=cast.clerk)

    step(seen(below[cast.tree.office.pk]), Step.EXCUSE, Words("văn phòng báo cáo trong báo cáo chung"), by=cast.clerk)
    own.refresh_from_db()
    freed = own.state
    step(seen(own), Step.SEND, by=cast.clerk)

    own.refresh_from_db()
    assert (freed, own.state) == (ReportState.DRAFTED, ReportState.SENT)


def all_in(own: Report, cast: Cast) -> None:
    people = {cast.tree.board.pk: cast.contact, cast.tree.school.pk: cast.neighbour, cast.tree.office.pk: cast.clerk}
    for report in own.below.all():
        taken_in(report, people[report.unit_id], cast.clerk)


def test_the_lock_of_the_offices_own_gives_it_a_number_and_only_a_leader_opens_it(own: Report, cast: Cast) -> None:
    all_in(own, cast)
    step(seen(own), Step.SEND, by=cast.clerk)
    step(seen(own), Step.ACCEPT, by=cast.secretary)
    with pytest.raises(RuleBroken, match="người ký"):
        step(seen(own), Step.LOCK, by=cast.secretary)
    step(seen(own), Step.LOCK, Words(post=Post.objects.get(may_sign=True)), by=cast.secretary)

    own.refresh_from_db()
    assert (own.state, own.number) == (ReportState.LOCKED, "1")
    with pytest.raises(NotAllowed):
        step(seen(own), Step.UNLOCK, Words("sai số liệu"), by=cast.clerk)
    step(seen(own), Step.UNLOCK, Words("sai số liệu"), by=cast.secretary)
    own.refresh_from_db()
    assert (own.state, own.number) == (ReportState.RETURNED, "1")


def test_a_unit_opened_again_makes_the_report_above_wait(own: Report, cast: Cast) -> None:
    all_in(own, cast)
    board = own.below.get(unit=cast.tree.board)

    step(seen(board), Step.RETURN, Words("thiếu số liệu"), by=cast.clerk)

    own.refresh_from_db()
    assert own.state == ReportState.WAITING


def test_what_was_consolidated_and_sent_does_not_lose_a_part(own: Report, cast: Cast) -> None:
    all_in(own, cast)
    step(seen(own), Step.SEND, by=cast.clerk)

    with pytest.raises(RuleBroken, match="cấp trên"):
        step(seen(own.below.get(unit=cast.tree.board)), Step.RETURN, Words("sửa"), by=cast.clerk)


def test_accepting_a_report_closes_the_standing_duties_of_its_period(issued: Directive, cast: Cast) -> None:
    task = issued.tasks.all()[2]
    Task.objects.filter(pk=task.pk).update(kind=Kind.STANDING)
    task.assignments.update(period="2026-Q4", due="2026-12-31", is_dated=False)
    period = make_period(issued, cast.clerk)

    taken_in(period.reports.get(unit=cast.tree.board), cast.contact, cast.clerk)

    states = dict(task.assignments.values_list("unit", "state"))
    assert states == {cast.tree.board.pk: AnswerState.CONFIRMED, cast.tree.school.pk: AnswerState.GIVEN}
    assert task.assignments.get(unit=cast.tree.board).entries.filter(text="Theo báo cáo quý IV/2026").exists()
    assert Entry.objects.filter(action="answer.close").exists()


def test_reminding_reaches_those_who_have_not_sent(report: Report, cast: Cast) -> None:
    step(seen(report), Step.SEND, by=cast.contact)
    Notice.objects.all().delete()

    n = remind_missing(report.period, by=cast.clerk)

    assert n == 2
    assert {notice.to for notice in Notice.objects.filter(kind="report.reminded")} == {cast.neighbour}


def test_a_number_is_annulled_with_a_reason_and_not_given_again(own: Report, cast: Cast) -> None:
    all_in(own, cast)
    step(seen(own), Step.SEND, by=cast.clerk)
    step(seen(own), Step.ACCEPT, by=cast.secretary)
    step(seen(own), Step.LOCK, Words(post=Post.objects.get(may_sign=True)), by=cast.clerk)
    taken = TakenNumber.objects.get()

    with pytest.raises(RuleBroken, match="lý do"):
        annul_number(taken, " ", by=cast.clerk)
    annul_number(taken, "đánh số nhầm sổ", by=cast.clerk)

    taken.refresh_from_db()
    assert (taken.number, taken.series.last, bool(taken.annulled_at)) == (1, 1, True)


def test_who_sent_the_offices_own_for_signature_does_not_take_it_in_its_leader_does(own: Report, cast: Cast) -> None:
    all_in(own, cast)
    step(seen(own), Step.SEND, by=cast.clerk)
    page = reverse("reports:report", args=[own.public_id])
    offered = {
        person: browser_of(person).get(page).content.decode().count('value="accept"')
        for person in (cast.clerk, cast.secretary)
    }

    for forbidden in (Step.ACCEPT, Step.RETURN):
        with pytest.raises(NotAllowed):
            step(seen(own), forbidden, Words("nhận thay"), by=cast.clerk)
    step(seen(own), Step.ACCEPT, by=cast.secretary)

    own.refresh_from_db()
    assert own.state == ReportState.ACCEPTED
    assert offered == {cast.clerk: 0, cast.secretary: 1}
    assert Notice.objects.filter(kind="report.send", to=cast.secretary).exists()
