"""The office takes a letter in and cannot read it again; who keeps the vault opens the public page."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nennep.vault import middleware
from nennep.vault.actions.opening import Wanted, open_letter
from nennep.vault.models import Door, Envelope, Wrap
from nennep.vault.rules import Opened
from nennep.vault.tests.make import NAME, TEXT, WHY, Vault
from tests.cast import Cast
from tests.tables import states
from tests.world import browser_of

pytestmark = pytest.mark.django_db
SENT = {"kind": "party", "received_on": "05/11/2026", "name": NAME, "text": TEXT}


@pytest.fixture
def clerk(cast: Cast) -> Client:
    browser = browser_of(cast.clerk)
    browser.get("/letters/new/")
    return browser


def test_the_answer_tells_alias_and_holders_and_nothing_of_the_letter(clerk: Client, vault: Vault) -> None:
    page = clerk.post("/letters/new/", SENT).content.decode()

    envelope = Envelope.objects.get()
    assert f"Người tố cáo {envelope.alias}" in page
    assert vault.inspector.user.full_name in page
    assert not [word for word in (NAME, "Hói Dừa", "quỹ cơ quan") if word in page]
    assert TEXT in open_letter(Wanted(envelope, Opened.LETTER, WHY), by=vault.inspector)[0].text


def test_a_wrong_form_keeps_what_was_typed_in_the_answer_alone(clerk: Client, vault: Vault) -> None:
    before = states()

    answer = clerk.post("/letters/new/", SENT | {"received_on": "31/02/2026"})

    assert "Diệu Thảo thấy quỹ cơ quan" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert states() == before


def test_the_accused_get_no_key_and_their_superiors_neither(clerk: Client, vault: Vault, cast: Cast) -> None:
    accused = {"people": [cast.inspector.pk], "units": [cast.tree.board.pk], "superiors": "on"}

    clerk.post("/letters/new/", SENT | accused)

    envelope = Envelope.objects.get()
    assert envelope.accused.filter(superiors=True).count() == 2
    assert set(Wrap.objects.values_list("whose", flat=True)) == {cast.organiser.public_id}


def test_a_large_file_touches_no_disk(clerk: Client, vault: Vault, settings: Any, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "nowhere"

    answer = clerk.post("/letters/new/", SENT | {"attached": SimpleUploadedFile("don.txt", b"x" * 3_000_000)})

    assert "Đã niêm phong" in answer.content.decode()


def test_nor_does_one_whose_sender_is_no_longer_signed_in(
    vault: Vault, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Turns red when the form is read on the way to the view by Django's own way: shown by the planted fault."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "nowhere"
    nobody = Client(raise_request_exception=False)

    def sent() -> int:
        file = SimpleUploadedFile("don.txt", b"x" * 3_000_000)
        return nobody.post("/letters/new/", SENT | {"attached": file}).status_code

    assert sent() == 403
    monkeypatch.setattr(middleware, "INSIDE", "/elsewhere")
    assert sent() == 500


def test_it_is_said_before_anybody_types_that_nobody_could_open_it(clerk: Client) -> None:
    assert "Chưa có người nhận đơn nào có khóa" in clerk.get("/letters/new/").content.decode()


def test_the_page_is_opened_on_a_paper_and_closed(vault: Vault, cast: Cast) -> None:
    keeper = browser_of(cast.inspector)

    keeper.post("/letters/door/", {"basis": " "})
    assert not Door.objects.exists()
    keeper.post("/letters/door/", {"basis": "Quyết định số 12-QĐ/UBKT"})
    page = keeper.get("/letters/door/").content.decode()
    assert "/write/" in page
    assert "hướng dẫn cho người gửi" in page
    keeper.post("/letters/door/", {"close": "1"})

    assert not Door.objects.filter(is_open=True).exists()
