"""Forms from the mailbox: kept and shown to people; no letter writes anything to a task by itself."""

import hashlib
import imaplib
import logging
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from nennep.accounts.models import User
from nennep.directives.telling import contacts_of
from nennep.files.actions import store
from nennep.imports.reading import FORMS, Opened, open_form
from nennep.lib import sandbox
from nennep.lib.errors import BadFile, RuleBroken
from nennep.lib.guard.refusals import refusal
from nennep.members.importing.posted import Attached, is_list, take_posted
from nennep.notices.actions import take_bounce
from nennep.organisation.models import Unit
from nennep.paperwork.actions.returning import Attachment, keep_attachment
from nennep.paperwork.importing.reading import form_in
from nennep.paperwork.letters import File, Letter, read_letter
from nennep.paperwork.mailbox import Mailbox, opened
from nennep.paperwork.models import ReturnedForm

log = logging.getLogger(__name__)
PACKED = 1.5  # a letter is longer than its files: base64, headers


def fetch_forms(address: str) -> int:
    """Take in what lies unseen in the mailbox; how many files were kept. Nothing happens without an address."""
    if not address:
        return 0
    kept = 0
    try:
        with opened(address) as mailbox, override("vi"):
            for uid in mailbox.unseen():
                kept += fetch_safely(mailbox, uid)
    except (OSError, imaplib.IMAP4.error) as error:
        log.warning("the mailbox does not answer: %s", error)
    return kept


def fetch_safely(mailbox: Mailbox, uid: bytes) -> int:
    """One letter that we trip over does not stop those behind it."""
    try:
        return fetch(mailbox, uid)
    except (OSError, imaplib.IMAP4.error):
        raise
    except Exception:
        log.exception("a letter could not be read")
        return 0


def fetch(mailbox: Mailbox, uid: bytes) -> int:
    """Kept first, put away afterwards: what was cut off between is found again and known by its hash."""
    if mailbox.size(uid) > settings.MAX_FILE_BYTES * PACKED:
        return refuse_large(mailbox, uid)
    raw = mailbox.whole(uid)
    letter = read_letter(raw)
    if letter.by_machine:
        take_bounce(raw)  # a letter of ours that did not arrive, when it is that
        mailbox.mark_seen(uid)
        return 0
    kept = keep_letter(letter, raw)
    if letter.files:
        mailbox.put_away(uid)
    else:
        mailbox.mark_seen(uid)
    return kept


def refuse_large(mailbox: Mailbox, uid: bytes) -> int:
    """Never fetched whole: people are told who sent it, and find it where it is."""
    head = mailbox.whole(uid, "HEADER")
    letter, limit = read_letter(head), settings.MAX_FILE_BYTES // 1024 // 1024
    fault = str(refusal("too_large", limit=limit))
    kept = keep_once(Attachment(hashlib.sha256(head).hexdigest(), letter.sender, letter.subject, "", fault=fault))
    mailbox.mark_seen(uid)
    return kept


def keep_letter(letter: Letter, raw: bytes) -> int:
    name = hashlib.sha256(raw).hexdigest()
    if not letter.files:
        fault = _("Thư không kèm mẫu Excel hoặc Word nào.")
        return keep_once(Attachment(name, letter.sender, letter.subject, "", fault=fault))
    kept = 0
    for n, file in enumerate(letter.files):
        place = hashlib.sha256(f"{name}:{n}".encode()).hexdigest()
        if not ReturnedForm.objects.filter(letter=place).exists():
            kept += keep_file(Attachment(place, letter.sender, letter.subject, file.name), file)
    return kept


def keep_once(found: Attachment) -> int:
    if ReturnedForm.objects.filter(letter=found.letter).exists():
        return 0
    keep_attachment(found)
    return 1


def keep_file(found: Attachment, file: File) -> int:
    """A list of members goes to the register's own room, which keeps no file; every other file is stored and read."""
    try:
        opened = open_form([file.content])
        if is_list(opened.sheets):
            attached = Attached(found.letter, found.sender, found.subject, found.file_name, opened.sha256)
            return int(take_posted(attached, opened.sheets))
    except (BadFile, RuleBroken) as error:
        return keep_once(replace(found, fault=str(error)))
    return keep_once(looked_into(found, file, opened))


def looked_into(found: Attachment, file: File, opened: Opened) -> Attachment:
    """The file is stored behind the guard, then it is told whose form it is."""
    try:
        with sandbox.private_folder() as folder:
            path = folder / "attached"
            path.write_bytes(file.content)
            version = store(path, file.name, FORMS, by=None)
        found = replace(found, document=version.document)
        filled = form_in(opened)
    except (BadFile, RuleBroken) as error:
        return replace(found, fault=str(error))
    unit = Unit.objects.filter(public_id=filled.stamp.whose).first()
    if unit is None:
        return replace(found, fault=_("Mẫu này của một đơn vị không còn trong danh mục. Hãy lấy mẫu mới."))
    return replace(found, unit=unit, token=filled.stamp.token, trusted=is_known(found.sender, unit))


def is_known(address: str, unit: Unit) -> bool:
    """Of the unit, or of one of its contacts. An address can be forged: people look before anything is written."""
    people: list[User] = contacts_of([unit])[unit.pk]
    known = {unit.email.lower(), *(person.email.lower() for person in people)} - {""}
    return address in known
