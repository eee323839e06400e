"""The private folder of files that wait to be taken: readable by the program alone, emptied by the clock."""

import hashlib
import os
import time
from pathlib import Path

from django.conf import settings

CHUNK = 1024 * 1024
LEFTOVER = 24 * 3600  # seconds after which what nobody speaks for is swept away


def folder() -> Path:
    root = Path(settings.HANDOVERS_ROOT)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    root.chmod(0o700)
    return root


def place_of(public_id: str, form: str) -> Path:
    return folder() / f"{public_id}.{form}"


def being_written(public_id: str, form: str) -> Path:
    """Empty and private already: whoever writes into it adds to a file that nobody else may read."""
    path = folder() / f".{public_id}.{form}"
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return path


def put_in_place(written: Path, public_id: str, form: str) -> Path:
    """Whole or not there at all, also after the power fails."""
    written.chmod(0o600)
    with written.open("rb") as file:
        os.fsync(file.fileno())
    place = place_of(public_id, form)
    os.replace(written, place)
    return place


def sum_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def erase(public_id: str, form: str) -> None:
    place_of(public_id, form).unlink(missing_ok=True)


def sweep() -> int:
    """Files that a killed program left behind; how many."""
    old = [path for path in folder().iterdir() if time.time() - path.stat().st_mtime > LEFTOVER and path.is_file()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
