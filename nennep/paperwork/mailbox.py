"""A mailbox over IMAP: unseen letters one by one; a letter is put away only after its reader has kept it."""

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

TIMEOUT = 30  # seconds
IN_ONE_ROUND = 50  # letters
FOLDER = "NenNep"  # where read letters go
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


@dataclass
class Mailbox:
    server: imaplib.IMAP4
    abilities: frozenset[str]  # as told after signing in: before it, servers name fewer

    def unseen(self) -> list[bytes]:
        """The numbers (UIDs) of letters nobody has opened yet, the oldest first."""
        found = said(self.server.uid("SEARCH", "UNSEEN", "UNDELETED"))
        return found.split()[:IN_ONE_ROUND]

    def size(self, uid: bytes) -> int:
        found = _SIZE.search(said(self.server.uid("FETCH", uid.decode(), "(RFC822.SIZE)")))
        return int(found[1]) if found else 0

    def whole(self, uid: bytes, part: str = "") -> bytes:
        """The letter's bytes, or only its “HEADER”; looking leaves it unseen."""
        _, answer = self.server.uid("FETCH", uid.decode(), f"(BODY.PEEK[{part}])")
        return next((bytes(part[1]) for part in answer if isinstance(part, tuple)), b"")

    def mark_seen(self, uid: bytes) -> None:
        said(self.server.uid("STORE", uid.decode(), "+FLAGS.SILENT", "(\\Seen)"))

    def put_away(self, uid: bytes) -> None:
        """Seen, and out of the way of people who look into the same mailbox."""
        self.mark_seen(uid)
        folder = self.folder()
        if "MOVE" in self.abilities:
            said(self.server.uid("MOVE", uid.decode(), folder))
            return
        said(self.server.uid("COPY", uid.decode(), folder))
        said(self.server.uid("STORE", uid.decode(), "+FLAGS.SILENT", "(\\Deleted)"))
        if "UIDPLUS" in self.abilities:
            said(self.server.uid("EXPUNGE", uid.decode()))

    def folder(self) -> str:
        with suppress(imaplib.IMAP4.error):
            self.server.create(FOLDER)  # says NO when it is there
        return FOLDER


def said(answer: tuple[str, Sequence[object]]) -> bytes:
    """The first line of an answer; anything but OK is an error."""
    state, lines = answer
    if state != "OK":
        raise imaplib.IMAP4.error(f"{state}: {lines!r}")
    return next((line for line in lines if isinstance(line, bytes)), b"")


@contextmanager
def opened(address: str) -> Iterator[Mailbox]:
    """imaps://user:password@host:993/INBOX; raises OSError or imaplib's error when it does not answer."""
    parts = urlsplit(address)
    server = connect(parts.scheme, parts.hostname or "localhost", parts.port)
    try:
        server.login(unquote(parts.username or ""), unquote(parts.password or ""))
        said(server.select(unquote(parts.path.strip("/")) or "INBOX"))
        yield Mailbox(server, frozenset(said(server.capability()).decode("ascii", "replace").upper().split()))
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            server.logout()


def connect(scheme: str, host: str, port: int | None) -> imaplib.IMAP4:
    secure = ssl.create_default_context()
    if scheme == "imaps":
        return imaplib.IMAP4_SSL(host, port or 993, ssl_context=secure, timeout=TIMEOUT)
    server = imaplib.IMAP4(host, port or 143, timeout=TIMEOUT)
    if scheme == "imap+tls":
        server.starttls(secure)
    return server
