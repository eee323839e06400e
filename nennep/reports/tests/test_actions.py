"""A period opened, reports drafted, corrected, sent up, taken in, locked; what people wrote stays theirs."""

import pytest
from django.utils import timezone

from nennep.directives.actions.answering import Said, Target, answer
from nennep.directives.models import Assignment, Directive, Task
from nennep.directives.rules import AnswerState, Kind, Verb
from nennep.directives.tests.make import make_issued
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.notices.models import Notice
from nennep.organisation.models import Post
from nennep.records.actions import annul_number
from nennep.records.models import TakenNumber
from nennep.reports.actions.drafting import draft_report
from nennep.reports.actions.opening import call_below, remind_missing
from nennep.reports.actions.stepping import Words, step
from nennep.reports.actions.writing import Seen as Shown
from nennep.reports.actions.writing import accept_offer, add, drop, edit, keep_own
from nennep.reports.models import Paragraph, Report, ReportPeriod, ReportStep
from nennep.reports.rules import ParagraphState, Part, ReportState, Step
from nennep.reports.tests.make import drafted, make_period, seen, taken_in
from tests.cast import Cast


@pytest.fixture
def issued(cast: Cast) -> Directive:
    return make_issued(cast.tree.root, cast.clerk, cast.tree.board, cast.tree.school)


@pytest.fixture
def period(issued: Directive, cast: Cast) -> ReportPeriod:
    return make_period(issued, cast.clerk)


@pytest.fixture
def report(period: ReportPeriod, cast: Cast) -> Report:
    return drafted(period.reports.get(unit=cast.tree.board))


@pytest.fixture
def own(period: ReportPeriod, cast: Cast) -> Report:
    return drafted(period.reports.get(unit=cast.tree.root))


def results_of(report: Report) -> Paragraph:
    return Paragraph.objects.get(section__report=report, section__part=Part.RESULTS)


def shown(paragraph: Paragraph) -> Shown:
    paragraph.refresh_from_db()
    return Shown(paragraph.public_id, paragraph.version)


def report_done(cast: Cast) -> None:
    """The board reports its first task done."""
    owed = Assignment.objects.filter(unit=cast.tree.board).order_by("task__start")[0]
    answer(Target(owed.public_id), Verb.REPORT, Said("đủ 90 hồ sơ"), by=cast.contact)


def test_opening_asks_every_unit_below_and_tells_it(period: ReportPeriod, cast: Cast) -> None:
    units = set(period.reports.values_list("unit__name", flat=True))

    assert units == {unit.name for unit in (cast.tree.root, cast.tree.office, cast.tree.board, cast.tree.school)}
    assert period.reports.get(unit=cast.tree.root).state == ReportState.WAITING
    assert Notice.objects.filter(kind="report.asked", to=cast.contact).count() == 1
    assert Entry.objects.filter(action="report_period.opened").exists()


def test_a_period_is_opened_once_and_by_the_office(issued: Directive, period: ReportPeriod, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="đã được mở"):
        make_period(issued, cast.clerk)
    for person in (cast.contact, cast.inspector, cast.organiser, cast.member, cast.outsider):
        with pytest.raises(NotAllowed):
            make_period(issued, person, "2026-M11")


def test_a_report_drafts_itself_from_its_answers_each_paragraph_with_its_sources(report: Report, cast: Cast) -> None:
    report_done(cast)
    draft_report(report, by=cast.contact)

    said = results_of(report)
    assert said.text.startswith(
        "Đã báo cáo hoàn thành việc xây dựng kế hoạch rà soát hồ sơ đảng viên (đủ 90 hồ sơ), chờ"
    )
    sources = set(said.sources.values_list("assignment__unit", flat=True))
    assert sources == {cast.tree.board.pk}
    assert Entry.objects.filter(action="report.drafted").exists()


def test_units_in_the_same_state_share_a_sentence_in_the_offices_own(own: Report, cast: Cast) -> None:
    texts = [p.text for p in Paragraph.objects.filter(section__report=own, section__part=Part.RESULTS)]

    assert any("Ban Tổ chức Đảng ủy và Đảng bộ Trường Chính trị chưa có báo cáo về việc xây dựng" in t for t in texts)


def test_a_new_draft_never_touches_a_persons_words_and_offers_what_changed(report: Report, cast: Cast) -> None:
    said = results_of(report)
    edit(shown(said), "Ban đang rà soát hồ sơ.", by=cast.contact)
    report_done(cast)

    done = draft_report(report, by=cast.contact)

    said.refresh_from_db()
    assert (said.text, said.state, done.offered) == ("Ban đang rà soát hồ sơ.", ParagraphState.EDITED, 1)
    assert "đủ 90 hồ sơ" in said.offered_text


