"""Lists of members from a real IMAP server: taken in by the register, the file itself stored nowhere.

Turns red when a list with its numbers in clear is stored, taken twice, or taken for a form of tasks.
"""

import io
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook

from nennep.files.models import Document
from nennep.members.listfiles.word import word_list
from nennep.members.models import CampaignCell, ListBack
from nennep.members.tests.campaigning import filled_list, filled_word, lines_asked, make_campaign
from nennep.members.tests.make import make_basis, make_member
from nennep.notices.models import Notice
from nennep.paperwork.fetching import fetch_forms
from nennep.paperwork.models import ReturnedForm
from nennep.paperwork.tests.dovecot import MailServer, running_dovecot
from nennep.paperwork.tests.test_mail import KNOWN, letter
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
RIGHT_ID = "031070008888"
NUMBER = "Số định danh cá nhân"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running_dovecot() as server:
        yield server


@pytest.fixture
def part(cast: Cast) -> CampaignCell:
    cast.contact.email = KNOWN
    cast.contact.save()
    make_basis(cast.organiser)
    make_member(cast.tree.board, cast.organiser, name="Trần Văn Tám", sex="nam", id12="031068008888", card12="")
    campaign = make_campaign(cast.tree.root, cast.organiser)
    return campaign.parts.select_related("cell", "campaign__unit").get(cell=cast.tree.board)


def test_a_contacts_list_waits_for_the_contact_and_is_taken_once(
    cast: Cast, part: CampaignCell, server: MailServer
) -> None:
    content = filled_list(part, {NUMBER: RIGHT_ID})
    server.deliver(letter(KNOWN, ("bảng.xlsx", content), ("bảng lần hai.xlsx", content)))

    assert fetch_forms(server.address) == 2
    assert fetch_forms(server.address) == 0

    kept = ListBack.objects.first()
    assert kept
    assert (kept.part, kept.sender, kept.trusted) == (part, KNOWN, True)
    assert RIGHT_ID not in str(list(ListBack.objects.values_list("rows", flat=True)))
    assert not Document.objects.exists()
    assert not ReturnedForm.objects.exists()
    assert (server.seen_in("INBOX"), server.seen_in("NenNep")) == ([], [True])
    assert Notice.objects.filter(to=cast.contact, kind="campaign.list").count() == 2


def test_a_word_list_comes_by_mail_too(part: CampaignCell, server: MailServer) -> None:
    content = filled_word(word_list(part, lines_asked(part)), {"id12": RIGHT_ID})
    server.deliver(letter(KNOWN, ("bảng.docx", content)))

    assert fetch_forms(server.address) == 1

    kept = ListBack.objects.get()
    assert (kept.part, kept.trusted) == (part, True)
    assert sum(bool(row["values"]["right"]) for row in kept.rows) == 1
    assert RIGHT_ID not in str(kept.rows)
    assert not Document.objects.exists()


def test_a_list_whose_stamp_was_touched_is_told_and_stored_nowhere(
    cast: Cast, part: CampaignCell, server: MailServer
) -> None:
    book = load_workbook(io.BytesIO(filled_list(part, {NUMBER: RIGHT_ID})))
    assert book.active
    token = str(book.active["A1"].value)
    book.active["A1"] = token[:-1] + ("1" if token.endswith("0") else "0")
    out = io.BytesIO()
    book.save(out)
    server.deliver(letter(KNOWN, ("bảng.xlsx", out.getvalue())))

    fetch_forms(server.address)

    form = ReturnedForm.objects.get()
    assert "mã bảng đã bị sửa" in form.fault
    assert form.document is None
    assert not ListBack.objects.exists()
    assert not Document.objects.exists()
