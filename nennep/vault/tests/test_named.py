"""Rows of the tables that the journal does not know: nothing is sealed to anybody because of them (SECURITY-BAR B2)."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.utils import timezone

from nennep.journal.actions import name_of
from nennep.journal.models import Entry
from nennep.lib.errors import RuleBroken
from nennep.notices.models import Notice
from nennep.sealing.boxes import seal
from nennep.sealing.padding import pad
from nennep.sealing.phrases import new_code
from nennep.vault import places
from nennep.vault.actions import laying, mending, writing
from nennep.vault.actions.breaking import ask_to_break
from nennep.vault.actions.checking import check_against_journal
from nennep.vault.actions.door import open_door
from nennep.vault.actions.holding import add_accused
from nennep.vault.actions.laying import Against, take_from_outside
from nennep.vault.actions.mending import mend
from nennep.vault.actions.writing import author_with, replies_to
from nennep.vault.models import Accused, Block, Envelope, Holder, Seat, Share, Wrap
from nennep.vault.queries.named import ACCUSED, strange_names
from nennep.vault.rules import BlockKind
from nennep.vault.tests.make import Vault, letter, make_envelope, with_trusted_key
from tests.cast import Cast

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def test_a_holder_put_into_the_table_gets_no_key_and_is_told_once(vault: Vault, cast: Cast) -> None:
    """Turns red when a row of the table is enough for a wrap."""
    envelope, puppet = make_envelope(vault), with_trusted_key(cast.outsider, vault.inspector)
    Holder.objects.create(envelope=envelope, user=cast.outsider)

    assert [mend(by=vault.inspector) for _n in range(2)] == [0, 0]
    Envelope.objects.update(rotate_since=timezone.localdate())
    assert mend(by=vault.organiser) == 1

    assert not Wrap.objects.filter(whose=puppet.user.public_id).exists()
    assert Entry.objects.filter(action="envelope.strange").count() == 1
    told = {notice.to for notice in Notice.objects.filter(kind="envelope.strange")}
    assert told == {cast.inspector, cast.organiser, cast.auditor}


def test_a_seat_put_into_the_table_gets_nothing_and_is_told_once(vault: Vault, cast: Cast) -> None:
    puppet = with_trusted_key(cast.contact, vault.inspector)
    Seat.objects.create(kind="receiver", user=puppet.user, named_by=cast.secretary, confirmed_by=cast.inspector)

    envelope = make_envelope(vault)
    for _n in range(2):
        check_against_journal()

    assert not envelope.holders.filter(user=puppet.user).exists()
    assert Entry.objects.filter(action="vault.seat_strange").count() == 1
    assert Notice.objects.filter(kind="envelope.strange", to=cast.auditor).count() == 1


@pytest.mark.parametrize("change", ["taken out", "exchanged", "put in"])
def test_who_is_accused_cannot_be_changed_in_the_table(vault: Vault, cast: Cast, change: str) -> None:
    """Turns red when an accused custodian has shares again because the row is gone."""
    envelope = make_envelope(vault, against=[Against(person=cast.auditor)])
    if change == "taken out":
        envelope.accused.all().delete()
    elif change == "exchanged":
        envelope.accused.update(person=cast.outsider)
    else:
        Accused.objects.create(envelope=envelope, person=cast.organiser)
    Envelope.objects.update(rotate_since=timezone.localdate())
    handler = with_trusted_key(cast.member, vault.inspector).user

    assert mend(by=vault.inspector) == 0
    with pytest.raises(RuleBroken, match="không khớp nhật ký"):
        ask_to_break(envelope, handler, "không còn ai được giao", by=cast.secretary)

    assert not Share.objects.filter(whose=cast.auditor.public_id).exists()
    assert Entry.objects.filter(action="envelope.strange").count() == 1


def test_the_journal_tells_nobody_whom_a_letter_is_about(vault: Vault, cast: Cast) -> None:
    envelope = make_envelope(vault, against=[Against(person=cast.auditor)])
    add_accused(envelope, Against(unit=cast.tree.school), by=cast.organiser)

    told = str([entry.detail.body for entry in Entry.objects.filter(object=name_of(envelope), action=ACCUSED)])

    assert strange_names([envelope]) == {}
    accused = envelope.accused.get(unit=cast.tree.school)
    for word in (accused.public_id, cast.tree.school.public_id, cast.tree.school.name):
        assert word not in told


def holder_row(vault: Vault, cast: Cast) -> bool:
    envelope = make_envelope(vault)
    Holder.objects.create(envelope=envelope, user=cast.contact)
    Envelope.objects.update(rotate_since=timezone.localdate())
    mend(by=vault.inspector)
    return Wrap.objects.filter(whose=cast.contact.public_id).exists()


def seat_row(vault: Vault, cast: Cast) -> bool:
    Seat.objects.create(kind="receiver", user=cast.contact, named_by=cast.secretary, confirmed_by=cast.inspector)
    make_envelope(vault)
    return Wrap.objects.filter(whose=cast.contact.public_id).exists()


def forged_answer(vault: Vault, cast: Cast) -> bool:
    code = new_code()
    envelope = take_from_outside(letter(), open_door("Quyết định số 12", by=cast.inspector), code)
    forged = Block(envelope=envelope, kind=BlockKind.REPLY, generation=0)
    where, told = places.of_block(envelope, forged), pad("Hãy cho biết họ tên".encode())
    forged.sealed = seal(bytes(envelope.return_public or b""), told, where)
    forged.save()
    try:
        return bool(replies_to(author_with(code)))
    except RuleBroken:
        return False


Attack = Callable[[Vault, Cast], bool]
COMPARED: dict[Attack, tuple[ModuleType, str, Callable[..., Any]]] = {  # attack → the comparison, and one that is blind
    holder_row: (mending, "holders_named", lambda letter: list(letter.holders.filter(ended_at=None))),
    seat_row: (laying, "seats_confirmed", lambda: list(Seat.objects.filter(ended_at=None))),
    forged_answer: (writing, "strange_blocks", lambda *_given: []),
}


@pytest.mark.parametrize("attack", COMPARED)
def test_what_is_put_into_the_tables_surrenders_nothing(vault: Vault, cast: Cast, attack: Attack) -> None:
    with_trusted_key(cast.contact, vault.inspector)

    assert not attack(vault, cast)


@pytest.mark.parametrize("attack", COMPARED)
def test_without_the_comparison_it_would(
    vault: Vault, cast: Cast, monkeypatch: pytest.MonkeyPatch, attack: Attack
) -> None:
    """The planted fault."""
    with_trusted_key(cast.contact, vault.inspector)
    monkeypatch.setattr(*COMPARED[attack])

    assert attack(vault, cast)
