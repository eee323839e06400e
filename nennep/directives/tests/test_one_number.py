"""One number of one symbol in one year is issued once by an office; one text stands once."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, connections
from django.test import Client

from nennep.accounts.models import User
from nennep.directives.actions.importing import AlreadyHere, import_reading
from nennep.directives.actions.issuing import issue_directive, take_up_again, withdraw
from nennep.directives.actions.reviewing import accept_clause
from nennep.directives.models import Directive
from nennep.directives.rules import DirectiveState, filed_as
from nennep.directives.tests.make import make_directive, make_issued, make_reading
from nennep.files.actions import store
from nennep.lib.errors import RuleBroken
from nennep.organisation.models import Post
from tests.cast import Cast, gather_cast, plant_tree

Enter = Callable[[User | None], Client]
OTHER = "rà soát quy chế làm việc của cấp ủy"


@pytest.fixture
def post(cast: Cast) -> Post:
    return Post.objects.get(may_sign=True)


def make_accepted(cast: Cast, *sentences: str, **header: str) -> Directive:
    directive = make_directive(cast.tree.root, cast.clerk, *sentences, **header)
    accept_clause(directive, "1", by=cast.clerk)
    return directive


@pytest.mark.parametrize(
    "header",
    [{}, {"number": "012"}, {"number": " 12"}, {"symbol": "kl/đu"}, {"date": "2026-01-05"}, {"type": "Quy định"}],
)
def test_a_number_already_issued_is_refused(header: dict[str, str], post: Post, cast: Cast) -> None:
    make_issued(cast.tree.root, cast.clerk, cast.tree.board)
    second = make_accepted(cast, OTHER, **header)

    with pytest.raises(RuleBroken, match="đã dùng cho một văn bản đã giao việc: Kết luận 12-KL/ĐU, ngày 02/11/2026"):
        issue_directive(second, post, leave_open=False, by=cast.clerk)

    second.refresh_from_db()
    assert second.state == DirectiveState.REVIEW


@pytest.mark.parametrize("header", [{"number": "13"}, {"symbol": "TB/ĐU"}, {"date": "2025-11-02"}])
def test_another_number_symbol_or_year_is_issued(header: dict[str, str], post: Post, cast: Cast) -> None:
    make_issued(cast.tree.root, cast.clerk, cast.tree.board)

    issue_directive(make_accepted(cast, OTHER, **header), post, leave_open=False, by=cast.clerk)

    assert Directive.objects.filter(state=DirectiveState.ISSUED).count() == 2


def test_without_a_symbol_the_type_tells_them_apart(post: Post, cast: Cast) -> None:
    make_issued(cast.tree.root, cast.clerk, cast.tree.board, symbol="")

    issue_directive(make_accepted(cast, OTHER, symbol="", type="Thông báo"), post, leave_open=False, by=cast.clerk)

    assert Directive.objects.filter(state=DirectiveState.ISSUED).count() == 2


def test_what_was_left_open_is_issued_under_its_own_number(post: Post, cast: Cast) -> None:
    directive = make_issued(cast.tree.root, cast.clerk, cast.tree.board)

    with pytest.raises(RuleBroken) as refused:
        issue_directive(directive, post, leave_open=False, by=cast.clerk)

    assert "đã dùng" not in str(refused.value)


def test_the_page_names_the_other_one_and_leads_to_it(cast: Cast, enter: Enter) -> None:
    first = make_issued(cast.tree.root, cast.clerk, cast.tree.board)
    second = make_accepted(cast, OTHER)

    page = enter(cast.clerk).get(f"/directives/{second.public_id}/issue/").content.decode()

    assert "Kết luận 12-KL/ĐU, ngày 02/11/2026" in page
    assert f'href="/directives/{first.public_id}/"' in page
    assert f'href="/directives/{second.public_id}/heading/"' in page


def test_the_database_keeps_the_promise(cast: Cast) -> None:
    first = make_issued(cast.tree.root, cast.clerk, cast.tree.board)
    second = make_directive(cast.tree.root, cast.clerk, OTHER)

    with pytest.raises(IntegrityError):
        Directive.objects.filter(pk=second.pk).update(issued_as=first.issued_as)


def test_how_a_number_is_filed() -> None:
    assert filed_as("012", "KL/ĐU", 2026) == filed_as("12", "kl / đu", 2026) == "2026 12 kl/đu"
    assert filed_as("0", "KL/ĐU", 2026) == "2026 0 kl/đu"


def test_a_text_that_came_in_again_is_not_taken_up_twice(cast: Cast, enter: Enter) -> None:
    first = make_directive(cast.tree.root, cast.clerk)
    withdraw(first, "", by=cast.clerk)
    again = make_directive(cast.tree.root, cast.clerk)

    answer = enter(cast.clerk).post(f"/directives/{first.public_id}/take-up/")

    first.refresh_from_db()
    assert first.state == DirectiveState.WITHDRAWN
    assert answer.headers["Location"] == f"/directives/{again.public_id}/"


def test_a_file_that_came_in_again_is_not_taken_up_twice(cast: Cast, tmp_path: Path) -> None:
    file = tmp_path / "ket-luan.txt"
    file.write_text("KẾT LUẬN", "utf-8")
    first, second = (store(file, file.name, by=cast.clerk) for _ in range(2))
    old = import_reading(make_reading(OTHER), unit=cast.tree.root, source=first, by=cast.clerk)
    withdraw(old, "", by=cast.clerk)
    import_reading(make_reading(), unit=cast.tree.root, source=second, by=cast.clerk)

    with pytest.raises(AlreadyHere):
        take_up_again(old, by=cast.clerk)


def test_what_stands_is_still_told_its_state(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="trạng thái"):
        take_up_again(make_directive(cast.tree.root, cast.clerk), by=cast.clerk)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one transaction at a time by itself")
@pytest.mark.django_db(transaction=True)
def test_two_at_once_give_one_number_once() -> None:
    cast = gather_cast(plant_tree())
    post, gate = Post.objects.get(may_sign=True), threading.Barrier(2)
    both = [make_accepted(cast, OTHER), make_accepted(cast, "báo cáo số liệu quý bốn")]
    refused: list[str] = []

    def issue(directive: Directive) -> None:
        gate.wait()
        try:
            issue_directive(directive, post, leave_open=False, by=cast.clerk)
        except RuleBroken as error:
            refused.append(str(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=issue, args=[directive]) for directive in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert Directive.objects.filter(state=DirectiveState.ISSUED).count() == 1
