"""What the clock finds: people without a role, letters that fewer than two could open (SECURITY-BAR B3)."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from nennep.accounts.models import User
from nennep.journal.models import Entry
from nennep.notices.models import Notice
from nennep.organisation.models import Grant
from nennep.vault.actions.checking import look_for_roles, warn_thin
from nennep.vault.actions.laying import Against
from nennep.vault.models import Share, Wrap
from nennep.vault.queries.behind import letters_thin
from nennep.vault.tests.make import Vault, make_envelope
from tests.cast import Cast

pytestmark = pytest.mark.django_db(databases=["default", "vault"])


def test_who_has_no_role_any_more_gets_no_new_letter_and_is_told_of_once(
    vault: Vault, cast: Cast, enter: Callable[[User | None], Client]
) -> None:
    old = make_envelope(vault)
    Grant.objects.filter(user=cast.organiser).update(revoked_at=timezone.now())

    for _n in range(2):
        look_for_roles()

    assert not make_envelope(vault).holders.filter(user=cast.organiser).exists()
    assert Wrap.objects.filter(envelope=old.public_id, whose=cast.organiser.public_id).exists()
    assert Entry.objects.filter(action="vault.without_role").count() == 1
    assert Notice.objects.filter(kind="envelope.without_role", to=cast.secretary).count() == 1
    page = enter(cast.secretary).get("/letters/office/").content.decode()
    assert f"{cast.organiser.full_name} không còn vai trò trong cơ quan" in page


def test_a_letter_that_fewer_than_two_can_open_is_told_every_day(
    vault: Vault, cast: Cast, enter: Callable[[User | None], Client]
) -> None:
    """Turns red when wraps and shares that are gone are noticed by nobody."""
    fine, thin = make_envelope(vault), make_envelope(vault, against=[Against(person=cast.secretary)])
    assert letters_thin() == []
    Share.objects.filter(envelope=thin.public_id).delete()
    Wrap.objects.filter(envelope=thin.public_id, whose=cast.organiser.public_id).delete()

    for _n in range(2):
        warn_thin()

    assert letters_thin() == [thin]
    assert set(Notice.objects.filter(kind="envelope.thin").values_list("to", flat=True)) == {cast.inspector.pk}
    page = enter(cast.inspector).get("/letters/office/").content.decode()
    assert thin.alias in page
    assert "Chưa đủ hai người mở được" in page
    assert fine.alias not in page
