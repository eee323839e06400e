"""Which workers live: each holds a lock on a file of its own, and the kernel lets go when it dies, even by kill -9."""

import fcntl
import os
from pathlib import Path

from django.conf import settings


def lock_file(worker: str) -> Path:
    return Path(settings.ENVIRONMENT.data) / "workers" / f"{worker}.lock"


def take_place(worker: str) -> int:
    """Hold the lock of `worker` until this process ends; the descriptor must stay open."""
    file = lock_file(worker)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return handle


def is_alive(worker: str) -> bool:
    if not worker or not lock_file(worker).exists():
        return False
    handle = os.open(lock_file(worker), os.O_RDWR | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def sweep() -> None:
    """Remove the lock files of workers that are gone."""
    folder = lock_file("any").parent
    for file in folder.glob("*.lock") if folder.exists() else ():
        if not is_alive(file.stem):
            file.unlink(missing_ok=True)
