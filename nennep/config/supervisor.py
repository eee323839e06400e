"""Keeps the web server, the worker and the scheduler alive, and takes them along when it ends."""

import contextlib
import fcntl
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

log = logging.getLogger(__name__)
SERVED = "NENNEP_SERVED"  # where granian serves us: its process
LEASH = "NENNEP_LEASH"  # descriptor of a pipe that ends with the supervisor, even by kill -9
LOOK_EVERY = 0.5  # seconds
LONGEST_PAUSE = 30.0  # seconds before a child that keeps dying is started again
STEADY = 5.0  # seconds after which a child counts as well again
BEHIND = 10  # how much nicer than the web server
GRACE = 25.0  # seconds for children to finish what they do


class AlreadyRunning(Exception):
    """Another `nennep run` serves the same data folder."""


@dataclass
class Child:
    name: str
    arguments: list[str]
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0.0
    pause: float = 0.0
    not_before: float = 0.0


@dataclass
class Supervisor:
    children: list[Child]
    environment: dict[str, str] = field(default_factory=dict)
    stopping: bool = False

    def run(self) -> None:
        """Until a signal says stop."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        reading, writing = os.pipe()
        os.set_inheritable(reading, True)
        self.environment[LEASH] = str(reading)
        try:
            while not self.stopping:
                self.look()
                time.sleep(LOOK_EVERY)
        finally:
            self.end()
            os.close(writing)
            os.close(reading)

    def stop(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 -- the signature of signal handlers
        self.stopping = True

    def look(self) -> None:
        """Start whoever is not running, after a pause that grows while a child keeps dying."""
        now = time.monotonic()
        for child in self.children:
            if child.process and child.process.poll() is None:
                continue
            if child.process:
                lived = now - child.started_at
                log.warning("%s ended with status %s after %.0f s", child.name, child.process.returncode, lived)
                child.pause = 0.0 if lived > STEADY else min(LONGEST_PAUSE, max(1.0, child.pause * 2))
                child.process, child.not_before = None, now + child.pause
            if now >= child.not_before:
                self.start(child)

    def start(self, child: Child) -> None:
        command = [sys.executable, "-m", "nennep.config.command", *child.arguments]
        leash = int(self.environment[LEASH])
        child.process = subprocess.Popen(command, env=os.environ | self.environment, pass_fds=[leash])
        child.started_at = time.monotonic()

    def end(self) -> None:
        alive = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in alive:
            process.terminate()
        deadline = time.monotonic() + GRACE
        for process in alive:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, deadline - time.monotonic()))
        for process in alive:
            if process.poll() is None:
                process.kill()
                process.wait()


def stand_back() -> None:
    """Called by what works behind the pages: who waits for a page comes first."""
    os.nice(BEHIND)


def leave_with_parent() -> None:
    """Called by a child: end, as by SIGTERM, when the supervisor is gone."""
    leash = os.environ.pop(LEASH, "")
    if not leash:
        return
    descriptor = int(leash)
    os.set_inheritable(descriptor, False)

    def wait() -> None:
        with contextlib.suppress(OSError):
            os.read(descriptor, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True, name="leash").start()


def end_at_once() -> None:
    """Called while one that shall answer requests is still loading: granian's child has its parent's ear for signals
    until then, and would not hear that it shall end."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


def leave_when_orphaned() -> None:
    """Called where requests are answered: granian's own child must not keep the port when granian was killed, be it
    while the child was still starting."""
    parent = int(os.environ[SERVED])

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK_EVERY)
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="orphan").start()


@contextlib.contextmanager
def alone(data: Path) -> Iterator[None]:
    """One supervisor for a data folder; the kernel frees the lock even after kill -9."""
    handle = os.open(data / "run.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise AlreadyRunning from error
    try:
        yield
    finally:
        os.close(handle)
