"""Mail that came back: read from what the mail server says of it, believed only for letters of ours."""

from dataclasses import dataclass
from email import message_from_bytes, message_from_string
from email.message import Message
from email.policy import default

from django.db import transaction
from django.utils import timezone

from nennep.journal.actions import record
from nennep.notices.models import Bounce, Letter
from nennep.notices.rules import REFUSED

REPORT, STATUS = "multipart/report", "message/delivery-status"


@dataclass(frozen=True)
class Returned:
    """What a delivery report says: of which letter, why, and whether for good."""

    message_id: str
    reason: str
    for_good: bool


@transaction.atomic
def take_bounce(message: Message | bytes) -> Letter | None:
    """Mark the letter that a delivery report (RFC 3464) speaks of; None when it is no report, or of no letter of ours.

    Reports that mail is only delayed change nothing. Safe to call for any message, and twice for the same. Only who
    got a letter, or refused it, can name it: nobody else makes an address look dead.
    """
    returned = read_report(message_from_bytes(message) if isinstance(message, bytes) else message)
    if returned is None or not returned.for_good:
        return None
    public_id = returned.message_id.strip("<> ").partition("@")[0]
    letter = Letter.objects.select_for_update(of=("self",)).filter(public_id=public_id).first()
    if letter is None or letter.message_id != returned.message_id:
        return None
    if letter.bounced_at is None:
        letter.bounced_at, letter.error = timezone.now(), REFUSED.format(reason=returned.reason)[:300]
        letter.save(update_fields=["bounced_at", "error"])
        mark_address(letter.address, returned.reason)
        record(None, "letter.bounced", letter, reason=returned.reason[:200])
    return letter


def mark_address(address: str, reason: str) -> None:
    said = {"reason": reason[:300], "at": timezone.now()}
    Bounce.objects.update_or_create(address=address.lower(), defaults=said)


def read_report(message: Message) -> Returned | None:
    if message.get_content_type() != REPORT:
        return None
    fields = [group for part in message.walk() if part.get_content_type() == STATUS for group in groups_of(part)]
    said = next((group for group in fields if group["Final-Recipient"] or group["Original-Recipient"]), None)
    original = original_of(message)
    if said is None or original is None or not original["Message-ID"]:
        return None
    code = str(said["Status"] or "").strip()
    action = str(said["Action"] or "").strip().lower()
    reason = " ".join(str(said["Diagnostic-Code"] or code).rpartition(";")[2].split())
    return Returned(str(original["Message-ID"]).strip(), reason or code, is_final(action, code))


def groups_of(part: Message) -> list[Message]:
    """The blocks of a delivery status; a parser that left it as text is helped."""
    content = part.get_payload()
    if isinstance(content, list):
        return [group for group in content if isinstance(group, Message)]
    return [message_from_string(block.strip()) for block in str(content).split("\n\n")]


def original_of(message: Message) -> Message | None:
    """The letter that came back, whole or its head alone."""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            content = part.get_payload()
            return content[0] if isinstance(content, list) and isinstance(content[0], Message) else None
        if part.get_content_type() == "text/rfc822-headers":
            head = part.get_payload(decode=True)
            return message_from_bytes(head, policy=default) if isinstance(head, bytes) else None
    return None


def is_final(action: str, code: str) -> bool:
    """Failed for a reason that stays: no such mailbox, not one that is full or a server that is busy (RFC 3463)."""
    return action == "failed" and code.startswith("5.") and code != "5.2.2"
