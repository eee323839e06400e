"""Who was admitted goes into the register in one act, and the two lead to each other."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from nennep.candidates.actions.entering import Entry, join
from nennep.candidates.actions.entering import enter as into_register
from nennep.candidates.actions.keeping import erase
from nennep.candidates.actions.recording import Told, record_step
from nennep.candidates.models import Candidate
from nennep.candidates.rules import Stage
from nennep.candidates.tests.make import days_ago, make_candidate
from nennep.journal.models import Detail
from nennep.journal.models import Entry as Line
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.members.actions.erasing import erase_person
from nennep.members.actions.merging import Chosen, merge
from nennep.members.models import Member
from nennep.members.rules import Standing
from nennep.members.tests.make import make_basis, make_member

if TYPE_CHECKING:
    from django.test import Client

    from nennep.accounts.models import User
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
CEREMONY = days_ago(430)


@pytest.fixture
def vy(cast: "Cast") -> Candidate:
    make_basis(cast.organiser)
    return make_candidate(cast.tree.board, cast.organiser, (Stage.DECIDED, days_ago(450)), (Stage.ADMITTED, CEREMONY))


def entry(cast: "Cast") -> Entry:
    return Entry(cast.tree.board, {"name": "Lương Thảo Vy", "sex": "nữ", "dob": "1998-04-02"})


def test_on_probation_since_the_ceremony(cast: "Cast", vy: Candidate) -> None:
    member = into_register(vy, entry(cast), by=cast.organiser)

    assert (member.standing, member.admission, member.official) == (Standing.PROBATIONARY, CEREMONY.isoformat(), "")
    assert member.memberships.get().starts == member.stays.get().starts == CEREMONY.isoformat()
    assert Candidate.objects.get(pk=vy.pk).member == member
    line = Line.objects.get(action="candidate.entered")
    assert Detail.objects.get(entry=line).body["member"] == member.public_id
    assert "Vy" not in str(Detail.objects.get(entry=line).body)


def test_who_was_recognised_meanwhile_is_official_since_then(cast: "Cast", vy: Candidate) -> None:
    record_step(vy, Told(Stage.OFFICIAL, days_ago(20), "15-QĐ/ĐU"), by=cast.organiser)

    member = Member.objects.get(pk=into_register(vy, entry(cast), by=cast.organiser).pk)

    assert (member.standing, member.official) == (Standing.OFFICIAL, days_ago(20).isoformat())
    told = {one.standing: (one.starts, one.paper) for one in member.memberships.all()}
    assert told[Standing.OFFICIAL] == (days_ago(20).isoformat(), "15-QĐ/ĐU")
    assert told[Standing.PROBATIONARY][0] == CEREMONY.isoformat()


def test_nobody_enters_before_the_ceremony_or_twice(cast: "Cast", vy: Candidate) -> None:
    early = make_candidate(cast.tree.board, cast.organiser, name="Quách Gia Bảo")

    with pytest.raises(RuleBroken, match="lễ kết nạp"):
        into_register(early, entry(cast), by=cast.organiser)
    into_register(vy, entry(cast), by=cast.organiser)
    with pytest.raises(RuleBroken, match="đã có trong sổ"):
        into_register(vy, entry(cast), by=cast.organiser)


def test_who_keeps_the_list_alone_does_not_write_in_the_register(cast: "Cast", vy: Candidate) -> None:
    with pytest.raises(NotAllowed):
        into_register(vy, entry(cast), by=cast.contact)
    assert not Member.objects.exists()


def test_who_is_in_the_register_already_is_joined(cast: "Cast", vy: Candidate) -> None:
    known = make_member(cast.tree.board, cast.organiser, name="Lương Thảo Vy", dob="1998-04-02")
    other = make_candidate(cast.tree.board, cast.organiser, (Stage.ADMITTED, CEREMONY), name="Lương Thảo Vy")

    join(vy, known, by=cast.organiser)

    assert Candidate.objects.get(pk=vy.pk).member == known
    assert Member.objects.get(pk=known.pk).version == known.version
    with pytest.raises(RuleBroken, match="đã nối"):
        join(other, known, by=cast.organiser)


def test_the_link_follows_a_merge_and_ends_with_either_record(cast: "Cast", vy: Candidate) -> None:
    member = into_register(vy, entry(cast), by=cast.organiser)
    twin = make_member(cast.tree.board, cast.organiser, name="Lương Thảo Vy", dob="1998-04-02")
    merge(Chosen(twin, member, ()), by=cast.organiser)
    assert Candidate.objects.get(pk=vy.pk).member == twin

    record_step(vy, Told(Stage.OFFICIAL, days_ago(20)), by=cast.organiser)
    erase(Candidate.objects.get(pk=vy.pk), "Hết mục đích", by=cast.organiser)
    assert Candidate.objects.get(pk=vy.pk).member is None

    bao = make_candidate(cast.tree.board, cast.organiser, (Stage.ADMITTED, CEREMONY), name="Quách Gia Bảo")
    lone = into_register(bao, Entry(cast.tree.board, {"name": "Quách Gia Bảo"}), by=cast.organiser)
    erase_person(lone, "Theo yêu cầu", by=cast.organiser)
    assert Candidate.objects.get(pk=bao.pk).member is None


def test_the_page_shows_first_then_writes_and_both_pages_lead_to_each_other(
    cast: "Cast", vy: Candidate, enter: "Callable[[User | None], Client]"
) -> None:
    browser, here = enter(cast.organiser), reverse("candidates:candidate", args=[vy.public_id])
    address = reverse("candidates:enter", args=[vy.public_id])
    assert address in browser.get(here).content.decode()
    shown = browser.get(address).content.decode()
    assert 'value="Lương Thảo Vy"' in shown
    assert "dự bị, vào Đảng ngày" in shown

    typed = {"cell": cast.tree.board.pk, "name": "Lương Thảo Vy", "sex": "nữ", "dob": "ngày nào"}
    assert 'value="ngày nào"' in browser.post(address, typed).content.decode()
    answer = browser.post(address, typed | {"dob": "2/4/1998"})

    member = Member.objects.get()
    assert answer["location"] == reverse("members:member", args=[member.public_id])
    assert member.dob == "1998-04-02"
    assert here in browser.get(answer["location"]).content.decode()
    assert answer["location"] in browser.get(here).content.decode()


def test_a_record_that_looks_the_same_has_to_be_decided_about(
    cast: "Cast", vy: Candidate, enter: "Callable[[User | None], Client]"
) -> None:
    known = make_member(cast.tree.board, cast.organiser, name="Lương Thảo Vy", dob="1998-04-02")
    browser, address = enter(cast.organiser), reverse("candidates:enter", args=[vy.public_id])
    typed = {"cell": cast.tree.board.pk, "name": "Lương Thảo Vy", "dob": "1998"}

    assert browser.post(address, typed).status_code == 200
    assert browser.post(address, typed | {"known": known.public_id}).status_code == 302

    assert Member.objects.count() == 1
    assert Candidate.objects.get(pk=vy.pk).member == known
