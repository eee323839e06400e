"""Words are found by how they begin, on both databases alike, and the index follows every change."""

import pytest
from django.core.paginator import EmptyPage
from django.db import connection

from nennep.directives.models import Directive
from nennep.directives.queries import words
from nennep.directives.queries.words import having
from nennep.directives.wordindex import TABLES, rows_with
from nennep.lib.text import spaced
from nennep.web.pages import FirstPages
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def directive(cast: Cast, said: str) -> Directive:
    return Directive.objects.create(unit=cast.tree.office, type="Công văn", folded=spaced(said), made_by=cast.clerk)


@pytest.mark.parametrize(
    "typed",
    [
        "12",
        "12-KL/ĐU",
        "kl du",
        "DU 12",
        "đại hội",
        "nhiem ky 2025",
        "2025-2030",
        "nghiêng ngả",
        "a1b2",
        "1a",
        "3x",
        "ລາວ",
    ],
)
def test_found_by_how_words_begin(typed: str, cast: Cast) -> None:
    meant = directive(cast, "12-KL/ĐU Kết luận về đại hội nhiệm kỳ 2025-2030; nghiêng ngả, a1b2 1a 3xyz ລາວ")
    directive(cast, "7-TB Thông báo về việc khác")

    assert list(having(Directive.objects.all(), typed)) == [meant]


@pytest.mark.parametrize("typed", ["oan", "hoan nghenh", "!!!", "' OR 1=1", '"', "khoan:*", "oa & | !", "x" * 200])
def test_what_begins_no_word_finds_nothing(typed: str, cast: Cast) -> None:
    directive(cast, "Công tác toàn khóa")

    assert not having(Directive.objects.all(), typed)


def test_the_index_follows_a_change_and_a_deletion(cast: Cast) -> None:
    """Turns red when a migration makes the table anew on SQLite and forgets `wordindex.build`."""
    one = directive(cast, "chuyển đổi số")
    Directive.objects.filter(pk=one.pk).update(folded=spaced("bảo vệ môi trường"))

    assert [len(having(Directive.objects.all(), typed)) for typed in ("chuyen doi", "moi truong")] == [0, 1]

    one.delete()
    assert rows_with(["moi"], TABLES[0], 10) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="triggers are SQLite's part")
def test_every_table_keeps_its_triggers() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        standing = {name for (name,) in cursor.fetchall()}

    assert {f"{table}_words_{when}" for table in TABLES for when in ("in", "out", "changed")} <= standing


def test_many_are_found_along_the_list_as_few_are_by_the_index(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for said in ("môi trường", "một trăm", "ômôi"):
        directive(cast, said)
    few = set(having(Directive.objects.all(), "mo"))

    monkeypatch.setattr(words, "FEW", 1)

    assert set(having(Directive.objects.all(), "mo")) == few
    assert len(few) == 2


def test_a_search_counts_its_first_rows_and_says_that_there_are_more(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nennep.web.pages.MOST_COUNTED", 4)
    for n in range(6):
        directive(cast, f"việc {n}")
    pages = FirstPages(Directive.objects.all(), 2)

    assert (pages.count, pages.more, pages.num_pages, len(pages.page(2).object_list)) == (4, True, 2, 2)
    with pytest.raises(EmptyPage):
        pages.page(3)
    assert not FirstPages(Directive.objects.filter(folded__contains="5"), 2).more


def test_a_page_far_behind_holds_the_rows_of_its_place(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [directive(cast, str(n)) for n in range(6)]
    monkeypatch.setattr("nennep.web.pages.DEEP", 2)

    assert list(FirstPages(Directive.objects.order_by("-pk"), 2).page(2).object_list) == [rows[3], rows[2]]
