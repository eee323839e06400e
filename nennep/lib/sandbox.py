"""A program run in a child process that cannot take the machine with it.

The limits are set by the shell before the program starts (`ulimit`), so that they hold for any program and no Python
runs between fork and exec, which would be unsafe in a web server with threads. They are the kernel's own limits:
address space (RLIMIT_AS), CPU seconds (RLIMIT_CPU), size of a written file (RLIMIT_FSIZE), no core dump. The clock is
only a last resort against a child that sleeps.
"""

import contextlib
import fcntl
import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nennep.lib.guard.refusals import refusal

MB = 1024 * 1024
LARGEST_ANSWER = 64 * MB  # bytes that a child may print
SET_LIMITS = 'ulimit -c 0 && ulimit -v "$1" && ulimit -t "$2" && ulimit -f "$3" && shift 3 && exec "$@"'
SIGNALS_OF_LIMITS = {signal.SIGKILL, signal.SIGXCPU, signal.SIGABRT, signal.SIGXFSZ, signal.SIGSEGV, signal.SIGBUS}


@dataclass(frozen=True)
class Limits:
    memory_mb: int
    cpu_seconds: int
    clock_seconds: int  # wall clock: several times the CPU limit
    file_mb: int = 512


PARSER = Limits(memory_mb=300, cpu_seconds=20, clock_seconds=120)  # our own parsers
ENGINE = Limits(memory_mb=1536, cpu_seconds=60, clock_seconds=240)  # LibreOffice and Tesseract, which die under 300 MB


@dataclass(frozen=True)
class Job:
    """A program, its limits, its private folder (home, temporary files, working directory) and extra environment."""

    command: Sequence[str]
    limits: Limits
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ended:
    status: int  # as subprocess gives it: negative for a signal
    output: bytes
    errors: bytes

    @property
    def by_limit(self) -> bool:
        """Whether the kernel, or an allocator without memory, ended it, or its own child: a shell adds 128 to that."""
        return (-self.status if self.status < 0 else self.status - 128) in SIGNALS_OF_LIMITS


@contextlib.contextmanager
def private_folder() -> Iterator[Path]:
    """A folder for one job, readable by its owner alone, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="nennep-", ignore_cleanup_errors=True) as name:
        yield Path(name)


@contextlib.contextmanager
def one_at_a_time(name: str = "engine") -> Iterator[None]:
    """Waits until no other process of this user holds the same lock; the kernel frees it even after kill -9."""
    path = Path(tempfile.gettempdir()) / f"nennep-{os.getuid()}-{name}.lock"
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def run(job: Job) -> Ended:
    """Runs to the end of the child; whatever it has started ends with it."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(
            _limited(job), cwd=job.folder, env=_environment(job), stdin=subprocess.DEVNULL, stdout=output,
            stderr=errors, start_new_session=True, umask=0o077,
        )  # fmt: skip
        try:
            child.wait(job.limits.clock_seconds)
        except subprocess.TimeoutExpired:
            pass
        finally:
            _kill_group(child)
            status = child.wait()
        output.seek(0)
        errors.seek(0)
        return Ended(status, output.read(LARGEST_ANSWER), errors.read(MB))


def _limited(job: Job) -> list[str]:
    limits = job.limits
    numbers = [
        str(limits.memory_mb * 1024),
        str(limits.cpu_seconds),
        str(limits.file_mb * 2048),
    ]  # KB, s, 512-byte blocks
    return [*_without_network(), "/bin/sh", "-c", SET_LIMITS, "limited", *numbers, *job.command]


@functools.cache
def _without_network() -> tuple[str, ...]:
    """A network namespace with nothing in it, where the kernel lets an ordinary user have one."""
    cut_off = ("unshare", "--user", "--map-current-user", "--net", "--")
    if not shutil.which(cut_off[0]):
        return ()
    try:
        done = subprocess.run([*cut_off, "true"], capture_output=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return cut_off if done.returncode == 0 else ()


def _environment(job: Job) -> dict[str, str]:
    """Nothing of the caller's environment but the path: no secret, and a proxy that leads nowhere."""
    nowhere = "http://127.0.0.1:9"
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "HOME": str(job.folder),
        "TMPDIR": str(job.folder),
        "http_proxy": nowhere,
        "https_proxy": nowhere,
        "ftp_proxy": nowhere,
        "OMP_THREAD_LIMIT": "1",
        **job.environment,
    }


def _kill_group(child: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def python(module: str, *arguments: str) -> list[str]:
    """The command that runs one of our own modules in a child."""
    return [sys.executable, "-P", "-X", "utf8", "-m", module, *arguments]


def python_environment() -> dict[str, str]:
    return {"PYTHONPATH": str(Path(__file__).parents[2])}


def answer(job: Job) -> dict[str, object]:
    """Runs one of our own modules and returns the JSON object on its last line.

    Raises BadFile: the child's own (`{"refused": [code, details]}`), `too_heavy` if a limit ended it, else `damaged`.
    """
    ended = run(job)
    if ended.by_limit:
        raise refusal("too_heavy")
    try:
        found = json.loads(ended.output)
    except ValueError:
        raise refusal("too_heavy" if b"MemoryError" in ended.errors else "damaged") from None
    if not isinstance(found, dict):
        raise refusal("damaged")
    if refused := found.get("refused"):
        code, details = refused
        raise refusal(str(code), **dict(details))
    return found
