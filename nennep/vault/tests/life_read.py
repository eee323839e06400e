"""What its holder does with a letter in the pages of the site: reading, opening, the copy, the case."""

from datetime import date

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from nennep.accounts.models import User
from nennep.procedures.actions.moving import here
from nennep.procedures.actions.opening import Opening, open_case
from nennep.procedures.actions.recording import PaperTold, add_paper
from nennep.vault.actions.keys import keep_for_a_while
from nennep.vault.models import Envelope
from nennep.vault.tests.planted import a_docx
from nennep.vault.tokens import Opener
from tests.world import browser_of


def read_in_pages(envelope: Envelope, by: Opener) -> bytes:
    """The token that the browser had, as it had it."""
    browser = browser_of(by.user)
    token = keep_for_a_while(by.user, by.private, browser.session.session_key or "")
    browser.cookies[settings.VAULT_COOKIE_NAME] = token
    at = f"/letters/{envelope.public_id}/"
    attached = envelope.attachments.first()
    assert attached
    answers = [
        browser.post(f"{at}read/"),
        *(browser.post(f"{at}open/", {"what": what, "why": "meet"}) for what in ("author", "letter")),
        *(
            browser.post(f"/letters/files/{attached.public_id}/", {"what": what, "why": "meet"})
            for what in ("clean", "file")
        ),
    ]
    assert [answer.status_code for answer in answers] == [200] * 5
    assert all(len(answer.getvalue()) > 0 for answer in answers)
    return token.encode()


def settle_in_a_case(envelope: Envelope, name: str, *, by: User) -> None:
    """Tied to the letter; a paper comes whose file is called after the author."""
    opening = Opening("denunciation_state", envelope.unit, "Ban Tổ chức", date(2026, 6, 1), about=envelope)
    case = open_case(opening, by=by)
    add_paper(case, here(case), PaperTold("denunciation", date(2026, 6, 1)), by=by)
    file = SimpleUploadedFile(f"{name}.docx", a_docx(author=name))
    add_paper(case, here(case), PaperTold("extract", date(2026, 6, 1)), file, by=by)
    assert browser_of(by).get(f"/cases/{case.public_id}/").status_code == 200
