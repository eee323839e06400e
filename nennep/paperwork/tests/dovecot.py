"""A real IMAP server with one mailbox, on a port of its own, by an ordinary user."""

import contextlib
import imaplib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from nennep.paperwork.tests.office import free_port

CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
mail_location = maildir:{folder}/mail
mail_uid = {uid}
mail_gid = {gid}
first_valid_uid = 1
passdb {{
  driver = static
  args = password=mat-khau
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class MailServer:
    port: int

    @property
    def address(self) -> str:
        return f"imap://van-phong:mat-khau@127.0.0.1:{self.port}/INBOX"

    def deliver(self, message: EmailMessage) -> None:
        with self.entered() as server:
            server.append("INBOX", "", "", message.as_bytes())

    def seen_in(self, folder: str) -> list[bool]:
        """Of each letter of the folder whether it is marked as seen; nothing where there is no folder."""
        with self.entered() as server:
            state, count = server.select(folder, readonly=True)
            if state != "OK" or count == [b"0"]:
                return []
            flags = server.fetch("1:*", "(FLAGS)")[1]
            return [b"\\Seen" in line for line in flags if isinstance(line, bytes)]

    @contextmanager
    def entered(self) -> Iterator[imaplib.IMAP4]:
        server = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        server.login("van-phong", "mat-khau")
        try:
            yield server
        finally:
            server.logout()


@contextmanager
def running_dovecot() -> Iterator[MailServer]:
    program = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "dovecot is not installed: make ground"
    owner = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder, port = Path(name), free_port()
        config = folder / "dovecot.conf"
        group = subprocess.run(["id", "-gn", owner.pw_name], capture_output=True, text=True, check=True).stdout.strip()
        names = {"user": owner.pw_name, "group": group, "uid": owner.pw_uid, "gid": owner.pw_gid}
        config.write_text(CONFIG.format(folder=folder, port=port, **names))
        if os.getuid() == 0:
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        child = subprocess.Popen([program, "-F", "-c", str(config)], user=owner.pw_uid, group=owner.pw_gid)
        try:
            yield answering(MailServer(port), folder)
        finally:
            child.terminate()
            child.wait(20)


def answering(server: MailServer, folder: Path) -> MailServer:
    for _ in range(100):
        with contextlib.suppress(OSError, imaplib.IMAP4.error), server.entered():
            return server
        time.sleep(0.1)
    raise AssertionError((folder / "log").read_text())
