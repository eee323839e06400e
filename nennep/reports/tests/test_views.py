"""The pages of reports: edited in place without a script, sources beside each sentence, steps by their forms."""

import pytest
from django.test import Client
from django.urls import reverse

from nennep.directives.models import Directive
from nennep.jobs.models import Job
from nennep.reports.models import Paragraph, Report, ReportPeriod
from nennep.reports.rules import Part, ReportState
from tests.cast import Cast
from tests.world import browser_of


@pytest.fixture
def contact(cast: Cast) -> Client:
    return browser_of(cast.contact)


def page_of(browser: Client, report: Report, query: str = "") -> str:
    return browser.get(reverse("reports:report", args=[report.public_id]) + query).content.decode()


def test_opening_a_period_queues_the_drafting_of_all_its_reports(issued: Directive, cast: Cast) -> None:
    sent = {"period": "2026-Q4", "due": "20/12/2026", "own_due": "", "form": "unit", "directives": [issued.pk]}

    answer = browser_of(cast.clerk).post(reverse("reports:new"), sent)

    period = ReportPeriod.objects.get()
    assert answer.headers["Location"] == reverse("reports:period", args=[period.public_id])
    assert Job.objects.get(kind="draft_reports").payload == {"period": period.pk}


def test_a_report_that_nothing_has_written_yet_is_not_called_drafted(report: Report, cast: Cast) -> None:
    period = reverse("reports:period", args=[report.period.public_id])
    written = browser_of(cast.clerk).get(period).content.decode()

    Report.objects.filter(pk=report.pk).update(drafted_at=None)

    assert "Đã soạn" in written
    assert written.count("Chưa soạn") == browser_of(cast.clerk).get(period).content.decode().count("Chưa soạn") - 1


def test_each_sentence_leads_to_its_answer(report: Report, contact: Client) -> None:
    said = Paragraph.objects.get(section__report=report, section__part=Part.RESULTS)
    source = said.sources.all()[0]

    page = page_of(contact, report)

    assert reverse("directives:answer", args=[source.assignment.public_id]) in page  # type: ignore[union-attr]


def test_a_paragraph_is_changed_in_its_place(report: Report, contact: Client) -> None:
    said = Paragraph.objects.get(section__report=report, section__part=Part.RESULTS)

    form = page_of(contact, report, f"?edit={said.public_id}")
    sent = {"text": "Ban đang rà soát.", "version": said.version}
    contact.post(reverse("reports:paragraph", args=[said.public_id]), sent)

    assert '<textarea class="text"' in form
    assert "Ban đang rà soát." in page_of(contact, report)


def test_what_was_typed_stays_in_the_box_when_somebody_was_quicker(report: Report, contact: Client) -> None:
    said = Paragraph.objects.get(section__report=report, section__part=Part.RESULTS)
    Paragraph.objects.filter(pk=said.pk).update(version=9)

    answer = contact.post(reverse("reports:paragraph", args=[said.public_id]), {"text": "Gõ rồi.", "version": 1})

    assert answer.status_code == 422
    assert "Gõ rồi." in answer.content.decode()


def test_a_paragraph_without_a_source_is_marked_until_a_person_owns_it(report: Report, contact: Client) -> None:
    said = Paragraph.objects.get(section__report=report, section__part=Part.RESULTS)
    said.sources.all().delete()

    marked = page_of(contact, report)
    contact.post(reverse("reports:paragraph", args=[said.public_id]), {"text": said.text, "version": said.version})

    assert "Chưa có nguồn" in marked
    assert "Chưa có nguồn" not in page_of(contact, report)


def test_a_report_is_sent_from_its_page_and_a_forbidden_step_is_said_there(report: Report, contact: Client) -> None:
    address = reverse("reports:move", args=[report.public_id])

    refused = contact.post(address, {"step": "withdraw", "version": report.version})
    sent = contact.post(address, {"step": "send", "version": report.version})

    report.refresh_from_db()
    assert (refused.status_code, sent.status_code, report.state) == (422, 302, ReportState.SENT)
    assert "Đã soạn" in refused.content.decode()


def test_the_page_of_the_whole_says_how_many_were_excused(own: Report, cast: Cast) -> None:
    Report.objects.filter(above=own, unit=cast.tree.office).update(state=ReportState.EXCUSED)

    page = page_of(browser_of(cast.clerk), own)

    assert "Soạn từ báo cáo của 0 trên 3 đơn vị (1 đơn vị được miễn)" in page


def test_the_steps_of_a_report_stand_above_its_text(report: Report, contact: Client) -> None:
    page = page_of(contact, report)

    assert page.index('value="send"') < page.index('class="para')


def test_a_long_report_is_printed_whole_while_the_page_shows_one_part(report: Report, contact: Client) -> None:
    results = report.sections.get(part=Part.RESULTS)
    rows = [Paragraph(section=results, n=n, text=f"Đoạn thứ {n}.", owner=None) for n in range(40)]
    Paragraph.objects.bulk_create(rows)

    other = report.sections.order_by("n").last()
    assert other is not None
    assert other != results

    page = page_of(contact, report, f"?section={other.n}")

    printed = page.split('<div class="only-print">', 1)[1]
    assert [printed.count(f">Đoạn thứ {n}.<") for n in range(40)] == [1] * 40
