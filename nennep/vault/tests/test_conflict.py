"""Conflict beats rank: those under an accused person, and who comes near to a letter after it was laid."""

import re

import pytest
from django.utils import timezone

from nennep.accounts.models import User
from nennep.journal.models import Entry
from nennep.lib.errors import RuleBroken
from nennep.notices.models import Notice
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant, make_post
from nennep.procedures.actions.opening import Opening, open_case
from nennep.procedures.tests.make import FIRST
from nennep.vault.actions.breaking import ask_to_break
from nennep.vault.actions.holding import Asking, ask
from nennep.vault.actions.laying import Against
from nennep.vault.actions.leaving import sweep_concerned
from nennep.vault.actions.mending import mend
from nennep.vault.models import Envelope, Seat, Share, Wrap
from nennep.vault.queries.conflict import concerned
from nennep.vault.rules import Asked, leads
from nennep.vault.tests.make import Vault, make_envelope, with_trusted_key
from tests.cast import Cast
from tests.doors import body_of
from tests.test_doors import every_byte
from tests.world import browser_of

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def near_to(envelope: Envelope, *people: User) -> set[User]:
    near = concerned(people, envelope.accused.select_related("unit"))
    return {user for user in people if user.pk in near}


def test_who_stands_under_an_accused_leader_is_refused(vault: Vault, cast: Cast) -> None:
    make_grant(cast.outsider, Role.LEADER, cast.tree.board, subtree=True)
    envelope = make_envelope(vault, against=[Against(person=cast.outsider)])

    assert near_to(envelope, cast.contact, cast.member, cast.neighbour) == {cast.contact, cast.member}
    with pytest.raises(RuleBroken, match="liên quan"):
        ask(Asking(Asked.ADD, cast.contact, "giúp xác minh", envelope), by=cast.inspector)


@pytest.mark.parametrize(
    ("title", "signs", "below"),
    [("Phó Trưởng ban", False, True), ("Ủy viên", True, True), ("Chuyên viên", False, False)],
)
def test_a_post_over_others_counts_and_an_ordinary_one_blocks_nobody(
    vault: Vault, cast: Cast, title: str, signs: bool, below: bool
) -> None:
    make_post(title, cast.tree.board, cast.outsider, may_sign=signs)
    envelope = make_envelope(vault, against=[Against(person=cast.outsider)])

    assert (near_to(envelope, cast.contact) == {cast.contact}) is below
    assert near_to(envelope, cast.outsider) == {cast.outsider}


def test_an_accused_leader_of_the_whole_does_not_stop_the_office(vault: Vault, cast: Cast) -> None:
    envelope = make_envelope(vault, against=[Against(person=cast.secretary)])

    assert near_to(envelope, cast.secretary, cast.inspector, cast.contact) == {cast.secretary}
    assert envelope.holders.count() == 2


def test_titles_over_others() -> None:
    for title in (
        "Trưởng ban",
        "Phó Bí thư Thường trực",
        "Chánh Văn phòng",
        "Quyền Giám đốc",
        "Hiệu trưởng",
        "Phó phòng",
    ):
        assert leads(title), title
    for title in ("Chuyên viên", "Ủy viên Ban Thường vụ", "Thư ký Giám đốc", "Văn thư"):
        assert not leads(title), title


def test_a_holder_who_joins_an_accused_unit_loses_the_letter(vault: Vault, cast: Cast) -> None:
    envelope = make_envelope(vault, against=[Against(unit=cast.tree.school)])
    other = make_envelope(vault)
    make_grant(cast.organiser, Role.CONTACT, cast.tree.school)

    sweep_concerned()

    envelope.refresh_from_db()
    held = Wrap.objects.filter(whose=cast.organiser.public_id).values_list("envelope", flat=True)
    assert list(held) == [other.public_id]
    assert browser_of(cast.organiser).get(f"/letters/{envelope.public_id}/").status_code == 404
    assert envelope.rotate_since == timezone.localdate()
    assert Entry.objects.get(action="envelope.holder_concerned").object == f"envelope:{envelope.public_id}"
    assert mend(by=vault.inspector) == 1
    assert not Entry.objects.filter(action="envelope.strange").exists()


def test_a_custodian_who_joins_loses_the_shares_once_and_the_letter_waits_for_a_new_key(
    vault: Vault, cast: Cast
) -> None:
    envelope = make_envelope(vault, against=[Against(unit=cast.tree.board)])
    make_grant(cast.auditor, Role.CONTACT, cast.tree.board)

    sweep_concerned()

    assert not Share.objects.filter(whose=cast.auditor.public_id).exists()
    assert Envelope.objects.filter(rotate_since=timezone.localdate()).count() == 1
    Envelope.objects.update(rotate_since=None)
    sweep_concerned()
    assert not Envelope.objects.filter(pk=envelope.pk).exclude(rotate_since=None).exists()


def test_the_clock_leaves_no_letter_that_nobody_can_open(vault: Vault, cast: Cast) -> None:
    make_envelope(vault, against=[Against(unit=cast.tree.school)])
    Seat.objects.filter(kind="custodian").update(ended_at=timezone.now())
    Share.objects.all().delete()
    for user in (cast.inspector, cast.organiser):
        make_grant(user, Role.CONTACT, cast.tree.school)

    sweep_concerned()

    assert Wrap.objects.count() == 2


def test_who_is_concerned_is_not_told_of_a_break_glass(vault: Vault, cast: Cast) -> None:
    about = [Against(person=cast.auditor), Against(unit=cast.tree.school)]  # two custodians, one reads the journal
    envelope = make_envelope(vault, against=about)
    with_trusted_key(cast.member, vault.inspector)

    ask_to_break(envelope, cast.member, "không còn ai được giao", by=cast.inspector)

    told = set(Notice.objects.filter(kind="envelope.breaking").values_list("to", flat=True))
    assert told == {cast.inspector.pk, cast.organiser.pk, cast.secretary.pk}


def test_the_journal_keeps_from_its_reader_what_is_too_near(vault: Vault, cast: Cast) -> None:
    near = make_envelope(vault, against=[Against(person=cast.auditor)])
    other = make_envelope(vault)
    case = open_case(Opening("denunciation_party", cast.tree.board, "Bị tố cáo", FIRST, about=near), by=cast.inspector)
    browser = browser_of(cast.auditor)

    pages = [browser.get(f"/journal/{where}").content.decode() for where in ("", f"?thing=envelope:{near.public_id}")]

    assert [near.public_id in page or near.alias in page for page in pages] == [False, True]  # what was typed alone
    assert "0 dòng nhật ký" in pages[1]
    assert case.public_id not in pages[0]
    assert other.public_id in pages[0]
    sheet = every_byte(body_of(browser.get("/journal/list.xlsx")))
    assert near.public_id not in sheet
    assert other.public_id in sheet


def test_an_alias_about_oneself_is_answered_to_the_letter_like_one_that_stands_nowhere(
    vault: Vault, cast: Cast
) -> None:
    with_trusted_key(cast.member, vault.inspector)
    about = make_envelope(vault, against=[Against(person=cast.secretary)])
    browser = browser_of(cast.secretary)

    def answer(alias: str) -> str:
        form = {"handler": cast.member.pk, "reason": "không còn ai được giao", "alias": alias}
        page = browser.post("/letters/breaking/new/", form).content.decode()
        return re.sub(r'(csrfmiddlewaretoken" value=|data-csrf=|"X-CSRFToken": ?)"[^"]+"', "", page).replace(alias, "")

    assert "Không có đơn nào mang bí danh này." in answer(about.alias)
    assert answer(about.alias) == answer("0000")
