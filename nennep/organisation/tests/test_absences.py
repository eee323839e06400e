"""Who is away is stood in for: the same rights, for these days, and no longer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nennep.accounts.actions.users import disable_user
from nennep.accounts.models import User
from nennep.accounts.tests.make import make_user
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.notices.models import Notice
from nennep.organisation.absences import Absence
from nennep.organisation.actions.absences import Away, end_absence, note_absence
from nennep.organisation.actions.grants import is_last_keeper, revoke_grant
from nennep.organisation.models import Grant
from nennep.organisation.permissions import may
from nennep.organisation.queries.absences import colleagues
from nennep.organisation.rules import LONGEST_ABSENCE, Act, Role
from nennep.organisation.tests.make import make_grant, make_post
from tests.cast import Cast

Enter = Callable[[User | None], Client]
TODAY = timezone.localdate()
WEEK = timedelta(days=7)


@pytest.fixture
def colleague(cast: Cast) -> User:
    person = make_user("dong-nghiep", "Lý Thị Thay")
    make_grant(person, Role.MEMBER, cast.tree.board)
    return person


@pytest.fixture
def away(cast: Cast, colleague: User) -> Away:
    return Away(cast.contact, colleague, TODAY, TODAY + WEEK, "đi học")


def test_the_substitute_may_what_the_absent_person_may(cast: Cast, away: Away, colleague: User) -> None:
    note_absence(away, by=cast.contact)

    grant = Grant.objects.living().get(user=colleague, role=Role.CONTACT)
    assert may(colleague, Act.SEE_OWN, cast.tree.board)
    assert not may(colleague, Act.SEE_OWN, cast.tree.school)
    assert (grant.stands_for, grant.starts, grant.ends) == (cast.contact, TODAY, TODAY + WEEK)
    assert not Grant.objects.on(TODAY + WEEK + timedelta(days=1)).filter(absence__isnull=False).exists()
    assert Entry.objects.filter(action="absence.noted", actor=cast.contact.public_id).exists()
    assert Notice.objects.get(to=colleague).text.startswith("Đồng chí thay Vũ Thị Ngân Hà từ")


def test_all_ends_at_once_when_the_person_is_back(cast: Cast, away: Away, colleague: User) -> None:
    absence = note_absence(away, by=cast.contact)

    end_absence(absence, by=cast.contact)

    assert not may(colleague, Act.SEE_OWN, cast.tree.board)
    assert Entry.objects.filter(action="absence.ended").exists()
    with pytest.raises(RuleBroken, match="đã hết"):
        end_absence(absence, by=cast.contact)


def test_what_is_lent_ends_with_what_it_was_lent_from(cast: Cast, away: Away, colleague: User) -> None:
    note_absence(away, by=cast.contact)

    revoke_grant(cast.contact.grants.get(role=Role.CONTACT), "chuyển công tác", by=cast.sysadmin)

    assert not may(colleague, Act.SEE_OWN, cast.tree.board)


def test_of_a_locked_account_nothing_stays_lent(cast: Cast, away: Away, colleague: User) -> None:
    note_absence(away, by=cast.contact)

    disable_user(cast.contact, "nghỉ hưu", by=cast.sysadmin)

    assert not may(colleague, Act.SEE_OWN, cast.tree.board)


def test_by_oneself_only_the_contact_of_a_unit_is_lent(cast: Cast, away: Away, colleague: User) -> None:
    for role in set(Role) - {Role.CONTACT}:
        make_grant(cast.contact, role, cast.tree.board)

    absence = note_absence(away, by=cast.contact)

    assert [grant.role for grant in absence.grants.all()] == [Role.CONTACT]


@pytest.mark.parametrize("name", ["sysadmin", "auditor", "inspector", "clerk", "member"])
def test_other_roles_are_not_lent_by_oneself(cast: Cast, away: Away, name: str) -> None:
    person = getattr(cast, name)

    with pytest.raises(RuleBroken, match="không có vai trò nào"):
        note_absence(replace(away, person=person), by=person)


def test_who_keeps_grants_lends_those_of_others_without_the_signing(cast: Cast, away: Away, colleague: User) -> None:
    make_post("Phó Bí thư", cast.tree.root, cast.secretary, may_sign=True)

    absence = note_absence(replace(away, person=cast.secretary), by=cast.sysadmin)

    assert [grant.role for grant in absence.grants.all()] == [Role.LEADER]
    assert may(colleague, Act.ISSUE, cast.tree.board)
    assert not colleague.posts.exists()
    assert Notice.objects.get(to=cast.secretary).text.startswith("Lý Thị Thay thay đồng chí")


def test_what_was_lent_is_not_lent_on(cast: Cast, away: Away, colleague: User) -> None:
    note_absence(away, by=cast.contact)
    third = make_user("nguoi-thu-ba")

    with pytest.raises(RuleBroken, match="không có vai trò nào"):
        note_absence(Away(colleague, third, TODAY, TODAY, "ốm"), by=cast.sysadmin)


def test_a_lent_keeper_is_no_keeper_who_stays(cast: Cast, away: Away) -> None:
    second = make_user("quan-tri-2")
    last = make_grant(second, Role.SYSADMIN, cast.tree.root, subtree=True)
    note_absence(replace(away, person=second), by=cast.sysadmin)

    cast.sysadmin.grants.update(revoked_at=timezone.now())

    assert is_last_keeper(last)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"starts": TODAY - WEEK}, "từ hôm nay"),
        ({"ends": TODAY - WEEK}, "Ngày hết"),
        ({"ends": TODAY + LONGEST_ABSENCE + WEEK}, "quá 180 ngày"),
    ],
)
def test_days_that_cannot_be(cast: Cast, away: Away, changed: dict[str, object], said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        note_absence(replace(away, **changed), by=cast.contact)  # type: ignore[arg-type]


def test_a_person_is_away_once_and_the_substitute_is_there(cast: Cast, away: Away, colleague: User) -> None:
    note_absence(away, by=cast.contact)

    with pytest.raises(RuleBroken, match="trùng những ngày này"):
        note_absence(away, by=cast.contact)
    with pytest.raises(RuleBroken, match="cũng vắng"):
        note_absence(Away(cast.neighbour, cast.contact, TODAY, TODAY, "ốm"), by=cast.sysadmin)


def test_nobody_gives_oneself_rights(cast: Cast, away: Away) -> None:
    with pytest.raises(RuleBroken, match="tự giao quyền"):
        note_absence(replace(away, substitute=cast.sysadmin), by=cast.sysadmin)
    with pytest.raises(RuleBroken, match="tự thay mình"):
        note_absence(replace(away, substitute=cast.contact), by=cast.contact)
    with pytest.raises(NotAllowed):
        note_absence(away, by=cast.neighbour)


def test_the_substitute_does_not_end_it(cast: Cast, away: Away, colleague: User) -> None:
    absence = note_absence(away, by=cast.contact)

    with pytest.raises(NotAllowed):
        end_absence(absence, by=colleague)
    end_absence(absence, by=cast.sysadmin)


def test_one_is_offered_only_those_of_the_own_unit(cast: Cast, colleague: User) -> None:
    below = make_user("o-chi-bo")
    make_post("Bí thư chi bộ", cast.tree.cell, below)

    assert set(colleagues(cast.contact)) == {colleague, below, cast.member}  # who is in the cell


def test_people_are_offered_by_their_names_and_namesakes_by_their_accounts_too(
    cast: Cast, colleague: User, enter: Enter
) -> None:
    for username in ("ha-mien-1", "ha-mien-2"):
        make_grant(make_user(username, "Trịnh Hà Miên"), Role.MEMBER, cast.tree.board)

    page = enter(cast.contact).get("/absences/new/").content.decode()

    assert f">{colleague.full_name}</option>" in page
    assert page.count("Trịnh Hà Miên (ha-mien-") == 2


def test_it_is_noted_and_ended_on_its_pages(cast: Cast, colleague: User, enter: Enter) -> None:
    browser = enter(cast.contact)
    sent = {"substitute": colleague.pk, "ends": f"{TODAY + WEEK:%d/%m/%Y}", "reason": "đi học"}

    assert browser.post("/absences/new/", sent).status_code == 302
    absence = Absence.objects.get()
    assert "Lý Thị Thay" in browser.get("/absences/").content.decode()
    assert "Đang vắng đến hết" in browser.get("/me/").content.decode()
    assert "thay Vũ Thị Ngân Hà" in enter(colleague).get("/me/").content.decode()
    assert "Đang vắng đến hết" in enter(cast.sysadmin).get(f"/users/{cast.contact.public_id}/").content.decode()
    assert "thay Vũ Thị Ngân Hà" in enter(cast.sysadmin).get("/grants/").content.decode()
    assert enter(cast.neighbour).get(f"/absences/{absence.public_id}/end/").status_code == 404

    assert browser.post(f"/absences/{absence.public_id}/end/").status_code == 302
    assert not may(colleague, Act.SEE_OWN, cast.tree.board)
