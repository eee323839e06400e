"""A real LibreOffice that opens a form, types into it and saves it, as an office does."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HAND = Path(__file__).with_name("office_hand.py")
PYTHON = "/usr/bin/python3"  # the system's: LibreOffice's bridge lives there
Cell = tuple[int, int, str]  # row from 1, place of the column from 0, text


@dataclass(frozen=True)
class Office:
    port: int
    folder: Path

    def edit(self, form: bytes, endings: tuple[str, str], cells: list[Cell]) -> tuple[bytes, list[Cell]]:
        """The file after it was opened as `.docx`, typed into and saved as `.odt` (say), and what took no text."""
        before, after = (self.folder / f"{name}.{ending}" for name, ending in zip(("in", "out"), endings, strict=True))
        before.write_bytes(form)
        after.unlink(missing_ok=True)
        wanted = self.folder / "cells.json"
        wanted.write_text(json.dumps(cells), "utf-8")
        command = [PYTHON, str(HAND), str(self.port), str(before), str(after), str(wanted)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        assert after.exists(), done.stderr
        return after.read_bytes(), [tuple(cell) for cell in json.loads(done.stdout.strip().splitlines()[-1])]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running_office() -> Iterator[Office]:
    soffice = shutil.which("soffice")
    assert soffice, "LibreOffice is not installed: make ground"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder, port = Path(name), free_port()
        command = [
            soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--nologo",
            f"--accept=socket,host=127.0.0.1,port={port};urp;",
        ]  # fmt: skip
        child = subprocess.Popen(command, stdout=sys.stderr, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            yield Office(port, folder)
        finally:
            stop(child)


def stop(child: subprocess.Popen[bytes]) -> None:
    """LibreOffice starts a second process; both are of one group."""
    os.killpg(child.pid, signal.SIGTERM)
    child.wait(30)
