"""Members for programs: by a key alone, within its owner's rights of the moment, on record, not too often.

members:api_members and members:api_handover let no persona of the access table in: a session opens nothing there.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from nennep.accounts.tests.make import make_user
from nennep.journal.models import Detail, Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.members.actions.basis import close_register
from nennep.members.actions.keys import LONGEST, NewKey, make_key, revoke_key
from nennep.members.models import ApiKey, Basis, Handover, HandoverKind, Member
from nennep.members.tests.hands import make_handover, ordered
from nennep.members.tests.make import LAN, make_basis, make_member
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant

if TYPE_CHECKING:
    from nennep.accounts.models import User
    from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan(cast: "Cast") -> Member:
    make_basis(cast.organiser)
    return make_member(cast.tree.cell, cast.organiser)


@pytest.fixture
def other(cast: "Cast", lan: Member) -> Member:
    return make_member(cast.tree.school, cast.organiser, name="Vũ Quang Nhẫn", id12="031068004455", card12="")


@pytest.fixture
def branch_keeper(cast: "Cast") -> "User":
    keeper = make_user("to-chuc-nhanh")
    make_grant(keeper, Role.ORGANISER, cast.tree.board, subtree=True)
    return keeper


def new(cast: "Cast", by: "User", **more: Any) -> str:
    asked: dict[str, Any] = {"name": "Sổ tay đảng viên", "unit": cast.tree.root, "why": "Báo họp", "days": 30} | more
    return make_key(NewKey(**asked), by=by)[1]


def ask(token: str, address: str = "/api/members/", **named: Any) -> Any:
    return Client().get(address, named, headers={"authorization": f"Bearer {token}"})


def test_members_are_told_page_by_page(cast: "Cast", lan: Member, other: Member) -> None:
    token = new(cast, cast.organiser)

    first = ask(token, limit=1).json()
    second = ask(token, first["next"]).json()

    assert {one["id"] for page in (first, second) for one in page["members"]} == {lan.public_id, other.public_id}
    assert second["next"] is None


def test_what_is_sealed_is_told_only_to_a_key_made_for_it(cast: "Cast", lan: Member) -> None:
    plain, whole = new(cast, cast.organiser), new(cast, cast.organiser, sensitive=True)

    assert LAN["id12"] not in ask(plain).content.decode()
    assert "id12" not in ask(plain).json()["members"][0]
    assert ask(whole).json()["members"][0]["id12"] == LAN["id12"]


def test_a_key_of_one_branch_tells_no_byte_of_another(
    cast: "Cast", lan: Member, other: Member, branch_keeper: "User"
) -> None:
    said = ask(new(cast, branch_keeper, unit=cast.tree.board, sensitive=True)).content.decode()

    assert lan.name in said
    assert not [word for word in (other.name, "031068004455", other.public_id, "Chính trị") if word in said]
    with pytest.raises(NotAllowed):
        new(cast, branch_keeper)


def test_without_a_key_that_holds_nothing_is_told(cast: "Cast", lan: Member) -> None:
    token = new(cast, cast.organiser)
    browser = Client()
    browser.force_login(cast.organiser)

    assert browser.get("/api/members/").status_code == 401  # a session opens nothing
    assert [ask(wrong).status_code for wrong in ("", "nennep_x", token[:-1])] == [401, 401, 401]
    ApiKey.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert ask(token).status_code == 401
    assert ask(token).headers["WWW-Authenticate"] == "Bearer"


def test_a_key_ends_when_it_is_revoked_or_its_owner_loses_the_right(
    cast: "Cast", lan: Member, branch_keeper: "User"
) -> None:
    token = new(cast, branch_keeper, unit=cast.tree.board)
    assert ask(token).status_code == 200

    branch_keeper.grants.update(ends=timezone.localdate() - timedelta(days=1))
    assert ask(token).status_code == 401

    branch_keeper.grants.update(ends=timezone.localdate() + timedelta(days=1))
    revoke_key(ApiKey.objects.get(), by=cast.organiser)
    assert ask(token).status_code == 401
    assert Entry.objects.filter(action="api_key.revoked").count() == 1
    with pytest.raises(RuleBroken):
        revoke_key(ApiKey.objects.get(), by=cast.organiser)


def test_others_make_and_revoke_no_keys(cast: "Cast", lan: Member) -> None:
    new(cast, cast.organiser)

    for person in (cast.clerk, cast.contact, cast.secretary, cast.sysadmin):
        with pytest.raises(NotAllowed):
            new(cast, person)
        with pytest.raises(NotAllowed):
            revoke_key(ApiKey.objects.get(), by=person)
    for days in (0, LONGEST + 1):
        with pytest.raises(RuleBroken):
            new(cast, cast.organiser, days=days)


def test_a_register_that_is_closed_tells_programs_nothing(cast: "Cast", lan: Member) -> None:
    token = new(cast, cast.organiser)
    close_register(Basis.objects.get(), "Hết hạn", by=cast.organiser)

    answer = ask(token)

    assert answer.status_code == 403
    assert "chưa mở" in answer.json()["error"]


def test_a_day_of_reading_is_one_record_with_its_count(cast: "Cast", lan: Member, other: Member) -> None:
    token = new(cast, cast.organiser)
    for _ in range(3):
        ask(token)

    record = Handover.objects.get(kind=HandoverKind.API)
    assert (record.rows, record.taken, record.to) == (6, 3, "Sổ tay đảng viên")
    assert Entry.objects.filter(action="handover.made").count() == 1
    assert not [row for row in Detail.objects.values() if LAN["name"] in str(row) or token in str(row)]
    assert token not in str([*ApiKey.objects.values()])


def test_a_program_that_asks_too_often_waits(cast: "Cast", lan: Member, settings: Settings) -> None:
    settings.API_READINGS = (2, 100)
    token = new(cast, cast.organiser)

    answers = [ask(token) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "3600"


def test_a_receiver_checks_the_file_that_came(cast: "Cast", lan: Member, branch_keeper: "User") -> None:
    handover = make_handover(ordered(cast.tree.root), cast.organiser)
    token, narrow = new(cast, cast.organiser), new(cast, branch_keeper, unit=cast.tree.board)

    said = ask(token, f"/api/handovers/{handover.public_id}/").json()

    assert (said["sha256"], said["rows"], said["kind"]) == (handover.sha256, 1, "national")
    assert ask(narrow, f"/api/handovers/{handover.public_id}/").status_code == 404


def test_programs_only_read(cast: "Cast", lan: Member) -> None:
    token = new(cast, cast.organiser)

    answers = [
        getattr(Client(), verb)("/api/members/", headers={"authorization": f"Bearer {token}"}).status_code
        for verb in ("post", "put", "delete", "patch")
    ]

    assert answers == [405] * 4
    assert "Access-Control-Allow-Origin" not in ask(token).headers
