"""A letter as bytes → who sent it, and the files attached to it that may be forms."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr

from nennep.lib.text import nfc, one_line
from nennep.web.downloads import safe_name

ENDINGS = (".xlsx", ".ods", ".docx", ".odt")
MOST_FILES = 10


@dataclass(frozen=True)
class File:
    name: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    sender: str  # address alone, in small letters
    subject: str
    by_machine: bool  # an answering machine or a mail that came back
    files: tuple[File, ...]


def read_letter(raw: bytes) -> Letter:
    """Headers of any mail can be broken: what cannot be read is empty."""
    message = BytesParser(policy=policy.default).parsebytes(raw)
    assert isinstance(message, EmailMessage)
    sender = header(message, "From")
    by_machine = header(message, "Auto-Submitted").lower() not in ("", "no") or sender.startswith("mailer-daemon")
    files = tuple(file for _, file in zip(range(MOST_FILES), files_of(message), strict=False))
    return Letter(parseaddr(sender)[1].lower(), one_line(nfc(header(message, "Subject"))), by_machine, files)


def header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except (ValueError, LookupError, TypeError, AttributeError, IndexError):  # the parser of headers trips over some
        return ""


def files_of(message: EmailMessage) -> Iterator[File]:
    for part in message.walk():
        try:
            name = safe_name(part.get_filename() or "")
            content = part.get_payload(decode=True) if name.lower().endswith(ENDINGS) else None
        except (ValueError, LookupError, TypeError, AttributeError, IndexError):
            continue
        if isinstance(content, bytes):
            yield File(name, content)
