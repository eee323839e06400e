"""A key made anew is sealed to only when somebody beside its person has compared its print."""

import pytest

from nennep.accounts.models import User
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.vault.actions.keys import forget_key, vouch_for
from nennep.vault.queries.trust import keys_of
from nennep.vault.tests.make import Vault, make_envelope, vouch, with_key
from nennep.vault.tokens import Opener
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def make_anew(person: User) -> None:
    forget_key(by=person)
    with_key(person)


def test_nobody_vouches_for_the_own_key_nor_who_has_nothing_to_do_with_it(vault: Vault, cast: Cast) -> None:
    make_envelope(vault)
    make_anew(cast.inspector)

    for user in (cast.inspector, cast.clerk, cast.sysadmin):
        with pytest.raises(NotAllowed):
            vouch(cast.inspector, Opener(user, vault.organiser.private))
    with pytest.raises(RuleBroken, match="đã đổi"):
        vouch_for(cast.inspector, "0000 0000 0000 0000 0000", by=vault.organiser)
    assert cast.inspector.pk not in keys_of([cast.inspector])


def test_new_letters_are_not_sealed_to_a_key_that_nobody_vouched_for(vault: Vault, cast: Cast) -> None:
    make_anew(cast.inspector)

    assert [holder.user for holder in make_envelope(vault).holders.all()] == [cast.organiser]
    vouch(cast.inspector, vault.custodians[0])
    assert {holder.user for holder in make_envelope(vault).holders.all()} == {cast.organiser, cast.inspector}


def test_a_second_new_key_needs_a_word_of_its_own(vault: Vault, cast: Cast) -> None:
    for _ in range(2):
        make_anew(cast.inspector)
        assert cast.inspector.pk not in keys_of([cast.inspector])
        vouch(cast.inspector, vault.organiser)
        assert cast.inspector.pk in keys_of([cast.inspector])
