"""On the public page the author leaves out some of those who receive letters."""

import re

import pytest
from django.test import Client

from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant, make_post
from nennep.vault.actions.mending import mend
from nennep.vault.models import Envelope, Share, Wrap
from nennep.vault.tests.make import Vault
from nennep.vault.tests.test_outside import SENT, code_in
from tests.cast import Cast
from tests.world import browser_of

pytestmark = [pytest.mark.django_db(databases=["default", "vault"]), pytest.mark.usefixtures("open_page")]


def test_the_page_names_who_receives_letters_with_their_posts(author: Client, cast: Cast) -> None:
    make_post("Chủ nhiệm", cast.tree.office, cast.inspector)

    page = author.get("/write/").content.decode()

    assert f"{cast.inspector.full_name}; Chủ nhiệm, {cast.tree.office.label}" in page
    assert cast.organiser.full_name in page
    assert cast.secretary.full_name not in page


def test_whom_the_author_leaves_out_never_holds_the_letter(author: Client, cast: Cast, vault: Vault) -> None:
    code_in(author.post("/write/", SENT | {"barred": [cast.inspector.pk]}))

    envelope = Envelope.objects.get()
    assert [holder.user for holder in envelope.holders.all()] == [cast.organiser]
    assert not Wrap.objects.filter(whose=cast.inspector.public_id).exists()
    Envelope.objects.update(rotate_since=envelope.received_on)
    assert mend(by=vault.organiser) == 1
    assert not Wrap.objects.filter(whose=cast.inspector.public_id).exists()
    shown = browser_of(cast.organiser).get(f"/letters/{envelope.public_id}/").content.decode()
    assert re.search(rf"Người gửi đề nghị không giao cho</h3><ul[^>]*><li>{cast.inspector.full_name}", shown)
    assert "Chưa ghi người hay đơn vị nào." in shown


def test_nor_do_those_under_that_person(author: Client, cast: Cast) -> None:
    make_grant(cast.inspector, Role.LEADER, cast.tree.school)

    code_in(author.post("/write/", SENT | {"barred": [cast.inspector.pk]}))

    assert not Share.objects.filter(whose=cast.neighbour.public_id).exists()
    assert Share.objects.filter(whose=cast.auditor.public_id).exists()


def test_who_leaves_out_everybody_is_sent_to_the_level_above_and_loses_nothing(author: Client, cast: Cast) -> None:
    everybody = {"barred": [cast.inspector.pk, cast.organiser.pk]}

    page = author.post("/write/", SENT | everybody).content.decode()

    assert "Hãy gửi đơn lên cấp trên là Thành ủy Bình Hải" in page
    assert SENT["text"] in page
    assert page.count("checked") == 3  # the two, and the kind of letter
    assert not Envelope.objects.exists()
    assert not Wrap.objects.exists()


def test_another_choice_is_another_letter_and_the_same_one_is_kept_once(author: Client, cast: Cast) -> None:
    sent = SENT | {"once": "a" * 32, "barred": [cast.inspector.pk]}

    receipts = {code_in(author.post("/write/", form)) for form in (sent, sent, sent | {"barred": []})}

    assert len(receipts) == Envelope.objects.count() == 2


def test_only_those_who_receive_letters_can_be_left_out(author: Client, cast: Cast) -> None:
    page = author.post("/write/", SENT | {"barred": [cast.secretary.pk]})

    assert page.status_code == 200
    assert not Envelope.objects.exists()
