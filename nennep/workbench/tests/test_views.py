"""Pages and files of a result, without the engine: see `world.settled`."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import html
from openpyxl import load_workbook

from nennep.accounts.models import User
from nennep.journal.models import Entry
from nennep.workbench.models import KeptMapping, ListRun, ListSheet, PairDecision
from nennep.workbench.queries.pairs import Pairs
from nennep.workbench.tests.make import matched, plain_file, received, upload
from nennep.workbench.tests.world import lists_of, settled
from tests.cast import Cast
from tests.doors import body_of

pytestmark = pytest.mark.django_db
Enter = Callable[[User], Client]
NUMBER = "031070001234"


@pytest.fixture
def run(cast: Cast) -> ListRun:
    return settled(cast)


def at(run: ListRun, page: str = "") -> str:
    return f"/lists/{run.public_id}/{page}"


@pytest.mark.parametrize("page", ["", "mapping/", "findings/", "people/", "pairs/", "pair/"])
def test_pages_show_numbers_in_part(page: str, run: ListRun, cast: Cast, enter: Enter) -> None:
    said = enter(cast.organiser).get(at(run, page)).content.decode()

    assert NUMBER not in said


def test_pairs_are_opened_on_record_once_and_then_show_whole_numbers(run: ListRun, cast: Cast, enter: Enter) -> None:
    browser = enter(cast.organiser)

    for _ in range(2):
        page = browser.post(at(run, "pairs/open/"), follow=True)

    assert NUMBER in page.content.decode()
    assert Entry.objects.filter(action="pairs.opened").count() == 1


def test_deciding_leads_to_the_next_pair_and_undoing_back(run: ListRun, cast: Cast, enter: Enter) -> None:
    browser, [first, second] = enter(cast.organiser), [row["key"] for row in Pairs(run).rows(Pairs(run).waiting)]
    browser.post(at(run, "pairs/open/"))

    on = browser.post(at(run, "pair/decide/"), {"key": first, "said": "different"})
    back = browser.post(at(run, "pair/undo/"))

    assert (on["Location"], back["Location"]) == (at(run, f"pair/?key={second}"), at(run, f"pair/?key={first}"))
    assert len(Pairs(run).waiting) == 2
    assert [entry.action for entry in Entry.objects.all()[:2]] == ["pair.undone", "pair.different"]


def test_a_pair_put_off_comes_last(run: ListRun, cast: Cast, enter: Enter) -> None:
    first = Pairs(run).rows(Pairs(run).waiting)[0]["key"]

    enter(cast.organiser).post(at(run, "pair/decide/"), {"key": first, "said": "later"})

    assert Pairs(run).rows(Pairs(run).waiting)[-1]["key"] == first


@pytest.mark.parametrize("sent", [{"key": "x-y", "said": "same"}, {"key": "", "said": "same"}, {"said": "maybe"}])
def test_what_is_no_pair_or_no_word_is_refused(sent: dict[str, str], run: ListRun, cast: Cast, enter: Enter) -> None:
    answer = enter(cast.organiser).post(at(run, "pair/decide/"), sent)

    assert answer.status_code == 302
    assert not PairDecision.objects.exists()


@pytest.mark.parametrize(
    "file", ["people/sheet/", "people/csv/", "report/", "report-page/", "findings/sheet/", "pairs/sheet/"]
)
def test_each_file_that_leaves_is_on_record(file: str, run: ListRun, cast: Cast, enter: Enter) -> None:
    answer = enter(cast.organiser).post(at(run, file))

    assert answer["Content-Disposition"].startswith("attachment")
    assert len(body_of(answer)) > 20
    assert Entry.objects.filter(action="lists.taken_out", object=f"listrun:{run.public_id}").count() == 1


def test_a_figure_opens_its_list(run: ListRun, cast: Cast, enter: Enter) -> None:
    browser = enter(cast.organiser)
    assert "?source=to-chuc.csv&amp;rule=missing" in browser.get(at(run)).content.decode()

    page = browser.get(at(run, "findings/?source=to-chuc.csv&rule=missing"))

    assert [row["row"] for row in page.context["rows"]] == [5]
    sheet = load_workbook(io.BytesIO(body_of(browser.post(at(run, "findings/sheet/"), {"rule": "missing"}))))
    assert sheet.active
    assert sheet.active.max_row == 2


@pytest.mark.slow
def test_every_figure_of_quality_opens_the_list_that_sums_to_it(cast: Cast, enter: Enter) -> None:
    """By file, by unit and by cell: a figure of a rule counts findings, one of errors or warnings counts records."""
    faulty = [
        ("Nguyễn Văn Hùng", "12/05/1970", "031070001234", "02/03/1980", "Chi bộ 1 - Phường Lê Chân"),
        ("Trần Thị Lan", "31/02/1982", "0301820", "02/09/2008", "Chi bộ 2 - Phường Lê Chân"),
        ("Lò Văn Inh", "", "014065000777", "19/05/1990", "Chi bộ 3 - Xã An Quang"),
    ]
    run = matched(received(cast.tree.root, cast.organiser, upload(plain_file(faulty), "loi.csv")), cast.organiser)
    browser = enter(cast.organiser)
    page: Any = html.fromstring(browser.get(at(run)).content.decode())

    figures = page.xpath("//table[contains(@class, 'rules')]//td/a")
    assert len(figures) > 12
    named = {heading.text for heading in page.xpath("//table[contains(@class, 'rules')]//th/a")}
    assert {"loi.csv", "Phường Lê Chân", "Xã An Quang", "Chi bộ 3 - Xã An Quang"} <= named
    for figure in figures:
        opened = browser.get(figure.get("href"))
        of_records = "severity=" in figure.get("href")
        told = opened.context["records"] if of_records else opened.context["page"].paginator.count
        assert told == int(figure.text), figure.get("href")


def test_a_mapping_without_a_name_is_shown_again_and_a_doubled_one_asks_once(
    run: ListRun, cast: Cast, enter: Enter
) -> None:
    browser, sheet = enter(cast.organiser), ListSheet.objects.get()
    doubled = {f"f-{sheet.pk}-{letter}": "name" for letter in "AD"}

    for sent in ({}, doubled):
        assert browser.post(at(run, "mapping/"), sent).status_code == 422
    assert KeptMapping.objects.get().mapping["D"] == "cell"
    sure = browser.post(at(run, "mapping/"), {**doubled, "sure": "1"})

    assert sure["Location"].startswith("/jobs/")
    assert KeptMapping.objects.get().mapping["D"] == "name"


def test_where_the_folder_is_gone_the_run_says_what_to_do(cast: Cast, enter: Enter) -> None:
    run = lists_of(cast)["matched"]
    run.folder.rename(run.folder.with_name("elsewhere"))
    browser = enter(cast.organiser)

    assert "Tệp không còn trên máy chủ" in browser.get(at(run)).content.decode()
    for page in ("mapping/", "findings/", "people/", "pairs/", "pair/"):
        assert browser.get(at(run, page))["Location"] == at(run)
    assert browser.post(at(run, "people/sheet/")).status_code == 302


def test_another_units_keeper_does_not_learn_of_the_run(run: ListRun, cast: Cast, enter: Enter) -> None:
    assert enter(cast.contact).get(at(run)).status_code == 404
