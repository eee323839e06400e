"""A period opened, reports drafted, corrected, sent up, taken in, locked; what people wrote stays theirs."""

import pytest

from nennep.directives.actions.answering import Said, Target, answer
from nennep.directives.models import Assignment, Directive
from nennep.directives.rules import Verb
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.notices.models import Notice
from nennep.reports.actions.drafting import draft_report
from nennep.reports.actions.opening import call_below
from nennep.reports.actions.writing import Seen as Shown
from nennep.reports.actions.writing import accept_offer, add, drop, edit, keep_own
from nennep.reports.models import Paragraph, Report, ReportPeriod
from nennep.reports.rules import ParagraphState, Part, ReportState
from nennep.reports.tests.make import drafted, make_period, taken_in
from tests.cast import Cast


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
