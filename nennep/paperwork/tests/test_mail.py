"""Forms by mail, from a real IMAP server: kept and shown, never written by themselves; put away only when kept.

Turns red when a letter is marked before it is stored, when an unknown sender is trusted, when a file misses the guard.
"""

import os
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest

from nennep.directives.models import ProgressEntry
from nennep.directives.tests.make import make_issued
from nennep.journal.models import Entry
from nennep.notices.models import Notice
from nennep.paperwork.fetching import fetch_forms
from nennep.paperwork.intake import commit_form, look_at
from nennep.paperwork.mailbox import Mailbox
from nennep.paperwork.models import ReturnedForm
from nennep.paperwork.tests.dovecot import MailServer, running_dovecot
from nennep.paperwork.tests.make import excel_of, filled_excel, verdicts
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KNOWN = "dau-moi@example.invalid"
DOING = {"state": "Đang thực hiện", "percent": "40", "said": "Đã có dự thảo"}


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running_dovecot() as server:
        yield server


@pytest.fixture
def given(cast: Cast) -> Cast:
    make_issued(cast.tree.root, cast.clerk, cast.tree.board)
    cast.contact.email = KNOWN
    cast.contact.save()
    return cast


def letter(sender: str, *files: tuple[str, bytes], **headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = f"Vũ Thị Ngân Hà <{sender}>", "Trả lời nhiệm vụ tháng 11"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("Kính gửi Văn phòng.")
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


def filled(cast: Cast) -> bytes:
    return filled_excel(excel_of(cast.tree.board, cast.contact), DOING)


def test_a_contacts_letter_waits_for_the_contact_and_is_written_when_committed(given: Cast, server: MailServer) -> None:
    server.deliver(letter(KNOWN.upper(), ("mẫu tháng 11.xlsx", filled(given))))

    assert fetch_forms(server.address) == 1

    form = ReturnedForm.objects.get()
    assert (form.unit, form.trusted, form.fault, form.sender) == (given.tree.board, True, "", KNOWN)
    assert not ProgressEntry.objects.exists()
    assert "đã đến qua thư" in Notice.objects.get(to=given.contact, kind="form.returned").text
    assert (server.seen_in("INBOX"), server.seen_in("NenNep")) == ([], [True])
    looked = look_at(form, by=given.contact)
    assert verdicts(looked)[0] == "new"
    assert looked.preview
    commit_form(looked, looked.preview.digest, by=given.contact)
    assert ProgressEntry.objects.get().via == "mail"


def test_an_unknown_sender_is_held_for_the_office(given: Cast, server: MailServer) -> None:
    server.deliver(letter("ai-do@example.invalid", ("mau.xlsx", filled(given))))

    fetch_forms(server.address)

    form = ReturnedForm.objects.get()
    assert not form.trusted
    assert not ReturnedForm.objects.visible_to(given.contact).exists()
    assert ReturnedForm.objects.visible_to(given.clerk).get() == form
    assert "địa chỉ lạ" in Notice.objects.get(to=given.clerk, kind="form.returned").text


def test_what_was_cut_off_before_the_letter_was_put_away_is_kept_once(
    given: Cast, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.deliver(letter(KNOWN, ("mau.xlsx", filled(given))))

    def cut_off(*_: object) -> None:
        raise OSError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(Mailbox, "put_away", cut_off)
        fetch_forms(server.address)
    assert server.seen_in("INBOX") == [False]

    assert fetch_forms(server.address) == 0
    assert ReturnedForm.objects.count() == 1
    assert server.seen_in("NenNep") == [True]


@pytest.mark.parametrize(("name", "content", "sentence"), [
    ("mau.xlsx", b"PK\x03\x04 hong", "hỏng"),
    ("mau.docx", b"khong phai word", "không phải loại được nhận"),
    ("mau.xlsx", b"", "rỗng"),
])  # fmt: skip
def test_a_bad_file_is_kept_as_one_sentence(
    given: Cast, server: MailServer, name: str, content: bytes, sentence: str
) -> None:
    server.deliver(letter(KNOWN, (name, content)))

    fetch_forms(server.address)

    form = ReturnedForm.objects.get()
    assert sentence in form.fault
    assert form.document is None
    assert sentence in Notice.objects.get(to=given.clerk).text


def test_a_letter_without_a_form_is_told_and_an_answering_machine_is_not(given: Cast, server: MailServer) -> None:
    server.deliver(letter(KNOWN))
    server.deliver(letter(KNOWN, Auto_Submitted="auto-replied"))

    fetch_forms(server.address)

    assert [form.fault for form in ReturnedForm.objects.all()] == ["Thư không kèm mẫu Excel hoặc Word nào."]
    assert server.seen_in("INBOX") == [True, True]
    assert Entry.objects.filter(action="form.returned").count() == 1


def test_a_letter_too_large_is_told_and_not_fetched(given: Cast, server: MailServer, settings: Any) -> None:
    settings.MAX_FILE_BYTES = 20_000
    server.deliver(letter(KNOWN, ("mau.xlsx", os.urandom(60_000))))

    fetch_forms(server.address)

    form = ReturnedForm.objects.get()
    assert (form.sender, form.document) == (KNOWN, None)
    assert "lớn hơn mức cho phép" in form.fault


def test_a_letter_we_trip_over_does_not_stop_the_next(
    given: Cast, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Mailbox.whole
    server.deliver(letter("hong@example.invalid"))
    server.deliver(letter(KNOWN, ("mau.xlsx", filled(given))))

    def trip(self: Mailbox, uid: bytes, part: str = "") -> bytes:
        found = whole(self, uid, part)
        if b"hong@" in found:
            raise ValueError("a broken letter")
        return found

    monkeypatch.setattr(Mailbox, "whole", trip)

    assert fetch_forms(server.address) == 1


def test_a_mailbox_that_does_not_answer_breaks_nothing(given: Cast) -> None:
    assert fetch_forms("imap://a:b@127.0.0.1:1/INBOX") == 0
    assert fetch_forms("") == 0
