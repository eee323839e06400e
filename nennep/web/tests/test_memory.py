"""What is counted over very many rows is counted again as soon as somebody acted, and each day."""

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from nennep.directives.models import Task
from nennep.journal.actions import record
from nennep.web import memory
from nennep.web.memory import LAST_ACT, MemoryMiddleware, until_an_act
from tests.cast import Cast

Asked = list[str]


class Page:
    """A page that asks one thing, and knows the last line of the journal; whatever is asked is written down."""

    def __init__(self) -> None:
        self.asked: Asked = []

    def open(self, last_act: str | None, key: str = "all", method: str = "get") -> int:
        def answer(_request: object) -> int:
            memory.tell(LAST_ACT, last_act)
            return until_an_act(key, self.count)

        return int(MemoryMiddleware(answer)(getattr(RequestFactory(), method)("/")))

    def count(self) -> int:
        self.asked.append("counted")
        return len(self.asked)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Page:
    monkeypatch.setattr(memory, "_kept", {})
    return Page()


def test_it_is_counted_once_until_somebody_acts(page: Page) -> None:
    assert [page.open("line 1"), page.open("line 1"), page.open("line 2"), page.open("line 2")] == [1, 1, 2, 2]


def test_each_question_has_its_own_answer(page: Page) -> None:
    assert [page.open("line 1", "mine"), page.open("line 1", "yours"), page.open("line 1", "mine")] == [1, 2, 1]


def test_a_new_day_is_counted_anew(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    page.open("line 1")
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)

    assert page.open("line 1") == 2


def test_nothing_is_kept_for_ever_nor_without_end(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    page.open("line 1")
    monkeypatch.setattr(memory, "LONGEST", 0)
    assert page.open("line 1") == 2

    for n in range(2 * memory.MOST_KEPT):
        page.open("line 1", str(n))
    assert len(memory._kept) == memory.MOST_KEPT


@pytest.mark.parametrize(("last_act", "method"), [(None, "get"), ("line 1", "post")])
def test_an_act_and_who_knows_no_line_ask_themselves(page: Page, last_act: str | None, method: str) -> None:
    assert [page.open(last_act, method=method), page.open(last_act, method=method)] == [1, 2]


@pytest.mark.django_db
def test_a_list_is_counted_again_after_the_act_of_another(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.clerk)
    record(cast.organiser, "task.issued", cast.clerk)
    first = browser.get("/tasks/").context["page"].paginator.count
    Task.objects.create(unit=cast.tree.root, text="Báo cáo kết quả", state="issued", made_by=cast.clerk)
    assert browser.get("/tasks/").context["page"].paginator.count == first
    record(cast.organiser, "task.issued", cast.clerk)

    assert browser.get("/tasks/").context["page"].paginator.count == first + 1
