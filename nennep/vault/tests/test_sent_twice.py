"""A letter sent twice from the public page: kept once, and nothing of what was changed in between is lost."""

from typing import Any

import pytest
from django.test import Client

from nennep.vault.models import Attachment, Envelope
from nennep.vault.tests.make import Vault
from nennep.vault.tests.test_outside import SENT, code_in, send, txt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_page")]


def mark_in(page: Any) -> str:
    return str(page.context["form"]["once"].value())


def test_sent_twice_it_is_kept_once_and_has_one_receipt(author: Client, vault: Vault) -> None:
    """A finger that presses twice: the browser shows the second answer and throws the first away."""
    once = mark_in(author.get("/write/"))

    codes = [code_in(send(author, once=once, attached=txt(9))) for _ in range(2)]

    assert codes[0] == codes[1]
    assert Envelope.objects.count() == Attachment.objects.count() == 1
    assert vault.inspector.user.notices.filter(kind="envelope.arrived").count() == 1


@pytest.mark.parametrize("other", [{"text": "Tôi quên một điều."}, {"attached": txt(8)}, {"phone": "0913"}])
def test_what_was_changed_before_it_was_sent_again_is_not_lost(author: Client, other: dict[str, Any]) -> None:
    once = mark_in(author.get("/write/"))

    codes = {code_in(send(author, **(SENT | {"once": once, "attached": txt(9)} | more))) for more in ({}, other)}

    assert len(codes) == Envelope.objects.count() == 2


def test_two_who_send_the_same_words_have_a_receipt_each(author: Client) -> None:
    codes = {code_in(send(author, once=mark_in(author.get("/write/")))) for _ in range(2)} | {code_in(send(author))}

    assert len(codes) == Envelope.objects.count() == 3