def test_an_offer_is_taken_or_declined_and_not_made_twice(report: Report, cast: Cast) -> None:
    said = results_of(report)
    edit(shown(said), "Ban đang rà soát hồ sơ.", by=cast.contact)
    report_done(cast)
    draft_report(report, by=cast.contact)

    keep_own(shown(said), by=cast.contact)
    draft_report(report, by=cast.contact)
    said.refresh_from_db()
    declined = (said.text, said.offered_text)
    Paragraph.objects.filter(pk=said.pk).update(offered_text="Bản mới.")
    accept_offer(shown(said), by=cast.contact)

    said.refresh_from_db()
    assert declined == ("Ban đang rà soát hồ sơ.", "")
    assert (said.text, said.state) == ("Bản mới.", ParagraphState.MACHINE)


def test_what_a_person_added_or_left_out_stays_so_after_a_new_draft(report: Report, cast: Cast) -> None:
    said = results_of(report)
    added = add(said.section, "Ban đã mở thêm một lớp.", by=cast.contact)
    drop(shown(said), by=cast.contact)
    report_done(cast)

    draft_report(report, by=cast.contact)

    said.refresh_from_db()
    assert said.state == ParagraphState.DROPPED
    assert Paragraph.objects.filter(pk=added.pk, text="Ban đã mở thêm một lớp.", owner=cast.contact).exists()


def test_only_who_writes_or_takes_in_a_report_changes_it(report: Report, cast: Cast) -> None:
    for person in (cast.neighbour, cast.inspector, cast.organiser, cast.member, cast.auditor, cast.outsider):
        with pytest.raises(NotAllowed):
            edit(shown(results_of(report)), "x", by=person)
        with pytest.raises(NotAllowed):
            draft_report(report, by=person)


def test_who_saw_an_older_paragraph_is_stopped(report: Report, cast: Cast) -> None:
    old = shown(results_of(report))
    edit(old, "Một.", by=cast.contact)

    with pytest.raises(RuleBroken, match="vừa có người sửa"):
        edit(old, "Hai.", by=cast.clerk)


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


def test_words_that_a_unit_had_accepted_stand_in_the_offices_own(own: Report, cast: Cast) -> None:
    board = drafted(own.below.get(unit=cast.tree.board))
    section = board.sections.get(part=Part.RESULTS)
    add(section, "Đã mở thêm một lớp cho 40 bí thư chi bộ.", by=cast.contact)
    taken_in(board, cast.contact, cast.clerk)

    draft_report(own, by=cast.clerk)

    said = Paragraph.objects.get(section__report=own, text__contains="40 bí thư")
    assert said.text == "Ban Tổ chức Đảng ủy đã mở thêm một lớp cho 40 bí thư chi bộ."
    assert said.sources.get().report == board


def test_a_unit_asks_its_own_and_waits_for_them(report: Report, cast: Cast) -> None:
    [below] = call_below(report, by=cast.contact)

    report.refresh_from_db()
    assert (below.unit, report.state) == (cast.tree.cell, ReportState.WAITING)
    with pytest.raises(NotAllowed):
        call_below(report, by=cast.neighbour)


def test_reminding_reaches_those_who_have_not_sent(report: Report, cast: Cast) -> None:
    step(seen(report), Step.SEND, by=cast.contact)
    Notice.objects.all().delete()

    n = remind_missing(report.period, by=cast.clerk)

    assert n == 2
    assert {notice.to for notice in Notice.objects.filter(kind="report.reminded")} == {cast.neighbour}


def test_a_number_is_annulled_with_a_reason_and_not_given_again(own: Report, cast: Cast) -> None:
    all_in(own, cast)
    step(seen(own), Step.SEND, by=cast.clerk)
    step(seen(own), Step.ACCEPT, by=cast.clerk)
    step(seen(own), Step.LOCK, Words(post=Post.objects.get(may_sign=True)), by=cast.clerk)
    taken = TakenNumber.objects.get()

    with pytest.raises(RuleBroken, match="lý do"):
        annul_number(taken, " ", by=cast.clerk)
    annul_number(taken, "đánh số nhầm sổ", by=cast.clerk)

    taken.refresh_from_db()
    assert (taken.number, taken.series.last, bool(taken.annulled_at)) == (1, 1, True)
