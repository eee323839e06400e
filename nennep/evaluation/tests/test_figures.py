"""Figures for the evaluation: each answer counted once by time, each figure opening into the list that sums to it."""

import re
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from nennep.directives.actions.answering import Said, Target, answer
from nennep.directives.models import Assignment, Directive
from nennep.directives.rules import Verb
from nennep.directives.tests.make import make_issued
from nennep.evaluation.queries import Wanted, all_figures, levels_on, listed
from nennep.evaluation.rules import PARTING, Mark, Rate, share, thresholds
from nennep.facts.actions import Correction, confirm_fact, correct_fact
from nennep.facts.tests.make import standing
from nennep.lib.periods import PeriodKind, period_of
from tests.cast import Cast
from tests.world import browser_of

QUARTER = period_of(timezone.localdate(), PeriodKind.QUARTER)


@pytest.fixture
def owed(cast: Cast) -> list[Assignment]:
    """Three answers of the board, due a week from now."""
    issued: Directive = make_issued(cast.tree.root, cast.clerk, cast.tree.board)
    Assignment.objects.update(due=QUARTER.end, first_due=QUARTER.end)
    return list(Assignment.objects.filter(task__directive=issued).order_by("pk"))


def test_done_in_time_done_late_and_not_done_are_told_apart(owed: list[Assignment], cast: Cast) -> None:
    first, second, third = owed
    yesterday = timezone.localdate() - timedelta(days=1)
    answer(Target(first.public_id), Verb.REPORT, Said("xong"), by=cast.contact)
    Assignment.objects.filter(pk__in=[second.pk, third.pk]).update(due=max(QUARTER.start, yesterday))
    answer(Target(second.public_id), Verb.REPORT, Said("xong"), by=cast.contact)

    [row] = all_figures(QUARTER, cast.clerk)

    counts = {mark: row.counts[mark] for mark in PARTING}
    assert counts == {Mark.ON_TIME: 1, Mark.LATE: 1, Mark.NOT_DONE: 1, Mark.EXCUSED: 0, Mark.RUNNING: 0}
    assert row.rates == {
        Rate.ON_TIME: "1/3 (33,3%)",
        Rate.NOT_ON_TIME: "2/3 (66,7%)",
        Rate.EXCEEDED: "0/3 (0%)",
    }


def test_what_was_still_open_when_its_period_ended_was_not_on_time(owed: list[Assignment], cast: Cast) -> None:
    last = QUARTER.last
    dated, standing, done = owed
    Assignment.objects.filter(pk__in=[dated.pk, done.pk]).update(due=last.end)
    Assignment.objects.filter(pk=standing.pk).update(due=last.end, is_dated=False, period=last.key)
    Assignment.objects.filter(pk=done.pk).update(state="confirmed", is_open=False, reported_on=last.end)

    [row] = all_figures(last, cast.clerk)

    assert (row.counts[Mark.NOT_DONE], row.counts[Mark.RUNNING]) == (2, 0)
    assert row.rates[Rate.ON_TIME] == "1/3 (33,3%)"


def test_page_sheet_and_paper_have_the_same_columns(owed: list[Assignment], cast: Cast) -> None:
    browser: Client = browser_of(cast.clerk)

    page = browser.get(reverse("evaluation:evaluation")).content.decode()
    sheet = load_workbook(BytesIO(b"".join(browser.get(reverse("evaluation:evaluation_sheet"))))).active
    paper = Document(BytesIO(b"".join(browser.get(reverse("evaluation:paper")))))

    assert sheet is not None
    headings = [cell.value for cell in sheet[1]]
    assert [cell.text for cell in paper.tables[-1].rows[0].cells] == headings
    assert re.findall(r'<th role="columnheader"[^>]*>([^<]*)</th>', page) == headings[1:]
    assert "Đúng hạn trên phải xong" in headings
    section = paper.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height


def test_every_answer_has_one_mark_of_time_and_every_figure_its_list(owed: list[Assignment], cast: Cast) -> None:
    Assignment.objects.filter(pk=owed[0].pk).update(excused=True)

    [row] = all_figures(QUARTER, cast.clerk)

    assert sum(row.counts[mark] for mark in PARTING) == row.counts[Mark.ALL] == 3
    for mark in Mark:
        assert listed(QUARTER, cast.clerk, Wanted(mark, row.unit)).count() == row.counts[mark]


def test_more_than_was_allotted_is_exceeded(owed: list[Assignment], cast: Cast) -> None:
    Assignment.objects.filter(pk=owed[0].pk).update(allotted=Decimal(4), figure=Decimal(5))
    Assignment.objects.filter(pk=owed[1].pk).update(allotted=Decimal(4), figure=Decimal(4))

    assert all_figures(QUARTER, cast.clerk)[0].counts[Mark.EXCEEDED] == 1


def test_a_contact_sees_its_own_unit_and_a_neighbour_does_not(owed: list[Assignment], cast: Cast) -> None:
    assert [row.name for row in all_figures(QUARTER, cast.contact)] == [cast.tree.board.name]
    for person in (cast.neighbour, cast.member, cast.sysadmin, cast.outsider):
        assert all_figures(QUARTER, person) == []


def test_the_thresholds_are_dated_and_have_their_source() -> None:
    known = thresholds(date(2026, 12, 31))

    assert known[0].level == "Hoàn thành xuất sắc nhiệm vụ"
    assert all("366-QĐ/TW" in t.source for t in known)
    assert thresholds(date(2025, 1, 1)) == ()
    assert (share(5, 6), share(0, 0)) == ("5/6 (83,3%)", "–")


def test_the_figures_leave_as_word_and_open_their_lists(owed: list[Assignment], cast: Cast) -> None:
    browser: Client = browser_of(cast.clerk)

    page = browser.get(reverse("evaluation:evaluation"))
    word = b"".join(browser.get(reverse("evaluation:paper")))

    assert f"mark=all&amp;unit={cast.tree.board.public_id}" in page.content.decode()
    assert word.startswith(b"PK")


def test_the_levels_speak_with_the_figures_of_the_facts(cast: Cast) -> None:
    day = date(2026, 12, 31)
    assert levels_on(day)[1].words == "100% nhiệm vụ đúng tiến độ; từ 70 đến dưới 90 điểm"
    said = Correction("85", "Quy định số 7-QĐ/TW", "", date(2026, 10, 1), "theo bản gốc")

    confirm_fact(correct_fact(standing("evaluation.excellent"), said, by=cast.clerk), by=cast.secretary)

    good = levels_on(day)[1]
    assert good.words == "100% nhiệm vụ đúng tiến độ; từ 70 đến dưới 85 điểm"
    assert [value.key for value in good.open] == ["evaluation.good"]
    shown = browser_of(cast.secretary).get("/evaluation/?period=2026-Q4").content.decode()
    assert "từ 85 điểm" in shown
    assert "chưa xác nhận</a>" in shown
