from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from nennep.accounts.models import User
from nennep.journal.actions import record
from tests.cast import Cast

Enter = Callable[[User | None], Client]


def write(cast: Cast) -> None:
    with transaction.atomic():
        record(cast.clerk, "user.created", cast.tree.board)
        record(cast.secretary, "grant.given", cast.tree.school, role="=cmd()")


def test_the_auditor_reads_and_filters(cast: Cast, enter: Enter) -> None:
    write(cast)
    client = enter(cast.auditor)

    assert "2 dòng nhật ký" in client.get("/journal/").content.decode()
    for query in ("who=Sương", "action=user.created", "thing=Ban Tổ chức", f"thing=unit:{cast.tree.board.public_id}"):
        assert "1 dòng nhật ký" in client.get(f"/journal/?{query}").content.decode(), query
    assert "0 dòng nhật ký" in client.get("/journal/?until=01/01/2020").content.decode()
    assert "2 dòng nhật ký" in client.get("/journal/?since=01/01/2020").content.decode()


def test_a_day_that_cannot_be_read_is_said_beside_its_field(cast: Cast, enter: Enter) -> None:
    page = enter(cast.auditor).get("/journal/?since=31/02/2026").content.decode()

    assert 'id="id_since-e"' in page


@pytest.mark.parametrize("query", ["since=01/01/0001", "until=31/12/9999"])
def test_a_day_at_the_end_of_time_is_refused_beside_its_field(query: str, cast: Cast, enter: Enter) -> None:
    auditor = enter(cast.auditor)

    page, sheet = auditor.get(f"/journal/?{query}"), auditor.get(f"/journal/list.xlsx?{query}")

    assert "nằm ngoài khoảng 1900–2199" in page.content.decode()
    assert sheet.status_code == 200


def test_the_journal_leaves_as_a_sheet(cast: Cast, enter: Enter) -> None:
    write(cast)

    assert enter(cast.auditor).get("/journal/list.xlsx").status_code == 200


def test_the_journal_does_not_exist_for_others(cast: Cast, enter: Enter) -> None:
    for person in (cast.sysadmin, cast.clerk, cast.secretary):
        assert enter(person).get("/journal/").status_code == 404
        assert enter(person).get("/journal/list.xlsx").status_code == 404
