"""What a holder does in the pages: the key, reading, opening for a reason, naming others."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from nennep.accounts.models import User
from nennep.journal.models import Entry
from nennep.vault.actions.keys import keep_for_a_while
from nennep.vault.models import Envelope, HolderKey, Reveal, Unlocking, VaultRequest
from nennep.vault.rules import OPEN_FOR, Asked, Opened
from nennep.vault.tests.make import ADDRESS, NAME, NUMBER, PHONE, Vault, a_file, make_envelope
from nennep.vault.tokens import Opener
from tests.world import browser_of

pytestmark = pytest.mark.django_db
FILE = "Quỹ bị dùng sai. Quách Thị Diệu Thảo ghi.".encode()


@pytest.fixture
def envelope(vault: Vault) -> Envelope:
    return make_envelope(vault, [a_file(content=FILE)])


def unlocked(by: Opener) -> Client:
    """A browser of the person in which the key was unlocked a moment ago."""
    browser = browser_of(by.user)
    session = browser.session.session_key or ""
    browser.cookies[settings.VAULT_COOKIE_NAME] = keep_for_a_while(by.user, by.private, session)
    return browser


def at(envelope: Envelope, what: str = "") -> str:
    return f"/letters/{envelope.public_id}/{what}"


def test_five_words_are_shown_once_and_open_the_key(vault: Vault) -> None:
    """Turns red when the words can be asked for a second time, or the cookie may be read by a script."""
    user = vault.inspector.user
    HolderKey.objects.filter(whose=user.public_id).delete()
    browser = browser_of(user)

    words = browser.post("/letters/key/new/").context["words"]
    again = browser.get("/letters/key/").content.decode()
    opened = browser.post("/letters/unlock/", {"passphrase": words.upper()})

    assert len(words.split()) == 5
    assert words not in again
    cookie = opened.cookies[settings.VAULT_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Strict", "")
    assert "Khóa lại" in browser.get("/letters/").content.decode()


def test_words_that_came_too_late_are_not_shown_again(vault: Vault, client: Client) -> None:
    words = "bado kimu teno bado kimu"

    late = client.post("/letters/unlock/", {"passphrase": words, "note": "còn nguyên"}).content.decode()

    assert "còn nguyên" in late
    assert words not in late


def test_wrong_words_stay_off_the_page(vault: Vault) -> None:
    page = (
        browser_of(vault.inspector.user).post("/letters/unlock/", {"passphrase": "mot hai ba bon nam"}).content.decode()
    )

    assert "Cụm từ không đúng." in page
    assert "mot hai ba bon nam" not in page


def test_the_copy_is_read_and_the_name_is_not_on_it(vault: Vault, envelope: Envelope) -> None:
    answer = unlocked(vault.inspector).post(at(envelope, "read/"))

    page = answer.content.decode()
    assert "quỹ cơ quan bị dùng sai" in page
    assert not [told for told in (NAME, NUMBER, PHONE, ADDRESS, "Diệu Thảo") if told in page]
    assert "no-store" in answer["Cache-Control"]


def test_the_name_is_shown_for_a_reason_that_all_holders_see(vault: Vault, envelope: Envelope) -> None:
    browser = unlocked(vault.inspector)

    without = browser.post(at(envelope, "open/"), {"what": "author"}).content.decode()
    assert NAME not in without
    assert not Reveal.objects.exists()

    page = browser.post(at(envelope, "open/"), {"what": "author", "why": "protect"}).content.decode()
    assert all(told in page for told in (NAME, NUMBER, PHONE, ADDRESS))
    seen_by_the_other = browser_of(vault.organiser.user).get(at(envelope)).content.decode()
    assert "Xem danh tính: bảo vệ người tố cáo" in seen_by_the_other
    assert NAME not in seen_by_the_other


def test_without_an_unlocked_key_the_words_are_asked_first(vault: Vault, envelope: Envelope) -> None:
    browser = browser_of(vault.inspector.user)

    answer = browser.post(at(envelope, "open/"), {"what": "author", "why": "meet"})

    assert answer.status_code == 302
    assert answer["Location"] == f"/letters/unlock/?next={quote(at(envelope, 'open/'), safe='')}"
    assert not Reveal.objects.exists()


def test_the_key_of_another_browser_opens_nothing(vault: Vault, envelope: Envelope) -> None:
    """The cookie stolen alone: it is bound to the session in which it was given."""
    first, second = unlocked(vault.inspector), browser_of(vault.inspector.user)
    second.cookies[settings.VAULT_COOKIE_NAME] = first.cookies[settings.VAULT_COOKIE_NAME].value

    assert second.post(at(envelope, "read/")).status_code == 302


def test_ten_minutes_count_from_the_last_use(vault: Vault, envelope: Envelope) -> None:
    browser = unlocked(vault.inspector)
    own = Unlocking.objects.filter(whose=vault.inspector.user.public_id)
    own.update(until=timezone.now() + timedelta(minutes=1))

    browser.get(at(envelope))
    assert own.get().until < timezone.now() + timedelta(minutes=2)
    browser.post(at(envelope, "read/"))
    assert own.get().until > timezone.now() + OPEN_FOR - timedelta(minutes=1)

    own.update(until=timezone.now())
    assert browser.post(at(envelope, "read/")).status_code == 302


def test_signing_out_locks(vault: Vault) -> None:
    browser = unlocked(vault.inspector)

    browser.post("/sign-out/")

    assert not Unlocking.objects.filter(whose=vault.inspector.user.public_id).exists()
    assert Entry.objects.filter(action="vault.locked", actor=vault.inspector.user.public_id).exists()


@pytest.mark.parametrize("what", ["", "open/", "note/", "holders/"])
def test_who_typed_it_and_who_keeps_the_vault_get_nothing(vault: Vault, envelope: Envelope, what: str) -> None:
    for user in (vault.clerk, vault.cast.secretary, vault.cast.sysadmin):
        assert browser_of(user).get(at(envelope, what)).status_code == 404


def test_a_file_leaves_as_it_came_or_stripped(vault: Vault, envelope: Envelope) -> None:
    browser, file = unlocked(vault.inspector), envelope.attachments.get()
    address = f"/letters/files/{file.public_id}/"

    whole = browser.post(address, {"what": "file", "why": "verify"})
    clean = browser.post(address, {"what": "clean"})

    assert b"".join(whole) == FILE
    assert "anh-cua-Thao.txt" in whole["Content-Disposition"]
    copy = b"".join(clean).decode()
    assert f"Người tố cáo {envelope.alias} ghi" in copy
    assert "Thao" not in clean["Content-Disposition"]
    assert list(Reveal.objects.order_by("pk").values_list("what", flat=True)) == [Opened.FILE, Opened.CLEAN]


def test_a_file_as_it_came_asks_for_a_reason(vault: Vault, envelope: Envelope) -> None:
    file = envelope.attachments.get()

    page = unlocked(vault.inspector).post(f"/letters/files/{file.public_id}/", {"what": "file"}).content.decode()

    assert "Hãy chọn lý do mở." in page


def test_a_note_is_sealed_and_read_with_the_letter(vault: Vault, envelope: Envelope) -> None:
    browser = unlocked(vault.inspector)

    browser.post(at(envelope, "note/"), {"text": "Chị ấy hẹn gặp ngoài cơ quan."})

    assert "hẹn gặp" not in browser.get(at(envelope)).content.decode()
    assert "hẹn gặp ngoài cơ quan" in browser.post(at(envelope, "read/")).content.decode()


def test_another_holder_is_asked_for(vault: Vault, envelope: Envelope) -> None:
    told = {"person": vault.cast.contact.pk, "reason": "giúp xác minh"}

    browser_of(vault.inspector.user).post(at(envelope, "holders/"), told)

    request = VaultRequest.objects.get()
    assert (request.kind, request.person) == (Asked.ADD, vault.cast.contact)
    assert "Chờ người thứ hai" in browser_of(vault.organiser.user).get(at(envelope)).content.decode()


def test_who_turns_out_to_be_concerned_loses_the_letter(vault: Vault, envelope: Envelope) -> None:
    """Rank and having held it until now help nothing."""
    organiser: User = vault.organiser.user

    browser_of(vault.inspector.user).post(at(envelope, "accused/"), {"person": organiser.pk})

    assert browser_of(organiser).get(at(envelope)).status_code == 404
