"""Accounts and rights that an administrator gives open no letter: trust comes from those who sit."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from nennep.accounts.actions.users import Person, create_user
from nennep.accounts.models import User
from nennep.journal.actions import record
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.notices.models import Notice
from nennep.organisation.actions.grants import Gift, give_grant
from nennep.organisation.rules import Role
from nennep.sealing.boxes import new_pair
from nennep.sealing.phrases import print_of
from nennep.vault.actions.breaking import ask_to_break
from nennep.vault.actions.holding import Asking, ask, decide
from nennep.vault.actions.keys import forget_key, make_key, unlock_key
from nennep.vault.actions.leaving import leave
from nennep.vault.models import HolderKey, Seat, VaultRequest, Wrap
from nennep.vault.queries.requests import seat_deciders
from nennep.vault.queries.trust import KEY_MADE, KEY_VOUCHED, keys_of, trust_told
from nennep.vault.rules import Asked, Seated
from nennep.vault.tests.make import Vault, make_envelope, make_vault, seat, vouch, with_key
from nennep.vault.tokens import Opener
from tests.cast import Cast

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def puppets(cast: Cast, *names: str) -> list[User]:
    """Accounts that the administrator makes, and gives the right to keep the vault."""
    made, today = [create_user(Person(name, name), by=cast.sysadmin) for name in names], timezone.localdate()
    for user in made:
        gift = Gift(user, Role.INSPECTOR, cast.tree.root, today, True, today + timedelta(days=9), reason="thay")
        give_grant(gift, by=cast.sysadmin)
    return made


def asked(person: User, by: User, kind: Asked = Asked.SEAT, where: Seated = Seated.RECEIVER) -> VaultRequest:
    return ask(Asking(kind, person, "theo phân công", seat=where), by=by)


def test_two_accounts_with_every_right_seat_nobody(vault: Vault, cast: Cast) -> None:
    """Turns red when the right to keep the vault decides seats while somebody sits."""
    one, two, third = puppets(cast, "px", "py", "pz")

    for request in (asked(third, one), asked(cast.auditor, one, Asked.UNSEAT, Seated.CUSTODIAN)):
        for key in (None, with_any_key(two)):
            with pytest.raises(NotAllowed):
                decide(request, True, by=two, key=key)

    assert not Seat.objects.filter(user=third).exists()
    assert Seat.objects.filter(user=cast.auditor, ended_at=None).exists()


def with_any_key(user: User) -> Opener:
    return Opener(user, new_pair().private)


def test_who_came_by_the_account_of_one_who_sits_has_not_the_words(vault: Vault, cast: Cast) -> None:
    request = asked(cast.member, cast.secretary)
    other = with_key(cast.contact)

    for key in (None, with_any_key(cast.inspector)):
        with pytest.raises(RuleBroken, match="mở khóa"):
            decide(request, True, by=cast.inspector, key=key)
    with pytest.raises(RuleBroken, match="mở khóa"):
        vouch(other.user, with_any_key(cast.inspector))

    assert decide(request, True, by=cast.inspector, key=vault.inspector).agreed


def test_the_first_key_of_who_was_seated_later_waits_for_a_word(vault: Vault, cast: Cast) -> None:
    seat(cast.member, Seated.RECEIVER, cast)
    with_key(cast.member)
    [puppet] = puppets(cast, "px")

    assert not make_envelope(vault).holders.filter(user=cast.member).exists()
    with pytest.raises(NotAllowed):
        vouch(cast.member, with_any_key(puppet))
    with pytest.raises(RuleBroken, match="phải có khóa"):
        ask_to_break(make_envelope(vault), cast.member, "không còn ai được giao", by=cast.secretary)
    vouch(cast.member, vault.custodians[1])

    assert Wrap.objects.filter(envelope=make_envelope(vault).public_id, whose=cast.member.public_id).exists()


def test_the_first_two_who_sit_are_trusted_and_no_more(cast: Cast) -> None:
    """Turns red when an account with a seat, whose key was never made, can be taken over for letters."""
    for person in (cast.inspector, cast.organiser, cast.auditor):
        seat(person, Seated.RECEIVER, cast)
    with_key(cast.member)
    first, _second, _third = (with_key(person) for person in (cast.inspector, cast.organiser, cast.auditor))
    everybody = (cast.inspector, cast.organiser, cast.auditor, cast.member)

    assert set(keys_of(everybody)) == {cast.inspector.pk, cast.organiser.pk}
    vouch(cast.auditor, first)
    assert set(keys_of(everybody)) == {cast.inspector.pk, cast.organiser.pk, cast.auditor.pk}


def test_rows_that_are_gone_from_the_tables_do_not_found_the_vault_anew(vault: Vault, cast: Cast) -> None:
    Seat.objects.all().delete()
    one, two, third = puppets(cast, "px", "py", "pz")

    with pytest.raises(NotAllowed):
        decide(asked(third, one), True, by=two)

    assert set(seat_deciders()) == {each.user for each in (vault.inspector, vault.organiser, *vault.custodians)}


def test_when_all_are_gone_two_who_keep_the_vault_begin_again(cast: Cast) -> None:
    vault = make_vault(cast)
    for opener in (vault.inspector, vault.organiser, *vault.custodians):
        leave(opener.user)

    decide(asked(cast.member, cast.secretary), True, by=cast.inspector)
    with_key(cast.member)

    assert trust_told().sitting == {cast.member.public_id}


def test_while_one_trusted_key_is_left_nobody_is_trusted_by_himself(vault: Vault, cast: Cast) -> None:
    for opener in (vault.organiser, *vault.custodians):
        forget_key(by=opener.user)
        with_key(opener.user)

    assert trust_told().sitting == {cast.inspector.public_id}


def test_a_key_exchanged_together_with_the_journal_is_found_when_it_is_unlocked(vault: Vault, cast: Cast) -> None:
    """Turns red when the words open a key whose other half is somebody else's."""
    phrase, evil = make_key(by=cast.member), new_pair()
    HolderKey.objects.filter(whose=cast.member.public_id).update(public=evil.public)
    with transaction.atomic():
        for by, action in ((cast.member, KEY_MADE), (cast.inspector, KEY_VOUCHED)):
            record(by, action, cast.member, print=print_of(evil.public))
    assert cast.member.pk in keys_of([cast.member])

    with pytest.raises(RuleBroken, match="đã bị đổi"):
        unlock_key(phrase, "s", by=cast.member)

    assert Entry.objects.filter(action="vault.key_exchanged").count() == 1
    assert Notice.objects.filter(kind="envelope.strange", to=cast.auditor).exists()
    assert cast.member.pk not in keys_of([cast.member])
